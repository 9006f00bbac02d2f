"""Measures: the published figures that a town is made of, with what their titles must say."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

from pydantic.dataclasses import dataclass

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
    {code: Measure(code=code, **said) for code, said in FILE[name].items()} for name in ("monthly", "yearly")
)
"""Socialstyrelsen's measures, a figure a month, and Kolada's, a figure a year."""
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
    """Stop if one of Kolada's measures is called what it is not: another, a part, a rate or a simulation."""
    measure = YEARLY[code]
    called = f"{code} is called {title[:120]!r}"
    if plain(title).startswith("simulering"):
        raise RefusedError(f"{called}: a simulation, while a town is made of observed figures")
    if part := part_of(title, measure.title):
        raise RefusedError(
            f"{called}, so it is of a part or a rate ({part!r}): expected something "
            f"like {measure.title!r}; nothing is imported. Give the figures of all"
        )
    if lacking := [words for words in measure.must_say if words not in plain(title)]:
        raise RefusedError(
            f"{called}, without {', '.join(map(repr, lacking))}: expected something "
            f"like {measure.title!r}. The publisher may have changed what it measures; nothing is imported. "
            f"Leave {code} out of the file, or update Tillit"
        )


def as_said(code: str, title: str) -> Measure | None:
    """Return the measure with the unit that its title says; None if the title must say it, and doesn't."""
    measure = (YEARLY | MONTHLY)[code]
    said = plain(title)
    if measure is not LONG_TERM or re.search(r"av (?:\w+ )*biståndsmottagar", said):
        return measure
    if re.search(r"av (?:alla |vuxna |antal )*(?:bef|inv)", said):
        return replace(measure, indicator="long_term_share_of_inhabitants", unit="share of inhabitants")
    return None


def plain(text: str) -> str:
    """Return a text in small letters, with single spaces."""
    return " ".join(text.casefold().split())
