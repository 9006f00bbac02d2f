"""Figures: what publishers say of a place and a period, and what follows of a town in its base year."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path

from pydantic.dataclasses import dataclass as checked_dataclass

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios.facts import NATIONAL

YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
ATTRIBUTION = "Källa: "  # how the publishers want to be named beside figures that are theirs, unchanged
MOST = 12  # periods, places and the like that a message names
MONTHS, PER_MONTH = 12, "households/month"
PART = re.compile(
    r"\b(?:utrikes|inrikes|nyanländ|flykting|kvinn|flick|pojk|ensam|samman(?:boende|levande)|barn|äldre|"
    r"långvarig|nybeviljad|arbetslös)\w*|\b(?:män|mäns|ung|unga|ungdomar)\b|"
    r"\b[0-9]+ ?- ?[0-9]+ ?år|\b(?:per|/) ?1[ .]?000\b|\bper (?:hushåll|person|capita)\b"
)
"""Words of a title by which figures are of some households only, or a rate."""


class Status(StrEnum):
    """Why there is a value, or none; Kolada has other words, too, which are kept as they are."""

    FINAL = "final"
    PRELIMINARY = "preliminary"
    WITHHELD = "withheld"
    MISSING = "missing"
    DELETED = "deleted"


def plain(text: str) -> str:
    """Return a text in small letters, with single spaces."""
    return " ".join(text.casefold().split())


def some_of(names: Collection[str]) -> str:
    """Return the first names, and how many there are beside."""
    more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return ", ".join(islice(names, MOST)) + more


def part_of(said: str, title: str = "") -> str:
    """Return the word by which figures are of a part only; nothing if the measure's own title has it."""
    one, other = (PART.findall(plain(it).replace("\u2013", "-")) for it in (said, title))
    return next((it for it in one if it not in other), "")


@dataclass(frozen=True)
class Measure:
    """One published measure; `measures.toml` says what each field is."""

    code: str
    indicator: str
    title: str
    must_say: list[str]
    unit: str
    high: float
    low: float = 0.0
    factor: float = 1.0
    whole: bool = False

    def check_title(self, title: str) -> None:
        """Stop if it is called what it is not: another measure, a part or a rate."""
        lacking = [repr(it) for it in self.must_say if it not in plain(title)]
        why = f"without {', '.join(lacking)}" if lacking else ""
        if part := part_of(title, self.title):
            why = f"so it is of a part or a rate ({part!r})"
        if why:
            raise RefusedError(
                f"{self.code} is called {title[:120]!r}, {why}: expected something like {self.title!r}; "
                f"nothing is imported. Give the figures of all, leave {self.code} out, or update Tillit"
            )

    def check(self, figure: "Figure") -> None:
        """Stop at a value that can't be."""
        if (value := figure.value) is None:
            return
        here = f"{self.code} ({self.title}), {figure.place}, {figure.period}: {value:g}"
        if not self.low <= value <= self.high:
            raise RefusedError(f"{here} is not from {self.low:g} to {self.high:g}; check the file")
        if self.whole and self.factor == 1.0 and not value.is_integer():
            raise RefusedError(f"{here} is not a whole number; is a point taken for a comma?")


@dataclass(frozen=True)
class Figure:
    """One published value of a measure (its code) and a place (its code and name, as far as known).

    The period is a year, or a month as in ``2019-03``; the value as it was published, None if there is
    none; the status ``final``, ``preliminary``, or why there is no value; the title what the file or the
    service calls the measure, empty if it doesn't say.
    """

    measure: str
    place: str
    period: str
    value: float | None
    status: str
    title: str = ""


