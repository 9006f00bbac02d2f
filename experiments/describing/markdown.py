"""Markdown: tables, lists and numbers as pages show them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from tillit.experiments.refused import RefusedError

MINUS = "\N{MINUS SIGN}"
MANY = 1_000_000  # from here on a bound is only what a column can hold


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; columns whose head ends with ``>`` are numbers."""
    rules = ["---:" if head.endswith(">") else "---" for head in heads]
    lines = ([head.rstrip(">") for head in heads], rules, *rows)
    cells = ((" ".join(cell.split()).replace("|", r"\|") for cell in line) for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


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
    """Return a page with all parts between ``<!-- name -->`` and its end made anew; RefusedError if none."""
    written = False
    for name, part in parts.items():
        before, begin, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        if end:
            text, written = f"{before}{begin}\n{part()}\n\n{end}{after}", True
    if not written:
        name = next(iter(parts))
        raise RefusedError(
            f"the page has no lines <!-- {name} --> and <!-- /{name} -->, where something stands"
        )
    return text
