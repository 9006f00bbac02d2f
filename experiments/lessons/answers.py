"""Answers: what the model and the sources give for what a lesson asks."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison.break_even import NEVER, first_for_good
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.lessons.lesson import Lesson
from tillit.experiments.lessons.placeholders import Asked, asked, filled
from tillit.experiments.lessons.said import Said
from tillit.experiments.lessons.tables import OF_A_YEAR, SIGNED, Compared, Phrase, Series
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import in_words, number
from tillit.experiments.trials.effects import Effect
from tillit.experiments.trials.reading import plain, read_trial
from tillit.experiments.trials.running import effects
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import Source as Place
from tillit.experiments.worlds.world import World
from tillit.model.scenarios import read_scenario

SCALES = {"millions": 1e-6, "percent": 100.0, "plain": 1.0}
LOW, HIGH = 0.05, 0.95
"""Between these, nine towns in ten lie."""
YEAR = 12
EFFORT = 40
"""Offices of a trial that are run for a lesson."""
NOTHING = "\N{EN DASH}"
"""Where there is no number."""

Courses = NDArray[np.float64]
Progress = Callable[[int, int], None]
"""Is called with what is done, and of how much."""


@dataclass(frozen=True)
class Answers:
    """What a lesson's numbers are today."""

    lesson: Lesson
    courses: dict[str, Courses]
    """Each series in the scale in which it is shown, shape (pairs, months)."""
    effects: dict[str, tuple[Effect, ...]]
    """What the model gives for the figures of each trial."""

    def number_of(self, it: Asked) -> float:
        """Return what a placeholder asks for; NaN if there is none."""
        if it.kind == "trial":
            effect = self.effects[it.name][it.turn - 1]
            ends = {"low": effect.interval[0], "high": effect.interval[1], "size": abs(effect.value)}
            return ends.get(it.end, effect.value)
        if it.kind == "series":
            return _point(self.courses[it.name][:, : it.turn], it.end)
        source = self.lesson.source_of(it.name)
        if source.trial is None:
            return math.nan if source.value is None else source.value
        value = read_trial(source.trial).figures[source.figure - 1].value
        return math.nan if value is None else value

    def text_of(self, it: Asked, words: Words) -> str:
        """Return what a placeholder asks for, as the language writes it."""
        if it.kind == "say":
            said = self._chosen(self.lesson.phrase_of(it.name))[words.language]
            return filled(said, lambda one: self.text_of(one, words))
        value = self.number_of(it)
        if not math.isfinite(value):
            return NOTHING
        if it.end in {"share", "even"}:
            return number(value, words)
        if it.kind == "trial":
            return number(value, words, decimals=1, signed=it.end != "size")
        if it.kind == "series":
            series = self.lesson.series_of(it.name)
            signed = series.shown in SIGNED and it.end != "size"
            return number(value, words, decimals=series.decimals, signed=signed)
        source = self.lesson.source_of(it.name)
        plain_forms = {"year": f"{value:.0f}", "words": in_words(value, words)}
        return plain_forms.get(source.form) or number(value, words, decimals=source.decimals)

    def _chosen(self, phrase: Phrase) -> Said:
        """Return the words of a phrase that fit what comes out."""
        it = asked("model", phrase.of)
        than = asked("model", phrase.than) if phrase.than else None
        if it is None:
            return phrase.unclear
        if than is not None and it.kind == than.kind == "series":
            one, other = (self.courses[each.name][:, each.turn - 1] for each in (it, than))
            each = one - other
            low, high = (float(np.quantile(each[np.isfinite(each)], end)) for end in (LOW, HIGH))
        else:
            beside = self.number_of(than or Asked("source", phrase.than)) if phrase.than else 0.0
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
    offices: int = EFFORT,
    seed: int = 1,
    progress: Progress | None = None,
) -> Answers:
    """Run what a lesson asks of the model.

    Parameters
    ----------
    lesson
        The lesson.
    pairs
        Pairs of each two worlds; as many as the file says if left out.
    offices
        Offices of each trial.
    seed
        Root of all luck.
    progress
        Called with the number of pairs and offices that are done, and of how many.
    """
    plans = [pairs or it.pairs for it in lesson.compared]
    total = sum(plans) + offices * len(lesson.trials)
    before = 0

    def report(done: int) -> None:
        if progress is not None:
            progress(before + done, total)

    found: dict[str, Comparison] = {}
    for it, many in zip(lesson.compared, plans, strict=True):
        found[it.name] = run_pairs(*worlds_of(it), Plan(many, it.months, seed), report)
        before += many
    ran: dict[str, tuple[Effect, ...]] = {}
    for name in lesson.trials:
        ran[plain(name)] = effects(read_trial(name), replications=offices, seed=seed, progress=report)
        before += offices
    courses = {it.name: course_of(it, found[it.of]) for it in lesson.series}
    return Answers(lesson, courses, ran)


def worlds_of(it: Compared) -> tuple[World, World]:
    """Return the two worlds: the one that is stood beside, and the one in which something is done."""
    off = tuple((f"mechanisms.{name}", "false") for name in it.off)
    town = read_scenario(it.town)
    place = Place.of(it.town)
    other = Place.of(it.against) if it.against else place
    before = it.against is None
    if it.events is None:
        acted = Place(place.title, place.text, changes=off)
    else:
        acted = Place(place.title, place.text, before=True, changes=off, events=it.events)
    was = Place(other.title, other.text, before=before, changes=off)
    return World.from_source(was, town.name), World.from_source(acted, town.name)


def course_of(it: Series, comparison: Comparison) -> Courses:
    """Return a series as it is shown, shape (pairs, months)."""
    names = (it.indicator, *it.plus)
    a, b = (
        np.sum([side.series[name] for name in names], axis=0, dtype=float)
        for side in (comparison.a, comparison.b)
    )
    scale = SCALES[it.scale]
    if it.shown == "times":
        with np.errstate(divide="ignore", invalid="ignore"):
            return _year(a) / _year(b)
    if it.shown == "year_percent":
        with np.errstate(divide="ignore", invalid="ignore"):
            return 100.0 * (_year(b) / _year(a) - 1.0)
    if it.shown == "first_percent":
        with np.errstate(divide="ignore", invalid="ignore"):
            return 100.0 * (_year(b) / _year(b)[:, YEAR - 1 : YEAR] - 1.0)
    if it.shown in {"saved", "gained"}:
        return (scale if it.shown == "gained" else -scale) * np.cumsum(b - a, axis=1)
    if it.shown == "change":
        return scale * np.asarray(b - a, float)
    one = a if it.shown in {"was", "year_was"} else b
    return scale * (_year(one) if it.shown in OF_A_YEAR else np.asarray(one, float))


def _year(each: Courses) -> Courses:
    """Return the sum of the twelve months that end with each; NaN where there are fewer."""
    summed = np.cumsum(each, axis=1)
    summed[:, YEAR:] -= summed[:, :-YEAR].copy()
    summed[:, : YEAR - 1] = np.nan
    return summed
