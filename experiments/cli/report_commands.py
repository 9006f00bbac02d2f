"""Report command: `tillit report`, a run as two pages."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(help="A folder of results, of 'tillit run' or 'compare'.")],
    *,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            "-o",
            help="File to write: .docx to edit, .html to print, .xlsx. May be given several times; "
            "FOLDER/report.docx and FOLDER/report.html if left out.",
            metavar="FILE",
        ),
    ] = None,
    lang: opt.Lang = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there already.")] = False,
) -> None:
    """Write two pages about a run: question, answer, how sure, who pays, on what it hangs, and sources.

    tillit report results/gavle-1 --lang sv
    """
    from tillit.experiments.cli.reporting import write_reports  # noqa: PLC0415 - lazy: takes seconds

    write_reports(folder, out or [], opt.spoken(lang), force=force)
