"""Printing: tables, answers and JSON of every command; no number is ever cut, and no title is markup."""

import math
import re
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
NUMBER = re.compile(r"[+\-\N{MINUS SIGN}]?\d.{0,30}|inf|-|")
"""What a cell of a column of numbers holds: a number, perhaps with its unit or interval, or nothing."""


def terminal(*, errors: bool = False) -> Console:
    """Return the console, on which brackets and colons of a title are no markup and no pictures."""
    return Console(stderr=errors, highlight=False, markup=False, emoji=False)


def print_table(
    rows: pd.DataFrame | Iterable[Sequence[object]],
    heads: Sequence[Column | str] = (),
    *,
    title: str = "",
    console: Console | None = None,
) -> None:
    """Print a table, with columns of numbers to the right.

    Where there is little room words are folded, and lines become longer if need be.

    Parameters
    ----------
    rows
        A frame, or rows of texts and numbers.
    heads
        Headings; those of the frame if left out.
    title
        What stands above.
    console
        Where to; the terminal if left out.
    """
    if isinstance(rows, pd.DataFrame):
        heads = heads or [str(name).replace("_", " ") for name in rows]
        rows = list(rows.itertuples(index=False))
    cells = [[it if isinstance(it, Text) else Text(_cell(it)) for it in row] for row in rows]
    shown = Table(*heads, box=SIMPLE_HEAD, title=title or None, title_justify="left", show_header=any(heads))
    for turn, column in enumerate(shown.columns):
        texts = [row[turn].plain for row in cells]
        if any(texts) and all(map(NUMBER.fullmatch, texts)):
            column.justify, column.width = "right", _width_of(str(column.header), texts)
    for row in cells:
        shown.add_row(*row)
    console = console or terminal()
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
    answer: Answer, files: Sequence[Path] = (), *, as_json: bool, shown: pd.DataFrame | None = None
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
        print_json(plain_answer(answer))
        return
    rows = answer.frame if shown is None else shown
    if not rows.empty:
        print_table(rows.head(MOST))
    if len(rows) > MOST:
        print_line(f"{MOST} of {len(rows):,} rows; -o FILE.csv has all.", style="dim")
    print_line(answer.note)
    for path in files:
        print_line(f"Written: {path}")


def plain_answer(answer: Answer) -> dict[str, Any]:
    """Return an answer in plain values."""
    return {"note": answer.note, "rows": answer.frame.to_dict("records")}


def _cell(value: object) -> str:
    if isinstance(value, float):
        if math.isnan(value):
            return "-"
        return f"{value:,.4g}" if abs(value) < LARGE else f"{value:,.0f}"
    return str(value)


def _plain(value: Any) -> object:  # noqa: ANN401 - whatever JSON has no word for
    """Return a NumPy number as Python's; nothing for what pandas does not know."""
    return value.item() if hasattr(value, "item") else None


def _width_of(heading: str, texts: Sequence[str]) -> int:
    """Return the width of the longest number in a column, with room for its heading's words."""
    lines = [line for text in texts for line in text.split("\n")]
    return max(min(HEADING, cell_len(heading)), *map(cell_len, (*heading.split(), *lines)))


def _width_needed(console: Console, shown: Table) -> int:
    """Return the least width of a table: numbers whole, words folded."""
    words = [it for it in shown.columns if it.justify != "right" and not it.no_wrap]
    for column in words:
        column.overflow, column.max_width = "fold", max(WORDS, column.min_width or 0)
    needed = Measurement.get(console, console.options.update(width=ROOM), shown).minimum
    for column in words:
        column.max_width = None
    return needed
