"""Pages: a run's report, lessons, the model's own description, the page in the browser; and exports."""

import importlib.util
import os
import signal
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from tillit.experiments import describing
from tillit.experiments.cli import FAILED, LAYOUT
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.terminal import as_json, bar, check_file, print_line, save_text
from tillit.experiments.comparison.manifest import read_manifest
from tillit.experiments.exporting import kolada_shape
from tillit.experiments.lessons.answers import answers
from tillit.experiments.lessons.reading import FILES, read_lesson
from tillit.experiments.lessons.rendering import TEACHERS, for_teachers, handout, headings
from tillit.experiments.refused import RefusedError
from tillit.experiments.reporting.report import page_of, report_of, write_document
from tillit.experiments.results.folder import read_kept
from tillit.experiments.telling import LANGUAGES
from tillit.experiments.worlds.files import write_durably
from tillit.model.scenarios import town_names

TEMPLATE = FILES.parent / "new.toml"
SERVING = (sys.executable, "-m", "tillit.visualization.serving")

exports = typer.Typer(help="Write results in the shapes that others read, marked as a simulation.", **LAYOUT)
exports.callback()(lambda: None)
lesson = typer.Typer(help="List, check, print and begin lessons: guess first, then see.", **LAYOUT)
Which = Annotated[str, opt.argument("A number of 'tillit lesson list', or a .toml file.", "NUMBER|FILE")]


def report(
    folder: Annotated[Path, opt.argument("A folder of results, of 'tillit run' or 'compare'.", "FOLDER")],
    out: Annotated[list[Path] | None, opt.out("A .docx or .html; both if left out.", "FILE")] = None,
    spoken: opt.Lang = opt.SYSTEM,
    force: opt.Force = False,
) -> None:
    """Write two pages about a run: question, answer, how sure, who pays, on what it hangs, and sources.

    tillit report results/gavle-1 --lang sv
    """
    read_manifest(folder)
    wanted = out or [folder / "report.docx", folder / "report.html"]
    for path in wanted:
        check_file(path, ".docx", ".html", force=force)
    told = report_of(*read_kept(folder), spoken.language)
    for path in wanted:
        if path.suffix.casefold() == ".docx":
            write_durably(path, partial(write_document, report=told))
        else:
            save_text(path, page_of(told))
        typer.echo(path)


@exports.command()
def kolada(
    folder: Annotated[Path, opt.argument("Folder of results, as tillit run writes it.", "FOLDER")],
    *,
    out: Annotated[Path, opt.out("File to write.", "FILE.json")],
    world: Annotated[Literal["a", "b"], opt.option("b, the second world: as it acted; or a.")] = "b",
    force: opt.Force = False,
) -> None:
    """Write yearly results as Kolada's interface would answer, every value with status 'simulated'.

    Has N31910 households a year, N31816 long-term share and N31001 cost per inhabitant, if their number is
    known.
    """
    check_file(out, ".json", force=force)
    shape = kolada_shape(folder, world)
    save_text(out, as_json(shape))
    typer.echo(f"{shape['source']}. {shape['count']} figures written: {out}")


def describe(
    page: Annotated[str, opt.argument("model, the ODD; reference; teachers.sv or .da.", "PAGE")] = "model",
    check: Annotated[bool, opt.option("Only say whether docs/ is still right.", None, "--check")] = False,
) -> None:
    """Print the model's own description (ODD), made from its docstrings and declarations.

    tillit describe > docs/model.md and tillit describe reference > docs/reference.md renew the pages of a
    checkout. With --check nothing is printed unless a page is no longer right; the exit status is then 1.
    """
    pages = dict.fromkeys(describing.PAGES, describing.described) | dict.fromkeys(TEACHERS, for_teachers)
    if page not in pages:
        raise RefusedError(f"there is no page {page!r}; pages: {', '.join(pages)}")
    if not check:
        # Bytes, because a terminal's own encoding may lack letters that the file needs.
        typer.get_binary_stream("stdout").write(pages[page](page).encode())
        return
    if not describing.FOLDER.is_dir():
        raise RefusedError(
            "the pages to check are in a checkout's docs/; this is an installed program without it"
        )
    old = [it for it, made in pages.items() if describing.outdated(it, made(it))]
    for it in old:
        typer.echo(f"docs/{it}.md is no longer what the program says")
        typer.echo(f"renew it: tillit describe {it} > docs/{it}.md")
    raise typer.Exit(FAILED if old else 0)


