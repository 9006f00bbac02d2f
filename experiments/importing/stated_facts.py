"""Stated facts: what figures say about a town in its base year, each with its source."""

import tomllib
from dataclasses import replace
from pathlib import Path

from pydantic.dataclasses import dataclass

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.importing import figures
from tillit.experiments.importing.figures import Measure, Published, Status
from tillit.experiments.refused import RefusedError

PAID_LOW, PAID_HIGH = 1_000.0, 60_000.0
"""SEK that a household can be paid on average in a month; outside, the unit is another."""
MONTHS = 12
NATIONAL = "national: "
"""How the sources of the nation's figures begin, so that nobody takes them for the town's own."""


@dataclass(frozen=True)
class Stated:
    """One fact of a town, with who says so."""

    value: float
    unit: str
    source: str
    grade: Grade


FILE = tomllib.loads(Path(__file__).with_name("national.toml").read_text("utf-8"))
FACTS = {f"{group}.{name}": Stated(**it) for group, of in FILE["facts"].items() for name, it in of.items()}
"""The nation's, by the names of a scenario file."""
MONTHS_A_YEAR, HOUSEHOLD_RATE = (Stated(**said) for said in FILE["reckoning"].values())
CONSUMER_PRICES = {int(year): price for year, price in FILE["consumer_prices"].items()}
PRICES_OF = 2020


def price_level(year: int) -> Stated:
    """Return what the prices of a year are to those of 2020; of the nearest year that is known."""
    known = min(max(year, min(CONSUMER_PRICES)), max(CONSUMER_PRICES))
    off = "" if known == year else f"; of {known}, the nearest year that this program knows"
    part = " (January to November)" if known == max(CONSUMER_PRICES) else ""
    source = f"consumer price index (SCB), {known}{part} over {PRICES_OF}{off}"
    value = round(CONSUMER_PRICES[known] / CONSUMER_PRICES[PRICES_OF], 4)
    return Stated(value, "SEK/SEK of 2020", source, Grade.ASSUMED if off else Grade.REGISTER)


def published_facts(it: Published, year: int) -> dict[str, Stated]:
    """Return the inhabitants and households that the figures support, by the names of a scenario file.

    RefusedError if households are paid what nobody is paid: the payments are then not in thousands.
    """
    _check_payments(it)
    inhabitants, own, yearly = (
        it.known(measure) for measure in (figures.INHABITANTS, figures.HOUSEHOLDS, figures.YEAR_HOUSEHOLDS)
    )
    facts, when = {}, str(year)
    if inhabitants:
        nearest = min(inhabitants, key=lambda period: (abs(int(period) - year), period))
        off = "" if nearest == when else f"; the nearest year to {year}"
        value, source = inhabitants[nearest], _source(it, figures.INHABITANTS, nearest) + off
        grade = Grade.DERIVED if off else Grade.REGISTER
        facts["town.inhabitants"] = Stated(value, figures.INHABITANTS.unit, source, grade)
    months = [value for period, value in own.items() if period.startswith(f"{when}-")]
    if len(months) == MONTHS:
        monthly = it.of(figures.HOUSEHOLDS.code)
        early = {of.status for of in monthly if of.period.startswith(f"{when}-")} - {Status.FINAL}
        span = f"mean of {year}-01 to {year}-12, {', '.join(early) or Status.FINAL}"
        source = f"{it.publisher}: {figures.HOUSEHOLDS.code}, {it.place}, {span}"
        value, grade = sum(months) / MONTHS, Grade.REGISTER
    elif when in yearly:
        share = f"x {MONTHS_A_YEAR.value:g} of 12 months (national, 2012-13)"
        source = f"derived from {_source(it, figures.YEAR_HOUSEHOLDS, when)} {share}"
        value, grade = yearly[when] * MONTHS_A_YEAR.value / MONTHS, Grade.DERIVED
    else:
        return facts
    return facts | {"town.households": Stated(value, "households/month", source, grade)}


def _check_payments(it: Published) -> None:
    paid, households = (it.known(measure) for measure in (figures.PAID, figures.HOUSEHOLDS))
    both = [period for period in paid.keys() & households if households[period]]
    number = sum(households[period] for period in both)
    mean = figures.PAID.factor * sum(paid[period] for period in both) / number if number else PAID_LOW
    if not PAID_LOW <= mean <= PAID_HIGH:
        raise RefusedError(
            f"{it.place}: {mean:,.0f} SEK for each household and month can't be ({PAID_LOW:,.0f} to "
            f"{PAID_HIGH:,.0f}); are the payments in thousands of kronor (tkr), and the households a month's?"
        )


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
    rate, every = f"the national rate ({HOUSEHOLD_RATE.source})", dict(facts)
    if inhabitants is None and households is None:
        raise RefusedError(
            "neither households nor inhabitants are known; give --inhabitants, or N31910 or N01951"
        )
    if inhabitants is None and households is not None:
        value, unit = households.value / HOUSEHOLD_RATE.value, figures.INHABITANTS.unit
        source = f"{NATIONAL}households / {rate}; give --inhabitants or Kolada's N01951"
        every["town.inhabitants"] = Stated(value, unit, source, Grade.ASSUMED)
    if households is None and inhabitants is not None:
        value, unit = inhabitants.value * HOUSEHOLD_RATE.value, "households/month"
        every["town.households"] = Stated(value, unit, f"{NATIONAL}inhabitants x {rate}", Grade.DERIVED)
    every["town.price_level"] = price_level(year)
    for name, it in FACTS.items():
        if name != "staff.caseload" or "staff.posts" not in facts:
            every[name] = replace(it, source=NATIONAL + it.source)
    return every
