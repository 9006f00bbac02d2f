"""Answers: what the model and the sources give for what a lesson asks."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison.break_even import NEVER, first_for_good
from tillit.experiments.comparison.outcomes import MEASURED, Comparison
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.lessons.lesson import Lesson
from tillit.experiments.lessons.placeholders import Asked, asked, filled
from tillit.experiments.lessons.said import Said
from tillit.experiments.lessons.tables import SIGNED, Compared, Phrase, Series
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import in_words, number
from tillit.experiments.trials.effects import Effect
from tillit.experiments.trials.reading import plain, read_trial
from tillit.experiments.trials.running import effects
from tillit.experiments.trials.wording import decimals_of
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import Source as Place
from tillit.experiments.worlds.world import World
from tillit.model.scenarios import read_scenario

SCALES = {"millions": 1e-6, "percent": 100.0, "plain": 1.0}
LOW, HIGH = 0.05, 0.95
"""Between these, nine towns in ten lie."""
YEAR = 12
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
        source = self.lesson.sources[it.name]
        if source.trial is None:
            return math.nan if source.value is None else source.value
        value = read_trial(source.trial).figures[source.figure - 1].value
        return math.nan if value is None else value

    def text_of(self, it: Asked, words: Words) -> str:
        """Return what a placeholder asks for, as the language writes it."""
        if it.kind == "say":
            said = self._chosen(self.lesson.phrases[it.name])[words.language]
            return filled(said, lambda one: self.text_of(one, words))
        value = self.number_of(it)
        if not math.isfinite(value):
            return NOTHING
        if it.end in {"many", "much"}:
            return _compared(it.end, words, less=value < 0.0)
        decimals, signed = self._form(it, value)
        if it.end == "told":
            saved = value if self.lesson.series[it.name].shown == "saved" else -value
            return _told(round(saved, decimals), decimals, words)
        if it.kind == "source" and self.lesson.sources[it.name].form != "number":
            year = self.lesson.sources[it.name].form == "year"
            return f"{value:.0f}" if year else in_words(value, words)
        return number(value, words, decimals=decimals, signed=signed and it.end != "size")

    def _form(self, it: Asked, value: float) -> tuple[int, bool]:
        """Return with how many decimals a number is written, and whether with a plus."""
        if it.end in {"share", "even"}:
            return 0, False
        if it.kind == "trial":
            figure = self.effects[it.name][it.turn - 1].figure
            return decimals_of(figure, value), figure.change != "level"
        if it.kind == "series":
            series = self.lesson.series[it.name]
            return series.decimals, series.shown in SIGNED
        return self.lesson.sources[it.name].decimals, False

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


def _compared(end: str, words: Words, *, less: bool) -> str:
    """Return the word for what there is more of, or less; or for how many."""
    if end == "many":
        return words.pgettext("how many", "fewer") if less else words.pgettext("how many", "more")
    return words.pgettext("how much", "less") if less else words.pgettext("how much", "more")


def _told(saved: float, decimals: int, words: Words) -> str:
    """Return what was saved so far, in millions, or paid, if that is more."""
    amount = number(abs(saved), words, decimals=decimals)
    if saved < 0.0:
        return words.gettext("paid {amount} million more", amount=amount)
    return words.gettext("saved {amount} million", amount=amount)


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
        Offices of each trial; as many as its own file says if left out.
    seed
        Root of all luck.
    progress
        Called with the number of pairs and offices that are done, and of how many.
    """
    plans = {name: pairs or it.pairs for name, it in lesson.compared.items()}
    trials = {plain(name): read_trial(name) for name in lesson.trials}
    many = {name: offices or it.about.replications for name, it in trials.items()}
    total, before = sum((*plans.values(), *many.values())), 0

    def report(done: int) -> None:
        if progress is not None:
            progress(before + done, total)

    found: dict[str, Comparison] = {}
    for name, it in lesson.compared.items():
        found[name] = run_pairs(*worlds_of(it), Plan(plans[name], it.months, seed), report)
        before += plans[name]
    ran: dict[str, tuple[Effect, ...]] = {}
    for name, trial in trials.items():
        ran[name] = effects(trial, replications=many[name], seed=seed, progress=report)
        before += many[name]
    asked_of = (*lesson.series.values(), *lesson.seen.values())
    return Answers(lesson, {it.name: course_of(it, found[it.of]) for it in asked_of}, ran)


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
    year_a, year_b = _year(a), _year(b)
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


def _year(each: Courses) -> Courses:
    """Return the sum of the twelve months that end with each; NaN where there are fewer."""
    summed = np.cumsum(each, axis=1)
    summed[:, YEAR:] -= summed[:, :-YEAR].copy()
    summed[:, : YEAR - 1] = np.nan
    return summed
