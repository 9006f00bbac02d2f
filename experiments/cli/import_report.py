"""Import report: what an own town is made of, first what was guessed, and how it fits what was published."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import typer

from tillit.experiments.importing.figures import ATTRIBUTION
from tillit.experiments.importing.level import Level
from tillit.experiments.importing.national_figures import NATIONAL
from tillit.experiments.importing.own_town import NAMELESS, OwnTown
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.names import fact_name
from tillit.experiments.telling.numbers import number, plain
from tillit.experiments.telling.surroundings import told_fits
from tillit.model.scenarios.facts import Fact

MOST_NOTES = 30


def report(town: OwnTown, level: Level, written: tuple[str, Path], spoken: Words) -> None:
    """Say what the town is made of, and what to look at.

    Parameters
    ----------
    town
        The town.
    level
        How its base year fits.
    written
        Who published the figures, and the file that was written.
    spoken
        The language.
    """
    scenario, (publisher, target) = town.scenario, written
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
    # Nothing changes the answers more than the posts, and no public source has them.
    national.sort(key=lambda fact: not fact.name.startswith("staff."))
    own = [fact for fact in scenario.facts if fact not in national]
    guess = spoken.gettext(
        "Guessed from national figures, since the town's own are missing (--posts gives its posts):"
    )
    _list(guess, national, spoken)
    _list(spoken.gettext("The town's own:"), own, spoken)
    typer.echo(spoken.gettext("Kept for calibration:"))
    for it in scenario.observed:
        typer.echo(f"  {it.indicator}: {_span_of(it.values)} ({it.code or it.measure})")
    for note in town.notes[:MOST_NOTES]:
        typer.echo(f"tillit: {note}", err=True)
    if len(town.notes) > MOST_NOTES:
        typer.echo(f"tillit: + {len(town.notes) - MOST_NOTES}", err=True)
    _tell_level(level, scenario.town.currency, spoken)
    typer.echo(f"{ATTRIBUTION}{publisher}.")
    _tell_next(target, spoken)


def _list(heading: str, facts: Sequence[Fact], spoken: Words) -> None:
    """Print facts, each with its grade and its source."""
    if not facts:
        return
    typer.echo(heading)
    for fact in facts:
        value = plain(fact.value, spoken) if isinstance(fact.value, int | float) else str(fact.value)
        source = fact.source.removeprefix(NATIONAL)
        typer.echo(f"  {fact_name(fact.name, spoken)}: {value} ({fact.grade.value}) {source}")


def _tell_level(level: Level, currency: str, spoken: Words) -> None:
    """Print the published base year beside the model's, and what was fitted."""
    if level.fits:
        typer.echo(told_fits(level.fits, currency, spoken))
    if level.factor is not None:
        typer.echo(
            spoken.gettext(
                "What a household is paid is multiplied by {factor}, so that it is what was published.",
                factor=plain(level.factor, spoken),
            )
        )


def _tell_next(target: Path, spoken: Words) -> None:
    """Print where the town is, and what to do with it."""
    file = shlex.quote(str(target))
    typer.echo(
        spoken.gettext(
            "Written: {target}. Now: tillit compare {file} --set staff.posts=+3", target=target, file=file
        )
    )


def _span_of(values: Sequence[tuple[str, float]]) -> str:
    """Return the first and the last period, and how many there are."""
    first, last = values[0][0], values[-1][0]
    return first if first == last else f"{first} … {last} ({len(values)})"
