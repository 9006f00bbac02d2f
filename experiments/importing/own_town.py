"""Own town: published figures become a scenario file, or are put into one, and its base year is fitted."""

import re
from collections import Counter
from dataclasses import dataclass, replace

import tomlkit
from tomlkit import TOMLDocument

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.importing import figures
from tillit.experiments.importing.figures import ATTRIBUTION, Published
from tillit.experiments.importing.places import check_same, parts
from tillit.experiments.importing.scenario_writing import opened, put_facts, put_series
from tillit.experiments.importing.stated_facts import MONTHS, Stated, completed, published_facts
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.facts import Fit, base_year_fits, published_in
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World
from tillit.model.scenarios import Scenario, parse_scenario
from tillit.model.scenarios.reading import plain_letters

BY_YEAR = (figures.YEAR_HOUSEHOLDS, figures.INHABITANTS)  # of which one makes a town
PLAN = Plan(pairs=20, months=12)  # how the base year is run
NORM = ("benefit", "second_adult", "child", "rent", "room")
"""Prices of `[prices]` of which assistance is made; all are multiplied alike."""
LEAST, MOST = 0.5, 2.0  # factors that a fit may give; beyond, something else is wrong
CLOSE = 0.02  # a difference that is not fitted


@dataclass(frozen=True)
class Choices:
    """What whoever imports decides: the base year (the latest that is complete if None), the town's name."""

    year: int | None = None
    name: str = ""
    inhabitants: int | None = None
    posts: float | None = None


@dataclass(frozen=True)
class OwnTown:
    """A scenario file that was made, and what there is to say about it.

    `fits` says how its base year fits what was published, `factor` by what the payments a household were
    multiplied; None if they were left as they are.
    """

    text: str
    scenario: Scenario
    notes: tuple[str, ...]
    fits: tuple[Fit, ...] = ()
    factor: float | None = None

    @classmethod
    def of(cls, document: TOMLDocument, *notes: str) -> "OwnTown":
        """Return the town of a file, read back so that it surely runs."""
        text = tomlkit.dumps(document)
        return cls(text, parse_scenario(text, "the imported town"), notes)


def new_town(it: Published, choices: Choices) -> OwnTown:
    """Return the file of a town that is made of published figures.

    RefusedError if the figures don't make a town, ScenarioError if one of them is outside its range.
    """
    year = _base_year(it, choices.year)
    facts = completed(_facts(it, choices, year), year)
    title = choices.name or re.sub(r"^[0-9]{4}\s*", "", it.place)
    if not title:
        raise RefusedError(f"the figures do not say what {it.place} is called; give --name")
    name = re.sub(r"[^a-z0-9]+", "-", plain_letters(title)).strip("-")
    document = tomlkit.document()
    document.add(tomlkit.comment(f"{title}, made by `tillit import`. {ATTRIBUTION}{it.publisher}."))
    document.add(tomlkit.comment("Where a source begins with national:, the figure is not this town's own."))
    document["town"] = {
        "name": name[:64] or "own-town",
        "title": title,
        "account": f"Made of published figures of {year}; nothing has been done here yet.",
        "country": "Sweden",
        "currency": "SEK",
        "price_year": year,
        "start": f"{year}-01",
    }
    put_facts(document, facts)
    document.add(tomlkit.nl())
    return OwnTown.of(document, *it.notes, *put_series(document, it))


def into_town(text: str, file: str, it: Published, choices: Choices) -> OwnTown:
    """Return a town's file with further figures: better ones for its facts, and what was observed.

    The base year is the file's own. RefusedError if the figures are about another place, or another base
    year is asked for; ScenarioError if the file is not a scenario.
    """
    scenario = parse_scenario(text, file)
    codes, names = zip(("", ""), *(parts(series.place) for series in scenario.observed), strict=True)
    code, name = next(filter(None, codes), ""), next(filter(None, names), scenario.title)
    place = f"{parts(it.place)[0]} {choices.name}".strip() if choices.name else it.place
    check_same(f"{code} {name}".strip(), place, file)
    year = int(scenario.town.start[:4])
    if choices.year not in {None, year}:
        raise RefusedError(
            f"{file} begins in {year}, not {choices.year}; import {choices.year} into another file"
        )
    notes = list(it.notes)
    if year not in _years_of(it):
        notes.append(f"no complete figures for {year}: the town's facts stay as they are")
    facts, document = _facts(it, choices, year), opened(text, file)
    return OwnTown.of(document, *notes, *put_facts(document, facts), *put_series(document, it))


