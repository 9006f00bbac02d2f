"""Sensitivity: everything that is asked of a town's effect, from the sweeps to the answers.

One sweep changes all assumptions together over their ranges, to rank them. One moves a single assumption to
each end of its range and leaves the others where they are: it tells which alone turns the effect around.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from tillit.experiments.answers import Answer
from tillit.experiments.answers.figures import MOST, draw_bars
from tillit.experiments.answers.sweep import Array
from tillit.experiments.claims.measuring import MILLION
from tillit.experiments.sensitivity.ranking import OUTPUTS, SAMPLERS, effect_design, effects_of, ranked
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.factors import Factor, Sampler
from tillit.experiments.telling.catalogue import SOURCE, Words
from tillit.experiments.telling.names import assumption
from tillit.experiments.telling.numbers import millions, number, percent, plain
from tillit.experiments.worlds.world import Source
from tillit.model.indicators import INDICATORS

TOGETHER, ALONE = "together", "one-by-one"  # folders of the sweeps that are known beforehand
NAMED = 6  # assumptions that a sentence names
RANKED_BY = {"morris": "mu_star", "sobol": "total"}  # index that ranks the assumptions, for each method
EFFECTS = {  # what is told of an effect, by its sign
    -1: "With the assumptions as they are, what the town did lowers {label}: {mean} {million} ({low} to "
    "{high}).",
    0: "With the assumptions as they are, what the town did does not clearly change {label}: {mean} "
    "{million} ({low} to {high}), so nothing can turn that around.",
    1: "With the assumptions as they are, what the town did raises {label}: {mean} {million} ({low} to "
    "{high}).",
}
LEVEL = 0.9  # probability with which an interval holds the mean
ORDER = FLIPS, MAY_FLIP, UNCLEAR, HOLDS = "flips", "unsure", "unclear", "holds"
"""Of the verdicts at two ends, the first of these is the assumption's."""
Run = Callable[[Design, Path, str], None]  # runs what is missing of a design in a folder; says what for


class Findings(NamedTuple):
    """What came out, for each output: what matters most, and what alone turns the effect around."""

    ranking: dict[str, Answer]
    turning: dict[str, Answer]


