"""Markdown: tables, lists and numbers as pages show them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from tillit.experiments.refused import RefusedError

MINUS = "\N{MINUS SIGN}"
MANY = 1_000_000
"""From here on a bound is only what a column can hold."""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; columns whose head ends with ``>`` are numbers."""
    rules = ("---:" if head.endswith(">") else "---" for head in heads)
    lines = [row_of(head.rstrip(">") for head in heads), row_of(rules), *(row_of(row) for row in rows)]
    return "\n".join(lines)


def row_of(cells: Iterable[str]) -> str:
    """Return one line of a table."""
    plain = (" ".join(cell.split()).replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(plain)} |"


def bullets(lines: Iterable[str]) -> str:
    """Return a list."""
    return "\n".join(f"- {line}" for line in lines)


def number(value: float | str) -> str:
    """Return a value as one reads it, with a real minus sign."""
    if isinstance(value, str):
        return f"`{value}`"
    text = f"{value:,.0f}" if value == int(value) else f"{value:.6g}"
    return text.replace("-", MINUS)


def span(low: float, high: float) -> str:
    """Return a range, without an upper bound that is only a column's."""
    if high < MANY:
        return f"{number(low)} to {number(high)}"
    return "any" if low <= -MANY else f"{number(low)} or more"


def sentence(text: str) -> str:
    """Return a text that ends."""
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?:" else f"{text}."


def renewed(text: str, parts: Mapping[str, Callable[[], str]]) -> str:
    """Return a page in which each part between ``<!-- name -->`` and ``<!-- /name -->`` is written again.

    RefusedError if the page has no place for any of them.
    """
    found = {name for name in parts if re.search(f"<!-- {name} -->\n.*<!-- /{name} -->", text, re.DOTALL)}
    if not found:
        name = next(iter(parts))
        raise RefusedError(
            f"the page has no lines <!-- {name} --> and <!-- /{name} -->, where something stands"
        )
    for name in found:
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}\n{parts[name]()}\n\n{end}{rest.partition(end)[2]}"
    return text
