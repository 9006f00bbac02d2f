"""Lesson: the group of commands for lessons."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app

lesson = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="List, check, print and begin lessons: guess first, then see.",
)
app.add_typer(lesson, name="lesson")

Which = Annotated[
    str, typer.Argument(help="A number of 'tillit lesson list', or a .toml file.", metavar="NUMBER|FILE")
]


@lesson.command("list")
def list_all(*, lang: opt.Lang = None) -> None:
    """List the lessons that come with the program, and what each asks."""
    from tillit.experiments.cli.lessoning import list_lessons  # noqa: PLC0415 - lazy: takes seconds

    list_lessons(opt.spoken(lang))


@lesson.command()
def check(file: Which) -> None:
    """Say everything that is wrong with a lesson's file: names, languages, and numbers that nobody gave."""
    from tillit.experiments.cli.lessoning import check_lesson  # noqa: PLC0415 - lazy: takes seconds

    check_lesson(file)


@lesson.command("print")
def print_one(  # noqa: PLR0913 - one argument an option
    which: Which,
    *,
    lang: opt.Lang = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="File to write; lesson-NUMBER-LANG.html if left out.", metavar="FILE.html"
        ),
    ] = None,
    pairs: Annotated[
        int | None,
        typer.Option(
            help="Pairs of worlds; as many as the file says if left out.", min=2, max=1_000, metavar="N"
        ),
    ] = None,
    offices: Annotated[
        int, typer.Option(help="Offices of each virtual trial.", min=2, max=2_000, metavar="N")
    ] = 40,
    seed: opt.Seed = 1,
    notes: Annotated[bool, typer.Option(help="With the teacher's pages, or for students only.")] = True,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
) -> None:
    """Write a lesson as pages to print: sheets to guess on, what came out, and the teacher's notes.

    tillit lesson print 1 --lang sv
    """
    from tillit.experiments.cli.lessoning import print_lesson  # noqa: PLC0415 - lazy: takes seconds

    print_lesson(which, opt.spoken(lang), (pairs, offices, seed), out, notes=notes, force=force)


@lesson.command()
def new(
    file: Annotated[Path, typer.Argument(help="File to write.", metavar="FILE.toml")],
) -> None:
    """Begin a lesson of one's own: a small one that works, to be changed."""
    from tillit.experiments.cli.lessoning import new_lesson  # noqa: PLC0415 - lazy: takes seconds

    new_lesson(file)
