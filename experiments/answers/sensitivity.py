"""Sensitivity: which factors a sweep's output depends on, by whichever method its sample allows.

Sobol's indices are shares of the figure's variance, alone (first order) and with its interplay (total); they
need a Saltelli sample (Saltelli et al., Computer Physics Communications 181 (2010) 259-270).
Morris's elementary effects screen many factors at the price of few runs: what a change of one factor
changes, over the share of its range by which it was moved (Campolongo, Cariboni, Saltelli, Environmental
Modelling & Software 22 (2007) 1509-1518). They are of the steps that were really made: a whole number is
rounded, and then SALib's own estimate, by the step that was intended, is off.
Regional (Monte Carlo filtering) parts the points in which the figure is above a threshold from the others. A
factor that has to do with it lies elsewhere in one part than in the other, by so much as the
Kolmogorov-Smirnov statistic says. It takes any sample (Saltelli et al., Global Sensitivity Analysis: The
Primer (2008), chapter 5).
"""

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import ks_2samp

from tillit.experiments.answers import Answer
from tillit.experiments.answers.distributions import difference_in_words
from tillit.experiments.answers.figures import draw_bars
from tillit.experiments.answers.sweep import Array, Over, Sweep, one_of, usual_window, window_in_words
from tillit.experiments.answers.wording import factor_in_words, label_of, numbers, scaled
from tillit.experiments.refused import RefusedError, needed
from tillit.experiments.sweep.factors import Factor, problem_of
from tillit.experiments.telling.catalogue import ENGLISH, Words
from tillit.experiments.telling.numbers import four_digits, percent

METHODS = {
    "sobol": ("saltelli", "total", "first", "Share of variance, total: {label}"),
    "morris": ("morris", "mu_star", "mu", "Mean size of the change: {label}"),
    "regional": ("", "ks", "", "Distance, much to little: {label}"),
}
"""Sampler that each method needs, if any; the index that counts most, one drawn beside it, and what it is."""
LOOSE, FEW, SURE = 0.1, 8, 0.05
"""Half width of a total index's interval above which more points are advised, trajectories below which one
means little, and the probability, over all factors, of naming one that has nothing to do with the figure."""
SEED = 1  # of the resampling behind the intervals, which is thus the same each time; SALib takes 0 for none
EACH_SIDE, LEAST = 0.1, 20
"""Share of the points on either side of 0 from which on the sign parts them, and not the median; and points
below which nothing is parted."""
LITTLE = 0.05  # share of luck that hardly matters beside the width of the intervals
ALIKE = 1e-12  # relative difference below which figures are the same: adding in another order makes as much


@dataclass
class Sampled:
    """What varied, and what came of it; `means` are those over the replications, shape (points,)."""

    factors: Sequence[Factor]
    points: Array  # values of the factors, shape (points, factors)
    values: Array  # one figure a run, shape (points, replications)
    label: str = "figure"
    unit: str = ""
    kind: str = ""  # kind of the sampler that chose the points
    spoken: Words = ENGLISH

    def __post_init__(self) -> None:
        self.names = [it.name for it in self.factors]
        self.means: Array = self.values.mean(axis=1)
        # Every point gives the same, so that there is nothing to explain.
        self.alike = bool(np.ptp(self.means) <= ALIKE * np.abs(self.means).max())

    def called(self, names: Sequence[str]) -> str:
        """Return what a reader calls some factors."""
        return ", ".join(factor_in_words(it, self.spoken) for it in names)

    def figure(self, value: float) -> str:
        """Return a figure with its unit."""
        scale, unit = scaled(self.unit, self.spoken, float(np.abs(self.means).max()))
        return f"{four_digits(scale * value, self.spoken)} {unit}".rstrip()

    def luck(self) -> str:
        """Return how much of the differences between the points' means is luck, as a clause."""
        (points, replications), gettext = self.values.shape, self.spoken.gettext
        if min(points, replications) == 1:
            return gettext("how much of it is luck cannot be told from so few runs")
        between = float(self.means.var(ddof=1))
        rest = self.values - self.means[:, None] - self.values.mean(axis=0) + self.values.mean()
        luck = float((rest**2).sum()) / ((points - 1) * (replications - 1))
        signal = between - luck / replications
        if signal <= 0.0:
            every = gettext("all of it may be luck: use more replications")
            return every if luck else gettext("none of it is luck")
        share = percent(luck / replications / between, self.spoken)
        said = gettext("luck makes {share} of the differences between points", share=share)
        needed = math.ceil(luck * (1.0 - LITTLE) / (LITTLE * signal))
        if needed > replications:
            many = numbers(self.spoken, needed=needed)
            said += gettext("; {needed} replications would bring it to 5 %", **many)
        return said


