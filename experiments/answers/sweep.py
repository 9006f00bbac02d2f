"""Sweep: the runs in the folder of a sweep, as arrays, and refused if they are not whole."""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from tillit.experiments.answers.reading import Array, Over, read_output, reducer, usual_window
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.store import Store
from tillit.experiments.telling.catalogue import words
from tillit.experiments.telling.sentences import told_conversion
from tillit.experiments.worlds.conversion import Conversion, conversion
from tillit.model.indicators import INDICATORS, Indicator
from tillit.model.scenarios.schema import TownTable


class UnfinishedWarning(UserWarning):
    """Some runs of a sweep are not there, and what is given is without them."""


@dataclass(frozen=True)
class Completeness:
    """What a sweep has, and what it lacks; its text says how to get that."""

    folder: Path
    runs: int
    missing: int
    """Runs that are neither done nor failed."""
    failed: int
    """Runs that failed, and were not done since."""
    holes: dict[str, str]
    """Where an output is not a number, by output: one such figure makes every index wrong without a word."""

    @property
    def whole(self) -> bool:
        """Whether every run is there, and nothing in it is not a number."""
        return not (self.missing or self.failed or self.holes)

    def __str__(self) -> str:
        """Say what is lacking, and which commands finish the sweep."""
        lacking, steps = [], []
        if self.missing:
            lacking.append(f"{self.missing:,} of {self.runs:,} runs are missing")
            steps.append(f"'tillit sweep run -o {self.folder}' does the missing ones, keeping the others")
        if self.failed:
            lacking.append(f"{self.failed:,} of {self.runs:,} runs failed")
            steps.append(
                f"'tillit sweep failures {self.folder}' says why runs failed, "
                f"'tillit sweep retry {self.folder}' does them again"
            )
        if self.holes:
            lacking += [f"{output} is not a number (NaN) in {where}" for output, where in self.holes.items()]
            steps.append("ask for another output, or leave the rows out that give no number")
        return "; ".join([f"{self.folder}: {', '.join(lacking) or 'nothing is lacking'}", *steps])


