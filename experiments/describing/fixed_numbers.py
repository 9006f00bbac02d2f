"""Fixed numbers: what is written into the program instead of declared, for the reader's eyes."""

import ast
from collections.abc import Iterator

from experiments.describing.markdown import bullets, number
from experiments.describing.schedule import place_of
from experiments.describing.source import Verb, sources, tree_of, verbs_of

PLAIN = {-1.0, 0.0, 1.0, 12.0}
"""Numbers that say nothing about behaviour: nothing, all, and the months of a year."""

ASIDE = ("agents.foundation.", "model.events.", "model.scenarios.")
"""Packages whose constants are about files and machines, or stand among the events' sizes."""


def fixed_numbers() -> str:
    """Return the rules that have numbers of their own, by file."""
    lines = []
    for module in sources():
        rules = [(verb.name, list(dict.fromkeys(numbers(verb)))) for verb in verbs_of(module)]
        said = [f"`{name}` {', '.join(map(number, own))}" for name, own in rules if own]
        if said:
            lines.append(f"{place_of(module)}: {'; '.join(said)}")
    return bullets(lines)


def constants() -> str:
    """Return the constants that explain themselves, by file."""
    lines = []
    for module in (it for it in sources() if not it.startswith(ASIDE)):
        lines += [f"`{name}` {value} ({place_of(module)}): {doc}" for name, value, doc in explained(module)]
    return bullets(lines)


def explained(module: str) -> Iterator[tuple[str, str, str]]:
    """Yield the module's own numbers that have a docstring below: name, value, docstring."""
    name = value = ""
    for node in tree_of(module).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            plain = isinstance(node.value, ast.Constant) and isinstance(node.value.value, int | float)
            name, value = node.targets[0].id if plain else "", ast.unparse(node.value)
        elif name and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield name, number(float(value)), " ".join(str(node.value.value).split())
            name = ""
        else:
            name = ""


def numbers(verb: Verb) -> Iterator[float]:
    """Yield the decimal numbers in a rule; whole ones count rows and months."""
    for node in ast.walk(verb.node):
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value not in PLAIN:
            yield node.value
