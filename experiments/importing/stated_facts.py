"""Stated facts: what figures say about a town in its base year, each with its source."""

from typing import NamedTuple

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.importing.figures import FINAL, Figure, Published
from tillit.experiments.importing.measures import HOUSEHOLDS, INHABITANTS, PAID, RECIPIENTS, YEAR_HOUSEHOLDS
from tillit.experiments.refused import RefusedError

PAID_LOW, PAID_HIGH = 1_000.0, 60_000.0
"""SEK that a household can be paid on average in a month; outside, the unit is another."""
MONTHS = 12
NATIONAL = "national: "
"""How the sources of the nation's figures begin, so that nobody takes them for the town's own."""


class Stated(NamedTuple):
    """One fact of a town, with who says so; the nation's figures have the grade of their use for one town."""

    value: float
    unit: str
    source: str
    grade: Grade


OBSTACLES = {
    "unemployed": Stated(0.48, "share", "46-51 % of adults, 2011-18: Socialstyrelsen", Grade.DERIVED),
    "social": Stated(0.13, "share", "11-15 % of adults, 2011-18: Socialstyrelsen", Grade.DERIVED),
    "sick": Stated(0.09, "share", "8-10 % of adults, 2011-18: Socialstyrelsen", Grade.DERIVED),
    "language": Stated(0.20, "share", "assumed: two thirds of the rest", Grade.ASSUMED),
    "waiting": Stated(0.10, "share", "assumed: one third of the rest", Grade.ASSUMED),
}
MONTHS_A_YEAR = Stated(
    6.6, "months/household/year", "months with assistance, 2012-13: Socialstyrelsen 2014-6-22", Grade.REGISTER
)
PERSONS = Stated(
    2.0,
    "inhabitants/household",
    "assumed: 4.3 % of inhabitants (mean of municipalities, 2016) over some 215,000 households",
    Grade.ASSUMED,
)
HOUSEHOLD_RATE = Stated(
    0.0105,
    "households/month/inhabitant",
    "198,514 households (2020) x 6.6 months / 12 / 10.38 million inhabitants",
    Grade.DERIVED,
)
CASELOAD = Stated(
    60.0, "households/caseworker", "assumed: 60 to 70 before account 004's investment", Grade.ASSUMED
)
DEMANDS = Stated(0.3, "share", "assumed: an ordinary municipality", Grade.ASSUMED)

MEANS = (
    "303.46 311.43 314.20 314.06 313.49 313.35 316.43 322.11 328.40 334.26 335.92 343.19 371.91 403.70 415.01"
)
CPI = dict(enumerate(map(float, MEANS.split()), 2010))
"""Consumer prices, mean of the year, 1980 = 100 (SCB; 2024: January to November)."""
PRICES_OF = 2020


def price_level(year: int) -> Stated:
    """Return what the prices of a year are to those of 2020; of the nearest year that is known."""
    known = min(max(year, min(CPI)), max(CPI))
    off = "" if known == year else f"; of {known}, the nearest year that this program knows"
    part = " (January to November)" if known == max(CPI) else ""
    source = f"consumer price index (SCB), {known}{part} over {PRICES_OF}{off}"
    grade = Grade.REGISTER if known == year else Grade.ASSUMED
    return Stated(round(CPI[known] / CPI[PRICES_OF], 4), "SEK/SEK of 2020", source, grade)


def published_facts(it: Published, year: int, *, preliminary: bool) -> dict[str, Stated]:
    """Return the facts that the figures support, by the names of a scenario file.

    RefusedError if they contradict each other.
    """
    _check_payments(it)
    inhabitants = _inhabitants_in(it, year, preliminary=preliminary)
    households = _households_in(it, year, inhabitants, preliminary=preliminary)
    facts = {"town.inhabitants": inhabitants, "town.households": households}
    return {name: fact for name, fact in facts.items() if fact is not None}


def _inhabitants_in(it: Published, year: int, *, preliminary: bool) -> Stated | None:
    """Return the inhabitants in a year, or in the nearest year that has a figure."""
    figures = it.known(INHABITANTS.code, preliminary=preliminary)
    if not figures:
        return None
    nearest = min(figures, key=lambda period: (abs(int(period) - year), period))
    figure = figures[nearest]
    off = "" if int(nearest) == year else f"; the nearest year to {year}"
    grade = Grade.DERIVED if off else Grade.REGISTER
    return Stated(figure.value or 0.0, INHABITANTS.unit, _said(figure, it) + off, grade)


