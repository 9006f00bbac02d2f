"""Measures: the published figures that a town is made of, with what their titles must say."""

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from tillit.experiments.refused import RefusedError


@dataclass(frozen=True)
class Measure:
    """One published measure, as `measures.toml` says it."""

    code: str
    """The publisher's code; of Socialstyrelsen, which has none, its words."""
    indicator: str
    """The indicator that it is compared with, or a name of its own."""
    title: str
    """What the publisher calls it."""
    must_say: tuple[str, ...]
    """Words that its title must contain, whatever else it says."""
    unit: str
    """Unit of the figures once multiplied by `factor`."""
    high: float
    low: float = 0.0
    """Range of a figure as it is published; one outside is a mistake."""
    factor: float = 1.0
    """From the published to the indicator's unit."""
    whole: bool = False
    """Whether it counts something, so that ``1.234`` in a file is more than a thousand."""


FILE = tomllib.loads(Path(__file__).with_name("measures.toml").read_text("utf-8"))
MONTHLY, YEARLY = (
    {
        code: Measure(code, **{**said, "must_say": tuple(said["must_say"])})
        for code, said in FILE[name].items()
    }
    for name in ("monthly", "yearly")
)
MEASURES = YEARLY | MONTHLY
"""Kolada's measures, a figure a year, and Socialstyrelsen's, a figure a month."""
HOUSEHOLDS, PAID = MONTHLY.values()
INHABITANTS, YEAR_HOUSEHOLDS, RECIPIENTS, LONG_TERM, COST, INSTITUTION, FOSTER = YEARLY.values()

PART = re.compile(
    r"\b(?:utrikes|inrikes|nyanländ|flykting|kvinn|flick|pojk|ensam|samman(?:boende|levande)|barn|äldre|"
    r"långvarig|nybeviljad|arbetslös)\w*|\b(?:män|mäns|ung|unga|ungdomar)\b|"
    r"\b[0-9]+ ?- ?[0-9]+ ?år|\b(?:per|/) ?1[ .]?000\b|\bper (?:hushåll|person|capita)\b"
)
"""Words of a title by which figures are of some households only, or a rate."""


def part_of(said: str, title: str = "") -> str:
    """Return the word by which figures are of a part only; nothing if the measure's own title has it."""
    one, other = (PART.findall(plain(it).replace("\u2013", "-")) for it in (said, title))
    return next((it for it in one if it not in other), "")


def check_title(code: str, title: str) -> None:
    """Stop if a measure is not what this program takes it for: another, a part, a rate or a simulation."""
    measure = MEASURES[code]
    if plain(title).startswith("simulering"):
        raise RefusedError(
            f"{code} is called {title[:120]!r}: a simulation, while a town is made of observed figures"
        )
    lacking = [words for words in measure.must_say if words not in plain(title)]
    part = part_of(title, measure.title)
    if part:
        raise RefusedError(
            f"{code} is called {title[:120]!r}, so it is of a part or a rate ({part!r}): expected something "
            f"like {measure.title!r}; nothing is imported. Give the figures of all"
        )
    if lacking:
        raise RefusedError(
            f"{code} is called {title[:120]!r}, without {', '.join(map(repr, lacking))}: expected something "
            f"like {measure.title!r}. The publisher may have changed what it measures; nothing is imported. "
            f"Leave {code} out of the file, or update Tillit"
        )


def as_said(code: str, title: str) -> Measure | None:
    """Return the measure with the unit that its title says; None if the title must say it, and doesn't."""
    measure = MEASURES[code]
    if measure is not LONG_TERM:
        return measure
    said = plain(title)
    if re.search(r"av (?:\w+ )*biståndsmottagar", said):
        return measure
    if re.search(r"av (?:alla |vuxna |antal )*(?:bef|inv)", said):
        return replace(measure, indicator="long_term_share_of_inhabitants", unit="share of inhabitants")
    return None


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return re.findall(r"\w+", text.casefold())


def plain(text: str) -> str:
    """Return a text in small letters, with single spaces."""
    return " ".join(text.casefold().split())
