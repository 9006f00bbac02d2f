"""Measures: the published figures that a town is made of, with what their titles must say."""

import re
from dataclasses import dataclass

from tillit.experiments.refused import RefusedError

PERCENT = 0.01
THOUSAND = 1000.0


@dataclass(frozen=True)
class Measure:
    """One published measure."""

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
    low: float
    high: float
    """Range of a figure as it is published; one outside is a mistake."""
    factor: float = 1.0
    """From the published to the indicator's unit."""
    whole: bool = False
    """Whether it counts something, so that ``1.234`` in a file is more than a thousand."""


HOUSEHOLDS = Measure(
    "Antal hushåll", "households", "Antal hushåll", ("antal hushåll",), "households", 0, 300_000, whole=True
)
PAID = Measure(
    "Utbetalt ekonomiskt bistånd tkr",
    "payments",
    "Utbetalt ekonomiskt bistånd tkr",
    ("utbetalt ekonomiskt bistånd", "tkr"),
    "SEK/month, current prices",
    0,
    3_000_000,
    THOUSAND,
    whole=True,
)
MONTHLY = {it.code: it for it in (HOUSEHOLDS, PAID)}
"""Socialstyrelsen's measures, a figure a month."""

INHABITANTS = Measure(
    "N01951",
    "inhabitants",
    "Invånare totalt, antal",
    ("invånare", "antal"),
    "inhabitants",
    500,
    50_000_000,
    whole=True,
)
YEAR_HOUSEHOLDS = Measure(
    "N31910",
    "year_households",
    "Biståndshushåll, antal",
    ("hushåll", "bistånd", "antal"),
    "households",
    0,
    500_000,
    whole=True,
)
RECIPIENTS = Measure(
    "N31807",
    "recipients_share",
    "Invånare som någon gång under året erhållit ekonomiskt bistånd, andel (%) av bef.",
    ("invånare", "ekonomiskt bistånd", "andel"),
    "share of inhabitants",
    0,
    100,
    PERCENT,
)
LONG_TERM = Measure(
    "N31816",
    "long_term_share",
    "Vuxna biståndsmottagare (18+ år) med långvarigt ekonomiskt bistånd, "
    "andel (%) av biståndsmottagare 18+ år",
    ("vuxna", "långvarigt", "ekonomiskt bistånd", "andel"),
    "share of adult recipients",
    0,
    100,
    PERCENT,
)
COST = Measure(
    "N31001",
    "assistance_cost_per_inhabitant",
    "Kostnad ekonomiskt bistånd, kr/inv",
    ("kostnad", "ekonomiskt bistånd", "inv"),
    "SEK/inhabitant/year, current prices, with investigation",
    0,
    50_000,
)
INSTITUTION = Measure(
    "N33100",
    "institution_day_cost",
    "Kostnad/vårddygn för institutionsvård av barn och unga 0-20 år, kr (genomsnitt)",
    ("kostnad", "vårddygn", "institutionsvård"),
    "SEK/day, current prices",
    0,
    100_000,
)
FOSTER = Measure(
    "N33101",
    "foster_day_cost",
    "Kostnad/vårddygn för familjehemsvård av barn och unga 0-20 år, kr (genomsnitt)",
    ("kostnad", "vårddygn", "familjehemsvård"),
    "SEK/day, current prices",
    0,
    100_000,
)
YEARLY = {
    it.code: it for it in (INHABITANTS, YEAR_HOUSEHOLDS, RECIPIENTS, LONG_TERM, COST, INSTITUTION, FOSTER)
}
"""Kolada's measures, a figure a year."""
MEASURES = YEARLY | MONTHLY

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
    """Stop if a measure is not what this program takes it for.

    Raises
    ------
    RefusedError
        If the title lacks words that it must have, or says that it is a part, a rate or a simulation.
    """
    measure = MEASURES[code]
    if plain(title).startswith("simulering"):
        message = f"{code} is called {title[:120]!r}: a simulation, while a town is made of observed figures"
        raise RefusedError(message)
    lacking = [words for words in measure.must_say if words not in plain(title)]
    part = part_of(title, measure.title)
    if part:
        message = (
            f"{code} is called {title[:120]!r}, so it is of a part or a rate ({part!r}): expected something "
            f"like {measure.title!r}; nothing is imported. Give the figures of all"
        )
        raise RefusedError(message)
    if lacking:
        message = (
            f"{code} is called {title[:120]!r}, without {', '.join(map(repr, lacking))}: expected something "
            f"like {measure.title!r}. The publisher may have changed what it measures; nothing is imported. "
            f"Leave {code} out of the file, or update Tillit"
        )
        raise RefusedError(message)


def as_said(code: str, title: str) -> Measure | None:
    """Return the measure with the unit that its title says; None if the title must say it, and doesn't."""
    measure = MEASURES[code]
    if measure is not LONG_TERM:
        return measure
    said = plain(title)
    if re.search(r"av (?:\w+ )*biståndsmottagar", said):
        return measure
    if re.search(r"av (?:alla |vuxna |antal )*(?:bef|inv)", said):
        return Measure(
            measure.code,
            "long_term_share_of_inhabitants",
            measure.title,
            measure.must_say,
            "share of inhabitants",
            measure.low,
            measure.high,
            measure.factor,
        )
    return None


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return re.findall(r"\w+", text.casefold())


def plain(text: str) -> str:
    """Return a text in small letters, with single spaces."""
    return " ".join(text.casefold().split())
