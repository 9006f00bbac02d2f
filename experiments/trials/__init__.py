"""Virtual trials: offices in which something was changed, as in a study, and what came of it."""

from tillit.experiments.trials.effects import Effect, effects
from tillit.experiments.trials.reading import all_trials, read_trial, trial_files
from tillit.experiments.trials.tables import Trial

__all__ = ["Effect", "Trial", "all_trials", "effects", "read_trial", "trial_files"]
