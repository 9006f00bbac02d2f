"""Own town: published figures become a scenario file, or are put into one, and its base year is fitted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.importing import figures
from tillit.experiments.importing.figures import ATTRIBUTION, Published, Stated, Status
from tillit.experiments.importing.tables import parts
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.facts import Fit, base_year_fits, published_in
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World
from tillit.model.events import Event
from tillit.model.scenarios import Scenario, parse_scenario
from tillit.model.scenarios.errors import cut
from tillit.model.scenarios.reading import plain_letters

PLAN = Plan(pairs=20, months=12)  # how the base year is run
NORM = ("benefit", "second_adult", "child", "rent", "room")  # in `[prices]`; all are multiplied alike
LEAST, MOST, CLOSE = 0.5, 2.0, 0.02  # factors that a fit may give, and how near 1 none is needed
WHOLE = {"town.inhabitants", "town.households"}  # facts that are whole numbers
LONG = {*WHOLE, "town.price_level"}  # facts that get a table of their own, since their sources are long
DIGITS = 10  # decimals that are kept: a share loses nothing, and 0.27299999999999996 becomes 0.273


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
    """Return a town made of figures; RefusedError if they make none, ScenarioError for one out of range."""
    year = _base_year(it, choices.year)
    facts = figures.completed(_facts(it, choices, year), year)
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
    _put_facts(document, facts)
    document.add(tomlkit.nl())
    return OwnTown.of(document, *it.notes, *_put_series(document, it))


def into_town(text: str, file: str, it: Published, choices: Choices) -> OwnTown:
    """Return a town's file with further figures: better ones for its facts, and what was observed.

    The base year is the file's own. RefusedError if the figures are about another place, or another base
    year is asked for; ScenarioError if the file is not a scenario.
    """
    scenario = parse_scenario(text, file)
    codes, names = zip(("", ""), *(parts(series.place) for series in scenario.observed), strict=True)
    mine = f"{next(filter(None, codes), '')} {next(filter(None, names), scenario.title)}".strip()
    place = f"{parts(it.place)[0]} {choices.name}".strip() if choices.name else it.place
    # By their codes if both have one, or else by their names.
    alike = [one == other for one, other in zip(parts(mine), parts(place), strict=True) if one and other]
    if not any(alike[:1]):
        raise RefusedError(
            f"{file}: the file is about {mine!r}, these figures about {place!r}; use another file, or --name "
            "if it has two names or only a code"
        )
    year = int(scenario.town.start[:4])
    if choices.year not in {None, year}:
        raise RefusedError(
            f"{file} begins in {year}, not {choices.year}; import {choices.year} into another file"
        )
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        why = f"{cut(str(error), 160)}; write to a new file with -o"
        raise RefusedError(f"{file} cannot be written again as it is: {why}") from None
    notes = [*it.notes]
    if year not in it.years():
        notes.append(f"no complete figures for {year}: the town's facts stay as they are")
    notes += _put_facts(document, _facts(it, choices, year))
    return OwnTown.of(document, *notes, *_put_series(document, it))


def with_level(town: OwnTown) -> OwnTown:
    """Return the town with its payments a household fitted, and how its base year fits.

    One factor for what a household is paid stands for all in which the town's rents, families and incomes
    differ from the nation's. It is a fact of the place, in `[prices]`, so the same in every world.
    """
    scenario, document = town.scenario, tomlkit.parse(town.text)
    if not published_in(scenario, scenario.town.start[:4]):
        return town
    as_it_is = replace(town, fits=_fits_of(scenario), factor=None)
    if len(as_it_is.fits) < 2 or scenario.prices.model_dump(exclude_defaults=True):  # noqa: PLR2004 - of both
        return as_it_is
    households, payments = as_it_is.fits
    factor = round(payments.published / households.published / (payments.model / households.model), 3)
    if not LEAST <= factor <= MOST or abs(factor - 1.0) <= CLOSE:
        return as_it_is
    changed = scenario.variant({f"prices.{name}": f"{100.0 * factor}%" for name in NORM}).prices
    source = f"fitted to the payments a household that were published for {payments.year}: x {factor:g}"
    said = f"{scenario.town.currency}/month", source, Grade.DERIVED
    _put_facts(document, {f"prices.{it}": Stated(round(getattr(changed, it)), *said) for it in NORM})
    fitted = OwnTown.of(document, *town.notes)
    return replace(fitted, fits=_fits_of(fitted.scenario), factor=factor)


def _fits_of(scenario: Scenario) -> tuple[Fit, ...]:
    world = World(scenario.name, scenario.before())
    return base_year_fits(run_pairs(world, world, PLAN).a)


def with_events(text: str, events: Iterable[Event]) -> str:
    """Return a town's file with further events behind all that it has."""
    said = [
        {"kind": it.kind, "month": it.month, **it.model_dump(mode="json", exclude_defaults=True)}
        for it in events
    ]
    return f"{text.rstrip()}\n\n{tomlkit.dumps({'event': said})}" if said else text


