"""Show: an answer as a table on the terminal, as JSON, or in files."""

import json
import math
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from tillit.experiments.answers.answer import Answer
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.csv_files import write_csv
from tillit.experiments.worlds.durable import write_durably

FIGURES = (".pdf", ".png", ".svg")
TABLES = (".csv", ".parquet")
MOST = 30
"""Rows that a terminal shows; the files have all."""
LARGE = 10_000.0
"""From here on, figures are shown without decimals."""
DOTS = 150
"""Dots an inch of a figure."""


def show_answer(
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
    console = terminal()
    table = answer.frame if shown is None else shown
    if isinstance(table, Table):
        print_table(console, table)
    elif not table.empty:
        print_table(console, table_of(table.head(MOST)))
        if len(table) > MOST:
            console.print(f"{MOST} of {len(table):,} rows; -o FILE.csv has all.", style="dim")
    console.print(answer.note, soft_wrap=True)
    for path in files:
        console.print(f"Written: {path}", soft_wrap=True)


def print_json(value: object) -> None:
    """Print a value as JSON; what is not a number is null."""
    text = json.dumps(_without_nan(value), ensure_ascii=False, indent=2, allow_nan=False, default=_plain)
    typer.echo(text)


def checked_files(files: Sequence[Path] | None) -> list[Path]:
    """Return the files, if their endings are known and none is there already.

    Raises
    ------
    RefusedError
        If an ending says neither figure nor table, or a file would be overwritten.
    """
    for path in files or ():
        if path.suffix.lower() not in (*FIGURES, *TABLES):
            endings = f"{', '.join(FIGURES)} for the figure or {', '.join(TABLES)} for the table"
            message = f"{path}: must end in {endings}"
            raise RefusedError(message)
        if path.exists():
            message = f"{path} is there already, and nothing is overwritten: choose another name"
            raise RefusedError(message)
        if not path.parent.is_dir():
            message = f"{path}: there is no folder {path.parent}"
            raise RefusedError(message)
    return list(files or ())


def write_answer(answer: Answer, path: Path) -> None:
    """Write the figure or the table of an answer, as the ending says."""
    ending = path.suffix.lower()
    if ending in FIGURES:
        write_durably(path, lambda draft: answer.plot().savefig(draft, dpi=DOTS, format=ending[1:]))
    elif ending == ".csv":
        write_durably(path, partial(write_csv, answer.frame))
    else:
        write_durably(path, lambda draft: answer.frame.to_parquet(draft, index=False))


def table_of(frame: pd.DataFrame) -> Table:
    """Return a table for the terminal."""
    table = Table(box=SIMPLE_HEAD)
    for name in frame.columns:
        numbers = pd.api.types.is_numeric_dtype(frame[name])
        table.add_column(str(name).replace("_", " "), justify="right" if numbers else "left")
    for row in frame.itertuples(index=False):
        table.add_row(*(_cell(value) for value in row))
    return table


def _cell(value: object) -> str:
    """Return a value as a table shows it."""
    if isinstance(value, float):
        if math.isnan(value):
            return "-"
        return f"{value:,.4g}" if abs(value) < LARGE else f"{value:,.0f}"
    return str(value)


def _plain(value: object) -> object:
    """Return a NumPy number as Python's."""
    return _without_nan(value.item()) if hasattr(value, "item") else str(value)


def _without_nan(value: object) -> object:
    """Return the same with null for what is not a number."""
    if isinstance(value, dict):
        return {key: _without_nan(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
