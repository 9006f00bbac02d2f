"""Kolada: what its answers say, from files or from the service, and the checked figures of one place."""

import re
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationError

from tillit.experiments.importing.figures import YEAR, YEARLY, Figure, Published, Status
from tillit.experiments.importing.places import choose, full_code, label
from tillit.experiments.refused import RefusedError

CODE = re.compile(r"[0-9]{4}")
KPI = re.compile(r"[NU][0-9]{5}")
LONGEST = 300
STATUS = {
    **dict.fromkeys(("", "normal", "final", "definitiv"), Status.FINAL),
    **dict.fromkeys(("missing", "saknas"), Status.MISSING),
    **dict.fromkeys(("private", "sekretess"), Status.WITHHELD),
}
"""Kolada's words for a status, as far as they are known; others are kept as they are."""
Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Code = Annotated[Text, AfterValidator(full_code)]  # where a program wrote a number, with the zero it lost


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
    title: Annotated[Text, AfterValidator(lambda title: " ".join(title.split()))]


def _kind(it: object) -> str:
    return "figures" if isinstance(it, dict) and "kpi" in it else "title"


class Page(Shape):
    """One answer of version 3 of the interface, or a part of one."""

    values: list[
        Annotated[Annotated[Row, Tag("figures")] | Annotated[Metadata, Tag("title")], Discriminator(_kind)]
    ]
    next_url: str | None = None


@dataclass
class Answers:
    """What some answers say together: records by measure, municipality and year; titles; names of places."""

    records: dict[tuple[str, str, str], Figure] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def add(self, answer: object, where: str) -> str:
        """Take in one answer, and return the address of the next page, if there is one.

        RefusedError if it is not of Kolada's shape, or contradicts what was there before.
        """
        try:
            page = Page.model_validate(answer)
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, wrong["loc"])) or "the whole"
            raise RefusedError(f"{where}: {place}: {wrong['msg']}; is this an answer of Kolada's?") from None
        for turn, row in enumerate(page.values, 1):
            if isinstance(row, Row):
                for it in row.values if row.kpi in YEARLY else ():
                    if it.gender == "T":
                        status = Status.DELETED if it.isdeleted else it.status or ""
                        key = row.kpi, row.municipality, row.period
                        self.put(key, it.value, status, f"{where}, value {turn:,}")
            elif KPI.fullmatch(row.id):
                self.titles[row.id] = row.title
            elif CODE.fullmatch(row.id):
                self.places[row.id] = row.title
        return page.next_url or ""

    def put(self, key: tuple[str, str, str], value: float | None, said: str, where: str) -> None:
        """Keep a value and its status; RefusedError if another is there, or it is simulated."""
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
    places = {it.place: answers.places.get(it.place, "") for it in answers.records.values()}
    for kpi in dict.fromkeys(it.measure for it in answers.records.values()):
        if kpi in answers.titles:
            YEARLY[kpi].check_title(answers.titles[kpi])
    if not places:
        raise RefusedError(f"{where} has none of the measures {', '.join(YEARLY)}")
    code = choose(places, municipality, where)
    place = label(code, places[code] or name)
    figures = [
        replace(it, place=place, title=answers.titles.get(it.measure, ""))
        for _, it in sorted(answers.records.items(), key=lambda both: both[0])
        if it.place == code
    ]
    for it in figures:
        measure, value = YEARLY[it.measure], it.value or 0.0
        here = f"{it.measure} ({measure.title}), {place}, {it.period}: {value:g}"
        if it.value is not None and not measure.low <= value <= measure.high:
            raise RefusedError(f"{here} is not from {measure.low:g} to {measure.high:g}; check the file")
        if measure.whole and value != int(value):
            raise RefusedError(f"{here} is not a whole number; is a point taken for a comma?")
    town, notes = Published(place, "Kolada", tuple(figures)), []
    if bare := [kpi for kpi in town.measures() if kpi not in answers.titles]:
        ask = f"give Kolada's answer to /v3/kpi/{','.join(bare)} as a second file"
        notes.append(f"{', '.join(bare)}: title not checked, since the file has none; {ask}")
    if left_out := [kpi for kpi in bare if YEARLY[kpi].as_said("") is None]:
        notes.append(f"{', '.join(left_out)}: left out; only its title says of whom it is a share")
    return replace(town, notes=(*notes, *town.status_notes()))
