"""Importing at the terminal: what is read, where it is written, and what there is to say about it."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from tillit.experiments.cli.import_report import report
from tillit.experiments.cli.progress import compiling
from tillit.experiments.importing.figures import Published
from tillit.experiments.importing.kolada_api import BASE, Kolada
from tillit.experiments.importing.kolada_checks import published
from tillit.experiments.importing.kolada_files import read_answers
from tillit.experiments.importing.level import with_level
from tillit.experiments.importing.own_town import Choices, into_town, new_town
from tillit.experiments.importing.saving import check_place, save_text
from tillit.experiments.importing.socialstyrelsen import read_months
from tillit.experiments.importing.stated_facts import ByHand
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import words
from tillit.experiments.worlds.world import Source

SPAN = re.compile(r"((?:19|20|21)[0-9]{2})(?:-((?:19|20|21)[0-9]{2}))?")
LAST_YEARS = 20


@dataclass(frozen=True)
class Place:
    """Where the town is written."""

    out: Path | None
    into: Path | None
    force: bool
    lang: str = "en"

    def target(self) -> Path:
        """Return the file that will be written, after asking if it is there already.

        Raises
        ------
        RefusedError
            If none was named, or it must not be written.
        """
        target = self.out or self.into
        if target is None:
            message = "say where the town shall be written: -o mytown.toml"
            raise RefusedError(message)
        asking = ask if sys.stdin.isatty() else None
        check_place(target, ".toml", force=self.force, ask=asking, into=target == self.into)
        return target


def ask(question: str) -> bool:
    """Ask whoever sits at the terminal."""
    return typer.confirm(question, default=False, err=True)


def choices(
    year: int | None, name: str, inhabitants: int | None, posts: int | None, *, preliminary: bool
) -> Choices:
    """Return what the options decide."""
    return Choices(year, name.strip()[:100], preliminary, ByHand(inhabitants, posts))


def today() -> date:
    """Return the date, which decides what is still preliminary."""
    return datetime.now(UTC).date()


def import_kolada(files: Sequence[Path], municipality: str | None, place: Place, said: Choices) -> None:
    """Make a town of Kolada's files.

    Raises
    ------
    RefusedError
        If there is none.
    """
    if not files:
        message = "give a file of Kolada's, or --fetch to ask Kolada itself"
        raise RefusedError(message)
    target = place.target()
    answers = read_answers(files, today=today())
    where = ", ".join(path.name for path in files)
    write(published(answers, municipality, name=said.name, where=where), target, place, said)


def fetch_kolada(
    files: Sequence[Path], municipality: str | None, years: str, api: str, place: Place, said: Choices
) -> None:
    """Make a town of what Kolada answers.

    Raises
    ------
    RefusedError
        If files are given too, or no municipality.
    """
    if files:
        message = "give files or --fetch, not both"
        raise RefusedError(message)
    if municipality is None:
        message = "--fetch needs --municipality, as in --municipality 1293"
        raise RefusedError(message)
    span = years_of(years)
    target = place.target()
    console = Console(stderr=True)
    with console.status("Asking Kolada") as status:
        service = Kolada(api or BASE, tell=lambda url: status.update(Text(f"Asking Kolada: {url[:100]}")))
        answers = service.answers(municipality, span, today=today())
    figures = published(answers, None, name=said.name, where="Kolada's answer")
    write(figures, target, place, said)


def years_of(text: str) -> list[int]:
    """Return the years that are fetched.

    Raises
    ------
    RefusedError
        If the text is no year and no span of years.
    """
    if not text:
        last = today().year
        return list(range(last - LAST_YEARS + 1, last + 1))
    found = SPAN.fullmatch(text.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last:
        message = f"--years {text[:40]!r}: must be a year or a span of years, as in 2010-2023"
        raise RefusedError(message)
    return list(range(first, last + 1))


def import_socialstyrelsen(file: Path, municipality: str | None, place: Place, said: Choices) -> None:
    """Make a town of Socialstyrelsen's file."""
    target = place.target()
    write(read_months(file, municipality), target, place, said)


def write(figures: Published, target: Path, place: Place, said: Choices) -> None:
    """Make the town, fit its level, write it, and say what it is made of."""
    said = with_posts(said, place)
    if place.into is None:
        town = new_town(figures, said)
    else:
        town = into_town(Source.of(place.into).text, place.into.name, figures, said)
    with compiling(quiet=False):
        town, fits = with_level(town)
    save_text(target, town.text)
    report(town, fits, (figures.publisher, target), words(place.lang))


def with_posts(said: Choices, place: Place) -> Choices:
    """Return the choices with the number of posts, which is asked for where somebody sits."""
    if said.by_hand.posts is not None or place.into is not None or not sys.stdin.isatty():
        return said
    spoken = words(place.lang)
    posts = typer.prompt(
        spoken.gettext("How many posts for caseworkers has the unit? No public source says; 0 if unknown"),
        default=0,
        type=int,
        err=True,
    )
    return replace(said, by_hand=said.by_hand._replace(posts=posts)) if posts > 0 else said
