"""Own town: published figures become a scenario file, or are put into one that is there."""

import re
from collections import Counter
from dataclasses import dataclass

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Comment

from tillit.experiments.importing.figures import ATTRIBUTION, Published
from tillit.experiments.importing.measures import HOUSEHOLDS, INHABITANTS, RECIPIENTS, YEAR_HOUSEHOLDS
from tillit.experiments.importing.observed_series import put_series
from tillit.experiments.importing.places import check_same, parts
from tillit.experiments.importing.scenario_writing import inner_table
from tillit.experiments.importing.stated_facts import MONTHS, Stated, completed, given, published_facts
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import Scenario, parse_scenario
from tillit.model.scenarios.errors import cut
from tillit.model.scenarios.reading import plain_letters

WHOLE = {"town.inhabitants", "town.households", "staff.posts"}
"""Facts that are whole numbers."""
NAMELESS = "Kommun "
"""How a municipality is called whose figures have only its code."""
LONG = {"town.inhabitants", "town.households", "town.price_level"}
"""Facts that get a table of their own, since their sources are long."""


@dataclass(frozen=True)
class Choices:
    """What whoever imports decides."""

    year: int | None = None
    """Base year; the latest that is complete and final if None."""
    name: str = ""
    """What the town is called, if the figures don't say."""
    preliminary: bool = False
    """Whether preliminary figures may make the town."""
    inhabitants: int | None = None
    posts: int | None = None
    """What is said by hand."""


@dataclass(frozen=True)
class OwnTown:
    """A scenario file that was made, and what there is to say about it."""

    text: str
    scenario: Scenario
    notes: tuple[str, ...]


def new_town(it: Published, choices: Choices) -> OwnTown:
    """Return the file of a town that is made of published figures.

    RefusedError if the figures don't make a town, ScenarioError if one of them is outside its range.
    """
    year = _base_year(it, choices.year, preliminary=choices.preliminary)
    facts = completed(_facts(it, choices, year), year)
    code, _ = parts(it.place)
    title = choices.name or re.sub(r"^[0-9]{4}\s*", "", it.place) or f"{NAMELESS}{code}"
    name = re.sub(r"[^a-z0-9]+", "-", plain_letters(title)).strip("-")
    document = tomlkit.document()
    document.add(tomlkit.comment(f"{title}, made by `tillit import`. {ATTRIBUTION}{it.publisher}."))
    document.add(tomlkit.comment("Where a source begins with national:, the figure is not this town's own."))
    town = tomlkit.table()
    town.update(
        {
            "name": name[:64] or "own-town",
            "title": title,
            "account": f"Made of published figures of {year}; nothing has been done here yet.",
            "country": "Sweden",
            "currency": "SEK",
            "price_year": year,
            "start": f"{year}-01",
        }
    )
    document["town"] = town
    put_facts(document, facts, [])
    document.add(tomlkit.nl())
    notes = list(it.notes)
    put_series(document, it, notes)
    return finished(document, notes)


def into_town(text: str, file: str, it: Published, choices: Choices) -> OwnTown:
    """Return a town's file with further figures: better ones for its facts, and what was observed.

    The base year is the file's own. RefusedError if the figures are about another place, or another base
    year is asked for; ScenarioError if the file is not a scenario.
    """
    scenario = parse_scenario(text, file)
    place = f"{parts(it.place)[0]} {choices.name}".strip() if choices.name else it.place
    check_same(_known_place(scenario), place, file)
    year = int(scenario.town.start[:4])
    if choices.year not in {None, year}:
        raise RefusedError(
            f"{file} begins in {year}, not {choices.year}; import {choices.year} into another file"
        )
    notes = list(it.notes)
    if year not in _years_of(it, preliminary=choices.preliminary):
        notes.append(f"no complete and final figures for {year}: the town's facts stay as they are")
    facts = _facts(it, choices, year)
    document = opened(text, file)
    _name_publisher(document, it.publisher)
    put_facts(document, facts, notes)
    put_series(document, it, notes)
    return finished(document, notes)


def _facts(it: Published, choices: Choices, year: int) -> dict[str, Stated]:
    """Return what is known of a year: what was published, and instead of it what is said by hand."""
    published = published_facts(it, year, preliminary=choices.preliminary)
    return published | given(inhabitants=choices.inhabitants, posts=choices.posts)


