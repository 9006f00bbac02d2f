"""Own town: published figures become a scenario file, or are put into one that is there."""

import re
from dataclasses import dataclass

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Comment

from tillit.experiments.importing.base_year import base_year, years_of
from tillit.experiments.importing.figures import ATTRIBUTION, Published
from tillit.experiments.importing.observed_series import put_series
from tillit.experiments.importing.places import check_same, parts
from tillit.experiments.importing.scenario_writing import inner_table
from tillit.experiments.importing.stated_facts import ByHand, Stated, completed, given, published_facts
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import Scenario, parse_scenario
from tillit.model.scenarios.errors import cut
from tillit.model.scenarios.reading import plain_letters

WHOLE = {"town.inhabitants", "town.households", "staff.posts"}
"""Facts that are whole numbers."""
NAMELESS = "Kommun "
"""How a municipality is called whose figures have only its code."""
NOTHING_BY_HAND = ByHand()
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
    by_hand: ByHand = NOTHING_BY_HAND


@dataclass(frozen=True)
class OwnTown:
    """A scenario file that was made, and what there is to say about it."""

    text: str
    scenario: Scenario
    notes: tuple[str, ...]


def new_town(it: Published, choices: Choices) -> OwnTown:
    """Return the file of a town that is made of published figures.

    Raises
    ------
    RefusedError
        If the figures don't make a town.
    ScenarioError
        If one of them is outside the range of a scenario's values.
    """
    year = base_year(it, choices.year, preliminary=choices.preliminary)
    facts = published_facts(it, year, preliminary=choices.preliminary) | given(choices.by_hand)
    facts = completed(facts, year)
    code, _ = parts(it.place)
    title = choices.name or re.sub(r"^[0-9]{4}\s*", "", it.place) or f"{NAMELESS}{code}"
    document = tomlkit.document()
    document.add(tomlkit.comment(f"{title}, made by `tillit import`. {ATTRIBUTION}{it.publisher}."))
    document.add(tomlkit.comment("Where a source begins with national:, the figure is not this town's own."))
    town = tomlkit.table()
    town.update(
        {
            "name": _slug(title),
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

    The base year is the file's own.

    Raises
    ------
    RefusedError
        If the figures are about another place, or another base year is asked for.
    ScenarioError
        If the file is not a scenario.
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
    if year not in years_of(it, preliminary=choices.preliminary):
        notes.append(f"no complete and final figures for {year}: the town's facts stay as they are")
    facts = published_facts(it, year, preliminary=choices.preliminary) | given(choices.by_hand)
    document = opened(text, file)
    _name_publisher(document, it.publisher)
    put_facts(document, facts, notes)
    put_series(document, it, notes)
    return finished(document, notes)


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

    Raises
    ------
    RefusedError
        If it is written in a way that can be read but not kept.
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


def _slug(title: str) -> str:
    """Return a name that one can type."""
    name = re.sub(r"[^a-z0-9]+", "-", plain_letters(title)).strip("-")
    return name[:64] or "own-town"
