"""Imports: published figures become a town; what it is made of, and how it fits what was published."""

import re
import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console
from rich.text import Text

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.files import check_file, save_text
from tillit.experiments.cli.program import LAYOUT
from tillit.experiments.cli.progress import compiling
from tillit.experiments.importing.figures import ATTRIBUTION, Published
from tillit.experiments.importing.kolada import published
from tillit.experiments.importing.kolada_api import BASE, Kolada
from tillit.experiments.importing.kolada_files import read_answers
from tillit.experiments.importing.own_town import (
    NAMELESS,
    Choices,
    Level,
    OwnTown,
    into_town,
    new_town,
    with_level,
)
from tillit.experiments.importing.socialstyrelsen import read_months
from tillit.experiments.importing.stated_facts import NATIONAL
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.names import fact_name
from tillit.experiments.telling.numbers import number, plain
from tillit.experiments.telling.surroundings import told_fits
from tillit.experiments.worlds.world import Source
from tillit.model.scenarios.facts import Fact

SPAN = re.compile(r"((?:19|20|21)[0-9]{2})(?:-((?:19|20|21)[0-9]{2}))?")
LAST_YEARS = 20
MOST_NOTES = 30

imports = typer.Typer(
    **LAYOUT,
    help="""
    Make a town of published figures: Kolada's or Socialstyrelsen's.

    Kolada has a figure a year, Socialstyrelsen a figure a month. The file that is written runs at once
    (tillit run mytown.toml), says of every figure where it comes from, and keeps all years and months for
    tillit calibrate. Nothing is overwritten without asking.
    """,
)

Out = Annotated[Path | None, opt.out("Scenario file to write, ending in .toml.", "FILE.toml")]
Into = Annotated[
    Path | None,
    opt.option("Put the figures into this file: its better facts stay, all are kept.", "FILE.toml"),
]
Which = Annotated[
    str | None, opt.option("Code or name, if there are several: 1293 or Hässleholm.", "CODE|NAME")
]
Year = Annotated[
    int | None, opt.option("Base year; the latest complete one if left out.", min=1950, max=2150)
]
Name = Annotated[str, opt.option("What the town is called, if the figures don't say.")]
Inhabitants = Annotated[int | None, opt.count("Inhabitants, if the figures don't say.", 500, 50_000_000)]
Posts = Annotated[int | None, opt.count("Caseworkers' posts; no public source has them.", 1, 5_000)]
Preliminary = Annotated[bool, opt.flag("Let preliminary figures make the town, too.", "--preliminary")]


class Place(NamedTuple):
    """Where the town is written."""

    target: Path
    source: tuple[str, str] | None
    """Text and name of the file into which the figures are put."""
    lang: str


@imports.command()
def kolada(  # noqa: PLR0913 - one argument an option
    files: Annotated[
        list[Path] | None,
        opt.argument("Kolada's answers (JSON; /v3/kpi has the titles) or tables (CSV).", "FILE…"),
    ] = None,
    *,
    fetch: Annotated[bool, opt.flag("Ask Kolada itself; needs the internet.", "--fetch")] = False,
    years: Annotated[str, opt.option("Years to fetch; the last twenty if left out.", "2010-2023")] = "",
    api: Annotated[str, opt.option("Address of the interface.", "URL")] = "",
    out: Out = None,
    into: Into = None,
    municipality: Which = None,
    year: Year = None,
    name: Name = "",
    inhabitants: Inhabitants = None,
    posts: Posts = None,
    preliminary: Preliminary = False,
    force: opt.Force = False,
    lang: opt.Lang = None,
) -> None:
    """Make a town of Kolada's figures (Källa: Kolada).

    tillit import kolada --fetch --municipality 1293 -o mytown.toml

    Reads N01951 inhabitants, N31910 households a year, N31807 recipients, N31816 long-term adults,
    N31001 cost, N33100 and N33101 a day of care; stops if a title is not what it was.
    """
    if bool(files) == fetch:
        raise RefusedError(
            "give files or --fetch, not both" if fetch else "give a file of Kolada's, or --fetch"
        )
    if fetch and municipality is None:
        raise RefusedError("--fetch needs --municipality, as in --municipality 1293")
    span = _years_of(years)
    place = _place(out, into, lang, force=force)
    if municipality is not None and fetch:
        with Console(stderr=True).status("Kolada") as status:
            service = Kolada(api or BASE, tell=lambda url: status.update(Text(url[:100])))
            answers = service.answers(municipality, span, today=_today())
        which, where = None, "Kolada"
    else:
        answers = read_answers(files or [], today=_today())
        which, where = municipality, ", ".join(path.name for path in files or [])
    said = Choices(year, name.strip()[:100], preliminary, inhabitants, posts)
    _write(published(answers, which, name=said.name, where=where), place, said)