def _facts(it: Published, choices: Choices, year: int) -> dict[str, Stated]:
    """Return what is known of a year: what was published, and instead of it what is said by hand."""
    facts = published_facts(it, year)
    by_hand = {"town.inhabitants": choices.inhabitants, "staff.posts": choices.posts}
    for name, value in by_hand.items():
        if value is not None:
            facts[name] = Stated(value, name.partition(".")[2], "given by hand on import", Grade.STATEMENT)
    return facts


def _years_of(it: Published, *, final: bool = False) -> list[int]:
    """Return the years whose households are known, or else those whose inhabitants are."""
    if monthly := it.known(figures.HOUSEHOLDS, final=final):
        by_year = Counter(int(period[:4]) for period in monthly)
        return sorted(year for year, months in by_year.items() if months == MONTHS)
    yearly = (it.known(measure, final=final) for measure in BY_YEAR)
    return sorted(map(int, next(filter(None, yearly), {})))


def _base_year(it: Published, wanted: int | None) -> int:
    """Return the year that was asked for, or the latest that is complete, and final if there is one."""
    years = _years_of(it)
    if years and wanted in {None, *years}:
        return wanted or (_years_of(it, final=True) or years)[-1]
    if wanted is None:
        raise RefusedError(
            f"{it.place}: no year has all that a town needs: twelve months of {figures.HOUSEHOLDS.code!r} "
            f"(Socialstyrelsen), or {' or '.join(measure.code for measure in BY_YEAR)} (Kolada)"
        )
    complete = ", ".join(map(str, years)) or "none"
    raise RefusedError(f"{it.place}: no complete figures for {wanted}; complete years: {complete}")


def with_level(town: OwnTown) -> OwnTown:
    """Return the town with its payments a household fitted, and how its base year fits.

    One factor for what a household is paid stands for all in which the town's rents, families and
    incomes differ from the nation's. It is a fact of the place, in `[prices]`, so the same in every
    world.
    """
    scenario = town.scenario
    if not published_in(scenario, scenario.town.start[:4]):
        return town
    fits = _fits_of(scenario)
    by_name = {it.indicator: it for it in fits}
    if len(by_name) < 2 or scenario.prices.model_dump(exclude_defaults=True):  # noqa: PLR2004 - of both
        return replace(town, fits=fits, factor=None)
    households, payments = by_name["households"], by_name["payments"]
    factor = round(payments.published / households.published / (payments.model / households.model), 3)
    if not LEAST <= factor <= MOST or abs(factor - 1.0) <= CLOSE:
        return replace(town, fits=fits, factor=None)
    changed = scenario.variant({f"prices.{name}": f"{100.0 * factor}%" for name in NORM}).prices
    source = f"fitted to the payments a household that were published for {fits[0].year}: x {factor:g}"
    unit = f"{scenario.town.currency}/month"
    facts = {
        f"prices.{name}": Stated(round(getattr(changed, name)), unit, source, Grade.DERIVED) for name in NORM
    }
    document = opened(town.text, "the imported town")
    put_facts(document, facts)
    fitted = OwnTown.of(document, *town.notes)
    return replace(fitted, fits=_fits_of(fitted.scenario), factor=factor)


def _fits_of(scenario: Scenario) -> tuple[Fit, ...]:
    world = World(scenario.name, scenario.before())
    return tuple(base_year_fits(run_pairs(world, world, PLAN).a))
