"""Kolada: what its answers say, from files or from the service, and the checked figures of one place."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from tillit.experiments.importing.figures import (
    YEAR,
    YEARLY,
    Figure,
    Published,
    Status,
    as_said,
    check_title,
)
from tillit.experiments.importing.places import choose, full_code, label
from tillit.experiments.refused import RefusedError

CODE = re.compile(r"[0-9]{4}")
KPI = re.compile(r"[NU][0-9]{5}")
JUMP = 3.0
"""A figure that is so many times the year before is told of."""
LONGEST = 300
STATUS = {
    **dict.fromkeys(("", "normal", "final", "definitiv"), Status.FINAL),
    **dict.fromkeys(("missing", "saknas"), Status.MISSING),
    **dict.fromkeys(("private", "sekretess"), Status.WITHHELD),
}
"""Kolada's words for a status, as far as they are known; others are kept as they are."""

Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Code = Annotated[Text, AfterValidator(full_code)]
"""A code; where a program wrote it as a number, with the zero that got lost."""


class Shape(BaseModel):
    """A part of an answer; a number where a word is wanted is one."""

    model_config = ConfigDict(coerce_numbers_to_str=True)


class Value(Shape):
    """One value, of both sexes together if its gender is T."""

    gender: str = "T"
    status: str | None = None
    value: Annotated[float, Field(strict=True)] | None = None
    isdeleted: bool = False


class Row(Shape):
    """The values of one measure, place and year."""

    kpi: Text
    municipality: Code
    period: Annotated[str, Field(pattern=f"^{YEAR.pattern}$")]
    values: list[Value]


class Metadata(Shape):
    """What a measure or a municipality is called."""

    id: Code
    title: Text
    publication_date: str | None = None
    publ_period: str | None = None


class Page(Shape):
    """One answer of version 3 of the interface, or a part of one."""

    values: list[dict[str, Any]]
    next_url: str | None = None


@dataclass
class Answers:
    """Everything that some answers say together.

    Records by measure, municipality and year; titles of measures; names of municipalities; and the year of
    a measure whose final figures are not published yet.
    """

    records: dict[tuple[str, str, str], Figure] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    not_final: dict[str, str] = field(default_factory=dict)

    def add(self, answer: object, where: str, *, today: date) -> str:
        """Take in one answer, and return the address of the next page, if there is one.

        RefusedError if it is not of Kolada's shape, or contradicts what was there before.
        """
        here = where
        try:
            page = Page.model_validate(answer)
            for turn, row in enumerate(page.values, 1):
                here = f"{where}, value {turn:,}"
                if "kpi" in row:
                    self._add_row(Row.model_validate(row), here)
                else:
                    self._add_metadata(Metadata.model_validate(row), today)
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, wrong["loc"])) or "the whole"
            raise RefusedError(f"{here}: {place}: {wrong['msg']}; is this an answer of Kolada's?") from None
        return page.next_url or ""

    def _add_row(self, it: Row, here: str) -> None:
        for said in it.values if it.kpi in YEARLY else ():
            if said.gender == "T":
                status = Status.DELETED if said.isdeleted else said.status or ""
                self.put((it.kpi, it.municipality, it.period), said.value, status, here)

    def _add_metadata(self, it: Metadata, today: date) -> None:
        title = " ".join(it.title.split())
        if KPI.fullmatch(it.id):
            self.titles[it.id] = title
            if (it.publication_date or "")[:10] > today.isoformat():
                self.not_final[it.id] = str(it.publ_period)
        elif CODE.fullmatch(it.id):
            self.places[it.id] = title

    def put(self, key: tuple[str, str, str], value: float | None, said: str, where: str) -> None:
        """Keep a value with what Kolada said of its status.

        RefusedError if the same is there with another value, or if `tillit export kolada` wrote it.
        """
        kpi, place, period = key
        word = said.strip().casefold()[:50]
        if word.startswith("simulat"):
            raise RefusedError(
                f"{where} ({kpi}, {period}): is the result of a simulation, not an observed figure; "
                "a town is made of observed ones"
            )
        status = Status.PRELIMINARY if word.startswith("prel") else STATUS.get(word, word)
        if value is None or status in {Status.MISSING, Status.WITHHELD, Status.DELETED}:
            value, status = None, Status.MISSING if status in {Status.FINAL, Status.PRELIMINARY} else status
        before = self.records.get(key)
        if before is None or before.value is None:
            self.records[key] = before if before and value is None else Figure(*key, value, status)
        elif value not in {None, before.value}:
            raise RefusedError(
                f"{where}: {kpi} of {place}, {period}, is {before.value:g} "
                f"in one place and {value:g} in another; import one download at a time"
            )


def published(
    answers: Answers, municipality: str | None, *, name: str = "", where: str = "the file"
) -> Published:
    """Return the figures of one municipality, given by code or name if there are several.

    `name` is what it is called if the answers don't say, and `where` what messages call these.
    RefusedError if there is none or several, or a title or a value is not what it must be.
    """
    for kpi in dict.fromkeys(it.measure for it in answers.records.values()):
        if kpi in answers.titles:
            check_title(kpi, answers.titles[kpi])
    places = {it.place: answers.places.get(it.place, "") for it in answers.records.values()}
    if not places:
        raise RefusedError(f"{where} has none of the measures {', '.join(YEARLY)}")
    code = choose(places, municipality, where)
    place = label(code, places[code] or name)
    figures = []
    for (kpi, _, period), it in sorted(answers.records.items(), key=lambda both: both[0]):
        if it.place == code:
            early = it.status == Status.FINAL and answers.not_final.get(kpi) == period
            status = Status.PRELIMINARY if early else it.status
            figures.append(replace(it, place=place, title=answers.titles.get(kpi, ""), status=status))
            _check_value(figures[-1])
    town = Published(place, "Kolada", tuple(figures))
    return replace(town, notes=(*_title_notes(town), *town.status_notes(), *_year_notes(town)))


def _check_value(figure: Figure) -> None:
    measure, value = YEARLY[figure.measure], figure.value
    if value is None:
        return
    here = f"{figure.measure} ({measure.title}), {figure.place}, {figure.period}: {value:g}"
    if not measure.low <= value <= measure.high:
        raise RefusedError(f"{here} is not from {measure.low:g} to {measure.high:g}; check the file")
    if measure.whole and value != int(value):
        raise RefusedError(f"{here} is not a whole number; is a point taken for a comma?")


def _title_notes(it: Published) -> list[str]:
    bare = [code for code in it.measures() if not it.of(code)[0].title]
    notes = []
    if bare:
        ask = f"give Kolada's answer to /v3/kpi/{','.join(bare)} as a second file"
        notes.append(f"{', '.join(bare)}: title not checked, since the file has none; {ask}")
    if left_out := [code for code in bare if as_said(code, "") is None]:
        notes.append(f"{', '.join(left_out)}: left out; only its title says of whom it is a share")
    return notes


def _year_notes(it: Published) -> list[str]:
    """Say which years have no figure, and which figures are several times those of the year before."""
    notes = []
    for code in it.measures():
        years = [int(figure.period) for figure in it.of(code)]
        if lacking := sorted({*range(min(years), max(years))} - {*years}):
            notes.append(f"{code}: no figure for {', '.join(map(str, lacking))}")
        for one, two in pairwise(figure for figure in it.of(code) if figure.value):
            if not 1.0 / JUMP <= (two.value or 0.0) / (one.value or 1.0) <= JUMP:
                notes.append(
                    f"{code}: {one.value:g} in {one.period}, {two.value:g} in {two.period}; is that right?"
                )
    return notes
