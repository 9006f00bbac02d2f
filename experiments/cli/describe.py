"""Describe: the command that prints the model's own description."""

from typing import Annotated

import typer

from tillit.experiments import describing
from tillit.experiments.refused import RefusedError

OUTDATED = 1


def describe(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether docs/ still says what the program does.")
    ] = False,
) -> None:
    """Print the model's own description (ODD), made from its docstrings and declarations.

    tillit describe > docs/model.md renews the page of a checkout. With --check nothing is printed unless the
    page is no longer right; the exit status is then 1.
    """
    if not check:
        # Bytes, because a terminal's own encoding may lack letters that the file needs.
        typer.get_binary_stream("stdout").write(describing.described().encode())
        return
    if not describing.FOLDER.is_dir():
        message = "the page to check is in a checkout's docs/; this is an installed program without it"
        raise RefusedError(message)
    difference = describing.outdated()
    if difference:
        typer.echo(f"docs/model.md is no longer what the program says ({difference})")
        typer.echo("renew it: tillit describe > docs/model.md")
        raise typer.Exit(OUTDATED)