def _facts(it: Published, choices: Choices, year: int) -> dict[str, Stated]:
    """Return what is known of a year: what was published, and instead of it what is said by hand."""
    facts = figures.published_facts(it, year)
    for name, value in {"town.inhabitants": choices.inhabitants, "staff.posts": choices.posts}.items():
        if value is not None:
            facts[name] = Stated(value, name.partition(".")[2], "given by hand on import", Grade.STATEMENT)
    return facts


def _base_year(it: Published, wanted: int | None) -> int:
    """Return the year that was asked for, or the latest that is complete, and final if there is one."""
    years = it.years()
    if years and wanted in {None, *years}:
        return wanted or (it.years(final=True) or years)[-1]
    if wanted is not None:
        complete = ", ".join(map(str, years)) or "none"
        raise RefusedError(f"{it.place}: no complete figures for {wanted}; complete years: {complete}")
    raise RefusedError(
        f"{it.place}: no year has all that a town needs: twelve months of {figures.HOUSEHOLDS.code!r} "
        f"(Socialstyrelsen), or {' or '.join(measure.code for measure in figures.BY_YEAR)} (Kolada)"
    )


def _put_facts(document: TOMLDocument, facts: Mapping[str, Stated]) -> list[str]:
    """Put facts in, unless the file has a better one, and return notes on what was there before."""
    notes = []
    for name, fact in sorted(facts.items(), key=lambda it: it[0] in LONG):
        *outer, last = name.split(".")
        table: Any = document
        for group in outer:
            table = table.setdefault(group, tomlkit.table())
        before, is_whole = table.get(last), name in WHOLE or fact.value == int(fact.value)
        value = round(fact.value) if is_whole else round(fact.value, 4)
        if before is None:
            for other in ("posts", "caseload") if name.startswith("staff.") else ():
                table.pop(other, None)
            table[last] = tomlkit.table() if name in LONG else tomlkit.inline_table()
        else:
            was = before.get("value") if isinstance(before, dict) else before
            # A bare number is somebody's own.
            stays = not isinstance(before, dict) or fact.grade.value > str(before.get("grade", "E"))
            if stays or was != value:
                shown = f"{was:,}" if isinstance(was, int | float) else str(was)
                what = f" stays {shown}: no worse supported than" if stays else f": {shown} becomes"
                notes.append(f"{name}{what} {value:,}")
            if stays:
                continue
        said = {"value": value, "unit": fact.unit, "source": fact.source[:500], "grade": fact.grade.value}
        table[last].update(said)
    return notes


def _put_series(document: TOMLDocument, it: Published) -> list[str]:
    """Put every measure's figures in, instead of those of the same periods, and return notes on that."""
    notes = []
    series: Any = document.setdefault("observed", tomlkit.aot())
    for code in it.measures():
        told, measure = {of.period: of for of in it.of(code)}, (figures.YEARLY | figures.MONTHLY)[code]
        values = {
            period: int(value) if (value := round(of.value * measure.factor, DIGITS)).is_integer() else value
            for period, of in told.items()
            if of.value is not None
        }
        if not values:
            notes.append(f"{code}: no value in any period; nothing of it is kept")
            continue
        title = next(reversed(told.values())).title
        said = {
            "indicator": measure.indicator,
            "measure": (title or measure.title)[:200],
            "code": measure.code if measure.code != measure.title else "",
            "place": it.place,
            "unit": measure.unit,
            "source": f"{ATTRIBUTION}{it.publisher}{'' if title else '; title not checked'}",
            "grade": Grade.REGISTER.value,
        }
        # A measure's title may have changed, its code has not.
        named = ("indicator", "code" if said["code"] else "measure")
        same = (of for of in series if all(of.get(name, "") == said[name] for name in named))
        if (table := next(same, None)) is None:
            series.append(tomlkit.table())
            table = series[-1]
        status = {period: of.status for period, of in told.items() if of.status != Status.FINAL}
        table.update(said)
        for name, new in (("values", values), ("status", status)):
            kept = {str(when): value for when, value in table.pop(name, {}).items() if when not in told}
            if kept or new:
                table[name] = dict(sorted((kept | new).items()))
    return notes
