"""National figures: what stands in a town's file where its own figures are missing."""

from typing import NamedTuple

from tillit.agents.foundation.parameters import Grade

NATIONAL = "national: "
"""How the sources of such figures begin, so that nobody takes them for the town's own."""


class National(NamedTuple):
    """One national figure, with the grade of its use for one town: derived, however good for the nation."""

    value: float
    unit: str
    source: str
    grade: Grade


OBSTACLES = {
    "unemployed": National(0.48, "share", "46-51 % of adults, 2011-18: Socialstyrelsen", Grade.DERIVED),
    "social": National(0.13, "share", "11-15 % of adults, 2011-18: Socialstyrelsen", Grade.DERIVED),
    "sick": National(0.09, "share", "8-10 % of adults, 2011-18: Socialstyrelsen", Grade.DERIVED),
    "language": National(0.20, "share", "assumed: two thirds of the rest", Grade.ASSUMED),
    "waiting": National(0.10, "share", "assumed: one third of the rest", Grade.ASSUMED),
}
MONTHS_A_YEAR = National(
    6.6, "months/household/year", "months with assistance, 2012-13: Socialstyrelsen 2014-6-22", Grade.REGISTER
)
PERSONS = National(
    2.0,
    "inhabitants/household",
    "assumed: 4.3 % of inhabitants (mean of municipalities, 2016) over some 215,000 households",
    Grade.ASSUMED,
)
HOUSEHOLD_RATE = National(
    0.0105,
    "households/month/inhabitant",
    "198,514 households (2020) x 6.6 months / 12 / 10.38 million inhabitants",
    Grade.DERIVED,
)
CASELOAD = National(
    60.0, "households/caseworker", "assumed: 60 to 70 before account 004's investment", Grade.ASSUMED
)
DEMANDS = National(0.3, "share", "assumed: an ordinary municipality", Grade.ASSUMED)

MEANS = (
    "303.46 311.43 314.20 314.06 313.49 313.35 316.43 322.11 328.40 334.26 335.92 343.19 371.91 403.70 415.01"
)
CPI = dict(enumerate(map(float, MEANS.split()), 2010))
"""Consumer prices, mean of the year, 1980 = 100 (SCB; 2024: January to November)."""
PRICES_OF = 2020


def price_level(year: int) -> National:
    """Return what the prices of a year are to those of 2020; of the nearest year that is known."""
    known = min(max(year, min(CPI)), max(CPI))
    off = "" if known == year else f"; of {known}, the nearest year that this program knows"
    part = " (January to November)" if known == max(CPI) else ""
    source = f"consumer price index (SCB), {known}{part} over {PRICES_OF}{off}"
    grade = Grade.REGISTER if known == year else Grade.ASSUMED
    return National(round(CPI[known] / CPI[PRICES_OF], 4), "SEK/SEK of 2020", source, grade)