def sampled(
    sweep: Sweep,
    output: str | None = None,
    *,
    over: Over | None = None,
    town: str | None = None,
    variant: str | None = None,
    less: str | None = None,
) -> Sampled:
    """Return one figure of each run of a sweep, in every point of the design, beside the factors.

    It is an indicator of one variant of one town, or what one variant has of it beyond another (`less`) with
    the same luck: which assumptions drive an *effect* is another question than which drive a level. Left out,
    the output is the sweep's first, the window the sum of what adds up, the town the only one, and the figure
    that of the last variant less that of the first. With `variant` alone, nothing is subtracted. RefusedError
    if the sweep has no such output, town, variant or window, is not whole, or if nothing varies in it.
    """
    design, rows = sweep.design, sweep.rows
    names, towns = list(design.variant_names), list(design.town_names)
    if not design.factors:
        raise RefusedError("nothing varies in this sweep; give it [factors], and run it")
    if town is None and len(towns) > 1:
        raise RefusedError(f"the sweep has several towns; choose one: {', '.join(towns)}")
    if variant is None and less is None and len(names) > 1:
        less = names[0]
    output, within = sweep.output(output or sweep.outputs[0]), one_of("town", town or towns[0], towns)
    over = usual_window(output) if over is None else over
    sides = [one_of("variant", it, names) for it in (variant or names[-1], less) if it]
    figures = sweep.array(output, over)
    values, *other = (figures[(rows["town"] == within) & (rows["variant"] == it)] for it in sides)
    values = values - sum(other)
    points = design.points[[it.name for it in design.factors]].to_numpy(float)
    of = difference_in_words(sweep, *sides[::-1]) if less else sweep.called(sides[0])
    label = f"{label_of(output, sweep.spoken)} ({window_in_words(over, sweep.months, sweep.spoken)}), {of}"
    unit = sweep.unit(output, within, over)
    return Sampled(design.factors, points, values, label, unit, design.sampler.kind, sweep.spoken)


def sensitivity(of: Sweep | Sampled, method: str | None = None) -> Answer:
    """Return which factors a figure depends on; of a sweep, its usual figure.

    `method` is ``sobol`` (needs a ``saltelli`` sample), ``morris`` (a ``morris`` one) or ``regional`` (takes
    any); if left out, the one that fits the sample. The frame has the columns index, factor, value, low, high
    (90 %). RefusedError if there is no such method, if the sample does not fit it, or as of `sampled`.
    """
    it = of if isinstance(of, Sampled) else sampled(of)
    if method is None:
        method = next((name for name, (kind, *_) in METHODS.items() if kind == it.kind), "regional")
    if method not in METHODS:
        raise RefusedError(f"there is no method {method!r}; methods: {', '.join(METHODS)}")
    kind, index, beside, what = METHODS[method]
    if kind not in ("", it.kind):
        raise RefusedError(
            f"{method} needs points of the sampler {kind!r}, and this sweep's are of {it.kind!r}: set "
            f"kind = {kind!r} under [sampler], run it in a new folder, or ask by 'regional', which takes any"
        )
    if it.alike:
        frame = pd.DataFrame({"index": index, "factor": it.names, "value": 0.0, "low": 0.0, "high": 0.0})
        nothing = it.spoken.gettext(
            "{label}: the same in every point, so there is nothing to explain.", label=it.label
        )
        return Answer(frame, nothing, lambda: draw_bars(frame, index, nothing, "", it.spoken))
    frame, said = {"sobol": _by_sobol, "morris": _by_morris, "regional": _by_regions}[method](it)
    title, unit = it.spoken.gettext(what, label=it.label), it.unit if method == "morris" else ""
    return Answer(frame, f"{said}.", lambda: draw_bars(frame, index, title, unit, it.spoken, beside))


def sobol(it: Sampled) -> pd.DataFrame:
    """Return shares of variance, with 90 % intervals, of a Saltelli sample in its order."""
    with warnings.catch_warnings():
        # A resample that is constant explains nothing, and says so at length.
        warnings.simplefilter("ignore")
        analyze, how = needed("SALib.analyze.sobol").analyze, {"num_resamples": 500, "conf_level": 0.9}
        found = analyze(problem_of(it.factors), it.means, seed=SEED, calc_second_order=False, **how)
    explained = 0.0 if it.alike else 1.0  # nothing explains what is the same everywhere
    parts = []
    for index, key in (("total", "ST"), ("first", "S1")):
        value, half = explained * found[key], explained * found[f"{key}_conf"]
        ends = {"value": value, "low": value - half, "high": value + half}
        parts.append(pd.DataFrame({"index": index, "factor": it.names, **ends}))
    return pd.concat(parts, ignore_index=True)


