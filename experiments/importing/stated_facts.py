"""Stated facts: what published figures say about a town in its base year, each with its source."""

from typing import NamedTuple

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.importing.figures import FINAL, Figure, Published, known
from tillit.experiments.importing.measures import HOUSEHOLDS, INHABITANTS, PAID, RECIPIENTS, YEAR_HOUSEHOLDS
from tillit.experiments.importing.national_figures import (
    CASELOAD,
    DEMANDS,
    HOUSEHOLD_RATE,
    MONTHS_A_YEAR,
    NATIONAL,
    OBSTACLES,
    PERSONS,
    National,
    price_level,
)
from tillit.experiments.refused import RefusedError

PAID_LOW, PAID_HIGH = 1_000.0, 60_000.0
"""SEK that a household can be paid on average in a month; outside, the unit is another."""
MONTHS = 12


class Stated(NamedTuple):
    """One fact of a town, with who says so."""

    value: float
    unit: str
    source: str
    grade: Grade

    @classmethod
    def national(cls, it: National) -> "Stated":
        """Return a national figure, plainly marked as one."""
        return cls(it.value, it.unit, NATIONAL + it.source, it.grade)


class ByHand(NamedTuple):
    """What whoever imports says of the town."""

    inhabitants: int | None = None
    posts: int | None = None


def published_facts(it: Published, year: int, *, preliminary: bool) -> dict[str, Stated]:
    """Return the facts that the figures support, by the names of a scenario file.

    Raises
    ------
    RefusedError
        If they contradict each other.
    """
    facts: dict[str, Stated] = {}
    inhabitants = _inhabitants_in(it, year, preliminary=preliminary)
    if inhabitants is not None:
        facts["town.inhabitants"] = inhabitants
    households = _households_in(it, year, inhabitants, preliminary=preliminary)
    if households is not None:
        facts["town.households"] = households
    _check_payments(it)
    return facts


def _inhabitants_in(it: Published, year: int, *, preliminary: bool) -> Stated | None:
    """Return the inhabitants in a year, or in the nearest year that has a figure."""
    figures = known(it.of(INHABITANTS.code), preliminary=preliminary)
    if not figures:
        return None
    nearest = min(figures, key=lambda period: (abs(int(period) - year), period))
    figure = figures[nearest]
    off = "" if int(nearest) == year else f"; the nearest year to {year}"
    grade = Grade.DERIVED if off else Grade.REGISTER
    return Stated(figure.value or 0.0, INHABITANTS.unit, said(figure, it) + off, grade)


def _households_in(
    it: Published, year: int, inhabitants: Stated | None, *, preliminary: bool
) -> Stated | None:
    """Return the households in an average month of a year, from the best figure that there is."""
    unit = "households/month"
    months = known(it.of(HOUSEHOLDS.code), preliminary=preliminary)
    own = {period: figure for period, figure in months.items() if period.startswith(f"{year}-")}
    if len(own) == MONTHS:
        mean = sum(figure.value or 0.0 for figure in own.values()) / MONTHS
        early = {figure.status for figure in own.values()} - {FINAL}
        span = f"mean of {year}-01 to {year}-12, {', '.join(early) or FINAL}"
        source = f"{it.publisher}: {HOUSEHOLDS.code}, {it.place}, {span}"
        return Stated(mean, unit, source, Grade.REGISTER)
    share = f"x {MONTHS_A_YEAR.value:g} of 12 months (national, 2012-13)"
    count = known(it.of(YEAR_HOUSEHOLDS.code), preliminary=preliminary).get(str(year))
    if count is not None:
        value = (count.value or 0.0) * MONTHS_A_YEAR.value / MONTHS
        return Stated(value, unit, f"derived from {said(count, it)} {share}", Grade.DERIVED)
    part = known(it.of(RECIPIENTS.code), preliminary=preliminary).get(str(year))
    if part is not None and inhabitants is not None:
        value = (part.value or 0.0) / 100.0 * inhabitants.value / PERSONS.value * MONTHS_A_YEAR.value / MONTHS
        people = f"x inhabitants / {PERSONS.value:g} persons a household (assumed)"
        return Stated(value, unit, f"derived from {said(part, it)} {people} {share}", Grade.ASSUMED)
    return None


def said(figure: Figure, it: Published) -> str:
    """Return in one line who says a figure: publisher, code, title, place, year and status."""
    title = figure.title or "title not checked"
    return f"{it.publisher}: {figure.measure} ({title[:150]}), {it.place}, {figure.period}, {figure.status}"


def _check_payments(it: Published) -> None:
    """Stop if households are paid what nobody is paid: the payments are then not in thousands."""
    paid = known(it.of(PAID.code), preliminary=True)
    households = known(it.of(HOUSEHOLDS.code), preliminary=True)
    both = [period for period in paid if (households.get(period) and households[period].value)]
    number = sum(households[period].value or 0.0 for period in both)
    if not number:
        return
    mean = PAID.factor * sum(paid[period].value or 0.0 for period in both) / number
    if not PAID_LOW <= mean <= PAID_HIGH:
        raise RefusedError(
            f"{it.place}: {mean:,.0f} SEK for each household and month can't be ({PAID_LOW:,.0f} to "
            f"{PAID_HIGH:,.0f}); are the payments in thousands of kronor (tkr), and the households a month's?"
        )


def given(by_hand: ByHand) -> dict[str, Stated]:
    """Return the facts that were said by hand."""
    words, facts = "given by hand on import", {}
    if by_hand.inhabitants is not None:
        facts["town.inhabitants"] = Stated(by_hand.inhabitants, INHABITANTS.unit, words, Grade.STATEMENT)
    if by_hand.posts is not None:
        facts["staff.posts"] = Stated(by_hand.posts, "posts", words, Grade.STATEMENT)
    return facts


def completed(facts: dict[str, Stated], year: int) -> dict[str, Stated]:
    """Return the facts with national figures for all that is missing.

    Raises
    ------
    RefusedError
        If neither inhabitants nor households are known.
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
    every["town.price_level"] = Stated(*price_level(year))
    every |= {f"town.obstacles.{name}": Stated.national(share) for name, share in OBSTACLES.items()}
    every["policy.demands"] = Stated.national(DEMANDS)
    if "staff.posts" not in every:
        every["staff.caseload"] = Stated.national(CASELOAD)
    return every