class Sweep:
    """The runs of a sweep in a folder, finished or not; RefusedError if it is no folder of a sweep.

    Every question is refused until the sweep is whole, since a hole in a design biases its answer. `rates`
    are given by hand for towns of several currencies, as in ``SEK/DKK=1.5``.
    """

    def __init__(self, folder: Path | str, rates: Sequence[str] = ()) -> None:
        self.folder = Path(folder)
        self.given = tuple(rates)
        self.store = Store(self.folder)

    @cached_property
    def design(self) -> Design:
        """What was run."""
        return self.store.design

    @property
    def rows(self) -> pd.DataFrame:
        """The rows of the design: point, town, variant, and a column each factor."""
        return self.design.rows

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the outputs that were written down."""
        return self.design.outputs

    @property
    def months(self) -> int:
        """Months of each run."""
        return self.design.months

    @property
    def replications(self) -> int:
        """Runs of each row, each with its own luck."""
        return self.design.replications

    @cached_property
    def towns(self) -> dict[str, TownTable]:
        """The facts of each town, by its name."""
        names = self.design.town_names
        return {name: it.scenario().town for name, it in zip(names, self.design.towns, strict=True)}

    def unit(self, output: str, rows: Iterable[int] | None = None) -> str:
        """Return the unit of an output: an amount is in the currency of the first town of its rows."""
        return self.indicator(output).unit.replace("SEK", self._towns_of(rows)[0].currency)

    def conversions(self, output: str, rows: Iterable[int] | None = None) -> dict[str, Conversion]:
        """Return how amounts become those of the first town, by the name of each other town.

        RefusedError if nothing says what the money of one buys in another.
        """
        if "SEK" not in self.indicator(output).unit:
            return {}
        first, *others = self._towns_of(rows)
        found = {it.name: conversion(first, it, self.given) for it in others}
        return {name: it for name, it in found.items() if it is not None}

    def rates(self, output: str, rows: Iterable[int] | None = None) -> Array:
        """Return what an amount of each row of the design is multiplied with, shape (rows, 1)."""
        found = {name: it.rate for name, it in self.conversions(output, rows).items()}
        return self.rows["town"].map(lambda name: found.get(name, 1.0)).to_numpy(np.float64)[:, None]

    def told_conversions(self, output: str, rows: Iterable[int] | None = None) -> str:
        """Return how amounts were converted, after a space; nothing if they were not."""
        found = self.conversions(output, rows)
        said = (told_conversion(it, self.towns[name].title, words("en")) for name, it in found.items())
        return "".join(f" {it}" for it in said)

    def _towns_of(self, rows: Iterable[int] | None) -> list[TownTable]:
        """Return the towns of some rows, in their order; of all if none are named."""
        chosen = self.rows["town"] if rows is None else self.rows.loc[list(rows), "town"]
        return [self.towns[name] for name in dict.fromkeys(chosen)]

    def indicator(self, output: str) -> Indicator:
        """Return what an output is: its formula, labels, and unit."""
        return INDICATORS[self.output(output)]

    def output(self, name: str) -> str:
        """Return the name of an output, if it was written down; refuse others, and say which were."""
        return one_of("output", name, self.outputs)

    def run_files(self) -> list[Path]:
        """Return the files of the runs that are there; refuse a sweep of which none is."""
        if files := self.store.run_files():
            return files
        raise RefusedError(
            f"{self.folder}: no run is done yet; 'tillit sweep status {self.folder}' says how far it is"
        )

    def completeness(self, *outputs: str) -> Completeness:
        """Return what the sweep lacks; of outputs that are named, also where they are not numbers."""
        figures = {name: self._read(self.output(name), usual_window(name)) for name in outputs}
        return self._completeness(figures)

    def refuse_incomplete(self, *outputs: str) -> None:
        """Refuse to go on if a run is not there, or one of these outputs is not a number somewhere."""
        if not (lacking := self.completeness(*outputs)).whole:
            raise RefusedError(str(lacking))

    def warn_if_unfinished(self) -> None:
        """Warn whoever asks for the runs themselves that some are not there."""
        if not (lacking := self.completeness()).whole:
            warnings.warn(str(lacking), UnfinishedWarning, stacklevel=3)

    def array(self, output: str) -> Array:
        """Return an output of all runs, shape (rows, replications, months); refuse what is not whole."""
        return self._in_shape(self._refuse_gaps(output, self._read(self.output(output), None)))

    def with_gaps(self, output: str) -> Array:
        """Return the same of an unfinished sweep, NaN where a run is not there."""
        return self._in_shape(self._read(self.output(output), None))

    def values(self, output: str, over: Over | None = None) -> Array:
        """Return one figure of every run, shape (rows, replications); refuse what is not whole.

        `over` is ``end``: the mean of the last twelve months (the last month, if the output covers a year
        already); ``sum``: the sum of all months; or a number: that month. If left out, the sum of what adds
        up.
        """
        over = usual_window(self.output(output)) if over is None else over
        return self._in_shape(self._refuse_gaps(output, self._read(output, over)))

    def _read(self, output: str, over: Over | None) -> Array:
        """Return an output by run number, NaN where it is not there."""
        reduce = None if over is None else reducer(output, over, self.months)
        return read_output(self.store.run_files(), output, (self.design.runs, self.months), reduce)

    def _in_shape(self, figures: Array) -> Array:
        """Return figures by run number in the shape (rows, replications, …)."""
        return figures.reshape(self.replications, len(self.rows), *figures.shape[1:]).swapaxes(0, 1)

    def _refuse_gaps(self, output: str, figures: Array) -> Array:
        if not np.isfinite(figures).all():
            raise RefusedError(str(self._completeness({output: figures})))
        return figures

    def _completeness(self, figures: dict[str, Array]) -> Completeness:
        """Return what is lacking, given some outputs by run number."""
        runs, failed = self.design.runs, self.store.failed()["run_id"].to_numpy(np.int64)
        present = np.ones(runs, bool)
        for number in self.store.missing():
            present[self.store.chunks.of(number)] = False
        missing = int((~present).sum())
        present[failed] = False
        holes = {}
        for name, each in figures.items():
            broken = np.flatnonzero(present & ~np.isfinite(each.reshape(runs, -1)).all(axis=1))
            if len(broken):
                replication, row = divmod(int(broken[0]), len(self.rows))
                first = f"first in design_id {row}, replication {replication}"
                holes[name] = f"{len(broken):,} of {runs:,} runs, {first}"
        return Completeness(self.folder, runs, missing, len(failed), holes)


def one_of(what: str, name: str, names: Iterable[str]) -> str:
    """Return a name, if it is there; refuse others, and say what is there and which is nearest."""
    known = list(names)
    if name in known:
        return name
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    raise RefusedError(f"the sweep has no {what} {name!r}{hint} It has: {', '.join(known)}")
