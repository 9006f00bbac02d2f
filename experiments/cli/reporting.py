"""Reporting at the terminal: which files of a run are written, in which language."""

from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from tillit.experiments.refused import RefusedError
from tillit.experiments.reporting.content import report_of
from tillit.experiments.reporting.document import write_document
from tillit.experiments.reporting.page import page_of
from tillit.experiments.reporting.workbook import write_workbook
from tillit.experiments.results.read_back import read_kept
from tillit.experiments.worlds.durable import write_durably

USUAL = ("report.docx", "report.html")
ENDINGS = (".docx", ".html", ".xlsx")


def write_reports(folder: Path, files: Sequence[Path], lang: str, *, force: bool) -> None:
    """Write the report of a run.

    Raises
    ------
    RefusedError
        If the folder holds no results, or a file must not be written.
    """
    wanted = list(files) or [folder / name for name in USUAL]
    for path in wanted:
        _check(path, force=force)
    comparison, facts, manifest = read_kept(folder)
    report = report_of(comparison, facts, manifest, lang)
    writers: dict[str, Callable[[Path], object]] = {
        ".docx": lambda draft: write_document(draft, report),
        ".html": lambda draft: draft.write_text(page_of(report), encoding="utf-8"),
        ".xlsx": lambda draft: write_workbook(draft, comparison, facts, lang),
    }
    for path in wanted:
        write_durably(path, writers[path.suffix.casefold()])
        typer.echo(path)


def _check(path: Path, *, force: bool) -> None:
    """Stop before any work if a file can't or must not be written."""
    if path.suffix.casefold() not in ENDINGS:
        message = f"{path}: must end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
        raise RefusedError(message)
    if path.exists() and not force:
        message = f"{path} is there already; give -o another name, or --force to replace it"
        raise RefusedError(message)
    if not path.absolute().parent.is_dir():
        message = f"{path}: there is no folder {path.parent}"
        raise RefusedError(message)
