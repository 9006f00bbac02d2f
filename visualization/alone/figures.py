"""Figures: the indicators as formulas, so that the browser computes them and nobody writes them twice.

An indicator is a Python function of what was written down of a world. Here it is given tables that
write down what is done to them in place of numbers. The formula is a list: what is done, to what.
"""

# ruff: noqa: ANN401 - NumPy hands over anything

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tillit.model.books.counts import COUNTS
from tillit.model.books.ledger import ENTRIES, PARTIES
from tillit.model.indicators import INDICATORS, Observed
from tillit.model.indicators.indicator import YEAR
from tillit.visualization.address.state import MONTHS
from tillit.visualization.charts import INDICATORS_KEPT, MADE_OF

SAID: dict[Any, str] = {
    np.add: "+",
    np.subtract: "-",
    np.multiply: "*",
    np.divide: "/",
    np.maximum: "max",
    np.minimum: "min",
    np.negative: "neg",
}
"""What can be done to series, as formulas call it."""


class Formula(np.lib.mixins.NDArrayOperatorsMixin):
    """A series that is not computed: how it would be."""

    shape = ()

    def __init__(self, *told: Any) -> None:
        self.told = list(told)

    def __array_ufunc__(self, done: Any, _: str, *to: Any, out: Any = None, **__: Any) -> "Formula":
        """Write down what is done; a quotient with a place for its result is `ratio`, 0 over nothing."""
        if done is np.not_equal:
            return self
        return Formula("ratio" if done is np.divide and out is not None else SAID[done], *map(_told, to))

    def __array_function__(self, done: Any, _: Any, to: Any, __: Any) -> "Formula":
        """Write down the sum up to each month, and what it was a year before."""
        if done is np.cumsum:
            return Formula("upto", _told(to[0]))
        if done is np.zeros_like:
            return Formula()
        raise TypeError(done)

    def __getitem__(self, _: Any) -> "Formula":
        """Return the series without its last year."""
        return self

    def __setitem__(self, at: Any, value: "Formula") -> None:
        """Become another series, a year later."""
        if at != (..., slice(YEAR, None)):
            raise TypeError(at)
        self.told = ["later", value.told]

    def astype(self, _: Any) -> "Formula":
        """Return the series: the browser has only one kind of number."""
        return self


class Columns(Formula):
    """Some columns of the counts or of the ledger; together, a series."""

    def __init__(self, table: str, columns: NDArray[np.int64]) -> None:
        self._table, self._columns = table, columns
        self.shape = (MONTHS, *columns.shape)
        super().__init__(table, *columns.ravel().tolist())

    def __getitem__(self, at: Any) -> "Columns":
        """Return some of the columns."""
        return Columns(self._table, np.asarray(self._columns[at]))

    def sum(self, axis: Any) -> Formula:  # noqa: ARG002 - all that is left is added up
        """Return what the columns are together."""
        return Formula(*self.told)


def figures(inhabitants: float | None) -> dict[str, Any]:
    """Return the formula of everything that is kept of a world."""
    kept = {name: formula(name, inhabitants) for name in INDICATORS_KEPT}
    return kept | {name: _told(_seen(inhabitants).municipal(*entries)) for name, entries in MADE_OF.items()}


def formula(name: str, inhabitants: float | None) -> Any:
    """Return the formula of an indicator."""
    return _told(INDICATORS[name].measure(_seen(inhabitants)))


def _seen(inhabitants: float | None) -> Observed:
    """Return the tables that write down what is done to them."""
    counts = Columns("counts", np.arange(COUNTS))
    ledger = Columns("ledger", np.arange(ENTRIES * PARTIES).reshape(ENTRIES, PARTIES))
    return Observed(counts, ledger, inhabitants)  # type: ignore[arg-type]


def _told(value: Any) -> Any:
    if isinstance(value, Formula):
        return value.told
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else value
