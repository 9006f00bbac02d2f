"""Report: a run as two pages, its results as others read them, and the model's own description."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from tillit.experiments import describing
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.files import check_file, save_text
from tillit.experiments.cli.printing import as_json
from tillit.experiments.cli.program import FAILED, LAYOUT
from tillit.experiments.comparison.manifest import read_manifest
from tillit.experiments.exporting.kolada_shape import kolada_shape
from tillit.experiments.lessons import teachers
from tillit.experiments.refused import RefusedError
from tillit.experiments.reporting.content import report_of
from tillit.experiments.reporting.document import page_of, write_document
from tillit.experiments.reporting.workbook import write_workbook
from tillit.experiments.results.folder import read_kept
from tillit.experiments.worlds.durable import write_durably

PAGES = (*describing.PAGES, *teachers.PAGES)

exports = typer.Typer(help="Write results in the shapes that others read, marked as a simulation.", **LAYOUT)
exports.callback()(lambda: None)


def report(
    folder: Annotated[Path, opt.argument("A folder of results, of 'tillit run' or 'compare'.")],
    out: Annotated[
        list[Path] | None,
        opt.out("File: .docx, .html or .xlsx, several times; both pages in FOLDER if left out.", "FILE"),
    ] = None,
    lang: opt.Lang = None,
    force: opt.Force = False,
) -> None:
    """Write two pages about a run: question, answer, how sure, who pays, on what it hangs, and sources.

    tillit report results/gavle-1 --lang sv
    """
    read_manifest(folder)
    wanted = out or [folder / "report.docx", folder / "report.html"]
    for path in wanted:
        check_file(path, ".docx", ".html", ".xlsx", force=force)
    comparison, facts, manifest = read_kept(folder)
    language = opt.spoken(lang).language
    told = report_of(comparison, facts, manifest, language)
    writers: dict[str, Callable[[Path], object]] = {
        ".docx": lambda draft: write_document(draft, told),
        ".html": lambda draft: draft.write_text(page_of(told), encoding="utf-8"),
        ".xlsx": lambda draft: write_workbook(draft, comparison, facts, language),
    }
    for path in wanted:
        write_durably(path, writers[path.suffix.casefold()])
        typer.echo(path)


@exports.command()
def kolada(
    folder: Annotated[Path, opt.argument("Folder of results, as tillit run writes it.")],
    *,
    out: Annotated[Path, opt.out("File to write.", "FILE.json")],
    world: Annotated[Literal["a", "b"], opt.option("b, the second world: as it acted; or a.")] = "b",
    force: opt.Force = False,
) -> None:
    """Write yearly results as Kolada's interface would answer, every value with status 'simulated'.

    Has N31910 households a year, N31816 long-term share and N31001 cost per inhabitant.
    """
    check_file(out, ".json", force=force)
    shape = kolada_shape(folder, world)
    save_text(out, as_json(shape))
    typer.echo(f"{shape['source']}. {shape['count']} figures written: {out}")


def describe(
    page: Annotated[str, opt.argument("model, the ODD; reference; teachers.sv or .da.", "[PAGE]")] = "model",
    check: Annotated[bool, opt.flag("Only say whether docs/ is still right.", "--check")] = False,
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
