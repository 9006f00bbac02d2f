"""Sensitivity: everything that is asked of a town's effect, from the sweeps to the answers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from tillit.experiments.answers import Answer
from tillit.experiments.answers.figures import draw_bars, label_of
from tillit.experiments.answers.sensitivity import Sampled, elementary_effects, morris, sobol
from tillit.experiments.answers.sweep import SUM, Sweep
from tillit.experiments.claims.measuring import MILLION
from tillit.experiments.refused import RefusedError
from tillit.experiments.sensitivity.designs import OUTPUTS, Array, Designs
from tillit.experiments.sensitivity.turning import FLIPS, MAY_FLIP, draw_tornado, turning_table
from tillit.experiments.sweep.design import Design
from tillit.experiments.telling.catalogue import SOURCE, Words
from tillit.experiments.telling.names import assumption
from tillit.experiments.telling.numbers import millions, number, percent, plain
from tillit.model.indicators import INDICATORS

TOGETHER, ALONE = "together", "one-by-one"
"""Folders of the sweeps that are known beforehand."""
NAMED = 6
"""Assumptions that a sentence names."""
RANKED_BY = {"morris": "mu_star", "sobol": "total"}
"""Index by which the assumptions are ranked, for each method."""
EFFECTS = {
    -1: "With the assumptions as they are, what the town did lowers {label}: {mean} {million} ({low} to "
    "{high}).",
    0: "With the assumptions as they are, what the town did does not clearly change {label}: {mean} "
    "{million} ({low} to {high}), so nothing can turn that around.",
    1: "With the assumptions as they are, what the town did raises {label}: {mean} {million} ({low} to "
    "{high}).",
}
"""What is told of an effect, by its sign."""
LEAST = 2
"""Trajectories in which an assumption must have been moved to say anything of it."""

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
    spoken: Words
    """Language in which it is told what came out."""

    def designs(self) -> dict[str, Design]:
        """Return the sweeps that are known beforehand, by folder."""
        return {
            TOGETHER: self.of.together(self.method, self.size, self.replications),
            ALONE: self.of.alone(self.repeats),
        }

    def ask(self, run: Run) -> Findings:
        """Run what is missing, and answer."""

        def effects(name: str, design: Design) -> dict[str, Array]:
            run(design, self.folder / name, design.title.rpartition(": ")[2])
            return {output: effects_of(self.folder / name, output) for output in OUTPUTS}

        designs = self.designs()
        together, alone = (effects(name, design) for name, design in designs.items())
        turning = {it: self._turning(it, alone[it], together[it]) for it in OUTPUTS}
        ranking = {it: self._ranking(designs[TOGETHER], it, together[it]) for it in OUTPUTS}
        failed = np.concatenate([np.isnan(it[OUTPUTS[0]]).any(axis=1) for it in (together, alone)])
        return Findings(ranking, turning, int(failed.sum()), len(failed))

    def _turning(self, output: str, alone: Array, together: Array) -> Answer:
        """Answer which assumption alone turns the effect around."""
        gettext, frame = self.spoken.gettext, turning_table(self.of, output, alone)
        effect, low, high = (float(frame[it].iloc[0]) for it in ("effect", "effect_from", "effect_to"))
        sign = int(low > 0.0) - int(high < 0.0)
        amounts = {
            name: number(it / MILLION, self.spoken, decimals=1, signed=True)
            for name, it in (("mean", effect), ("low", low), ("high", high))
        }
        amounts["million"] = millions(self._unit, self.spoken)
        told = [gettext(EFFECTS[sign], label=self._label(output), **amounts)]
        turned = frame.dropna(subset="turns_at")[["assumption", "turns_at"]]
        if sign and len(turned):
            names = ", ".join(
                gettext("{name} (at {value})", name=self.named(name), value=plain(at, self.spoken))
                for name, at in turned.head(NAMED).itertuples(index=False)
            )
            if len(turned) > NAMED:
                more = len(turned) - NAMED
                names = gettext("{names} and {more} more", names=names, more=more)
            turn = gettext(
                "{turned} of {all} assumptions alone turn the mean around within their range: {names}; "
                "{surely} of them surely, beyond luck.",
                turned=len(turned),
                all=len(frame),
                names=names,
                surely=int((frame["verdict"] == FLIPS).sum()),
            )
            told.append(turn)
        elif sign:
            told.append(
                gettext(
                    "None of {all} assumptions alone turns the mean around at an end of its range.",
                    all=len(frame),
                )
            )
        if sign and (unsure := int((frame["verdict"] == MAY_FLIP).sum())):
            told.append(gettext("With {unsure} at an end the sign is not sure.", unsure=unsure))
        means = together.mean(axis=1)
        means = means[np.isfinite(means)]
        if len(means):
            other = percent(float((means * np.sign(effect) < 0.0).mean()), self.spoken)
            told.append(
                gettext(
                    "With all of them varied at once it has another sign in {share} of the points.",
                    share=other,
                )
            )
        title = f"Effect on {label_of(output).lower()} over {self.of.months} months"
        return Answer(frame, " ".join(told), lambda: draw_tornado(frame, title, self._unit))

    def _ranking(self, design: Design, output: str, effects: Array) -> Answer:
        """Answer which assumptions matter most."""
        frame = ranked(design, output, effects)
        index = RANKED_BY[self.method]
        main = frame[frame["index"] == index].sort_values("value", ascending=False)
        names = ", ".join(map(self.named, main["factor"].head(5)))
        note = self.spoken.gettext(
            "What matters most for the effect on {label}: {names}.", label=self._label(output), names=names
        )
        title = f"All assumptions varied together: effect on {label_of(output).lower()}"
        unit, beside = (self._unit, "mu") if index == "mu_star" else ("share of the variance", "first")
        return Answer(frame, note, lambda: draw_bars(frame, index, title, unit, mark=beside))

    def named(self, name: str) -> str:
        """Return what an assumption is called: in English as one types it."""
        return name if self.spoken.language == SOURCE else assumption(name, self.spoken)

    def _label(self, output: str) -> str:
        return self.spoken.label(INDICATORS[output].labels).lower()

    @property
    def _unit(self) -> str:
        return self.of.town.scenario().town.currency


def effects_of(folder: Path, output: str) -> Array:
    """Return what the last variant has of an output beyond the first, over the horizon.

    Shape (points, replications); NaN where a run failed or gave no number.
    """
    sweep = Sweep(folder)
    figures = sweep.array(output, SUM, gaps=True)
    by_variant = figures.reshape(len(sweep.design.points), len(sweep.design.variants), -1)
    effects: Array = by_variant[:, -1] - by_variant[:, 0]
    return np.where(np.isfinite(effects), effects, np.nan)


def ranked(design: Design, output: str, effects: Array) -> pd.DataFrame:
    """Return every index of every assumption: output, index, factor, value, low, high.

    `effects` are of shape (points, replications), NaN for runs that failed. RefusedError if so many failed
    that nothing can be said.
    """
    whole = np.asarray(np.isfinite(effects).all(axis=1), bool)
    if not whole.any():
        raise RefusedError(f"{output}: no point of the sample has all its runs; look at why they failed")
    cases = Sampled(
        design.factors, design.points.to_numpy(float), np.where(whole[:, None], effects, 0.0), output
    )
    if design.sampler.kind == "saltelli":
        if not whole.all():
            raise RefusedError(
                f"{(~whole).sum():,} of {len(whole):,} points have runs that failed, and Sobol's indices "
                "need every one: ask by morris, which can leave them out"
            )
        frame = sobol(cases)
    else:
        steps = elementary_effects(cases, np.where(whole, cases.means, np.nan))
        frame = morris(cases.names, steps)
        few = np.array(cases.names)[np.isfinite(steps).sum(axis=0) < LEAST]
        frame.loc[frame["factor"].isin(few), ["value", "low", "high"]] = np.nan
    frame["factor"] = frame["factor"].str.removeprefix("parameters.")
    frame.insert(0, "output", output)
    return frame
