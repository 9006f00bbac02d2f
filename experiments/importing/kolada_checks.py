"""Kolada's figures, checked: one municipality, known titles, possible values."""

from itertools import pairwise

from tillit.experiments.importing.figures import FINAL, KOLADA, PRELIMINARY, UNCHECKED, Figure, Published
from tillit.experiments.importing.kolada_records import Answers
from tillit.experiments.importing.measures import INHABITANTS, YEAR_HOUSEHOLDS, YEARLY, as_said, check_title
from tillit.experiments.importing.places import choose, label, refuse_others
from tillit.experiments.refused import RefusedError

JUMP = 3.0
"""A figure that is so many times the year before is told of."""
COUNTS = (INHABITANTS.code, YEAR_HOUSEHOLDS.code)


def published(
    answers: Answers, municipality: str | None, *, name: str = "", where: str = "the file"
) -> Published:
    """Return the figures of one municipality, given by code or name if there are several.

    `name` is what it is called if the answers don't say, and `where` what messages call these.

    Raises
    ------
    RefusedError
        If there is none or several, a title or a value is not what it must be.
    """
    for kpi in {it.kpi for it in answers.records.values()} & answers.titles.keys():
        check_title(kpi, answers.titles[kpi])
    places = {it.municipality: answers.places.get(it.municipality, "") for it in answers.records.values()}
    if not places:
        raise RefusedError(f"{where} has none of the measures {', '.join(YEARLY)}")
    code = choose(places, municipality, where)
    refuse_others(code, places[code], where)
    place = label(code, places[code] or name)
    figures = tuple(
        Figure(it.kpi, place, it.year, it.value, it.status, answers.titles.get(it.kpi, ""))
        for it in sorted(answers.records.values(), key=lambda it: (it.kpi, it.year))
        if it.municipality == code
    )
    for figure in figures:
        _check_value(figure)
    it = Published(place, KOLADA, figures)
    return Published(place, KOLADA, figures, (*_title_notes(it), *_gap_notes(it), *_jump_notes(it)))


def _check_value(figure: Figure) -> None:
    """Stop at a value that can't be."""
    measure = YEARLY[figure.measure]
    value = figure.value
    if value is None:
        return
    here = f"{figure.measure} ({measure.title}), {figure.place}, {figure.period}: {value:g}"
    if not measure.low <= value <= measure.high:
        raise RefusedError(f"{here} is not from {measure.low:g} to {measure.high:g}; check the file")
    if figure.measure in COUNTS and value != int(value):
        raise RefusedError(f"{here} is not a whole number; is a point taken for a comma?")


def _title_notes(it: Published) -> list[str]:
    """Say which titles could not be checked."""
    bare = [code for code in it.measures() if not it.of(code)[0].title]
    if not bare:
        return []
    left_out = [code for code in bare if as_said(code, "") is None]
    ask = f"give Kolada's answer to /v3/kpi/{','.join(bare)} as a second file"
    notes = [f"{', '.join(bare)}: {UNCHECKED}, since the file has none; {ask}"]
    if left_out:
        notes.append(f"{', '.join(left_out)}: left out; only its title says of whom it is a share")
    return notes


def _gap_notes(it: Published) -> list[str]:
    """Say which years have no value between the first and the last, and which are not final."""
    notes = []
    for code in it.measures():
        figures = it.of(code)
        years = {int(figure.period) for figure in figures if figure.value is not None}
        for figure in figures:
            if figure.value is None:
                notes.append(f"{code}, {figure.period}: no value ({figure.status})")
            elif figure.status == PRELIMINARY:
                notes.append(f"{code}, {figure.period}: preliminary")
            elif figure.status != FINAL:
                notes.append(
                    f"{code}, {figure.period}: status {figure.status!r}, which Tillit doesn't know: not used"
                )
        told = {int(figure.period) for figure in figures}
        gaps = sorted(set(range(min(told), max(told))) - told) if years else []
        if gaps:
            notes.append(f"{code}: no figure for {', '.join(map(str, gaps))}")
    return notes


def _jump_notes(it: Published) -> list[str]:
    """Say which figures are several times those of the year before, or a fraction of them."""
    notes = []
    for code in it.measures():
        valued = [figure for figure in it.of(code) if figure.value]
        for one, two in pairwise(valued):
            ratio = (two.value or 0.0) / (one.value or 1.0)
            if not 1.0 / JUMP <= ratio <= JUMP:
                notes.append(
                    f"{code}: {one.value:g} in {one.period}, {two.value:g} in {two.period}; is that right?"
                )
    return notes
