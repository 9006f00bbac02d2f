"""Lessoning: lessons at the terminal."""

from functools import partial
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from tillit.experiments.cli.terminal import terminal
from tillit.experiments.lessons.answers import Answers, answers
from tillit.experiments.lessons.handout import handout
from tillit.experiments.lessons.placeholders import PLACEHOLDER, asked
from tillit.experiments.lessons.reading import FILES, all_lessons, read_lesson
from tillit.experiments.lessons.rendering import Rendering
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import LANGUAGES, words
from tillit.experiments.worlds.durable import write_durably

TEMPLATE = FILES.parent / "new.toml"


def list_lessons(lang: str) -> None:
    """Print every lesson with its number and question."""
    console = terminal()
    for it in all_lessons():
        # Headings ask sources only: nothing has to be run.
        heading = Rendering(Answers(it, {}, {}), words(lang)).heading()
        console.print(f"{heading['number']}  {heading['title']}", style="bold")
        console.print(f"   {heading['question']}", soft_wrap=True)


def check_lesson(which: str) -> None:
    """Say what is wrong with a lesson, or what is in it.

    Raises
    ------
    ScenarioError
        If anything is wrong with it.
    """
    lesson = read_lesson(which)
    texts = [said[language] for _, said in lesson.texts() for language in LANGUAGES]
    numbers = [it for text in texts for it in PLACEHOLDER.findall(text)]
    kinds = [asked(*it) for it in numbers]
    of_model = sum(it is not None and it.kind != "source" for it in kinds)
    terminal().print(
        f"Lesson {lesson.about.number} is in order: {len(lesson.steps)} steps in {', '.join(LANGUAGES)}; "
        f"{of_model} numbers are asked of the model, {len(numbers) - of_model} of sources, and none stands "
        "by itself.",
        soft_wrap=True,
    )


def print_lesson(
    which: str, lang: str, effort: tuple[int | None, int, int], out: Path | None, *, notes: bool, force: bool
) -> None:
    """Write a lesson's pages.

    Raises
    ------
    RefusedError
        If the file is there already, or is no HTML file.
    """
    lesson = read_lesson(which)
    path = out or Path(f"lesson-{lesson.about.number}-{lang}.html")
    _refuse(path, ".html", force=force)
    pairs, offices, seed = effort
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = terminal()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Towns and offices")
        found = answers(
            lesson,
            pairs=pairs,
            offices=offices,
            seed=seed,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    text = handout(found, words(lang), notes=notes)
    write_durably(path, partial(_write, text))
    console.print(str(path), soft_wrap=True)


def new_lesson(path: Path) -> None:
    """Write a small lesson that works.

    Raises
    ------
    RefusedError
        If the file is there already, or is no TOML file.
    """
    _refuse(path, ".toml", force=False)
    write_durably(path, partial(_write, TEMPLATE.read_text(encoding="utf-8")))
    terminal().print(f"{path}: change it, then tillit lesson check {path}", soft_wrap=True)


def _refuse(path: Path, end: str, *, force: bool) -> None:
    """Refuse a file of another kind, or one that is there."""
    if path.suffix.casefold() != end:
        message = f"{path}: must end in {end}"
        raise RefusedError(message)
    if path.exists() and not force:
        message = (
            f"{path} is there already; give another name{' with --out, or --force' if end == '.html' else ''}"
        )
        raise RefusedError(message)


def _write(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
