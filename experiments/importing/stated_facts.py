"""Stated facts: what figures say about a town in its base year, each with its source."""

from typing import NamedTuple

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.importing.figures import FINAL, Published
from tillit.experiments.importing.measures import (
    HOUSEHOLDS,
    INHABITANTS,
    PAID,
    RECIPIENTS,
    YEAR_HOUSEHOLDS,
    Measure,
)
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
    """Return the inhabitants and households that the figures support, by the names of a scenario file.

    RefusedError if households are paid what nobody is paid: the payments are then not in thousands.
    """
    paid, households = (it.known(of.code, preliminary=True) for of in (PAID, HOUSEHOLDS))
    both = [period for period in paid.keys() & households if households[period]]
    number = sum(households[period] for period in both)
    mean = PAID.factor * sum(paid[period] for period in both) / number if number else PAID_LOW
    if not PAID_LOW <= mean <= PAID_HIGH:
        raise RefusedError(
            f"{it.place}: {mean:,.0f} SEK for each household and month can't be ({PAID_LOW:,.0f} to "
            f"{PAID_HIGH:,.0f}); are the payments in thousands of kronor (tkr), and the households a month's?"
        )
    facts = {}
    known = it.known(INHABITANTS.code, preliminary=preliminary)
    if known:
        nearest = min(known, key=lambda period: (abs(int(period) - year), period))
        off = "" if int(nearest) == year else f"; the nearest year to {year}"
        source, grade = _source(it, INHABITANTS, nearest) + off, Grade.DERIVED if off else Grade.REGISTER
        facts["town.inhabitants"] = Stated(known[nearest], INHABITANTS.unit, source, grade)
    households_stated = _households_in(it, year, facts.get("town.inhabitants"), preliminary=preliminary)
    return facts | ({"town.households": households_stated} if households_stated else {})


def _households_in(
    it: Published, year: int, inhabitants: Stated | None, *, preliminary: bool
) -> Stated | None:
    """Return the households in an average month of a year, from the best figure that there is."""
    unit = "households/month"
    monthly, yearly, shares = (
        it.known(of.code, preliminary=preliminary) for of in (HOUSEHOLDS, YEAR_HOUSEHOLDS, RECIPIENTS)
    )
    months = [value for period, value in monthly.items() if period.startswith(f"{year}-")]
    if len(months) == MONTHS:
        early = {of.status for of in it.of(HOUSEHOLDS.code) if of.period.startswith(f"{year}-")} - {FINAL}
        span = f"mean of {year}-01 to {year}-12, {', '.join(early) or FINAL}"
        source = f"{it.publisher}: {HOUSEHOLDS.code}, {it.place}, {span}"
        return Stated(sum(months) / MONTHS, unit, source, Grade.REGISTER)
    share = f"x {MONTHS_A_YEAR.value:g} of 12 months (national, 2012-13)"
    if str(year) in yearly:
        value = yearly[str(year)] * MONTHS_A_YEAR.value / MONTHS
        source = f"derived from {_source(it, YEAR_HOUSEHOLDS, str(year))} {share}"
        return Stated(value, unit, source, Grade.DERIVED)
    if str(year) in shares and inhabitants:
        people = shares[str(year)] / 100.0 * inhabitants.value / PERSONS.value
        assumed = f"x inhabitants / {PERSONS.value:g} persons a household (assumed)"
        source = f"derived from {_source(it, RECIPIENTS, str(year))} {assumed} {share}"
        return Stated(people * MONTHS_A_YEAR.value / MONTHS, unit, source, Grade.ASSUMED)
    return None


def _source(it: Published, measure: Measure, period: str) -> str:
    """Return in one line who says a figure: publisher, code, title, place, period and status."""
    figure = next(figure for figure in it.of(measure.code) if figure.period == period)
    title = figure.title or "title not checked"
    return f"{it.publisher}: {measure.code} ({title[:150]}), {it.place}, {period}, {figure.status}"


def completed(facts: dict[str, Stated], year: int) -> dict[str, Stated]:
    """Return the facts with national figures for all that is missing.

    RefusedError if neither inhabitants nor households are known.
    """
    inhabitants, households = facts.get("town.inhabitants"), facts.get("town.households")
    rate = f"the national rate ({HOUSEHOLD_RATE.source})"
    if households is None and inhabitants is None:
        raise RefusedError(
            "neither households nor inhabitants are known; give --inhabitants, or N31910 or N01951"
        )
    every = dict(facts)
    if households and not inhabitants:
        value = households.value / HOUSEHOLD_RATE.value
        source = f"{NATIONAL}households / {rate}; give --inhabitants or Kolada's N01951"
        every["town.inhabitants"] = Stated(value, INHABITANTS.unit, source, Grade.ASSUMED)
    if inhabitants and not households:
        value = inhabitants.value * HOUSEHOLD_RATE.value
        source = f"{NATIONAL}inhabitants x {rate}"
        every["town.households"] = Stated(value, "households/month", source, Grade.DERIVED)
    every["town.price_level"] = price_level(year)
    national = {f"town.obstacles.{name}": share for name, share in OBSTACLES.items()}
    national["policy.demands"] = DEMANDS
    if "staff.posts" not in every:
        national["staff.caseload"] = CASELOAD
    return every | {name: it._replace(source=NATIONAL + it.source) for name, it in national.items()}
