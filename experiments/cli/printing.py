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


def terminal() -> Console:
    """Return the console, on which brackets and colons of a title are no markup and no pictures."""
    return Console(highlight=False, markup=False, emoji=False)


def print_table(
    rows: pd.DataFrame | Iterable[Sequence[object]],
    heads: Sequence[Column | str] = (),
    *,
    title: str = "",
    console: Console | None = None,
) -> None:
    """Print a frame, or rows of texts and numbers; the headings are the frame's if left out.

    Columns of numbers stand to the right. Where there is little room words are folded, and lines become
    longer if need be.
    """
    if isinstance(rows, pd.DataFrame):
        heads = heads or [str(name).replace("_", " ") for name in rows]
        rows = rows.itertuples(index=False)
    cells = [[it if isinstance(it, Text) else Text(_cell(it)) for it in row] for row in rows]
    shown = Table(*heads, box=SIMPLE_HEAD, title=title or None, title_justify="left", show_header=any(heads))
    for row in cells:
        shown.add_row(*row)
    words = []
    for turn, column in enumerate(shown.columns):
        texts = [row[turn].plain for row in cells]
        if any(texts) and all(map(NUMBER.fullmatch, texts)):
            heading = str(column.header)
            lines = [*heading.split(), *(line for text in texts for line in text.split("\n"))]
            column.justify = "right"
            column.width = max(min(HEADING, cell_len(heading)), *map(cell_len, lines))
        else:
            words.append(column)
            column.overflow, column.max_width = "fold", max(WORDS, column.min_width or 0)
    console = console or terminal()
    least = Measurement.get(console, console.options.update(width=ROOM), shown).minimum
    for column in words:
        column.max_width = None
    console.width = max(console.width, least)
    console.print(shown)


def print_line(*words: object, style: str = "") -> None:
    """Print a line that the terminal may break, and a file gets whole."""
    terminal().print(*words, style=style, soft_wrap=True)


def as_json(value: object) -> str:
    """Return a value as JSON; NumPy's numbers are Python's, and what is not a number is null."""
    return to_json(
        value, indent=2, inf_nan_mode="null", fallback=lambda it: it.item() if hasattr(it, "item") else None
    ).decode("utf-8")


def print_json(value: object) -> None:
    """Print a value as JSON."""
    typer.echo(as_json(value))


def print_answer(
    answer: Answer, files: Sequence[Path] = (), *, as_json: bool, shown: pd.DataFrame | None = None
) -> None:
    """Print an answer, or what is shown of it, and write its figure or table into files, by their endings."""
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
    if not isinstance(value, float):
        return str(value)
    if math.isnan(value):
        return "-"
    return f"{value:,.4g}" if abs(value) < LARGE else f"{value:,.0f}"
