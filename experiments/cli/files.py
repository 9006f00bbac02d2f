"""Files: where a command may write, asked before any work, and an answer as a figure or a table."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import typer

from tillit.experiments.answers.answer import Answer
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.csv_files import write_csv
from tillit.experiments.worlds.durable import write_durably

FIGURES = (".pdf", ".png", ".svg")
TABLES = (".csv", ".parquet")
DOTS = 150
"""Dots an inch of a figure."""


def check_file(path: Path, *endings: str, force: bool | None = None, into: bool = False) -> None:
    """Stop before any work, with a RefusedError, if a file can't or must not be written.

    Its name must have one of the endings. A file that is there may be replaced with `force` (never if that
    is None), or if whoever sits at the terminal says so; `into`: what is there stays, and gets something.
    """
    if path.suffix.casefold() not in endings:
        raise RefusedError(f"{path}: the name must end in {' or '.join(endings)}")
    if not path.absolute().parent.is_dir():
        raise RefusedError(f"{path}: there is no folder {path.parent}; make it first")
    if not path.exists() or (force and path.is_file()):
        return
    do = "write into it" if into else "replace it"
    question = f"{path} is there already. {do.capitalize()}?"
    asked = force is False and path.is_file() and sys.stdin.isatty()
    if not (asked and typer.confirm(question, default=False, err=True)):
        help_ = "" if force is None else f", or --force to {do}"
        raise RefusedError(
            f"{path} is there already; nothing is overwritten, nothing was written. Give another name{help_}"
        )


def checked_files(files: Sequence[Path] | None, *endings: str) -> list[Path]:
    """Return the files for figures and tables, if each may be written."""
    for path in files or ():
        check_file(path, *(endings or (*FIGURES, *TABLES)))
    return list(files or ())


def save_text(path: Path, text: str) -> None:
    """Write a file of text whole, or not at all."""
    write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8", newline="\n"))


def write_answer(answer: Answer, path: Path) -> None:
    """Write the figure or the table of an answer, as the ending says."""
    ending = path.suffix.lower()
    if ending in FIGURES:
        write_durably(path, lambda draft: answer.plot().savefig(draft, dpi=DOTS, format=ending[1:]))
    elif ending == ".csv":
        write_durably(path, partial(write_csv, answer.frame))
    else:
        write_durably(path, lambda draft: answer.frame.to_parquet(draft, index=False))
