"""Workbench: a town as a model of the Exploratory Modelling and Analysis Workbench.

Its users have their own samplers, robust optimisation and scenario discovery.
They get Tillit's pairs: every experiment has the same people and the same luck,
and each outcome is what differs from the town as it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tillit.experiments.comparison.statistics import YEAR, in_window
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_MONTHS, MOST_PAIRS, within
from tillit.experiments.worlds.run import Worlds
from tillit.model.assumptions import DECLARED, checked
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import Run
from tillit.model.town.seeds import key_of

PARAMETERS = "parameters."


@dataclass(frozen=True)
class Experiment:
    """One experiment of the workbench: values in, outcomes out."""

    town: Scenario
    outcomes: tuple[str, ...]
    months: int
    replications: int
    seed: int

    def __call__(self, **values: float) -> dict[str, float]:
        """Return by how much each outcome differs from the town as it was: the mean over the replications.

        Values are levers and uncertainties by their dotted names.
        """
        # A parameter of behaviour holds in both worlds; a lever only where the town acts.
        behaviour = {name: value for name, value in values.items() if name.startswith(PARAMETERS)}
        levers = {name: value for name, value in values.items() if name not in behaviour}
        before = self.town.before().variant(behaviour)
        acted = self.town.variant(values if levers else behaviour)
        differences = [self._difference(before, acted, number) for number in range(self.replications)]
        return {name: float(np.mean([it[name] for it in differences])) for name in self.outcomes}

    def _difference(self, before: Scenario, acted: Scenario, replication: int) -> dict[str, float]:
        worlds = Worlds((before, acted), months=self.months)
        was, is_now = map(self._figures, worlds.live(key_of(self.seed, replication)))
        return {name: is_now[name] - was[name] for name in self.outcomes}

    def _figures(self, run: Run) -> dict[str, float]:
        figures = {}
        for name in self.outcomes:
            it = INDICATORS[name]
            series = it.compute(run.counts, run.ledger, inhabitants=self.town.town.inhabitants)
            figures[name] = float(in_window(series, it, YEAR))
        return figures


def workbench_model(
    town: str | Path | Scenario,
    *,
    uncertainties: Iterable[str] = (),
    levers: Mapping[str, tuple[float, float]] | None = None,
    outcomes: Iterable[str] = ("payments", "municipal_cost", "public_cost"),
    months: int = 120,
    replications: int = 10,
    seed: int = 1,
) -> Any:  # noqa: ANN401 - the workbench has no types
    """Return a town as a model of the EMA Workbench.

    Parameters
    ----------
    town
        Name of a town, a file, or a scenario.
    uncertainties
        Parameters of behaviour by ``group.name``; each varies over its declared range.
    levers
        What the town can do: lowest and highest value by name, as in
        ``{"staff.posts": (20, 40)}``. Whole bounds make whole values.
    outcomes
        Indicators. Each outcome is the last year's mean less that of the town as it was.
    months, replications, seed
        Length of a run, runs for each experiment, and root of their luck, which
        is the same in all experiments.

    Returns
    -------
    ema_workbench.Model

    Raises
    ------
    RefusedError
        If an outcome or a number is unknown or out of range, or the workbench is not installed.
    ParameterError, ScenarioError
        If an uncertainty or a lever is not known.
    """
    ema = needed("ema_workbench")
    within("months", months, 1, MOST_MONTHS)
    within("replications", replications, 1, MOST_PAIRS)
    within("seed", seed, 0, LARGEST_SEED)
    scenario = town if isinstance(town, Scenario) else read_scenario(town)
    names = tuple(outcomes)
    for name in names:
        if name not in INDICATORS:
            message = f"there is no indicator {name!r}; known: {', '.join(INDICATORS)}"
            raise RefusedError(message)
    for name, (low, high) in (levers or {}).items():
        # Both ends are tried before anything runs.
        scenario.variant({name: low})
        scenario.variant({name: high})
    model = ema.Model(
        scenario.name.replace("-", ""), function=Experiment(scenario, names, months, replications, seed)
    )
    model.uncertainties = [uncertainty(ema, name) for name in uncertainties]
    model.levers = [ranged(ema, name, *ends) for name, ends in (levers or {}).items()]
    model.outcomes = [ema.ScalarOutcome(name) for name in names]
    return model


def uncertainty(ema: Any, name: str) -> Any:  # noqa: ANN401 - the workbench has no types
    """Return a parameter of behaviour over its declared range."""
    checked(name, DECLARED[name].default if name in DECLARED else None)
    declaration = DECLARED[name]
    kind = ema.IntegerParameter if declaration.kind is int else ema.RealParameter
    return kind(
        f"{PARAMETERS}{name}", declaration.kind(declaration.par.low), declaration.kind(declaration.par.high)
    )


def ranged(ema: Any, name: str, low: float, high: float) -> Any:  # noqa: ANN401 - the workbench has no types
    """Return a lever between two values."""
    whole = isinstance(low, int) and isinstance(high, int)
    return (ema.IntegerParameter if whole else ema.RealParameter)(name, low, high)