def _years_of(it: Published, *, preliminary: bool) -> list[int]:
    """Return the years whose households are known, or else those whose inhabitants are."""
    monthly = it.known(HOUSEHOLDS.code, preliminary=preliminary)
    if monthly:
        by_year = Counter(int(period[:4]) for period in monthly)
        return sorted(year for year, months in by_year.items() if months == MONTHS)
    yearly = (it.known(of.code, preliminary=preliminary) for of in (YEAR_HOUSEHOLDS, RECIPIENTS, INHABITANTS))
    return sorted(map(int, next(filter(None, yearly), {})))


def _base_year(it: Published, wanted: int | None, *, preliminary: bool) -> int:
    """Return the year that was asked for, or the latest whose figures are complete and final."""
    years = _years_of(it, preliminary=preliminary)
    if years and wanted in {None, *years}:
        return wanted or years[-1]
    complete = ", ".join(map(str, years))
    early = [year for year in _years_of(it, preliminary=True) if year not in years]
    if early and wanted in {None, *early}:
        raise RefusedError(
            f"{it.place}: the figures for {', '.join(map(str, early))} are preliminary; add --preliminary to "
            f"use them{f', or choose another --year: {complete}' if years else ''}"
        )
    if wanted is None:
        raise RefusedError(
            f"{it.place}: no year has all that a town needs: twelve months of {HOUSEHOLDS.code!r} "
            f"(Socialstyrelsen), or {YEAR_HOUSEHOLDS.code}, {RECIPIENTS.code} or {INHABITANTS.code} (Kolada)"
        )
    raise RefusedError(f"{it.place}: no complete figures for {wanted}; complete years: {complete or 'none'}")


def _name_publisher(document: TOMLDocument, publisher: str) -> None:
    """Name a further publisher in the first line that this program wrote, if it did."""
    first = document.body[0][1] if document.body else None
    if (
        isinstance(first, Comment)
        and ATTRIBUTION in str(first.trivia.comment)
        and publisher not in str(first.trivia.comment)
    ):
        first.trivia.comment = f"{str(first.trivia.comment).rstrip('.')}; {publisher}."


def opened(text: str, file: str) -> TOMLDocument:
    """Return a file with everything that somebody wrote into it.

    RefusedError if it is written in a way that can be read but not kept.
    """
    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        raise RefusedError(
            f"{file} cannot be written again as it is: {cut(str(error), 160)}; write to a new file with -o"
        ) from None


def _known_place(scenario: Scenario) -> str:
    """Return a town's code and name, as far as its file has them."""
    known = [parts(series.place) for series in scenario.observed]
    code = next((code for code, _ in known if code), "")
    name = next((name for _, name in known if name), scenario.title)
    return f"{code} {name}".strip()


def finished(document: TOMLDocument, notes: list[str]) -> OwnTown:
    """Return the file, read back so that it surely runs."""
    text = tomlkit.dumps(document)
    scenario = parse_scenario(text, "the imported town")
    return OwnTown(text, scenario, tuple(note for note in notes if note))


def put_facts(document: TOMLDocument, facts: dict[str, Stated], notes: list[str]) -> None:
    """Put facts in, unless the file has a better one; note what was there before."""
    for name, fact in sorted(facts.items(), key=lambda it: it[0] in LONG):
        *groups, last = name.split(".")
        table = inner_table(document, groups)
        before = table.get(last)
        if name.startswith("staff.") and before is None:
            for other in ("posts", "caseload"):
                table.pop(other, None)
        whole = name in WHOLE or fact.value == int(fact.value)
        value = round(fact.value) if whole else round(fact.value, 4)
        was = before.get("value") if isinstance(before, dict) else before
        shown = f"{was:,}" if isinstance(was, int | float) else str(was)
        # A bare number is somebody's own.
        better = isinstance(before, dict) and fact.grade.value <= str(before.get("grade", "E"))
        if before is not None and not better:
            notes.append(f"{name} stays {shown}: no worse supported than {value:,}")
            continue
        if before is not None and was != value:
            notes.append(f"{name}: {shown} becomes {value:,}")
        if before is None:
            table[last] = tomlkit.table() if name in LONG else tomlkit.inline_table()
        said = {"value": value, "unit": fact.unit, "source": fact.source[:500], "grade": fact.grade.value}
        table[last].update(said)
