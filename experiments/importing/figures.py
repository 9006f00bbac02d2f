"""Figures: one published value of one place in one period, whoever published it."""

import re
from dataclasses import dataclass

YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
FINAL = "final"
PRELIMINARY = "preliminary"
WITHHELD = "withheld"
MISSING = "missing"
DELETED = "deleted"

KOLADA = "Kolada"
SOCIALSTYRELSEN = "Socialstyrelsen, ekonomiskt bistånd, månadsstatistik"
ATTRIBUTION = "Källa: "
"""How the publishers want to be named beside figures that are theirs, unchanged."""

MOST_PERIODS = 12
"""Periods that a note names."""


@dataclass(frozen=True)
class Figure:
    """One published value."""

    measure: str
    """Code of the measure, as in `experiments.importing.measures`."""
    place: str
    """The place: its code and its name, or whichever is known."""
    period: str
    """A year, or a month as in ``2019-03``."""
    value: float | None
    """The value as it was published; None if there is none."""
    status: str
    """``final``, ``preliminary``, or why there is no value."""
    title: str = ""
    """What the file or the service calls the measure; empty if it doesn't say."""


@dataclass(frozen=True)
class Published:
    """All figures of one place, its code and name as far as known, from one publisher."""

    place: str
    publisher: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    """What whoever imports them should know."""

    def of(self, measure: str) -> tuple[Figure, ...]:
        """Return the figures of one measure, in order of time."""
        return tuple(sorted((it for it in self.figures if it.measure == measure), key=lambda it: it.period))

    def known(self, measure: str, *, preliminary: bool) -> dict[str, float]:
        """Return the values of one measure that may be used, by period."""
        wanted = {FINAL, PRELIMINARY} if preliminary else {FINAL}
        return {
            it.period: it.value for it in self.of(measure) if it.value is not None and it.status in wanted
        }

    def measures(self) -> tuple[str, ...]:
        """Return the codes of the measures, in the order of the file."""
        return tuple(dict.fromkeys(it.measure for it in self.figures))


def status_notes(it: Published) -> tuple[str, ...]:
    """Say which periods of each measure have no value, or none that is final, and why."""
    odd: dict[tuple[str, str], list[str]] = {}
    for figure in (figure for code in it.measures() for figure in it.of(code)):
        if figure.value is None:
            said = f"{figure.measure}: no value for ", f" ({figure.status})"
        elif figure.status == PRELIMINARY:
            said = f"{figure.measure}: preliminary for ", ""
        else:
            said = (
                f"{figure.measure}: status {figure.status!r} for ",
                ", which Tillit doesn't know: not used",
            )
        if figure.value is None or figure.status != FINAL:
            odd.setdefault(said, []).append(figure.period)
    notes = []
    for (before, after), periods in odd.items():
        more = f" and {len(periods) - MOST_PERIODS} more" if len(periods) > MOST_PERIODS else ""
        notes.append(before + ", ".join(periods[:MOST_PERIODS]) + more + after)
    return tuple(notes)
