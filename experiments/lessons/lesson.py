"""Lesson: its steps, what they ask of the model and of sources, and the teacher's notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from tillit.experiments.lessons.said import Citation, Said
from tillit.experiments.lessons.tables import About, Compared, Notes, Phrase, Roles, Series, Source, Step


@dataclass(frozen=True)
class Lesson:
    """A lesson as its file tells it; what has a name is found by it."""

    about: About
    compared: dict[str, Compared]
    series: dict[str, Series]
    sources: dict[str, Source]
    phrases: dict[str, Phrase]
    trials: tuple[str, ...]
    """Trials that are run, such as X6."""
    steps: tuple[Step, ...]
    roles: Roles | None
    notes: Notes

    def texts(self) -> Iterator[tuple[str, Said]]:
        """Yield every text with where it stands."""
        yield from _texts("[lesson]", self.about)
        for name in ("series", "sources", "phrases"):
            for it in getattr(self, name).values():
                yield from _texts(f"{name} {it.name!r}", it)
        for turn, step in enumerate(self.steps, 1):
            yield from _texts(f"[[step]] {turn}", step)
        yield from _texts("[notes]", self.notes)


def _texts(where: str, it: Any) -> Iterator[tuple[str, Said]]:  # noqa: ANN401 - a table, or what is in one
    """Yield the texts in a table, but for who is cited."""
    if isinstance(it, Said) and not isinstance(it, Citation):
        yield where, it
    elif isinstance(it, BaseModel) and not isinstance(it, Said):
        for name in type(it).model_fields:
            yield from _texts(f"{where} {name}", getattr(it, name))
    elif isinstance(it, tuple):
        for turn, one in enumerate(it, 1):
            yield from _texts(f"{where} {turn}", one)
