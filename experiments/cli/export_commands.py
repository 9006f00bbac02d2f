"""Export commands: `tillit export`, results in the shapes that others read."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli.program import app

exporting = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Write results in the shapes that others read, marked as a simulation.",
)
app.add_typer(exporting, name="export")


class Side(StrEnum):
    """The two worlds of a comparison."""

    A = "a"
    B = "b"


@exporting.command()
def kolada(
    folder: Annotated[Path, typer.Argument(help="Folder of results, as tillit run writes it.")],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write.", metavar="FILE.json")],
    world: Annotated[Side, typer.Option(help="b, the second world: as it acted; or a.")] = Side.B,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there already.")] = False,
) -> None:
    """Write yearly results as Kolada's interface would answer, every value with status 'simulated'.

    Has N31910 households a year, N31816 long-term share and N31001 cost per inhabitant.
    """
    from tillit.experiments.cli.exporting import export_kolada  # noqa: PLC0415 - lazy: takes a second

    export_kolada(folder, world.value, out, force=force)


@exporting.callback()
def nothing() -> None:
    """Keep the name of the one command that there is so far."""
