"""Terminal: tables, answers and JSON, no number cut and no title markup; bars of progress; and files."""

import math
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import typer
from pydantic_core import to_json
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

from tillit.agents.foundation.compilation import Stand, compilation
from tillit.experiments.answers import Answer
from tillit.experiments.cli import STOPPED, say, silent
from tillit.experiments.cli.help import reader
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import ENGLISH, Words
from tillit.experiments.telling.numbers import four_digits, number
from tillit.experiments.worlds.files import write_csv, write_durably
from tillit.model.origin import Origin
from tillit.model.scenarios import read_scenario
from tillit.model.simulation import settled
from tillit.model.town.seeds import key_of

FIGURES, TABLES = (".pdf", ".png", ".svg"), (".csv", ".parquet")
DOTS_AN_INCH, MOST_ROWS, SECONDS_BETWEEN_LINES = 150, 30, 60.0
HEADING, WORDS, ROOM = 17, 16, 10_000
"""Characters: of a heading in one line; to which a column of words may shrink; that any table has room in."""
NUMBER = re.compile(r"[+\-\N{MINUS SIGN}]?\d.{0,30}|inf|-|")
"""What a cell of a column of numbers holds: a number, perhaps with its unit or interval, or nothing."""
COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())


def terminal() -> Console:
    """Return the console, on which brackets and colons of a title are no markup and no pictures."""
    return Console(highlight=False, markup=False, emoji=False)


def print_table(
    rows: pd.DataFrame | Iterable[Sequence[object]], heads: Sequence[Column | str] = (), title: str = ""
) -> None:
    """Print a frame, or rows of texts and numbers; the headings are the frame's if left out.

    Columns of numbers stand to the right. Where there is little room words are folded, and lines become
    longer if need be.
    """
    if isinstance(rows, pd.DataFrame):
        heads = heads or [str(name).replace("_", " ") for name in rows]
        rows = rows.itertuples(index=False)
    shown = Table(*heads, box=SIMPLE_HEAD, title=title or None, title_justify="left", show_header=any(heads))
    for row in rows:
        shown.add_row(*(it if isinstance(it, Text) else Text(_cell(it)) for it in row))
    for column in shown.columns:
        texts = [str(text) for text in column.cells]
        longest = max((cell_len(line) for text in texts for line in text.split("\n")), default=0)
        if any(texts) and all(map(NUMBER.fullmatch, texts)):
            heading = str(column.header)
            column.justify = "right"
            column.width = max(min(HEADING, cell_len(heading)), longest, *map(cell_len, heading.split()))
        else:
            column.overflow, column.min_width = "fold", max(min(WORDS, longest), column.min_width or 0)
    console = terminal()
    least = Measurement.get(console, console.options.update(width=ROOM), shown).minimum
    console.width = max(console.width, least)
    console.print(shown)


def _cell(value: object) -> str:
    if not isinstance(value, float) or math.isinf(value):
        return str(value)
    return four_digits(value, reader())


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


def print_answer(answer: Answer, shown: pd.DataFrame, files: Sequence[Path], *, as_json: bool) -> None:
    """Print what is shown of an answer, and write its figure or table into files, by their endings."""
    for path in files:
        write_answer(answer, path)
    if as_json:
        print_json(plain_answer(answer))
        return
    if not shown.empty:
        print_table(shown.head(MOST_ROWS))
    gettext, rows = reader().gettext, number(len(shown), reader())
    if len(shown) > MOST_ROWS:
        print_line(gettext("{shown} of {rows} rows; -o FILE.csv has all.", shown=MOST_ROWS, rows=rows))
    print_line("\n".join([answer.note, *(gettext("Written: {path}", path=path) for path in files)]))


def plain_answer(answer: Answer) -> dict[str, Any]:
    """Return an answer in plain values."""
    return {"note": answer.note, "rows": answer.frame.to_dict("records")}


def write_answer(answer: Answer, path: Path) -> None:
    """Write the figure or the table of an answer, as the ending says."""
    if (ending := path.suffix.lower()) in FIGURES:
        write_durably(path, lambda it: answer.plot().savefig(it, dpi=DOTS_AN_INCH, format=ending[1:]))
    else:
        write_table(answer.frame, path)


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV or Parquet, as the ending says."""
    csv = path.suffix.lower() == ".csv"
    write_durably(path, partial(write_csv, frame) if csv else partial(frame.to_parquet, index=False))


def save_text(path: Path, text: str) -> None:
    """Write a file of text whole, or not at all."""
    write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8", newline="\n"))


def check_file(path: Path, *endings: str, force: bool | None = None, into: bool = False) -> None:
    """Stop before any work, with a RefusedError, if a file can't or must not be written.

    Its name must have one of the endings. A file that is there may be replaced with `force` (never if that
    is None); `into`: what is there stays, and gets something.
    """
    folder = path.absolute().parent
    if path.suffix.casefold() not in endings:
        raise RefusedError(f"{path}: the name must end in {' or '.join(endings)}")
    if not folder.is_dir():
        raise RefusedError(f"{path}: there is no folder {path.parent}; make it first")
    if not os.access(folder, os.W_OK):
        raise RefusedError(f"{path}: nothing can be written in {path.parent}; give another place")
    if path.exists() and not (force and path.is_file()):
        message = f"{path} is there already; nothing is overwritten, nothing was written. Give another name"
        if force is None:
            raise RefusedError(message)
        raise RefusedError(f"{message}, or --force to {'write into it' if into else 'replace it'}")


@contextmanager
def bars() -> Iterator[Callable[..., None]]:
    """Show a bar of each work, of what is done, of how many, and some words, on a terminal.

    Elsewhere, as in a cluster's log, a line at the beginning and now and then.
    """
    console = Console(stderr=True, highlight=False, markup=False, quiet=silent.get())
    tasks: dict[str, TaskID] = {}
    last = time.monotonic()
    with Progress(*COLUMNS, console=console, transient=True, disable=not console.is_terminal) as shown:

        def tell(what: str, done: int, total: int, said: str = "") -> None:
            nonlocal last
            if new := what not in tasks:
                tasks[what] = shown.add_task(what, total=total)
            shown.update(tasks[what], completed=done, total=total, description=f"{what}{said}")
            if not console.is_terminal and (new or time.monotonic() - last > SECONDS_BETWEEN_LINES):
                last = time.monotonic()
                console.print(f"{what}: {done}/{total}{said}", soft_wrap=True)

        yield tell


@contextmanager
def bar(what: str) -> Iterator[Callable[..., None]]:
    """Show one bar of what is done, of how many, perhaps with some words."""
    with bars() as tell:
        yield partial(tell, what)


@contextmanager
def compiling(spoken: Words = ENGLISH) -> Iterator[None]:
    """Say how far the compiler is, if it has anything to do."""
    with bar(spoken.gettext("Compiling the model for this machine, this once")) as tell:

        def report(now: Stand) -> None:
            left = spoken.gettext(", about {seconds} s left", seconds=number(now.seconds, spoken))
            tell(now.done, now.total, left)

        with compilation(report):
            yield


def compile_first(spoken: Words = ENGLISH) -> None:
    """Compile the model before a bar, and before several workers would do it at once."""
    with compiling(spoken):
        settled(Origin.of(read_scenario("village"), run_in=0), key_of(1))


@contextmanager
def stopping(message: str) -> Iterator[None]:
    """Say what came of it when Ctrl-C stops the work, and exit."""
    try:
        yield
    except KeyboardInterrupt:
        say(message)
        raise typer.Exit(STOPPED) from None
