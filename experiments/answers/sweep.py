"""Sweep: the runs in the folder of a sweep, as arrays, and refused if they are not whole."""

import os
import warnings
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet

from tillit.experiments.comparison.statistics import YEAR, in_window
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.store import Store
from tillit.experiments.telling.catalogue import ENGLISH, Words
from tillit.experiments.telling.numbers import number, told_conversion
from tillit.experiments.worlds.plan import conversion
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios.errors import nearest
from tillit.model.scenarios.schema import TownTable

Array = NDArray[np.float64]
END, SUM = "end", "sum"
Over = str | int
"""``end``: the mean of the last twelve months (the last month, if the output covers a year already);
``sum``: the sum of all; a number: that month."""


class UnfinishedWarning(UserWarning):
    """Some runs of a sweep are not there, and what is given is without them."""


class Sweep:
    """The runs of a sweep in a folder, finished or not; RefusedError if it is no folder of a sweep.

    Every question is refused until the sweep is whole, since a hole in a design biases its answer. `design`
    is what was run; its `rows` have a point, town and variant, and a column each factor. `rates` are given by
    hand for towns of several currencies, as in ``SEK/DKK=1.5``; `spoken` are the words of its answers.
    """

    def __init__(self, folder: Path | str, rates: Sequence[str] = (), spoken: Words = ENGLISH) -> None:
        self.folder, self.given, self.spoken = Path(folder), tuple(rates), spoken
        self.store = Store(self.folder)
        self.design = self.store.design
        self.rows, self.outputs, self.months = self.design.rows, self.design.outputs, self.design.months

    @cached_property
    def towns(self) -> dict[str, TownTable]:
        """The facts of each town, by its name."""
        return {it.name: it.town for it in self.design.scenarios}

    def called(self, name: str) -> str:
        """Return what a reader calls a variant or a town."""
        return self.spoken.gettext(self.towns[name].title if name in self.towns else name.replace("_", " "))

    def unit(self, output: str, town: str, over: Over | None = None) -> str:
        """Return the unit of an output over a window, in the money of a town."""
        unit = INDICATORS[self.output(output)].unit.replace("SEK", self.towns[town].currency)
        return unit.removesuffix("/month") if over == SUM else unit

    def converted(
        self, output: str, over: Over | None = None, rows: Iterable[int] | None = None
    ) -> tuple[Array, str, str]:
        """Return what `array` does, in the money of the first town of some rows or of all, and its unit.

        Third, how amounts were converted, after a space; nothing if they were not. RefusedError as of
        `array`, or if nothing says what the money of one town buys in another.
        """
        chosen = self.rows["town"] if rows is None else self.rows.loc[list(rows), "town"]
        first, *others = dict.fromkeys(chosen)
        unit, rates, told = self.unit(output, first, over), np.ones(len(self.rows)), ""
        for name in others if "SEK" in INDICATORS[output].unit else ():
            if found := conversion(self.towns[first], self.towns[name], self.given):
                rates[self.rows["town"] == name] = found.rate
                told += f" {told_conversion(found, self.towns[name].title, self.spoken)}"
        figures = self.array(output, over)
        return (figures.T * rates).T if told else figures, unit, told

    def output(self, name: str) -> str:
        """Return the name of an output, if it was written down; refuse others."""
        return one_of("output", name, self.outputs)

    def array(self, output: str, over: Over | None = None, *, gaps: bool = False) -> Array:
        """Return an output of all runs, shape (rows, replications, months).

        With `over`, one figure of every run, shape (rows, replications). RefusedError if there is no such
        output or window, or the sweep is not whole; with `gaps` there is NaN where a run is not there.
        """
        self.output(output)
        figures = np.full((self.design.runs, self.months)[: 2 if over is None else 1], np.nan)

        def read(file: Path) -> None:
            table = parquet.read_table(file, columns=["run_id", output], partitioning=None, use_threads=False)
            found = table[output].to_numpy().reshape(-1, self.months)
            if over is not None:
                # A run that has no number somewhere is not to be trusted elsewhere.
                whole = np.isfinite(found).all(axis=1)
                found = np.where(whole, _in_window(found, output, over), np.nan)
            figures[table["run_id"].to_numpy()[:: self.months]] = found

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(read, self.store.run_files()))
        figures = figures.reshape(self.design.replications, len(self.rows), *figures.shape[1:])
        if not gaps and len(broken := np.argwhere(~np.isfinite(figures))):
            runs = len(np.unique(broken[:, :2], axis=0))
            raise RefusedError(
                self.lacking()
                or f"{self.folder}: {output} is not a number (NaN) in {runs:,} of {self.design.runs:,} runs, "
                f"first in design_id {broken[0, 1]}, replication {broken[0, 0]}; ask for another output, or "
                "leave the rows out that give no number"
            )
        return figures.swapaxes(0, 1)

    def lacking(self) -> str:
        """Return which runs are not there, and which commands do them; nothing if all are."""
        state, gettext, said, steps = self.store.progress(), self.spoken.gettext, [], []
        counts = {"missing": state.runs - state.done, "failed": state.failed, "runs": state.runs}
        told = {name: number(it, self.spoken) for name, it in counts.items()} | {"folder": str(self.folder)}
        if counts["missing"]:
            said.append(gettext("{missing} of {runs} runs are missing", **told))
            steps.append(
                gettext("'tillit sweep run -o {folder}' does the missing ones, keeping the others", **told)
            )
        if state.failed:
            said.append(gettext("{failed} of {runs} runs failed", **told))
            steps.append(gettext("'tillit sweep failures {folder}' says why runs failed", **told))
            steps.append(gettext("'tillit sweep retry {folder}' does them again", **told))
        return "; ".join([f"{self.folder}: {', '.join(said)}", *steps]) if said else ""

    def warn_if_unfinished(self) -> None:
        """Warn whoever asks for the runs themselves that some are not there."""
        if lacking := self.lacking():
            warnings.warn(lacking, UnfinishedWarning, stacklevel=3)


def usual_window(output: str) -> Over:
    """Return the window over which an output is taken if nothing is said."""
    return SUM if INDICATORS[output].adds else END


def window_in_words(over: Over, months: int, spoken: Words) -> str:
    """Return what a title says of the window."""
    if over == SUM:
        return spoken.gettext("sum of {months} months", months=months)
    return spoken.gettext("at the end") if over == END else spoken.gettext("month {month}", month=over)


def one_of(what: str, name: str, names: Iterable[str]) -> str:
    """Return a name, if it is there; refuse others, and say which is nearest or what is there."""
    if name in (known := list(names)):
        return name
    raise RefusedError(f"the sweep has no {what} {name!r}; {nearest(name, known)}")


def _in_window(figures: Array, output: str, over: Over) -> Array:
    """Return one figure a run, given those of its months, shape (n, months)."""
    indicator, months = INDICATORS[output], figures.shape[-1]
    if over == END:
        return in_window(figures, indicator, YEAR)
    if over == SUM and indicator.adds:
        return np.asarray(figures.sum(axis=-1))
    if over == SUM:
        raise RefusedError(f"{output} ({indicator.unit}): its months do not add up; ask for its end (end)")
    if not (str(over).isdecimal() and 1 <= int(over) <= months):
        raise RefusedError(f"{over}: not a window; say 'end', 'sum', or a month from 1 to {months}")
    return figures[:, int(over) - 1]