@lesson.command("list")
def list_all(spoken: opt.Lang = opt.SYSTEM) -> None:
    """List the lessons that come with the program, and what each asks."""
    for it in headings(spoken):
        print_line(f"{it['number']}  {it['title']}", style="bold")
        print_line(f"   {it['question']}")


@lesson.command()
def check(file: Which) -> None:
    """Say everything that is wrong with a lesson's file: names, languages, and numbers that nobody gave."""
    checked = read_lesson(file)
    print_line(f"Lesson {checked.number} is in order: {len(checked.step)} steps in {', '.join(LANGUAGES)}.")


@lesson.command("print")
def print_one(
    which: Which,
    spoken: opt.Lang = opt.SYSTEM,
    out: Annotated[Path | None, opt.out("File; lesson-NUMBER-LANG.html if left out.", "FILE.html")] = None,
    notes: Annotated[bool, opt.option("With the teacher's pages, or for students only.")] = True,
    force: opt.Force = False,
) -> None:
    """Write a lesson as pages to print: sheets to guess on, what came out, and the teacher's notes.

    tillit lesson print 1 --lang sv
    """
    chosen = read_lesson(which)
    path = out or Path(f"lesson-{chosen.number}-{spoken.language}.html")
    check_file(path, ".html", force=force)
    with bar("Towns and offices") as tell:
        found = answers(chosen, progress=tell)
    save_text(path, handout(found, spoken, notes=notes))
    print_line(path)


@lesson.command()
def new(file: Annotated[Path, opt.argument("File to write.", "FILE.toml")]) -> None:
    """Begin a lesson of one's own: a small one that works, to be changed."""
    check_file(file, ".toml")
    save_text(file, TEMPLATE.read_text(encoding="utf-8"))
    print_line(f"{file}: change it, then tillit lesson check {file}")


def app(
    host: Annotated[str | None, opt.option("Address; 0.0.0.0 lets others on the network in.")] = None,
    port: Annotated[int, opt.option("Port to serve the page at.", min=1, max=65_535)] = 8765,
    town: Annotated[str, opt.option("Town to open with; tillit accounts lists them.")] = "",
    browser: Annotated[bool, opt.option("Open a browser.")] = True,
    taught: Annotated[bool, opt.option("Let a class guess in its own browsers.", None, "--class")] = False,
    export: Annotated[Path | None, opt.option("Write it into a new folder, to open without Python.")] = None,
) -> None:
    """Open a town in the browser: move a slider, live the office month by month, see why. Ctrl-C ends it."""
    if importlib.util.find_spec("solara") is None:
        raise RefusedError(
            "the page needs Solara: install tillit[app], or start with `uv run --extra app tillit app`"
        )
    if town and town not in town_names():
        raise RefusedError(f"there is no town {town!r}; there are {', '.join(town_names())}")
    if export is not None:
        if export.is_file():
            raise RefusedError(f"{export} is a file; name a new folder, as in --export my-page")
        # By its name, as what is served: the terminal knows only rooms below it.
        exporting = importlib.import_module("tillit.visualization.alone.exporting")
        exporting.export_all(export, town, lambda name: typer.echo(f"{name} …", err=True))
        typer.echo(f"Open {export / 'index.html'} in a browser.")
        return
    host = host or ("0.0.0.0" if taught else "127.0.0.1")  # noqa: S104 - a class comes in from the network
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:  # something may answer there already, or the address may not be this machine's
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise RefusedError(
            f"the page cannot be at {host}:{port}: {why}; choose another one with --port"
        ) from None
    told = f"The page is at http://{host}:{port} (Ctrl-C ends it)."
    class_told = "The class is open until Ctrl-C; how students come in is said in a moment."
    typer.echo(class_told if taught else told, err=True)
    # Whoever ends this program ends the server too, by Ctrl-C or by SIGTERM.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    asked = [*["--class"] * taught, *["--browser"] * browser, *["--town", town] * bool(town)]
    with subprocess.Popen([*SERVING, host, str(port), *asked]) as server:  # noqa: S603 - our own words
        try:
            status = server.wait()
        except KeyboardInterrupt:
            server.kill()
            status = 0
    raise typer.Exit(status)
