"""Virtual trials: offices in which something was changed, as in a study, and what came of it.

>>> from tillit.experiments import trials
>>> [it.value for it in trials.run("X5", replications=5)]  # doctest: +SKIP
"""

from collections.abc import Mapping
from pathlib import Path

from tillit.experiments.trials.effects import Effect
from tillit.experiments.trials.reading import all_trials, read_trial, trial_files
from tillit.experiments.trials.running import effects
from tillit.experiments.trials.trial import Trial

__all__ = ["Effect", "Trial", "all_trials", "effect", "effects", "read_trial", "run", "trial_files"]


def run(
    trial: Trial | str | Path,
    assumptions: Mapping[str, float] | None = None,
    *,
    replications: int | None = None,
    seed: int = 1,
    threads: int | None = None,
) -> tuple[Effect, ...]:
    """Run a trial by its name or file; see `running.effects`."""
    there = trial if isinstance(trial, Trial) else read_trial(trial)
    return effects(there, assumptions, replications=replications, seed=seed, threads=threads)


def effect(
    trial: Trial | str | Path,
    assumptions: Mapping[str, float] | None = None,
    replications: int | None = None,
    seed: int = 1,
    threads: int | None = None,
) -> tuple[float, float]:
    """Return what the model gives for the trial's first figure, and its standard error."""
    first = run(trial, assumptions, replications=replications, seed=seed, threads=threads)[0]
    return first.value, first.error
