"""Schedule: the month as a flow chart, from the text of the month itself, and where each rule is."""

import ast
import re

from tillit.experiments.describing.source import Verb, place_of, verbs_of

MONTH = "tillit.model.month"
"""Where the month is."""


WIDE = '%%{init: {"flowchart": {"wrappingWidth": 600, "rankSpacing": 20}}}%%'
"""Boxes as wide as a sentence, so that the chart is short."""


def the(module: str, name: str) -> Verb:
    """Return the behaviour or stage of that name; LookupError if it is not there, or not there any more."""
    for verb in verbs_of(module):
        if verb.name == name:
            return verb
    raise LookupError(f"{module} has no behaviour or stage {name!r}; put right what the template names")


def rule(module: str, name: str) -> str:
    """Return a link to the file of a rule that is there."""
    verb = the(f"tillit.{module}", name)
    return f"[`{verb.name}`](../{place_of(verb.module)})"


def steps() -> list[str]:
    """Return the steps of the month, as its own docstring tells them."""
    text = ast.get_docstring(the(MONTH, "live_month").node) or ""
    found = re.split(r"^\d+\. ", text, flags=re.MULTILINE)[1:]
    return [" ".join(it.split()).rstrip(".") for it in found]


def month() -> str:
    """Return a Mermaid flow chart of the month."""
    nodes = ["the events of the month happen", *steps()]
    lines = [f'    s{place}["{place}. {step}"]' for place, step in enumerate(nodes) if place]
    chain = " --> ".join(f"s{place}" for place in range(len(nodes)))
    first = f'    s0(["{nodes[0][:1].upper()}{nodes[0][1:]}"])'
    last = f'    s{len(nodes) - 1} -->|"child and family unit: 1 to 14 again, then next month"| s0'
    return "\n".join(["```mermaid", WIDE, "flowchart TD", first, *lines, f"    {chain}", last, "```"])
