"""Rendering: a lesson in one language, every number in place, as the page and the hand-out show it."""

from typing import Any

import numpy as np

from tillit.experiments.lessons.answers import HIGH, LOW, NOTHING, Answers, Courses
from tillit.experiments.lessons.tables import FROM_NOTHING, POINTS, Series, Source, Step
from tillit.experiments.lessons.texts import ACCOUNTS, Asked, Said, asked, filled
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.names import mechanism

LINES = 12  # towns that are drawn, each as a line
DIGITS = 3  # decimals of a drawn point


class Rendering:
    """A lesson in one language, in plain values: its numbers, and their words."""

    def __init__(self, answers: Answers, words: Words) -> None:
        self._answers = answers
        self._lesson = answers.lesson
        self._words = words

    def text(self, said: Said | None) -> str:
        """Return a text with its numbers, each on one line with its %; empty for none."""
        text = filled(said[self._words.language], self._number) if said else ""
        return text.replace(" %", "\N{NO-BREAK SPACE}%")

    def _number(self, it: Asked) -> str:
        return self._answers.text_of(it, self._words)

    def lesson(self) -> dict[str, Any]:
        """Return what a student sees."""
        quotes: dict[str, dict[str, None]] = {}
        for it in self._lesson.source.values():
            of_it = quotes.setdefault(self._by(it), {})
            if it.quote:
                of_it[self._words.gettext("“{quote}”", quote=it.quote)] = None
        return {
            **self.heading(),
            "steps": [self._step(it) for it in self._lesson.step],
            "cited": [f"{by}: {' '.join(each)}" if each else by for by, each in quotes.items()],
        }

    def heading(self) -> dict[str, Any]:
        """Return what it is called, what it asks, and what one can do afterwards."""
        about = self._lesson.lesson
        return {
            "number": about.number,
            "title": _capital(self.text(about.title)),
            "question": self.text(about.question),
            "goals": list(map(self.text, about.goals)),
        }

    def roles(self) -> dict[str, dict[str, Any]]:
        """Return each role's first chart; nothing if the lesson has none."""
        return {role: self._chart(it, lines=True) for role, it in self._lesson.seen.items()}

    def _step(self, step: Step) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "kind": step.kind,
            "form": step.form,
            "title": _capital(self.text(step.title)),
            "text": [_capital(it.replace("\n", " ")) for it in self.text(step.text).split("\n\n")],
            "ask": self.text(step.ask) or None,
            "unlocks": mechanism(step.unlocks, self._words) if step.unlocks else None,
            "choices": [self.text(it.text) for it in step.choice],
            "said": [self._said(self._lesson.source[name]) for name in step.sources],
            "chart": None,
            "range": None,
        }
        if step.series is not None:
            series = self._lesson.series[step.series]
            shown["chart"] = self._chart(series, lines=step.kind == "reveal")
            shown["month"] = step.month or self._lesson.compared[series.of].months
        if step.form == "range" and step.label is not None and step.axis is not None:
            shown["range"] = {"label": self.text(step.label), "axis": list(step.axis)}
        return shown

    def _chart(self, series: Series, *, lines: bool) -> dict[str, Any]:
        """Return a chart: its axis, and if it is revealed, its lines; the axis is longer if they need it."""
        months = self._lesson.compared[series.of].months
        chart: dict[str, Any] = {
            "name": series.name,
            "label": self.text(series.label),
            "months": months,
            "points": [months * (turn + 1) // POINTS for turn in range(POINTS)],
            "axis": list(series.axis),
            "decimals": series.decimals,
            "begins": 0.0 if series.shown in FROM_NOTHING else None,
        }
        if lines:
            each = self._answers.courses[series.name]
            known = each[:LINES][np.isfinite(each[:LINES])].tolist()
            chart["lines"] = list(map(_plain, each[:LINES]))
            chart["middle"] = _plain(np.median(each, axis=0))
            chart["low"], chart["high"] = map(_plain, np.quantile(each, (LOW, HIGH), axis=0))
            chart["axis"] = [min(series.axis[0], *known), max(series.axis[1], *known)]
        return chart

    def _said(self, source: Source) -> dict[str, str]:
        """Return what a source says, beside what the model gives, with the ends between which most lie."""
        said = f"{self._number(Asked('source', source.name))} {self.text(source.unit)}".strip()
        model = NOTHING
        if source.beside:
            it = asked("model", source.beside)
            mid, low, high = (self._number(it._replace(end=end)) for end in ("", "low", "high"))
            model = f"{mid} ({low}\N{NO-BREAK SPACE}…\N{NO-BREAK SPACE}{high})"
        return {
            "claim": self.text(source.claim),
            "said": self.text(source.told) or said,
            "model": model,
            "by": self._by(source),
            "quote": source.quote,
            "quoted_in": ACCOUNTS[source.account].language if source.account else "",
        }

    def _by(self, source: Source) -> str:
        if source.account:
            return ACCOUNTS[source.account].by(self._words)
        return source.about[self._words.language] if source.about else source.by


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(values: Courses) -> list[float | None]:
    """Return a course in short numbers; nothing where there is none."""
    return [round(float(it), DIGITS) + 0.0 if np.isfinite(it) else None for it in values]
