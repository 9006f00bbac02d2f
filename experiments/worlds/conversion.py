"""Conversion: what the amounts of one town are in the money of another.

Money differs by its currency and by the year of its prices. What one unit of it buys stands in each
town's file as `price_level`; the rate follows from the two, unless one is given by hand. The
exchange rate converts nothing: wages and rents do not follow it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tillit.experiments.refused import RefusedError
from tillit.model.scenarios.schema import TownTable

RATE = re.compile(r"([A-Z]{3})/([A-Z]{3})=(\d+(?:[.,]\d+)?)")
USUAL = ("SEK", 2020)
"""The money that price levels are counted in."""
LEFT_OUT = 1.0
"""Price level of a file that states none: right for the usual money only."""


@dataclass(frozen=True)
class Conversion:
    """At what rate the amounts of one town are made those of another."""

    from_currency: str
    from_year: int
    to_currency: str
    to_year: int
    rate: float
    given: bool
    """Whether the rate was given by hand, and does not follow from price levels."""


def conversion(to: TownTable, of: TownTable, given: Sequence[str] = ()) -> Conversion | None:
    """Return how amounts of one town are made those of another; None if both count in the same money.

    Rates may be given by hand, as in ``SEK/DKK=1.5``: a Danish krone counts as 1.5 Swedish kronor.
    RefusedError if nothing says what the money of one buys in the other, or a given rate cannot be read.
    """
    rate = _given_rate(to.currency, of.currency, given)
    if (to.currency, to.price_year, to.price_level) == (of.currency, of.price_year, of.price_level):
        return None
    if rate is None:
        for town in (to, of):
            if town.price_level == LEFT_OUT and (town.currency, town.price_year) != USUAL:
                raise RefusedError(
                    f"{town.name} counts in {town.currency} of {town.price_year}, and its file does not say "
                    f"what that buys: put price_level ({town.currency} that buy what one Swedish krona "
                    f"bought in 2020) into [town], or give --rate {to.currency}/{of.currency}=…"
                )
    return Conversion(
        of.currency,
        of.price_year,
        to.currency,
        to.price_year,
        to.price_level / of.price_level if rate is None else rate,
        rate is not None,
    )


def _given_rate(to: str, of: str, given: Sequence[str]) -> float | None:
    found = None
    for said in given:
        parts = RATE.fullmatch(said.strip())
        value = float(parts[3].replace(",", ".")) if parts else 0.0
        if parts is None or value == 0.0:
            raise RefusedError(
                f"--rate {said}: must be as in SEK/DKK=1.5, which counts a Danish krone as 1.5 Swedish kronor"
            )
        if parts.group(1, 2) == (to, of):
            found = value
        elif parts.group(1, 2) == (of, to):
            found = 1.0 / value
        else:
            raise RefusedError(f"--rate {said}: one town counts in {to}, the other in {of}")
    return found
