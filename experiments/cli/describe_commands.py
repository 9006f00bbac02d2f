"""Describe: the command that prints the model's own description."""

from enum import StrEnum
from typing import Annotated

import typer

from tillit.experiments.cli.program import app

OUTDATED = 1


class Page(StrEnum):
    """Which page of the description."""

    MODEL = "model"
    SUBMODELS = "submodels"


@app.command()
def describe(
    page: Annotated[
        Page,
        typer.Argument(
            help="model is the description; submodels has every rule and parameter.", metavar="PAGE"
        ),
    ] = Page.MODEL,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether docs/ still says what the program does.")
    ] = False,
) -> None:
    """Print the model's own description (ODD), made from its docstrings and declarations.

    tillit describe > docs/model.md and tillit describe submodels > docs/submodels.md renew the pages of a
    checkout. With --check nothing is printed but the pages that are no longer right; the exit status is 1 if
    there are any.
    """
    from tillit.experiments import describing  # noqa: PLC0415 - lazy: takes seconds
    from tillit.experiments.refused import RefusedError  # noqa: PLC0415 - lazy: needed here only

    if not check:
        # Bytes, because a terminal's own encoding may lack letters that the file needs.
        typer.get_binary_stream("stdout").write(describing.described(page.value).encode())
        return
    if not describing.FOLDER.is_dir():
        message = "the pages to check are in a checkout's docs/; this is an installed program without them"
        raise RefusedError(message)
    outdated = describing.outdated()
    for name, difference in outdated.items():
        again = "tillit describe" if name == Page.MODEL else f"tillit describe {name}"
        typer.echo(f"docs/{name}.md is no longer what the program says ({difference})")
        typer.echo(f"renew it: {again} > docs/{name}.md")
    if outdated:
        raise typer.Exit(OUTDATED)
