"""Lesson: lessons are listed, checked, printed and begun."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.files import check_file, save_text
from tillit.experiments.cli.printing import print_line, terminal
from tillit.experiments.cli.program import LAYOUT
from tillit.experiments.cli.progress import bar
from tillit.experiments.lessons.answers import Answers, answers
from tillit.experiments.lessons.handout import handout
from tillit.experiments.lessons.reading import FILES, all_lessons, read_lesson, texts
from tillit.experiments.lessons.rendering import Rendering
from tillit.experiments.lessons.texts import all_asked
from tillit.experiments.telling import LANGUAGES

TEMPLATE = FILES.parent / "new.toml"

lesson = typer.Typer(help="List, check, print and begin lessons: guess first, then see.", **LAYOUT)

Which = Annotated[str, opt.argument("A number of 'tillit lesson list', or a .toml file.", "NUMBER|FILE")]


@lesson.command("list")
def list_all(lang: opt.Lang = None) -> None:
    """List the lessons that come with the program, and what each asks."""
    for it in all_lessons():
        # Headings ask sources only: nothing has to be run.
        heading = Rendering(Answers(it, {}, {}), opt.spoken(lang)).heading()
        terminal().print(f"{heading['number']}  {heading['title']}", style="bold")
        print_line(f"   {heading['question']}")


@lesson.command()
def check(file: Which) -> None:
    """Say everything that is wrong with a lesson's file: names, languages, and numbers that nobody gave."""
    checked = read_lesson(file)
    said = [it[language] for _, it in texts(checked) for language in LANGUAGES]
    kinds = [it.kind for text in said for _, it in all_asked(text)]
    of_model = len(kinds) - kinds.count("source")
    print_line(
        f"Lesson {checked.lesson.number} is in order: {len(checked.step)} steps in {', '.join(LANGUAGES)}; "
        f"{of_model} numbers are asked of the model, {len(kinds) - of_model} of sources, and none stands "
        "by itself."
    )


@lesson.command("print")
def print_one(
    which: Which,
    lang: opt.Lang = None,
    out: Annotated[Path | None, opt.out("File; lesson-NUMBER-LANG.html if left out.", "FILE.html")] = None,
    pairs: Annotated[
        int | None, opt.count("Pairs of worlds; if left out, as the file says.", 2, 1_000)
    ] = None,
    offices: Annotated[int | None, opt.count("Offices of each trial; the same.", 2, 2_000)] = None,
    seed: opt.Seed = 1,
    notes: Annotated[bool, opt.option("With the teacher's pages, or for students only.")] = True,
    force: opt.Force = False,
) -> None:
    """Write a lesson as pages to print: sheets to guess on, what came out, and the teacher's notes.

    tillit lesson print 1 --lang sv
    """
    chosen, spoken = read_lesson(which), opt.spoken(lang)
    path = out or Path(f"lesson-{chosen.lesson.number}-{spoken.language}.html")
    check_file(path, ".html", force=force)
    with bar("Towns and offices", quiet=False) as tell:
        found = answers(chosen, pairs=pairs, offices=offices, seed=seed, progress=tell)
    save_text(path, handout(found, spoken, notes=notes))
    print_line(path)


@lesson.command()
def new(file: Annotated[Path, opt.argument("File to write.", "FILE.toml")]) -> None:
    """Begin a lesson of one's own: a small one that works, to be changed."""
    check_file(file, ".toml")
    save_text(file, TEMPLATE.read_text(encoding="utf-8"))
    print_line(f"{file}: change it, then tillit lesson check {file}")