@imports.command()
def socialstyrelsen(  # noqa: PLR0913 - one argument an option
    file: Annotated[Path, opt.argument("Table of the statistics database.", "FILE.csv")],
    *,
    out: Out = None,
    into: Into = None,
    municipality: Which = None,
    year: Year = None,
    name: Name = "",
    inhabitants: Inhabitants = None,
    posts: Posts = None,
    preliminary: Preliminary = False,
    force: opt.Force = False,
    lang: opt.Lang = None,
) -> None:
    """Make a town of Socialstyrelsen's monthly figures: households and payments.

    tillit import socialstyrelsen months.csv --municipality Hässleholm -o mytown.toml

    With --into mytown.toml they are put beside Kolada's in one file.
    """
    place = _place(out, into, lang, force=force)
    said = Choices(year, name.strip()[:100], preliminary, inhabitants, posts)
    _write(read_months(file, municipality), place, said)


def _place(out: Path | None, into: Path | None, lang: str | None, *, force: bool) -> Place:
    target = out or into
    if target is None:
        raise RefusedError("say where the town shall be written: -o mytown.toml")
    check_file(target, ".toml", force=force, into=target == into)
    return Place(target, None if into is None else (Source.of(into).text, into.name), opt.spoken(lang))


def _today() -> date:
    return datetime.now(UTC).date()


def _years_of(text: str) -> list[int]:
    last = _today().year
    found = SPAN.fullmatch(text.strip() or f"{last - LAST_YEARS + 1}-{last}")
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last:
        raise RefusedError(f"--years {text[:40]!r}: must be a year or a span of years, as in 2010-2023")
    return list(range(first, last + 1))


def _write(figures: Published, place: Place, said: Choices) -> None:
    """Make the town, fit its level, write it, and say what it is made of."""
    spoken = words(place.lang)
    if place.source is None:
        town = new_town(figures, _with_posts(said, spoken))
    else:
        town = into_town(*place.source, figures, said)
    with compiling(quiet=False):
        town, level = with_level(town)
    save_text(place.target, town.text)
    _tell(town, spoken)
    _tell_level(level, town.scenario.town.currency, spoken)
    typer.echo(f"{ATTRIBUTION}{figures.publisher}.")
    file = shlex.quote(str(place.target))
    typer.echo(
        spoken.gettext(
            "Written: {target}. Now: tillit compare {file} --set staff.posts=+3",
            target=place.target,
            file=file,
        )
    )


def _with_posts(said: Choices, spoken: Words) -> Choices:
    if said.posts is not None or not sys.stdin.isatty():
        return said
    posts = typer.prompt(
        spoken.gettext("How many posts for caseworkers has the unit? No public source says; 0 if unknown"),
        default=0,
        type=int,
        err=True,
    )
    return replace(said, posts=posts) if posts > 0 else said


def _tell(town: OwnTown, spoken: Words) -> None:
    scenario = town.scenario
    typer.echo(
        spoken.gettext(
            "{title}, from {start}: {inhabitants} inhabitants, {households} households a month, "
            "{posts} posts",
            title=scenario.title,
            start=scenario.town.start,
            inhabitants=number(scenario.town.inhabitants, spoken),
            households=number(scenario.town.households, spoken),
            posts=number(scenario.posts, spoken),
        )
    )
    if scenario.title.startswith(NAMELESS):
        typer.echo(spoken.gettext("The figures do not say what the municipality is called: give --name"))
    national = [fact for fact in scenario.facts if fact.source.startswith(NATIONAL)]
    own = [fact for fact in scenario.facts if fact not in national]
    # Nothing changes the answers more than the posts, and no public source has them.
    national.sort(key=lambda fact: not fact.name.startswith("staff."))
    guess = spoken.gettext(
        "Guessed from national figures, since the town's own are missing (--posts gives its posts):"
    )
    _list(guess, national, spoken)
    _list(spoken.gettext("The town's own:"), own, spoken)
    typer.echo(spoken.gettext("Kept for calibration:"))
    for it in scenario.observed:
        first, last = it.values[0][0], it.values[-1][0]
        span = first if first == last else f"{first} … {last} ({len(it.values)})"
        typer.echo(f"  {it.indicator}: {span} ({it.code or it.measure})")
    more = len(town.notes) - MOST_NOTES
    for note in (*town.notes[:MOST_NOTES], *([f"+ {more}"] if more > 0 else [])):
        typer.echo(f"tillit: {note}", err=True)


def _list(heading: str, facts: Sequence[Fact], spoken: Words) -> None:
    if facts:
        typer.echo(heading)
    for fact in facts:
        value = plain(fact.value, spoken) if isinstance(fact.value, int | float) else str(fact.value)
        source = fact.source.removeprefix(NATIONAL)
        typer.echo(f"  {fact_name(fact.name, spoken)}: {value} ({fact.grade.value}) {source}")


def _tell_level(level: Level, currency: str, spoken: Words) -> None:
    if level.fits:
        typer.echo(told_fits(level.fits, currency, spoken))
    if level.factor is not None:
        typer.echo(
            spoken.gettext(
                "What a household is paid is multiplied by {factor}, so that it is what was published.",
                factor=plain(level.factor, spoken),
            )
        )
