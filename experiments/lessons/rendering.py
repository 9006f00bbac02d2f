"""Rendering: a lesson in one language, every number in place, as the page and the hand-out show it."""

from typing import Any

import numpy as np

from tillit.experiments.lessons.accounts import accounts
from tillit.experiments.lessons.answers import HIGH, LOW, NOTHING, Answers, Courses
from tillit.experiments.lessons.placeholders import Asked, asked, filled
from tillit.experiments.lessons.said import Said
from tillit.experiments.lessons.tables import FROM_NOTHING, POINTS, Series, Source, Step
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.names import mechanism

LINES = 12
"""Towns that are drawn, each as a line."""
DIGITS = 3
"""Decimals of a drawn point."""


class Rendering:
    """A lesson in one language.

    Parameters
    ----------
    answers
        What its numbers are.
    words
        The language.
    """

    def __init__(self, answers: Answers, words: Words) -> None:
        self._answers = answers
        self._lesson = answers.lesson
        self._words = words

    def text(self, said: Said) -> str:
        """Return a text with its numbers, each on one line with its %."""
        text = filled(said[self._words.language], lambda it: self._answers.text_of(it, self._words))
        return text.replace(" %", "\N{NO-BREAK SPACE}%")

    def lesson(self) -> dict[str, Any]:
        """Return what a student sees, in plain values."""
        return {
            **self.heading(),
            "goals": self.goals(),
            "steps": [self._step(it) for it in self._lesson.steps],
            "cited": self._cited(),
        }

    def heading(self) -> dict[str, Any]:
        """Return what it is called, and what it asks."""
        about = self._lesson.about
        return {
            "number": about.number,
            "title": self._capital(self.text(about.title)),
            "question": self.text(about.question),
        }

    def goals(self) -> list[str]:
        """Return what one can do afterwards."""
        return [self.text(it) for it in self._lesson.about.goals]

    def notes(self) -> dict[str, Any]:
        """Return what only the teacher sees, in plain values."""
        notes = self._lesson.notes
        return {
            "timing": [
                {"minutes": it.minutes, "parts": [[part.minutes, self.text(part.what)] for part in it.part]}
                for it in notes.timing
            ],
            "misconceptions": [[self.text(it.said), self.text(it.answer)] for it in notes.misconception],
            "debrief": self.text(notes.debrief),
            "disagreement": self.text(notes.disagreement),
        }

    def _capital(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    def _step(self, step: Step) -> dict[str, Any]:
        """Return a screen."""
        shown: dict[str, Any] = {
            "kind": step.kind,
            "form": step.form,
            "title": self._capital(self.text(step.title)),
            "text": [self._capital(it.replace("\n", " ")) for it in self.text(step.text).split("\n\n")],
            "ask": self.text(step.ask) if step.ask else None,
            "unlocks": mechanism(step.unlocks, self._words) if step.unlocks else None,
            "choices": [self.text(it.text) for it in step.choice],
            "said": [self._said(self._lesson.sources[name]) for name in step.sources],
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

    def roles(self) -> dict[str, dict[str, Any]]:
        """Return each role's first chart; nothing if the lesson has none."""
        return {role: self._chart(it, lines=True) for role, it in self._lesson.seen.items()}

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
            chart["lines"] = [plain(it) for it in each[:LINES]]
            chart["middle"] = plain(np.median(each, axis=0))
            chart["low"], chart["high"] = (plain(np.quantile(each, end, axis=0)) for end in (LOW, HIGH))
            chart["axis"] = [min(series.axis[0], *known), max(series.axis[1], *known)]
        return chart

    def _said(self, source: Source) -> dict[str, str]:
        """Return what a source says, beside what the model gives."""
        unit = f" {self.text(source.unit)}" if source.unit else ""
        it = Asked("source", source.name)
        return {
            "claim": self.text(source.claim) if source.claim else "",
            "said": self.text(source.told) if source.told else self._answers.text_of(it, self._words) + unit,
            "model": self._beside(source),
            "by": self.by_of(source),
            "quote": source.quote,
            "quoted_in": accounts()[source.account].language if source.account else "",
        }

    def _beside(self, source: Source) -> str:
        """Return what the model gives for it, with the ends between which most lie."""
        it = asked("model", source.beside) if source.beside else None
        if it is None:
            return NOTHING
        mid, low, high = (
            self._answers.text_of(it._replace(end=end), self._words) for end in ("", "low", "high")
        )
        return f"{mid} ({low} … {high})".replace(" … ", "\N{NO-BREAK SPACE}…\N{NO-BREAK SPACE}")

    def _cited(self) -> list[str]:
        """Return who is cited, each once with what is quoted of it."""
        quotes: dict[str, list[str]] = {}
        for it in self._lesson.sources.values():
            found = quotes.setdefault(self.by_of(it), [])
            if it.quote and it.quote not in found:
                found.append(it.quote)
        return [": ".join(filter(None, (by, self._quoted(each)))) for by, each in quotes.items()]

    def _quoted(self, quotes: list[str]) -> str:
        """Return what is quoted, in the language's marks."""
        return " ".join(self._words.gettext("“{quote}”", quote=it) for it in quotes)

    def by_of(self, source: Source) -> str:
        """Return who says so."""
        if source.account:
            return accounts()[source.account].by(self._words)
        return source.about[self._words.language] if source.about else source.by


def plain(values: Courses) -> list[float | None]:
    """Return a course in short numbers; nothing where there is none."""
    return [round(float(it), DIGITS) + 0.0 if np.isfinite(it) else None for it in values]
