"""Answers: what the model and the sources give for what a lesson asks."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.comparison.outcomes import MEASURED, Comparison
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.comparison.statistics import NEVER, first_for_good
from tillit.experiments.lessons.reading import Asked, Lesson, asked
from tillit.experiments.lessons.tables import RATIOS, Phrase, Said, Series
from tillit.experiments.telling.numbers import scale_of
from tillit.experiments.trials.effects import Effect, effects
from tillit.experiments.trials.reading import read_trial
from tillit.experiments.worlds.plan import Plan
from tillit.model.scenarios.dates import YEAR

LOW, HIGH = 0.05, 0.95  # between these, nine towns in ten lie
Courses = NDArray[np.float64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Answers:
    """What a lesson's numbers are today."""

    lesson: Lesson
    courses: dict[str, Courses]  # each series in the scale in which it is shown, shape (pairs, months)
    effects: dict[str, tuple[Effect, ...]]  # what the model gives for the figures of each trial

    def number_of(self, it: Asked) -> float:
        """Return what is asked for; NaN if there is none."""
        if it.kind == "trial":
            effect = self.effects[it.name][it.turn - 1]
            return dict(zip(("low", "high"), effect.interval, strict=True)).get(it.end, effect.value)
        if it.kind == "series":
            return _point(self.courses[it.name][:, : it.turn], it.end)
        value = self.lesson.source[it.name].number
        return math.nan if value is None else value

    def chosen(self, phrase: Phrase) -> Said:
        """Return the words of a phrase that fit what comes out."""
        it, than = asked("model", phrase.of), asked("than", phrase.than) if phrase.than else None
        if than is not None and it.kind == than.kind == "series":
            one, other = (self.courses[each.name][:, each.turn - 1] for each in (it, than))
            low, high = (_point((one - other)[:, None], end) for end in ("low", "high"))
        else:
            beside = self.number_of(than) if than else 0.0
            low, high = (self.number_of(it._replace(end=end)) - beside for end in ("low", "high"))
        return phrase.more if low > 0.0 else phrase.less if high < 0.0 else phrase.unclear


def _point(upto: Courses, end: str) -> float:
    known = upto[:, -1][np.isfinite(upto[:, -1])]
    if not len(known):
        return math.nan
    if end == "share":
        return float(100.0 * (known > 0.0).mean())
    if end == "even":
        months = first_for_good(upto)
        return float(np.quantile(np.where(months == NEVER, np.inf, months), 0.5, method="higher"))
    return float(np.quantile(known, {"low": LOW, "high": HIGH}.get(end, 0.5)))


def answers(lesson: Lesson, *, runs: int | None = None, progress: Progress = lambda *_: None) -> Answers:
    """Run what a lesson asks of the model, in as many pairs or offices each as its file says, or as `runs`.

    `progress` is called with how many of all are done, and of how many.
    """
    many = {name: runs or it.pairs for name, it in lesson.compared.items()}
    many |= {name: runs or read_trial(name).about.replications for name in lesson.trials}
    before, courses, ran = 0, dict[str, Courses](), dict[str, tuple[Effect, ...]]()

    def report(done: int) -> None:
        progress(before + done, sum(many.values()))

    for name, it in lesson.compared.items():
        found = run_pairs(*it.worlds(), Plan(many[name], it.months), report)
        series = (lesson.series | lesson.seen).items()
        courses |= {one: _course(shown, found) for one, shown in series if shown.of == name}
        before += many[name]
    for name in lesson.trials:
        ran[name] = effects(name, replications=many[name], progress=report)
        before += many[name]
    return Answers(lesson, courses, ran)


def _course(it: Series, found: Comparison) -> Courses:
    names = (it.indicator, *it.plus)
    a, b = (np.sum([each.series[name] for name in names], axis=0, dtype=float) for _, each in found.sides)
    year_a, year_b = (pd.DataFrame(each.T).rolling(YEAR).sum().to_numpy().T for each in (a, b))
    with np.errstate(divide="ignore", invalid="ignore"):
        shown = {
            "saved": np.cumsum(a - b, axis=1),
            "gained": np.cumsum(b - a, axis=1),
            "change": b - a,
            "was": a,
            "acted": b,
            "times": year_a / year_b,
            "year_was": year_a,
            "year_acted": year_b,
            "year_percent": 100.0 * (year_b / year_a - 1.0),
            "first_percent": 100.0 * (year_b / year_b[:, YEAR - 1 : YEAR] - 1.0),
        }[it.shown]
    if it.shown == "was" and MEASURED[it.indicator].rolling:
        shown[:, : YEAR - 1] = np.nan
    return np.asarray((1.0 if it.shown in RATIOS else scale_of(MEASURED[it.indicator].unit)) * shown)
