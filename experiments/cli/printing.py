"""Printing: tables, answers and JSON of every command; no number is ever cut, and no title is markup."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import typer
from pydantic_core import to_json
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

from tillit.experiments.answers.answer import Answer
from tillit.experiments.cli.files import write_answer

MOST = 30
"""Rows that a terminal shows; the files have all."""
LARGE = 10_000.0
"""From here on, figures are shown without decimals."""
ROOM = 10_000
"""Characters of a line, more than any table needs."""
HEADING = 17
"""Characters of a heading that stand in one line."""
WORDS = 16
"""Characters to which a column of words may shrink; longer words are folded."""


def terminal(*, errors: bool = False) -> Console:
    """Return the console, on which brackets and colons of a title are no markup and no pictures."""
    return Console(stderr=errors, highlight=False, markup=False, emoji=False)


def numbers(*headings: str) -> list[Column]:
    """Return columns of numbers."""
    return [Column(it, justify="right", no_wrap=True) for it in headings]


def table(
    *columns: Column | str,
    rows: Iterable[Sequence[Any]] = (),
    title: str = "",
    **layout: Any,  # noqa: ANN401 - as Rich has it
) -> Table:
    """Return a table."""
    made = Table(*columns, box=SIMPLE_HEAD, title=title or None, title_justify="left", **layout)
    for row in rows:
        made.add_row(*row)
    return made


def table_of(frame: pd.DataFrame) -> Table:
    """Return a table of a frame."""
    kinds = {name: pd.api.types.is_numeric_dtype(frame[name]) for name in frame.columns}
    columns = [
        Column(str(name).replace("_", " "), justify="right" if number else "left")
        for name, number in kinds.items()
    ]
    return table(*columns, rows=(map(_cell, row) for row in frame.itertuples(index=False)))  # type: ignore[misc]


def print_table(shown: Table | pd.DataFrame, console: Console | None = None) -> None:
    """Print a table: where there is little room words are folded, and lines become longer if need be."""
    console = console or terminal()
    shown = table_of(shown) if isinstance(shown, pd.DataFrame) else shown
    usual, console.width = console.width, max(console.width, _width_needed(console, shown))
    console.print(shown)
    console.width = usual


def print_line(*words: object, style: str = "") -> None:
    """Print a line that the terminal may break, and a file gets whole."""
    terminal().print(*words, style=style, soft_wrap=True)


def as_json(value: object) -> str:
    """Return a value as JSON; what is not a number is null."""
    return to_json(value, indent=2, inf_nan_mode="null", fallback=_plain).decode("utf-8")


def print_json(value: object) -> None:
    """Print a value as JSON."""
    typer.echo(as_json(value))


def print_answer(
    answer: Answer, files: Sequence[Path], *, as_json: bool, shown: pd.DataFrame | Table | None = None
) -> None:
    """Print an answer, and write its figure and its table.

    Parameters
    ----------
    answer
        The answer.
    files
        Where to: the ending says whether the figure or the table.
    as_json
        Whether to print JSON, and nothing else.
    shown
        What is printed in place of the whole table.
    """
    for path in files:
        write_answer(answer, path)
    if as_json:
        print_json({"note": answer.note, "rows": answer.frame.to_dict("records")})
        return
    rows = answer.frame if shown is None else shown
    if isinstance(rows, Table):
        print_table(rows)
    elif not rows.empty:
        print_table(rows.head(MOST))
        if len(rows) > MOST:
            print_line(f"{MOST} of {len(rows):,} rows; -o FILE.csv has all.", style="dim")
    print_line(answer.note)
    for path in files:
        print_line(f"Written: {path}")


def _cell(value: object) -> str:
    """Return a value as a table shows it."""
    if isinstance(value, float):
        if math.isnan(value):
            return "-"
        return f"{value:,.4g}" if abs(value) < LARGE else f"{value:,.0f}"
    return str(value)


def _plain(value: Any) -> object:  # noqa: ANN401 - whatever JSON has no word for
    """Return a NumPy number as Python's; nothing for what pandas does not know."""
    return value.item() if hasattr(value, "item") else None


def _width_needed(console: Console, shown: Table) -> int:
    """Return the least width of a table, after giving each column of numbers the width that it needs."""
    words = [it for it in shown.columns if it.justify != "right" and not it.no_wrap]
    for column in shown.columns:
        if column.justify == "right":
            column.width = _width_of(column)
    limits = [it.max_width for it in words]
    for column in words:
        column.overflow, column.max_width = "fold", max(WORDS, column.min_width or 0)
    needed = Measurement.get(console, console.options.update(width=ROOM), shown).minimum
    for column, limit in zip(words, limits, strict=True):
        column.max_width = limit
    return needed


def _width_of(column: Column) -> int:
    """Return the width of the longest number in a column, with room for its heading's words."""
    heading = str(column.header)
    cells = [it.plain if isinstance(it, Text) else str(it) for it in column.cells]
    room = cell_len(heading) if column.no_wrap else min(HEADING, cell_len(heading))
    lines = [line for cell in cells for line in cell.split("\n")]
    return max([room, *map(cell_len, (*heading.split(), *lines))])
