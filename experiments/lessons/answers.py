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
from tillit.experiments.lessons.reading import Lesson, one_beside
from tillit.experiments.lessons.tables import SCALES, SIGNED, Phrase, Series
from tillit.experiments.lessons.texts import Asked, Said, asked, filled
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import in_words, number
from tillit.experiments.trials.effects import Effect, effects
from tillit.experiments.trials.reading import read_trial
from tillit.experiments.trials.wording import decimals_of
from tillit.experiments.worlds.plan import Plan
from tillit.model.scenarios.dates import YEAR

LOW, HIGH = 0.05, 0.95  # between these, nine towns in ten lie
NOTHING = "\N{EN DASH}"  # where there is no number
Courses = NDArray[np.float64]


@dataclass(frozen=True)
class Answers:
    """What a lesson's numbers are today."""

    lesson: Lesson
    courses: dict[str, Courses]  # each series in the scale in which it is shown, shape (pairs, months)
    effects: dict[str, tuple[Effect, ...]]  # what the model gives for the figures of each trial

    def number_of(self, it: Asked) -> float:
        """Return what a placeholder asks for; NaN if there is none."""
        if it.kind == "trial":
            effect = self.effects[it.name][it.turn - 1]
            ends = {"low": effect.interval[0], "high": effect.interval[1], "size": abs(effect.value)}
            return ends.get(it.end, effect.value)
        if it.kind == "series":
            return _point(self.courses[it.name][:, : it.turn], it.end)
        source = self.lesson.source[it.name]
        value = read_trial(source.trial).figures[source.figure - 1].value if source.trial else source.value
        return math.nan if value is None else value

    def text_of(self, it: Asked, words: Words) -> str:
        """Return what a placeholder asks for, as the language writes it."""
        if it.kind == "say":
            said = self._chosen(self.lesson.phrase[it.name])[words.language]
            return filled(said, lambda one: self.text_of(one, words))
        value = self.number_of(it)
        if not math.isfinite(value):
            return NOTHING
        more = {"many": words.pgettext("how many", "more"), "much": words.pgettext("how much", "more")}
        less = {"many": words.pgettext("how many", "fewer"), "much": words.pgettext("how much", "less")}
        if it.end in more:
            return less[it.end] if value < 0 else more[it.end]
        decimals, signed = 0, False
        if it.kind == "trial":
            figure = self.effects[it.name][it.turn - 1].figure
            decimals, signed = decimals_of(figure, value), figure.change != "level"
        elif it.kind == "source":
            source = self.lesson.source[it.name]
            if source.form != "number":
                return f"{value:.0f}" if source.form == "year" else in_words(value, words)
            decimals = source.decimals
        elif it.end not in {"share", "even"}:
            series = self.lesson.series[it.name]
            decimals, signed = series.decimals, series.shown in SIGNED
            if it.end == "told":
                saved = round(value if series.shown == "saved" else -value, decimals)
                amount = number(abs(saved), words, decimals=decimals)
                paid = words.gettext("paid {amount} million more", amount=amount)
                return paid if saved < 0.0 else words.gettext("saved {amount} million", amount=amount)
        return number(value, words, decimals=decimals, signed=signed and it.end != "size")

    def _chosen(self, phrase: Phrase) -> Said:
        """Return the words of a phrase that fit what comes out."""
        it, than = asked("model", phrase.of), one_beside(phrase.than) if phrase.than else None
        if than is not None and it.kind == than.kind == "series":
            one, other = (self.courses[each.name][:, each.turn - 1] for each in (it, than))
            low, high = (_point((one - other)[:, None], end) for end in ("low", "high"))
        else:
            beside = self.number_of(than) if than else 0.0
            low, high = (self.number_of(it._replace(end=end)) - beside for end in ("low", "high"))
        return phrase.more if low > 0.0 else phrase.less if high < 0.0 else phrase.unclear


def _point(upto: Courses, end: str) -> float:
    """Return the middle of some towns in the last month, or what else a placeholder's end asks for."""
    known = upto[:, -1][np.isfinite(upto[:, -1])]
    if not len(known):
        return math.nan
    if end == "share":
        return float(100.0 * (known > 0.0).mean())
    if end == "even":
        months = first_for_good(upto)
        return float(np.quantile(np.where(months == NEVER, np.inf, months), 0.5, method="higher"))
    middle = float(np.quantile(known, {"low": LOW, "high": HIGH}.get(end, 0.5)))
    return abs(middle) if end == "size" else middle


def answers(
    lesson: Lesson,
    *,
    pairs: int | None = None,
    offices: int | None = None,
    seed: int = 1,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Answers:
    """Run what a lesson asks of the model.

    It is run in so many `pairs` of each two worlds and `offices` of each trial, as many as the files say if
    left out; `seed` is the root of all luck, and `progress` is called with how many of both are done, and of
    how many.
    """
    plans = {name: Plan(pairs or it.pairs, it.months, seed) for name, it in lesson.compared.items()}
    trials = {name: offices or read_trial(name).about.replications for name in lesson.trials}
    total, before = sum(plan.pairs for plan in plans.values()) + sum(trials.values()), 0
    found, ran = {}, {}

    def report(done: int) -> None:
        progress(before + done, total)

    for name, plan in plans.items():
        found[name] = run_pairs(*lesson.compared[name].worlds(), plan, report)
        before += plan.pairs
    for name, many in trials.items():
        ran[name] = effects(name, replications=many, seed=seed, progress=report)
        before += many
    asked_of = (*lesson.series.values(), *lesson.seen.values())
    return Answers(lesson, {it.name: _course(it, found[it.of]) for it in asked_of}, ran)


def _course(it: Series, comparison: Comparison) -> Courses:
    """Return a series as it is shown, shape (pairs, months)."""
    a, b = (
        np.sum([side.series[name] for name in (it.indicator, *it.plus)], axis=0, dtype=float)
        for side in (comparison.a, comparison.b)
    )
    year_a, year_b = (pd.DataFrame(it.T).rolling(YEAR).sum().to_numpy().T for it in (a, b))
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
    course: Courses = SCALES[it.scale] * shown
    return course
