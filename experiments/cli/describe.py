"""Describe: the model's own description, printed or checked."""

from typing import Annotated

import typer

from tillit.experiments import describing
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import FAILED
from tillit.experiments.lessons import teachers
from tillit.experiments.refused import RefusedError

PAGES = (*describing.PAGES, *teachers.PAGES)


def describe(
    page: Annotated[
        str, opt.argument("model, the ODD; reference; teachers.sv or teachers.da.", "[PAGE]")
    ] = "model",
    *,
    check: Annotated[
        bool, opt.flag("Only say whether docs/ still says what the program does.", "--check")
    ] = False,
) -> None:
    """Print the model's own description (ODD), made from its docstrings and declarations.

    tillit describe > docs/model.md and tillit describe reference > docs/reference.md renew the pages of a
    checkout. With --check nothing is printed unless a page is no longer right; the exit status is then 1.
    """
    if page not in PAGES:
        raise RefusedError(f"there is no page {page!r}; pages: {', '.join(PAGES)}")
    if not check:
        # Bytes, because a terminal's own encoding may lack letters that the file needs.
        typer.get_binary_stream("stdout").write(_described(page).encode())
        return
    if not describing.FOLDER.is_dir():
        raise RefusedError(
            "the pages to check are in a checkout's docs/; this is an installed program without it"
        )
    differences = {it: describing.outdated(it, _described(it)) for it in PAGES}
    for it, difference in differences.items():
        if difference:
            typer.echo(f"docs/{it}.md is no longer what the program says ({difference})")
            typer.echo(f"renew it: tillit describe {it} > docs/{it}.md")
    if any(differences.values()):
        raise typer.Exit(FAILED)


def _described(page: str) -> str:
    return teachers.described(page) if page in teachers.PAGES else describing.described(page)