def elementary_effects(it: Sampled) -> Array:
    """Return the effects of a Morris sample in its order, shape (trajectories, factors); NaN for no step."""
    number = len(it.names)
    ranges = np.array([factor.high - factor.low for factor in it.factors])
    moved = np.diff((it.points / ranges).reshape(-1, number + 1, number), axis=1)
    figures = it.means.reshape(len(moved), -1)
    trajectory, step, factor = np.nonzero(moved)
    effects = np.full((len(moved), number), np.nan)
    effects[trajectory, factor] = np.diff(figures, axis=1)[trajectory, step] / moved[trajectory, step, factor]
    return effects


def morris(names: list[str], effects: Array) -> pd.DataFrame:
    """Return what sums the effects of each factor up, with 90 % intervals: 0 if it never moved.

    ``mu_star`` says how much a factor matters, ``mu`` in which direction, and ``sigma`` how much that depends
    on the others: changes of the figure when the factor goes through its whole range.
    """

    def summed(effects: Array) -> list[Array]:
        means = (np.nanmean(it, axis=0) for it in (np.abs(effects), effects))
        return [np.nan_to_num(it) for it in (*means, np.nanstd(effects, axis=0, ddof=1))]

    chosen = np.random.default_rng(SEED).integers(len(effects), size=(1_000, len(effects)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of a factor that never moved
        ends = np.quantile([summed(effects[turn]) for turn in chosen], (0.05, 0.95), axis=0)
        figures = np.array([summed(effects), *ends]).reshape(3, -1)
    index = pd.MultiIndex.from_product([("mu_star", "mu", "sigma"), names], names=["index", "factor"])
    return pd.DataFrame(figures.T, index, ["value", "low", "high"]).reset_index()


def _by_sobol(it: Sampled) -> tuple[pd.DataFrame, str]:
    frame = sobol(it)
    total, first = (frame[frame["index"] == index].set_index("factor") for index in ("total", "first"))
    top = str(total["value"].idxmax())
    shares = {"alone": first["value"][top], "whole": total["value"][top]}
    shares["interplay"] = max(0.0, 1.0 - first["value"].sum())
    told = {name: percent(share, it.spoken) for name, share in shares.items()}
    told |= {"top": it.called([top]), "label": it.label, "luck": it.luck()}
    said = it.spoken.gettext(
        "{label}: {top} matters most; it explains {alone} of the variance alone, and {whole} with its "
        "interplay; {interplay} of all variance is interplay of factors; {luck}",
        **told,
    )
    if (total["high"] - total["value"]).max() > LOOSE:
        said += it.spoken.gettext("; the intervals are wide: use a larger sample")
    return frame, said


def _by_morris(it: Sampled) -> tuple[pd.DataFrame, str]:
    effects = elementary_effects(it)
    frame, gettext = morris(it.names, effects), it.spoken.gettext
    most = it.called(frame[frame["index"] == "mu_star"].nlargest(3, "value", keep="first")["factor"].tolist())
    said = gettext("{label}: changed most by {names}; {luck}", names=most, label=it.label, luck=it.luck())
    if len(effects) < FEW:
        said += gettext("; {number} trajectories are few: use {few} or more", number=len(effects), few=FEW)
    return frame, said


def _by_regions(it: Sampled) -> tuple[pd.DataFrame, str]:
    """Return how far apart each factor lies above and below a threshold, instead of intervals with `p`.

    That is the probability of so much by chance; `more` says whether high or low values go with more. The
    threshold is 0 if a tenth of the figures lie on either side of it, else their median.
    """
    if len(it.points) < LEAST:
        raise RefusedError(f"{len(it.points)} points are too few to part; sample {LEAST} or more")
    positive = float((it.means > 0.0).mean())
    at = 0.0 if EACH_SIDE <= positive <= 1.0 - EACH_SIDE else float(np.median(it.means))
    rows = []
    for name, values in zip(it.names, it.points.T, strict=True):
        much, little = values[it.means > at], values[it.means <= at]
        found = ks_2samp(much, little, method="asymp")
        more = "high" if np.median(much) > np.median(little) else "low"
        rows.append(("ks", name, float(found.statistic), float(found.pvalue), more))
    frame = pd.DataFrame(rows, columns=["index", "factor", "value", "p", "more"])
    sure = frame[frame["p"] * len(frame) < SURE].nlargest(3, "value", keep="first")
    gettext, told = it.spoken.gettext, {"label": it.label, "at": it.figure(at), "luck": it.luck()}
    if sure.empty:
        return frame, gettext(
            "{label}: no factor clearly tells whether it is above or below {at}; {luck}", **told
        )
    named = []
    for name, more in zip(sure["factor"], sure["more"], strict=True):
        factor = it.called([name])
        high = gettext("{factor} (high values go with more)", factor=factor)
        named.append(high if more == "high" else gettext("{factor} (low values go with more)", factor=factor))
    told["names"] = ", ".join(named)
    return frame, gettext(
        "{label}: whether it is above or below {at} is told most by {names}; {luck}", **told
    )
