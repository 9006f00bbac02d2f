"""Fixed numbers: what is written into the program instead of declared, for the reader's eyes."""

import ast
from collections.abc import Iterator

from tillit.experiments.describing.markdown import bullets, number
from tillit.experiments.describing.schedule import place_of
from tillit.experiments.describing.source import Verb, sources, verbs_of

PLAIN = {-1.0, 0.0, 1.0, 12.0}
"""Numbers that say nothing about behaviour: nothing, all, and the months of a year."""


ARITHMETIC: dict[tuple[str, str], str] = {
    ("tillit.agents.learning", "brings"): "moves a draw between 0 and 1 to around 0, before it is spread",
    ("tillit.model.staff.norms", "posts_for"): "rounds to whole posts",
    ("tillit.model.books.ledger", "book"): "rounds to whole kronor",
}
"""Rules with numbers that weigh nothing, by module and name, and what the numbers do instead."""


def fixed_numbers() -> str:
    """Return the rules that have numbers of their own, with what these are."""
    return bullets(
        f"`{verb.name}` ({place_of(verb.module)}) {', '.join(map(number, own))}: {reason(verb)}"
        for verb, own in with_numbers()
    )


def with_numbers() -> Iterator[tuple[Verb, list[float]]]:
    """Yield the rules that have numbers of their own, and the numbers."""
    for verb in (it for module in sources() for it in verbs_of(module)):
        own = list(dict.fromkeys(numbers(verb)))
        if own:
            yield verb, own


def reason(verb: Verb) -> str:
    """Return why a rule has a number, or that it should be declared."""
    weight = "a weight that is no declared parameter, an assumption (grade E) that no analysis moves"
    return ARITHMETIC.get((verb.module, verb.name), weight)


def numbers(verb: Verb) -> Iterator[float]:
    """Yield the decimal numbers in a rule; whole ones count rows and months."""
    for node in ast.walk(verb.node):
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value not in PLAIN:
            yield node.value
