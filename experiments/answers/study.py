"""Study: a sweep that one asks questions."""

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from tillit.experiments.answers import exporting, tidy
from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.bands import GROUPS, QUANTILES, bands
from tillit.experiments.answers.convergence import convergence
from tillit.experiments.answers.in_sql import answer_in_sql
from tillit.experiments.answers.paired import compare
from tillit.experiments.answers.sweep_runs import SweepRuns
from tillit.experiments.answers.window import Over

if TYPE_CHECKING:
    import xarray

    from tillit.experiments.answers.quantity import Quantity


class UnfinishedWarning(UserWarning):
    """Some runs of a sweep are not there, and what is given is without them."""


class Study(SweepRuns):
    """A sweep in a folder, finished or not, and all that can be asked of it.

    What gives the runs themselves (`to_pandas`, `to_dask`, `to_xarray`, `sql`,
    `export`) gives what is there. Every other question is refused until all
    runs are there and are numbers.

    Parameters
    ----------
    folder
        The folder of the sweep.

    Raises
    ------
    RefusedError
        If it is not the folder of a sweep.
    """

    def to_pandas(
        self, outputs: Sequence[str] | None = None, *, months: Sequence[int] | None = None
    ) -> pd.DataFrame:
        """Return one row a run and month: keys, columns of the design, month, outputs.

        An unfinished sweep gives what is there, and a warning.

        Parameters
        ----------
        outputs
            Names of outputs; all if left out.
        months
            Months, from 1; all if left out. One or two of them make a small frame.
        """
        self._warn()
        return tidy.to_pandas(self, outputs, months)

    def to_dask(self, outputs: Sequence[str] | None = None) -> Any:  # noqa: ANN401 - Dask has no types
        """Return the same as a Dask frame, which need not fit into memory."""
        self._warn()
        return tidy.to_dask(self, outputs)

    def to_xarray(self, outputs: Sequence[str] | None = None) -> "xarray.Dataset":
        """Return a data set with dimensions design_id, replication and month.

        Points, towns, variants and factors are coordinates along design_id;
        units, title, version and seed are attributes. An unfinished sweep gives
        NaN where a run is not there, and a warning.
        """
        self._warn()
        data: xarray.Dataset = tidy.to_xarray(self, outputs)
        return data

    def sql(self, query: str) -> pd.DataFrame:
        """Return what a query gives, in DuckDB's SQL.

        Parameters
        ----------
        query
            One query that reads. Its views are ``runs`` (a row a run and month),
            ``design`` (a row a row of the design) and ``failures``. An
            unfinished sweep gives what is there, and a warning.

        Raises
        ------
        RefusedError
            If it is wrong, or would write; says which views and columns there are.
        """
        self._warn()
        return answer_in_sql(self, query)

    def export(
        self, path: Path | str, kind: str | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        """Write all runs into one new file, CSV, Parquet, NetCDF or zarr by its suffix.

        See `experiments.answers.exporting.export`.
        """
        self._warn()
        return exporting.export(self, path, kind, progress)

    def bands(
        self, output: str, quantiles: Sequence[float] = QUANTILES, by: Sequence[str] = GROUPS
    ) -> Answer:
        """Return between which figures an output lies, month by month.

        See `experiments.answers.bands.bands`.
        """
        return bands(self, output, quantiles, by)

    def compare(
        self, a: str, b: str, outputs: Sequence[str] | None = None, *, over: Over | None = None
    ) -> Answer:
        """Return paired differences between two variants or towns, at each point and over all.

        See `experiments.answers.paired.compare`.
        """
        return compare(self, a, b, outputs, over=over)

    def convergence(self, output: str | None = None, **asked: Any) -> Answer:  # noqa: ANN401 - as the function has them
        """Return whether there are runs enough, and how many would be.

        See `experiments.answers.convergence.convergence`.
        """
        return convergence(self, output, **asked)

    def sensitivity(self, quantity: "Quantity | None" = None, **asked: Any) -> Answer:  # noqa: ANN401 - the same
        """Return which factors an output, or the effect of a variant, depends on.

        See `experiments.answers.sensitivity.sensitivity`, and
        `experiments.answers.quantity.Quantity.of` for what is asked about.
        """
        from tillit.experiments.answers.sensitivity import sensitivity  # noqa: PLC0415 - lazy: SciPy takes a second

        return sensitivity(self, quantity, **asked)

    def prim(self, quantity: "Quantity | None" = None, **asked: Any) -> Answer:  # noqa: ANN401 - the same
        """Return in which boxes of the factors something is above a threshold.

        See `experiments.answers.discovery.prim`.
        """
        from tillit.experiments.answers.discovery import prim  # noqa: PLC0415 - the same

        return prim(self, quantity, **asked)

    def tipping(self, x: str | None = None, y: str | None = None, **asked: Any) -> Answer:  # noqa: ANN401 - the same
        """Return a map over two factors, and where a town falls into its other regime.

        See `experiments.answers.tipping.tipping`.
        """
        from tillit.experiments.answers.tipping import tipping  # noqa: PLC0415 - the same

        return tipping(self, x, y, **asked)

    def _warn(self) -> None:
        """Warn whoever asks for the runs themselves that some are not there."""
        lacking = self.completeness()
        if not lacking.whole:
            warnings.warn(str(lacking), UnfinishedWarning, stacklevel=3)
