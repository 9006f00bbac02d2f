"""Plan: how many pairs, for how long, with whose luck, and in whose money."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tillit.experiments.refused import RefusedError

if TYPE_CHECKING:
    from tillit.model.scenarios.schema import TownTable  # lazy: the options of every command need plans

MOST_PAIRS = 10_000
MOST_MONTHS = 1_200
MOST_PAIR_MONTHS = 600_000  # more would take more than a gigabyte of memory
LARGEST_SEED = 2**63 - 1
MOST_THREADS = 1_024
ENOUGH = 20  # pairs below which there is no verdict: an interval of 90 % needs its ends
RATE = re.compile(r"([A-Z]{3})/([A-Z]{3})=(\d+(?:[.,]\d+)?)")
USUAL = ("SEK", 2020)  # money that price levels are counted in; a file that states no level is right for it


@dataclass(frozen=True)
class Plan:
    """How a comparison is run; RefusedError if a value is outside its range."""

    pairs: int = 100  # each with its own luck
    months: int = 120  # that each world lives
    seed: int = 1  # root of all luck
    threads: int | None = None  # pairs at once, one for each processor if None; no number hangs on that
    histories: int = 0  # so many of the first pairs are kept with the history of every household
    rates: tuple[str, ...] = ()  # by hand, for two currencies or price years, as in ``SEK/DKK=1.5``

    def __post_init__(self) -> None:
        within("pairs", self.pairs, 1, MOST_PAIRS)
        within("months", self.months, 1, MOST_MONTHS)
        within("seed", self.seed, 0, LARGEST_SEED)
        within("threads", 1 if self.threads is None else self.threads, 1, MOST_THREADS)
        if self.pairs * self.months > MOST_PAIR_MONTHS:
            raise RefusedError(
                f"{self.pairs:,} pairs of {self.months:,} months: pairs times months can be at most "
                f"{MOST_PAIR_MONTHS:,}; ask for fewer of either"
            )


def within(name: str, value: int, low: int, high: int) -> None:
    """Check that a value is a whole number in its range."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise RefusedError(f"{name} = {value!r}: must be a whole number from {low:,} to {high:,}")


@dataclass(frozen=True)
class Conversion:
    """At what rate amounts of one town are made another's: `given` by hand, or from price levels."""

    from_currency: str
    from_year: int
    to_currency: str
    to_year: int
    rate: float
    given: bool


def conversion(to: "TownTable", of: "TownTable", given: Sequence[str] = ()) -> Conversion | None:
    """Return how amounts of one town are made those of another; None if both count in the same money.

    Money differs by currency and by the year of its prices; the rate follows from what a unit buys, the
    `price_level` of each town's file, never from the exchange rate, which wages and rents do not follow.
    RefusedError if nothing says what the money of one buys in the other, or a given rate cannot be read.
    """
    by_hand = None
    for said in given:
        parts = RATE.fullmatch(said.strip())
        value = float(parts[3].replace(",", ".")) if parts else 0.0
        if parts is None or value == 0.0:
            raise RefusedError(
                f"--rate {said}: must be as in SEK/DKK=1.5, which counts a Danish krone as 1.5 Swedish kronor"
            )
        if parts.group(1, 2) not in {(to.currency, of.currency), (of.currency, to.currency)}:
            raise RefusedError(f"--rate {said}: one town counts in {to.currency}, the other in {of.currency}")
        by_hand = value if parts[1] == to.currency else 1.0 / value
    if (to.currency, to.price_year, to.price_level) == (of.currency, of.price_year, of.price_level):
        return None
    for town in (to, of) if by_hand is None else ():
        if town.price_level == 1.0 and (town.currency, town.price_year) != USUAL:
            raise RefusedError(
                f"{town.name} counts in {town.currency} of {town.price_year}, and its file does not say "
                f"what that buys: put price_level ({town.currency} that buy what one Swedish krona "
                f"bought in 2020) into [town], or give --rate {to.currency}/{of.currency}=…"
            )
    rate = to.price_level / of.price_level if by_hand is None else by_hand
    return Conversion(of.currency, of.price_year, to.currency, to.price_year, rate, by_hand is not None)
