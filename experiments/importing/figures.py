"""Figures: one published value of one place in one period, and the measures that a town is made of."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path

from tillit.experiments.refused import RefusedError

YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
ATTRIBUTION = "Källa: "  # how the publishers want to be named beside figures that are theirs, unchanged
MOST = 12  # periods, places and the like that a message names


class Status(StrEnum):
    """Why there is a value, or none; Kolada has other words, too, which are kept as they are."""

    FINAL = "final"
    PRELIMINARY = "preliminary"
    WITHHELD = "withheld"
    MISSING = "missing"
    DELETED = "deleted"


PART = re.compile(
    r"\b(?:utrikes|inrikes|nyanländ|flykting|kvinn|flick|pojk|ensam|samman(?:boende|levande)|barn|äldre|"
    r"långvarig|nybeviljad|arbetslös)\w*|\b(?:män|mäns|ung|unga|ungdomar)\b|"
    r"\b[0-9]+ ?- ?[0-9]+ ?år|\b(?:per|/) ?1[ .]?000\b|\bper (?:hushåll|person|capita)\b"
)
"""Words of a title by which figures are of some households only, or a rate."""


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
        called, like = f"{self.code} is called {title[:120]!r}", f"expected something like {self.title!r}"
        if part := part_of(title, self.title):
            raise RefusedError(
                f"{called}, so it is of a part or a rate ({part!r}): {like}; nothing is imported. Give the "
                "figures of all"
            )
        if lacking := [words for words in self.must_say if words not in plain(title)]:
            raise RefusedError(
                f"{called}, without {', '.join(map(repr, lacking))}: {like}. The publisher may have changed "
                f"what it measures; nothing is imported. Leave {self.code} out of the file, or update Tillit"
            )

    def as_said(self, title: str) -> "Measure | None":
        """Return it with the unit that its title says; None if the title must say it, and doesn't."""
        said = plain(title)
        if self != LONG_TERM or re.search(r"av (?:\w+ )*biståndsmottagar", said):
            return self
        if re.search(r"av (?:alla |vuxna |antal )*(?:bef|inv)", said):
            return replace(self, indicator="long_term_share_of_inhabitants", unit="share of inhabitants")
        return None


FILE = tomllib.loads(Path(__file__).with_name("measures.toml").read_text("utf-8"))
MONTHLY, YEARLY = (
    {code: Measure(code, **said) for code, said in FILE[name].items()} for name in ("monthly", "yearly")
)
"""Socialstyrelsen's measures, a figure a month, and Kolada's, a figure a year."""
HOUSEHOLDS, PAID = MONTHLY.values()
INHABITANTS, YEAR_HOUSEHOLDS, RECIPIENTS, LONG_TERM, COST, INSTITUTION, FOSTER = YEARLY.values()


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
    """All figures of one place from one publisher, and notes on them."""

    place: str
    publisher: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()

    def of(self, measure: str) -> tuple[Figure, ...]:
        """Return the figures of one measure, in order of time."""
        return tuple(sorted((it for it in self.figures if it.measure == measure), key=lambda it: it.period))

    def known(self, measure: Measure, *, final: bool = False) -> dict[str, float]:
        """Return the values of one measure that may be used, by period."""
        wanted = {Status.FINAL} if final else {Status.FINAL, Status.PRELIMINARY}
        figures = (it for it in self.of(measure.code) if it.status in wanted)
        return {it.period: it.value for it in figures if it.value is not None}

    def measures(self) -> tuple[str, ...]:
        """Return the codes of the measures, in the order of the file."""
        return tuple(dict.fromkeys(it.measure for it in self.figures))

    def status_notes(self) -> list[str]:
        """Say which periods of each measure have no value, or none that is final, and why."""
        odd: dict[str, list[str]] = {}
        for it in (it for code in self.measures() for it in self.of(code)):
            if it.value is None or it.status != Status.FINAL:
                said = f"no value ({it.status})" if it.value is None else f"is {it.status}"
                odd.setdefault(f"{it.measure}: {said}", []).append(it.period)
        return [f"{said} for {some_of(periods)}" for said, periods in odd.items()]
