"""Imports: published figures become a town; what it is made of, and how it fits what was published."""

import math
import shlex
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from tillit.agents.office import HALF, MOST_POSTS
from tillit.experiments.cli import LAYOUT, say
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.terminal import check_file, compiling, save_text
from tillit.experiments.importing.figures import ATTRIBUTION, Published
from tillit.experiments.importing.kolada import published, read_answers
from tillit.experiments.importing.kolada_api import BASE, fetch_answers
from tillit.experiments.importing.own_town import Choices, OwnTown, into_town, new_town, with_level
from tillit.experiments.importing.socialstyrelsen import read_months
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import Words, retold
from tillit.experiments.telling.names import fact_name, fact_value, source
from tillit.experiments.telling.numbers import number, plain
from tillit.experiments.telling.sentences import told_fits
from tillit.experiments.worlds.world import Source
from tillit.model.scenarios.facts import NATIONAL

LAST_YEARS, MOST_NOTES = 20, 30

imports = typer.Typer(
    **LAYOUT,
    help="""
    Make a town of published figures: Kolada's or Socialstyrelsen's.

    The file that is written runs at once (tillit run mytown.toml), says of every figure where it comes
    from, and keeps all years and months for tillit calibrate. Nothing is overwritten without asking.
    """,
)


def _import(
    read: Callable[[str | None, str], Published],
    out: Annotated[Path | None, opt.out("Scenario file to write, ending in .toml.", "FILE.toml")] = None,
    into: Annotated[Path | None, opt.option("Put them into it; better facts stay.", "FILE.toml")] = None,
    municipality: Annotated[str | None, opt.option("If there are several: 1293 or Hässleholm.")] = None,
    year: Annotated[int | None, opt.option("Base year; usually the latest.", min=1950, max=2150)] = None,
    name: Annotated[str, opt.option("What the town is called, if the figures don't say.")] = "",
    inhabitants: Annotated[int | None, opt.count("If the figures don't say.", 500, 50_000_000)] = None,
    posts: Annotated[str | None, opt.option("Caseworkers' posts.", "N")] = None,
    force: opt.Force = False,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    target, name = out or into, name.strip()[:100]
    if target is None:
        raise RefusedError("say where the town shall be written: -o mytown.toml")
    check_file(target, ".toml", force=force, into=target == into)
    there = None if into is None else Source.of(into).text
    figures = read(municipality, name)
    if posts is None and there is None and sys.stdin.isatty():
        asked = spoken.gettext(
            "How many posts for caseworkers has the unit? No public source says; 0 if unknown"
        )
        posts = typer.prompt(asked, default="0", err=True)
    said = Choices(year, name, inhabitants, _posts(posts or "0"))
    own = into_town(there, into.name, figures, said) if into and there else new_town(figures, said)
    with compiling(spoken):
        town = with_level(own)
    save_text(target, town.text)
    _tell(town, spoken)
    typer.echo(f"{ATTRIBUTION}{figures.publisher}.")
    written = spoken.gettext(
        "Written: {target}. Now: tillit compare {file} --set staff.posts=+3",
        target=target,
        file=shlex.quote(str(target)),
    )
    typer.echo(written)


@imports.command()
@opt.within(_import)
def kolada(
    municipality: str | None,
    name: str,
    files: Annotated[
        list[Path] | None, opt.argument("Kolada's answers (JSON), tables (CSV).", "FILE")
    ] = None,
    fetch: Annotated[bool, opt.option("Ask Kolada itself; needs the internet.", None, "--fetch")] = False,
    since: Annotated[
        int | None, opt.option("First year to fetch; else twenty years.", min=1950, max=2150)
    ] = None,
    api: Annotated[str, opt.option("Address of the interface.", "URL")] = BASE,
) -> Published:
    """Make a town of Kolada's figures (Källa: Kolada).

    tillit import kolada --fetch --municipality 1293 -o mytown.toml

    Reads N01951 inhabitants, N31910 households a year, N31807 recipients, N31816 long-term adults,
    N31001 cost, N33100 and N33101 a day of care; stops if a title is not what it was.
    """
    if bool(files) == fetch:
        raise RefusedError(
            "give files or --fetch, not both" if fetch else "give a file of Kolada's, or --fetch"
        )
    if files:
        where = ", ".join(path.name for path in files)
        return published(read_answers(files), municipality, name=name, where=where)
    if municipality is None:
        raise RefusedError("--fetch needs --municipality, as in --municipality 1293")
    today = datetime.now(UTC).year
    years = list(range(since or today - LAST_YEARS + 1, today + 1))
    with Console(stderr=True).status("Kolada") as it:
        answers = fetch_answers(municipality, years, base=api, tell=lambda url: it.update(Text(url[:100])))
        return published(answers, None, name=name, where="Kolada")


@imports.command()
@opt.within(_import)
def socialstyrelsen(
    municipality: str | None,
    _name: str,
    file: Annotated[Path, opt.argument("Table of the statistics database.", "FILE.csv")],
) -> Published:
    """Make a town of Socialstyrelsen's monthly figures: households and payments.

    tillit import socialstyrelsen months.csv --municipality Hässleholm -o mytown.toml

    With --into mytown.toml they are put beside Kolada's in one file.
    """
    return read_months(file, municipality)


def _posts(said: str) -> float | None:
    """Return how many posts there are; None for 0, which says that nobody knows."""
    try:
        posts = float(opt.pointed(said))
    except ValueError:
        posts = math.nan
    if not (posts == 0.0 or 1.0 <= posts <= MOST_POSTS) or posts % HALF:
        raise RefusedError(
            f"--posts {said[:40]}: must be whole or half posts, 1 to {MOST_POSTS:,}, or 0 if nobody knows"
        )
    return posts or None


def _tell(town: OwnTown, spoken: Words) -> None:
    scenario, gettext, size = town.scenario, spoken.gettext, town.scenario.town
    about = gettext(
        "{title}, from {start}: {inhabitants} inhabitants, {households} households a month, {posts} posts",
        title=scenario.title,
        start=size.start,
        inhabitants=number(size.inhabitants, spoken),
        households=number(size.households, spoken),
        posts=plain(scenario.posts, spoken),
    )
    typer.echo(about)
    # Nothing changes the answers more than the posts, and no public source has them.
    facts = sorted(scenario.facts, key=lambda it: not it.name.startswith("staff."))
    guess = gettext(
        "Guessed from national figures, since the town's own are missing (--posts gives its posts):"
    )
    for heading, guessed in ((guess, True), (gettext("The town's own:"), False)):
        those = [it for it in facts if it.source.startswith(NATIONAL) == guessed]
        if those:
            typer.echo(heading)
        for it in those:
            value, said = fact_value(it, size.currency, spoken), it.source.removeprefix(NATIONAL)
            told = f"{value} ({it.grade.value}) {source(said, spoken)}"
            typer.echo(f"  {fact_name(it.name, spoken)}: {told}")
    if not scenario.of_everybody:
        typer.echo(gettext("The number of inhabitants is a guess: no figure is divided by it."))
    more = len(town.notes) - MOST_NOTES
    for note in (*town.notes[:MOST_NOTES], *([f"+ {more}"] if more > 0 else [])):
        say(retold(note, spoken))
    if town.fits:
        typer.echo(told_fits(town.fits, size.currency, spoken))
    if town.factor is not None:
        text = gettext(
            "What a household is paid is multiplied by {factor}, so that it is what was published.",
            factor=plain(town.factor, spoken),
        )
        typer.echo(text)
