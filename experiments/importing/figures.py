"""Figures: one published value of one place in one period, whoever published it."""

from dataclasses import dataclass

FINAL = "final"
PRELIMINARY = "preliminary"
WITHHELD = "withheld"
MISSING = "missing"
DELETED = "deleted"
UNCHECKED = "title not checked"

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
    """All figures of one place from one publisher."""

    place: str
    """The place: its code and its name, or whichever is known."""
    publisher: str
    """Who published them."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    """What whoever imports them should know."""

    def of(self, measure: str) -> tuple[Figure, ...]:
        """Return the figures of one measure, in order of time."""
        return tuple(sorted((it for it in self.figures if it.measure == measure), key=lambda it: it.period))

    def known(self, measure: str, *, preliminary: bool) -> dict[str, Figure]:
        """Return the figures of one measure that have a value which may be used, by period."""
        wanted = {FINAL, PRELIMINARY} if preliminary else {FINAL}
        return {it.period: it for it in self.of(measure) if it.value is not None and it.status in wanted}

    def measures(self) -> tuple[str, ...]:
        """Return the codes of the measures, in the order of the file."""
        return tuple(dict.fromkeys(it.measure for it in self.figures))


def status_notes(it: Published) -> tuple[str, ...]:
    """Say which periods of each measure have no value, or none that is final, and why."""
    odd: dict[tuple[str, str, bool], list[str]] = {}
    for code in it.measures():
        for figure in it.of(code):
            if figure.value is None or figure.status != FINAL:
                odd.setdefault((code, figure.status, figure.value is None), []).append(figure.period)
    notes = []
    for (code, status, nothing), periods in odd.items():
        more = f" and {len(periods) - MOST_PERIODS} more" if len(periods) > MOST_PERIODS else ""
        when = ", ".join(periods[:MOST_PERIODS]) + more
        if nothing:
            notes.append(f"{code}: no value for {when} ({status})")
        elif status == PRELIMINARY:
            notes.append(f"{code}: preliminary for {when}")
        else:
            notes.append(f"{code}: status {status!r} for {when}, which Tillit doesn't know: not used")
    return tuple(notes)