@dataclass(frozen=True)
class Published:
    """All figures of one place from one publisher, and remarks on how they were read."""

    place: str
    publisher: str
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...] = ()

    def of(self, measure: str) -> tuple[Figure, ...]:
        """Return the figures of one measure, in order of time."""
        return tuple(sorted((it for it in self.figures if it.measure == measure), key=lambda it: it.period))

    def known(self, measure: Measure, *, final: bool = False) -> dict[str, float]:
        """Return the values of one measure that may be used, by period."""
        wanted = {Status.FINAL} if final else {Status.FINAL, Status.PRELIMINARY}
        figures = (it for it in self.of(measure.code) if it.status in wanted)
        return {it.period: it.value for it in figures if it.value is not None}

    def years(self, *, final: bool = False) -> list[int]:
        """Return the years whose households are known, or else those whose inhabitants are."""
        if monthly := self.known(HOUSEHOLDS, final=final):
            by_year = Counter(int(period[:4]) for period in monthly)
            return sorted(year for year, months in by_year.items() if months == MONTHS)
        yearly = (self.known(measure, final=final) for measure in BY_YEAR)
        return sorted(map(int, next(filter(None, yearly), {})))

    def measures(self) -> tuple[str, ...]:
        """Return the codes of the measures, in the order of the file."""
        return tuple(dict.fromkeys(it.measure for it in self.figures))

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks, and which periods of each measure have no value, or none that is final, and why."""
        odd: dict[str, list[str]] = {}
        for it in (it for code in self.measures() for it in self.of(code)):
            if it.value is None or it.status != Status.FINAL:
                said = f"no value ({it.status})" if it.value is None else f"is {it.status}"
                odd.setdefault(f"{it.measure}: {said}", []).append(it.period)
        return (*self.remarks, *(f"{said} for {some_of(periods)}" for said, periods in odd.items()))

    def source(self, measure: Measure, period: str) -> str:
        """Return in one line who says a figure: publisher, code, title, place, period and status."""
        figure = next(it for it in self.of(measure.code) if it.period == period)
        title = figure.title or "title not checked"
        return f"{self.publisher}: {measure.code} ({title[:150]}), {self.place}, {period}, {figure.status}"


@checked_dataclass(frozen=True)
class Stated:
    """One fact of a town, with who says so."""

    value: float
    unit: str
    source: str
    grade: Grade


_MEASURES = tomllib.loads(Path(__file__).with_name("measures.toml").read_text("utf-8"))
_NATION = tomllib.loads(Path(__file__).with_name("national.toml").read_text("utf-8"))
MONTHLY = {code: Measure(code, **said) for code, said in _MEASURES["monthly"].items()}
YEARLY = {code: Measure(code, **said) for code, said in _MEASURES["yearly"].items()}
"""Socialstyrelsen's measures, a figure a month, and Kolada's, a figure a year."""
HOUSEHOLDS, PAID = MONTHLY.values()
INHABITANTS, YEAR_HOUSEHOLDS, RECIPIENTS, LONG_TERM, COST, INSTITUTION, FOSTER = YEARLY.values()
BY_YEAR = (YEAR_HOUSEHOLDS, INHABITANTS)  # of which one makes a town
FACTS = {f"{group}.{name}": Stated(**it) for group, of in _NATION["facts"].items() for name, it in of.items()}
"""The nation's facts, by the names of a scenario file."""
MONTHS_A_YEAR, HOUSEHOLD_RATE = (Stated(**said) for said in _NATION["reckoning"].values())
PRICES = {int(year): price for year, price in _NATION["consumer_prices"].items()}


def price_level(year: int) -> Stated:
    """Return what the prices of a year are to those of 2020; of the nearest year that is known."""
    known = min(max(year, min(PRICES)), max(PRICES))
    off = "" if known == year else f"; of {known}, the nearest year that this program knows"
    part = " (January to November)" if known == max(PRICES) else ""
    source = f"consumer price index (SCB), {known}{part} over 2020{off}"
    grade = Grade.ASSUMED if off else Grade.REGISTER
    return Stated(round(PRICES[known] / PRICES[2020], 4), "SEK/SEK of 2020", source, grade)


def published_facts(it: Published, year: int) -> dict[str, Stated]:
    """Return the inhabitants and households that the figures support, by the names of a scenario file."""
    inhabitants, households, yearly = map(it.known, (INHABITANTS, HOUSEHOLDS, YEAR_HOUSEHOLDS))
    facts, when = {}, str(year)
    if inhabitants:
        nearest = min(inhabitants, key=lambda period: (abs(int(period) - year), period))
        off = "" if nearest == when else f"; the nearest year to {year}"
        source, grade = it.source(INHABITANTS, nearest) + off, Grade.DERIVED if off else Grade.REGISTER
        facts["town.inhabitants"] = Stated(inhabitants[nearest], INHABITANTS.unit, source, grade)
    months = [value for period, value in households.items() if period.startswith(f"{when}-")]
    if len(months) == MONTHS:
        status = Status.FINAL if year in it.years(final=True) else Status.PRELIMINARY
        source = f"{it.publisher}: {HOUSEHOLDS.code}, {it.place}, mean of {year}-01 to {year}-12, {status}"
        facts["town.households"] = Stated(sum(months) / MONTHS, PER_MONTH, source, Grade.REGISTER)
    elif when in yearly:
        share = f"x {MONTHS_A_YEAR.value:g} of 12 months (national, 2012-13)"
        source = f"derived from {it.source(YEAR_HOUSEHOLDS, when)} {share}"
        mean = yearly[when] * MONTHS_A_YEAR.value / MONTHS
        facts["town.households"] = Stated(mean, PER_MONTH, source, Grade.DERIVED)
    return facts


def completed(facts: dict[str, Stated], year: int) -> dict[str, Stated]:
    """Return the facts with the nation's for those missing; RefusedError if nothing says how large it is."""
    inhabitants, households = facts.get("town.inhabitants"), facts.get("town.households")
    rate, every = f"the national rate ({HOUSEHOLD_RATE.source})", dict(facts)
    if households:
        source = f"{NATIONAL}households / {rate}; give --inhabitants or Kolada's N01951"
        people = Stated(households.value / HOUSEHOLD_RATE.value, INHABITANTS.unit, source, Grade.ASSUMED)
        every.setdefault("town.inhabitants", people)
    elif inhabitants:
        value, source = inhabitants.value * HOUSEHOLD_RATE.value, f"{NATIONAL}inhabitants x {rate}"
        every["town.households"] = Stated(value, PER_MONTH, source, Grade.DERIVED)
    else:
        raise RefusedError(
            "neither households nor inhabitants are known; give --inhabitants, or N31910 or N01951"
        )
    every["town.price_level"] = price_level(year)
    every |= {name: replace(it, source=NATIONAL + it.source) for name, it in FACTS.items()}
    if "staff.posts" in facts:
        del every["staff.caseload"]
    return every
