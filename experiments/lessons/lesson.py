"""Lesson: its steps, what they ask of the model and of sources, and the teacher's notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from tillit.experiments.lessons.said import Citation, Said
from tillit.experiments.lessons.tables import About, Compared, Notes, Phrase, Series, Source, Step


@dataclass(frozen=True)
class Lesson:
    """A lesson as its file tells it."""

    about: About
    compared: tuple[Compared, ...]
    series: tuple[Series, ...]
    sources: tuple[Source, ...]
    phrases: tuple[Phrase, ...]
    trials: tuple[str, ...]
    """Trials that are run, such as X6."""
    steps: tuple[Step, ...]
    notes: Notes

    def series_of(self, name: str) -> Series:
        """Return a series by its name."""
        return next(it for it in self.series if it.name == name)

    def compared_of(self, series: Series) -> Compared:
        """Return the two worlds that a series is of."""
        return next(it for it in self.compared if it.name == series.of)

    def source_of(self, name: str) -> Source:
        """Return a source by its name."""
        return next(it for it in self.sources if it.name == name)

    def phrase_of(self, name: str) -> Phrase:
        """Return a phrase by its name."""
        return next(it for it in self.phrases if it.name == name)

    def texts(self) -> Iterator[tuple[str, Said]]:
        """Yield every text with where it stands."""
        yield from _texts("[lesson]", self.about)
        for name, tables in (
            ("series", self.series),
            ("source", self.sources),
            ("phrase", self.phrases),
            ("step", self.steps),
        ):
            for turn, it in enumerate(tables, 1):
                yield from _texts(f"[[{name}]] {turn}", it)
        yield from _texts("[notes]", self.notes)


def _texts(where: str, it: Any) -> Iterator[tuple[str, Said]]:  # noqa: ANN401 - a table, or what is in one
    """Yield the texts in a table, but for who is cited."""
    if isinstance(it, Citation):
        return
    if isinstance(it, Said):
        yield where, it
    elif isinstance(it, BaseModel):
        for name in type(it).model_fields:
            yield from _texts(f"{where} {name}", getattr(it, name))
    elif isinstance(it, tuple):
        for turn, one in enumerate(it, 1):
            yield from _texts(f"{where} {turn}", one)