def _households_in(
    it: Published, year: int, inhabitants: Stated | None, *, preliminary: bool
) -> Stated | None:
    """Return the households in an average month of a year, from the best figure that there is."""
    unit = "households/month"
    months = it.known(HOUSEHOLDS.code, preliminary=preliminary)
    own = {period: figure for period, figure in months.items() if period.startswith(f"{year}-")}
    if len(own) == MONTHS:
        mean = sum(figure.value or 0.0 for figure in own.values()) / MONTHS
        early = {figure.status for figure in own.values()} - {FINAL}
        span = f"mean of {year}-01 to {year}-12, {', '.join(early) or FINAL}"
        source = f"{it.publisher}: {HOUSEHOLDS.code}, {it.place}, {span}"
        return Stated(mean, unit, source, Grade.REGISTER)
    share = f"x {MONTHS_A_YEAR.value:g} of 12 months (national, 2012-13)"
    count = it.known(YEAR_HOUSEHOLDS.code, preliminary=preliminary).get(str(year))
    if count is not None:
        value = (count.value or 0.0) * MONTHS_A_YEAR.value / MONTHS
        return Stated(value, unit, f"derived from {_said(count, it)} {share}", Grade.DERIVED)
    part = it.known(RECIPIENTS.code, preliminary=preliminary).get(str(year))
    if part is not None and inhabitants is not None:
        value = (part.value or 0.0) / 100.0 * inhabitants.value / PERSONS.value * MONTHS_A_YEAR.value / MONTHS
        people = f"x inhabitants / {PERSONS.value:g} persons a household (assumed)"
        return Stated(value, unit, f"derived from {_said(part, it)} {people} {share}", Grade.ASSUMED)
    return None


def _said(figure: Figure, it: Published) -> str:
    """Return in one line who says a figure: publisher, code, title, place, year and status."""
    title = figure.title or "title not checked"
    return f"{it.publisher}: {figure.measure} ({title[:150]}), {it.place}, {figure.period}, {figure.status}"


def _check_payments(it: Published) -> None:
    """Stop if households are paid what nobody is paid: the payments are then not in thousands."""
    paid, households = (it.known(of.code, preliminary=True) for of in (PAID, HOUSEHOLDS))
    both = [
        (paid[period].value or 0.0, households[period].value or 0.0) for period in paid.keys() & households
    ]
    number = sum(count for _, count in both)
    mean = PAID.factor * sum(amount for amount, count in both if count) / number if number else PAID_LOW
    if not PAID_LOW <= mean <= PAID_HIGH:
        raise RefusedError(
            f"{it.place}: {mean:,.0f} SEK for each household and month can't be ({PAID_LOW:,.0f} to "
            f"{PAID_HIGH:,.0f}); are the payments in thousands of kronor (tkr), and the households a month's?"
        )


def given(*, inhabitants: int | None, posts: int | None) -> dict[str, Stated]:
    """Return the facts that were said by hand."""
    said_by_hand = {"town.inhabitants": (inhabitants, INHABITANTS.unit), "staff.posts": (posts, "posts")}
    return {
        name: Stated(value, unit, "given by hand on import", Grade.STATEMENT)
        for name, (value, unit) in said_by_hand.items()
        if value is not None
    }


def completed(facts: dict[str, Stated], year: int) -> dict[str, Stated]:
    """Return the facts with national figures for all that is missing.

    RefusedError if neither inhabitants nor households are known.
    """
    every = dict(facts)
    rate = HOUSEHOLD_RATE
    if "town.inhabitants" not in every and "town.households" in every:
        value = every["town.households"].value / rate.value
        source = (
            f"{NATIONAL}households / the national rate ({rate.source}); give --inhabitants or Kolada's N01951"
        )
        every["town.inhabitants"] = Stated(value, INHABITANTS.unit, source, Grade.ASSUMED)
    if "town.households" not in every and "town.inhabitants" in every:
        value = every["town.inhabitants"].value * rate.value
        source = f"{NATIONAL}inhabitants x the national rate ({rate.source})"
        every["town.households"] = Stated(value, "households/month", source, Grade.DERIVED)
    if "town.households" not in every:
        raise RefusedError(
            "neither households nor inhabitants are known; give --inhabitants, or N31910 or N01951"
        )
    every["town.price_level"] = price_level(year)
    every |= {f"town.obstacles.{name}": _national(share) for name, share in OBSTACLES.items()}
    every["policy.demands"] = _national(DEMANDS)
    if "staff.posts" not in every:
        every["staff.caseload"] = _national(CASELOAD)
    return every


def _national(it: Stated) -> Stated:
    """Return a national figure, plainly marked as one."""
    return it._replace(source=NATIONAL + it.source)
