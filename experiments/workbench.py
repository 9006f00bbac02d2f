"""Workbench: a town as a model of the Exploratory Modelling and Analysis Workbench.

Its users have their own samplers, robust optimisation and scenario discovery.
They get Tillit's pairs: every experiment has the same people and the same luck,
and each outcome is what differs from the town as it was.
"""

from collections.abc import Iterable, Mapping
from functools import partial
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
from tillit.model.town.seeds import key_of

PARAMETERS = "parameters."


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
    """Return a town as a model of the EMA Workbench, an ``ema_workbench.Model``.

    RefusedError if an outcome or a number is unknown or out of range, or the workbench is not installed;
    ParameterError or ScenarioError if an uncertainty or a lever is not known.

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
    """
    ema = needed("ema_workbench")
    within("months", months, 1, MOST_MONTHS)
    within("replications", replications, 1, MOST_PAIRS)
    within("seed", seed, 0, LARGEST_SEED)
    scenario, names = town if isinstance(town, Scenario) else read_scenario(town), tuple(outcomes)
    for name in names:
        if name not in INDICATORS:
            raise RefusedError(f"there is no indicator {name!r}; known: {', '.join(INDICATORS)}")

    def ranged(name: str, low: float, high: float) -> Any:  # noqa: ANN401 - the same
        whole = isinstance(low, int) and isinstance(high, int)
        return (ema.IntegerParameter if whole else ema.RealParameter)(name, low, high)

    model = ema.Model(
        scenario.name.replace("-", ""),
        function=partial(_experiment, scenario, names, months, replications, seed),
    )
    unsure, acts = [], []
    for name in uncertainties:
        checked(name, DECLARED[name].default if name in DECLARED else None)
        kind, par = DECLARED[name].kind, DECLARED[name].par
        unsure.append(ranged(f"{PARAMETERS}{name}", kind(par.low), kind(par.high)))
    for name, ends in (levers or {}).items():
        for end in ends:  # both are tried before anything runs
            scenario.variant({name: end})
        acts.append(ranged(name, *ends))
    model.uncertainties, model.levers = unsure, acts
    model.outcomes = [ema.ScalarOutcome(name) for name in names]
    return model


def _experiment(  # a function of the module, which can be sent to another process
    town: Scenario, outcomes: tuple[str, ...], months: int, replications: int, seed: int, **values: float
) -> dict[str, float]:
    """Return by how much each outcome differs from the town as it was: the mean over the replications.

    Values are levers and uncertainties by their dotted names. A parameter of behaviour holds in both worlds;
    a lever only where the town acts.
    """
    behaviour = {name: value for name, value in values.items() if name.startswith(PARAMETERS)}
    worlds = Worlds((town.before().variant(behaviour), town.variant(values)), months=months)
    differences = []
    for replication in range(replications):
        was, is_now = (
            [
                in_window(it.compute(run.counts, run.ledger, inhabitants=town.town.inhabitants), it, YEAR)
                for it in map(INDICATORS.__getitem__, outcomes)
            ]
            for run in worlds.live(key_of(seed, replication))
        )
        differences.append(np.subtract(is_now, was))
    return dict(zip(outcomes, np.mean(differences, axis=0).tolist(), strict=True))
