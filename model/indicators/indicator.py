"""Indicator: one figure of a month, and what it is calculated from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tillit.model.books.counts import ChildCount, Count
from tillit.model.books.ledger import Entry, Party

Series = NDArray[np.float64]
"""One figure a month, shape (..., months)."""

YEAR = 12


@dataclass(frozen=True)
class Observed:
    """What was written down of one world, or of many at once."""

    counts: NDArray[np.float64]
    """Counts, shape (..., months, COUNTS)."""
    ledger: NDArray[np.int64]
    """Kronor received less paid, shape (..., months, ENTRIES, PARTIES)."""
    inhabitants: float | None = None
    """Inhabitants of the town."""

    def count(self, what: int) -> Series:
        """Return one column of the counts."""
        column: Series = self.counts[..., what]
        return column

    def cost(self, *parties: Party) -> Series:
        """Return what some parties paid net, over all kinds of entry."""
        received = self.ledger[..., list(parties)].sum(axis=(-1, -2))
        paid: Series = np.negative(received, dtype=float)
        return paid

    def municipal(self, *entries: Entry) -> Series:
        """Return what the municipality paid net for some kinds of entry."""
        received = self.ledger[..., list(entries), Party.MUNICIPALITY].sum(axis=-1)
        paid: Series = np.negative(received, dtype=float)
        return paid


@dataclass(frozen=True)
class Indicator:
    """One figure that is reported for each month.

    Parameters
    ----------
    name
        What one types, and the name of the column in files.
    unit
        Unit of the value. A share lies between 0 and 1.
    formula
        How it is calculated, in words.
    labels
        What one reads, by language: ``sv``, ``da``, ``en``.
    measure
        The calculation.
    adds
        Whether months add up to a total that means something.
    rolling
        Whether a month's figure already covers the twelve months that end with it.
    """

    name: str
    unit: str
    formula: str
    labels: dict[str, str]
    measure: Callable[[Observed], Series]
    adds: bool = False
    rolling: bool = False

    def compute(
        self, counts: NDArray[Any], ledger: NDArray[Any], *, inhabitants: float | None = None
    ) -> Series:
        """Return the figure of each month.

        Parameters
        ----------
        counts
            Counts, shape (..., months, COUNTS); the months begin with the comparison.
        ledger
            Ledger, shape (..., months, ENTRIES, PARTIES).
        inhabitants
            Inhabitants, for figures per inhabitant.

        Returns
        -------
        numpy.ndarray
            Shape (..., months). A share of nothing, or a mean over nobody, is 0.

        Raises
        ------
        ValueError
            If the figure is one per inhabitant, and their number is not given.
        """
        return self.measure(Observed(counts, ledger, inhabitants))


def labelled(sv: str, da: str, en: str) -> dict[str, str]:
    """Return labels by language."""
    return {"sv": sv, "da": da, "en": en}


def ratio(top: Series, bottom: Series) -> Series:
    """Return the ratio, and 0 where there is nothing to divide by."""
    result = np.zeros(np.broadcast_shapes(top.shape, bottom.shape))
    return np.divide(top, bottom, out=result, where=bottom != 0)


def counted(what: int) -> Callable[[Observed], Series]:
    """Return the measure that is one column of the counts."""
    return lambda it: it.count(what)


def share(top: Count | ChildCount, bottom: Count | ChildCount) -> Callable[[Observed], Series]:
    """Return the measure that is one column of the counts over another."""
    return lambda it: ratio(it.count(top), it.count(bottom))


def over_the_year(series: Series) -> Series:
    """Return the sum of each month and the eleven before it; of fewer in the first year."""
    upto = np.cumsum(series, axis=-1)
    before = np.zeros_like(upto)
    before[..., YEAR:] = upto[..., :-YEAR]
    return upto - before
