"""Sensitivity: everything that is asked of a town's effect, from the sweeps to the answers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import draw_bars, number
from tillit.experiments.sensitivity.designs import OUTPUTS, Designs, Move
from tillit.experiments.sensitivity.ranking import RANKED_BY, Array, effects_of, ranked
from tillit.experiments.sensitivity.turning import (
    FLIPS,
    MAY_FLIP,
    Point,
    draw_tornado,
    points_of,
    turning_table,
    turns,
)
from tillit.experiments.sweep.design import Design
from tillit.model.indicators import INDICATORS

TOGETHER, ALONE = "together", "one-by-one"
"""Folders of the sweeps that are known beforehand."""

Run = Callable[[Design, Path, str], None]
"""Runs a design into a folder, or what is missing of it there; the text says what it is for."""


@dataclass(frozen=True)
class Findings:
    """What came out, for each output."""

    ranking: dict[str, Answer]
    """Which assumptions matter most when all vary."""
    turning: dict[str, Answer]
    """Which assumption alone turns the effect around."""
    failed: int
    """Points in which a run failed or gave no number; they are left out."""
    points: int
    """Points in all."""


@dataclass(frozen=True)
class Sensitivity:
    """Asks how much a town's effect depends on the assumptions."""

    of: Designs
    """The town and its assumptions."""
    folder: Path
    """Where the sweeps lie."""
    method: str
    """``morris`` or ``sobol``."""
    size: int
    """Trajectories of Morris, base points of Sobol."""
    replications: int
    """Runs of each point when all assumptions vary."""
    repeats: int
    """Runs of each point when one varies, two or more; the sign of an effect needs many."""

    def designs(self) -> dict[str, Design]:
        """Return the sweeps that are known beforehand, by folder."""
        return {
            TOGETHER: self.of.together(self.method, self.size, self.replications),
            ALONE: self.of.one_by_one(self.repeats),
        }

    def ask(self, run: Run) -> Findings:
        """Run what is missing, and answer."""

        def effects(name: str, design: Design) -> dict[str, Array]:
            run(design, self.folder / name, design.title.rpartition(": ")[2])
            return {output: effects_of(self.folder / name, output) for output in OUTPUTS}

        designs = self.designs()
        together, alone = (effects(name, design) for name, design in designs.items())
        ends = {output: points_of(self.of.ends(), alone[output]) for output in OUTPUTS}
        moves = self.of.between(sorted({it for base, moved in ends.values() for it in turns(base, moved)}))
        between: dict[str, dict[Move, Point]] = {output: {} for output in OUTPUTS}
        if moves:
            closer = self.of.closer(moves, self.repeats)
            # Failed runs that went well the second time may ask for another sweep.
            found = effects(f"closer-{closer.digest()[:8]}", closer)
            between = {output: points_of(moves, found[output])[1] for output in OUTPUTS}
        turning = {it: self._turning(it, *ends[it], between[it], together[it]) for it in OUTPUTS}
        ranking = {it: self._ranking(designs[TOGETHER], it, together[it]) for it in OUTPUTS}
        failed = np.concatenate([np.isnan(it[OUTPUTS[0]]).any(axis=1) for it in (together, alone)])
        return Findings(ranking, turning, int(failed.sum()), len(failed))

    def _turning(
        self, output: str, base: Point, ends: dict[Move, Point], between: dict[Move, Point], together: Array
    ) -> Answer:
        """Answer which assumption alone turns the effect around."""
        frame = turning_table(self.of, output, base, ends, between)
        title = f"Effect on {label(output)} over {self.of.months} months"
        means = together.mean(axis=1)
        other = (means * np.sign(base.mean) < 0.0)[np.isfinite(means)]
        note = _turning_note(frame, base, output, float(other.mean()) if len(other) else np.nan)
        return Answer(frame, note, lambda: draw_tornado(frame, title, self._unit))

    def _ranking(self, design: Design, output: str, effects: Array) -> Answer:
        """Answer which assumptions matter most."""
        frame = ranked(design, output, effects)
        index = RANKED_BY[self.method]
        main = frame[frame["index"] == index].sort_values("value", ascending=False)
        note = f"What matters most for the effect on {label(output)}: {', '.join(main['factor'].head(5))}."
        title = f"All assumptions varied together: effect on {label(output)}"
        unit = self._unit if index == "mu_star" else "share of the variance"
        beside = "mu" if index == "mu_star" else "first"
        return Answer(frame, note, lambda: draw_bars(frame, (index,), title, unit, mark=beside))

    @property
    def _unit(self) -> str:
        return self.of.town.scenario().town.currency


def label(output: str) -> str:
    """Return an output as a sentence names it."""
    return INDICATORS[output].labels["en"].lower()


def listed(names: list[str], most: int = 6) -> str:
    """Return names as a list, shortened."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def _turning_note(frame: pd.DataFrame, base: Point, output: str, share: float) -> str:
    """Return what turns the effect around, in a sentence."""
    million = 1_000_000.0
    sign = {1: "costs more", -1: "saves", 0: "does not clearly change"}[base.sign]
    begin = (
        f"With the assumptions as they are, what the town did {sign} {label(output)}: "
        f"{base.mean / million:+,.1f} million ({base.low / million:+,.1f} to {base.high / million:+,.1f})"
    )
    turned = frame[np.isfinite(frame["turns_at"].to_numpy(float))]
    sure = int((frame["verdict"] == FLIPS).sum())
    unsure = int((frame["verdict"] == MAY_FLIP).sum())
    if base.sign == 0:
        alone = "so nothing can turn that around"
    elif len(turned):
        names = [f"{row['assumption']} (at {number(row['turns_at'])})" for row in turned.to_dict("records")]
        alone = (
            f"{len(turned)} of {len(frame)} assumptions alone turn the mean around within their range: "
            f"{listed(names)}; {sure} of them surely, beyond luck"
        )
    else:
        alone = f"none of {len(frame)} assumptions alone turns the mean around at an end of its range"
    if base.sign and unsure:
        alone = f"{alone}; with {unsure} at an end the sign is not sure"
    together = f"with all of them varied at once it has another sign in {100.0 * share:.0f} % of the points"
    return f"{begin}; {alone}; {together}."