@dataclass(frozen=True)
class Sensitivity:
    """Asks how much a town's effect depends on the assumptions."""

    town: Source
    factors: tuple[Factor, ...]  # the assumptions, with their ranges
    folder: Path  # where the sweeps lie
    method: str  # ``morris`` or ``sobol``
    size: int  # trajectories of Morris, base points of Sobol
    replications: int  # runs of each point when all assumptions vary
    repeats: int  # runs of each point when one varies, two or more; the sign of an effect needs many
    spoken: Words
    months: int = 120  # over which costs are added up
    seed: int = 1  # root of all luck, and seed of the sample

    @cached_property
    def defaults(self) -> dict[str, float]:
        """Value of each assumption in the town."""
        own = {f"parameters.{name}": value for name, value in self.town.scenario().parameters.items()}
        return {it.name: float(own.get(it.name, it.default)) for it in self.factors}

    @cached_property
    def ends(self) -> list[tuple[str, float]]:
        """Each assumption with each end of its range that is not the default itself."""
        moves = [(it.name, end) for it in self.factors for end in (it.low, it.high)]
        return [(name, end) for name, end in moves if end != self.defaults[name]]

    def designs(self) -> dict[str, Design]:
        """Return the sweeps, by folder; RefusedError if the town does nothing, so that there is no effect."""
        sampler = Sampler(kind=SAMPLERS[self.method], size=self.size, seed=max(1, self.seed))
        points = pd.DataFrame([self.defaults, *(self.defaults | {name: end} for name, end in self.ends)])
        alone, of = Sampler(kind="list", size=len(points)), (self.town, self.factors)
        designs = {
            TOGETHER: effect_design(*of, "all assumptions together", sampler, self.replications),
            ALONE: effect_design(*of, "one assumption at a time", alone, self.repeats, points),
        }
        return {name: replace(it, months=self.months, seed=self.seed) for name, it in designs.items()}

    def ask(self, run: Run) -> Findings:
        """Run what is missing, and answer."""

        def effects(name: str, design: Design) -> dict[str, Array]:
            run(design, self.folder / name, design.title.rpartition(": ")[2])
            return {output: effects_of(self.folder / name, output) for output in OUTPUTS}

        designs = self.designs()
        together, alone = (effects(name, design) for name, design in designs.items())
        turning = {it: self._turning(it, alone[it], together[it]) for it in OUTPUTS}
        return Findings({it: self._ranking(designs[TOGETHER], it, together[it]) for it in OUTPUTS}, turning)

    def _ranking(self, design: Design, output: str, effects: Array) -> Answer:
        gettext, label, unit, mark = self.spoken.gettext, self._label(output), self._unit, "mu"
        frame, index = ranked(design, output, effects), RANKED_BY[self.method]
        main = frame[frame["index"] == index].sort_values("value", ascending=False)
        names = ", ".join(map(self.named, main["factor"].head(5)))
        note = gettext("What matters most for the effect on {label}: {names}.", label=label, names=names)
        title = gettext("All assumptions varied together: effect on {label}", label=label)
        if index != "mu_star":
            title = gettext("Share of the variance of the effect on {label}", label=label)
            unit, mark = "", "first"
        draw = partial(draw_bars, frame, index, title, unit, mark=mark, spoken=self.spoken)
        return Answer(frame, note, draw)

    def _turning(self, output: str, alone: Array, together: Array) -> Answer:
        gettext, spoken, frame = self.spoken.gettext, self.spoken, self.turning_table(output, alone)
        effect, low, high = frame[["effect", "effect_from", "effect_to"]].iloc[0].tolist()
        sign = int(low > 0.0) - int(high < 0.0)
        about = {"label": self._label(output), "million": millions(self._unit, spoken)}
        for name, it in {"mean": effect, "low": low, "high": high}.items():
            about[name] = number(it / MILLION, spoken, decimals=1, signed=True)
        told = [gettext(EFFECTS[sign], **about)]
        turned, verdicts = frame.dropna(subset="turns_at"), frame["verdict"].value_counts()
        if sign and len(turned):
            names = ", ".join(
                gettext("{name} (at {value})", name=self.named(name), value=plain(at, spoken))
                for name, at in turned[["assumption", "turns_at"]].head(NAMED).itertuples(index=False)
            )
            if len(turned) > NAMED:
                names = gettext("{names} and {more} more", names=names, more=len(turned) - NAMED)
            turn = gettext(
                "{turned} of {all} assumptions alone turn the mean around within their range: {names}; "
                "{surely} of them surely, beyond luck.",
                turned=len(turned),
                all=len(frame),
                names=names,
                surely=verdicts.get(FLIPS, 0),
            )
            told.append(turn)
        elif sign:
            none = "None of {all} assumptions alone turns the mean around at an end of its range."
            told.append(gettext(none, all=len(frame)))
        if sign and (unsure := verdicts.get(MAY_FLIP, 0)):
            told.append(gettext("With {unsure} at an end the sign is not sure.", unsure=unsure))
        other = percent(float((together.mean(axis=1) * np.sign(effect) < 0.0).mean()), spoken)
        varied = "With all of them varied at once it has another sign in {share} of the points."
        told.append(gettext(varied, share=other))
        title = gettext(
            "Effect on {label} over {months} months, one assumption at a time", **about, months=self.months
        )
        sides = []
        for side in ("at_low", "at_high"):
            ends = frame[["assumption", side, f"{side}_from", f"{side}_to"]].head(MOST)
            sides.append(ends.set_axis(["factor", "value", "low", "high"], axis=1).assign(index=side))
        bars = pd.concat(sides)
        draw = partial(draw_bars, bars, "at_high", title, self._unit, mark="at_low", spoken=spoken)
        return Answer(frame, " ".join(told), draw)

    def turning_table(self, output: str, effects: Array) -> pd.DataFrame:
        """Return one row an assumption: the effect at both ends of its range, and where it turns.

        `effects` are at the default and at the `ends`, shape (1 + ends, replications), two of these or more.
        Columns: output, assumption, default, low, high, unit; effect (at the default), at_low, at_high (at
        the ends), each the mean with its 90 % interval (…_from, …_to); swing (between the ends); turns_at
        (the nearest value at which the mean is 0 if it changes evenly towards the end, or empty); verdict:
        ``flips`` (the effect is clear before and after, and has another sign), ``unsure`` (clear before, it
        may have any sign after), ``unclear`` (no clear sign to begin with) or ``holds``.
        """
        replications = effects.shape[1]
        beyond = stdtrit(replications - 1, (1.0 + LEVEL) / 2.0) / np.sqrt(replications)
        numbers = {move: turn for turn, move in enumerate(self.ends, 1)}
        at = [[0, *(numbers.get((it.name, end), 0) for end in (it.low, it.high))] for it in self.factors]
        mean, half = effects.mean(axis=1)[at], (beyond * effects.std(axis=1, ddof=1))[at]
        frame = pd.DataFrame(self.factors)[["name", "default", "low", "high", "unit"]]
        frame = frame.assign(default=frame["name"].map(self.defaults)).rename(columns={"name": "assumption"})
        frame["assumption"] = frame["assumption"].str.removeprefix("parameters.")
        frame.insert(0, "output", output)
        for turn, name in enumerate(("effect", "at_low", "at_high")):
            away = {"": 0.0, "_from": -half[:, turn], "_to": half[:, turn]}
            frame = frame.assign(**{name + end: mean[:, turn] + it for end, it in away.items()})
        frame["swing"] = np.ptp(mean, axis=1)
        # Where a straight line from the default to an end crosses 0, from the default.
        ends = frame[["low", "high"]].to_numpy() - frame[["default"]].to_numpy()
        with np.errstate(divide="ignore", invalid="ignore"):
            way = ends * mean[:, :1] / (mean[:, :1] - mean[:, 1:])
        way[~(mean[:, :1] * mean[:, 1:] < 0.0)] = np.nan
        nearest = np.argmin(np.nan_to_num(np.abs(way), nan=np.inf), axis=1)
        frame["turns_at"] = frame["default"] + way[np.arange(len(way)), nearest]
        sign = np.sign(mean) * (np.abs(mean) > half)
        against = np.select([sign[:, :1] * sign[:, 1:] < 0.0, sign[:, 1:] == 0.0], [FLIPS, MAY_FLIP], HOLDS)
        verdicts = np.where(sign[:, :1] == 0.0, UNCLEAR, against)
        frame["verdict"] = [min(both, key=ORDER.index) for both in verdicts.tolist()]
        return frame.sort_values("swing", ascending=False, ignore_index=True)

    def named(self, name: str) -> str:
        """Return what an assumption is called: in English as one types it."""
        return name if self.spoken.language == SOURCE else assumption(name, self.spoken)

    def _label(self, output: str) -> str:
        return self.spoken.label(INDICATORS[output].labels).lower()

    @property
    def _unit(self) -> str:
        return self.town.scenario().town.currency
