"""Lesson: its steps, what they ask of the model and of sources, and the teacher's notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from tillit.experiments.comparison.outcomes import MEASURED
from tillit.experiments.lessons.said import Citation, Said
from tillit.experiments.lessons.tables import (
    ROLES,
    About,
    Compared,
    Notes,
    Phrase,
    Roles,
    Series,
    Source,
    Step,
)
from tillit.experiments.telling import LANGUAGES, words
from tillit.experiments.telling.numbers import scale_of, unit_in_words
from tillit.model.scenarios import read_scenario

NAMES_OF_SCALES = {100.0: "percent", 1e-6: "millions", 1.0: "plain"}


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

    @cached_property
    def seen(self) -> dict[str, Series]:
        """What each role sees first of the town as it was; events of a year, for a month has few."""
        if self.roles is None:
            return {}
        currency = read_scenario(self.compared[self.roles.of].town).town.currency
        return {role: _seen(role, self.roles, currency) for role in ROLES}

    def texts(self) -> Iterator[tuple[str, Said]]:
        """Yield every text with where it stands."""
        yield from _texts("[lesson]", self.about)
        for name in ("series", "sources", "phrases"):
            for it in getattr(self, name).values():
                yield from _texts(f"{name} {it.name!r}", it)
        for turn, step in enumerate(self.steps, 1):
            yield from _texts(f"[[step]] {turn}", step)
        yield from _texts("[notes]", self.notes)


def _seen(role: str, roles: Roles, currency: str) -> Series:
    """Return what a role sees first."""
    it = MEASURED[getattr(roles, role)]
    yearly = it.adds and not it.unit.startswith("SEK")
    labels = {}
    for language in LANGUAGES:
        spoken = words(language)
        unit = spoken.gettext("in twelve months") if yearly else unit_in_words(it.unit, currency, spoken)
        labels[language] = ", ".join(filter(None, (spoken.label(it.labels), unit)))
    return Series.model_validate(
        {"name": f"role-{role}", "of": roles.of, "indicator": it.name, "label": labels, "axis": (0.0, 0.001)}
        | {
            "shown": "year_was" if yearly else "was",
            "scale": NAMES_OF_SCALES[scale_of(it.unit)],
            "decimals": 1,
        }
    )


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
