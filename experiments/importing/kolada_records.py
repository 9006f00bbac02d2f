"""Kolada's records: what its answers say, whether they come from files or from the service."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from tillit.experiments.importing.figures import DELETED, FINAL, MISSING, PRELIMINARY, WITHHELD
from tillit.experiments.importing.measures import YEARLY
from tillit.experiments.importing.places import full_code
from tillit.experiments.refused import RefusedError

CODE = re.compile(r"[0-9]{4}")
KPI = re.compile(r"[NU][0-9]{5}")
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
LONGEST = 300
LARGEST = 1e15
MOST_RECORDS = 500_000
STATUS = {
    **dict.fromkeys(("", "normal", "final", "definitiv"), FINAL),
    **dict.fromkeys(("missing", "saknas"), MISSING),
    **dict.fromkeys(("private", "sekretess"), WITHHELD),
}
"""Kolada's words for a status, as far as they are known; others are kept as they are."""

Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Word = BeforeValidator(lambda it: str(it)[:LONGEST] if type(it) is int else it)
"""A number where a word is wanted is one."""
Code = Annotated[Text, AfterValidator(full_code), Word]
"""A code; where a program wrote it as a number, with the zero that got lost."""
Shape = TypeVar("Shape", bound=BaseModel)


class Value(BaseModel):
    """One value, of both sexes together if its gender is T."""

    gender: str = "T"
    status: str | None = None
    value: Annotated[float, Field(strict=True, ge=-LARGEST, le=LARGEST)] | None = None
    isdeleted: bool = False


class Row(BaseModel):
    """The values of one measure, place and year."""

    kpi: Text
    municipality: Code
    period: Annotated[str, Field(pattern=f"^{YEAR.pattern}$"), Word]
    values: list[Value]


class Metadata(BaseModel):
    """What a measure or a municipality is called."""

    id: Code
    title: Text
    publication_date: str | None = None
    publ_period: str | int | None = None


class Page(BaseModel):
    """One answer of version 3 of the interface, or a part of one."""

    values: Annotated[list[dict[str, Any]], Field(max_length=MOST_RECORDS)]
    next_url: str | None = None


@dataclass(frozen=True)
class Record:
    """One value of one measure, place and year, for both sexes together."""

    kpi: str
    municipality: str
    year: str
    value: float | None
    status: str


@dataclass
class Answers:
    """Everything that some answers say together."""

    records: dict[tuple[str, str, str], Record] = field(default_factory=dict)
    """By measure, municipality and year."""
    titles: dict[str, str] = field(default_factory=dict)
    """Titles of measures."""
    places: dict[str, str] = field(default_factory=dict)
    """Names of municipalities."""
    not_final: dict[str, str] = field(default_factory=dict)
    """The year of a measure whose final figures are not published yet."""

    def add(self, answer: object, where: str, *, today: date) -> str:
        """Take in one answer, and return the address of the next page, if there is one.

        Raises
        ------
        RefusedError
            If it is not of Kolada's shape, or contradicts what was there before.
        """
        page = _checked(Page, answer, where)
        for turn, row in enumerate(page.values, 1):
            here = f"{where}, value {turn:,}"
            if "kpi" in row:
                self._add_row(_checked(Row, row, here), here)
            else:
                self._add_metadata(_checked(Metadata, row, here), today)
        return page.next_url or ""

    def put(self, record: Record, here: str) -> None:
        """Keep a record, unless another says something else.

        Raises
        ------
        RefusedError
            If the same figure is there with another value.
        """
        key = (record.kpi, record.municipality, record.year)
        before = self.records.setdefault(key, record)
        if before.value is None and record.value is not None:
            self.records[key] = record
        elif None not in {before.value, record.value} and before.value != record.value:
            raise RefusedError(
                f"{here}: {record.kpi} of {record.municipality}, {record.year}, is {before.value:g} "
                f"in one place and {record.value:g} in another; import one download at a time"
            )

    def settle(self) -> None:
        """Mark as preliminary what the metadata says isn't final yet."""
        for key, record in self.records.items():
            if record.status == FINAL and self.not_final.get(record.kpi) == record.year:
                self.records[key] = replace(record, status=PRELIMINARY)

    def _add_metadata(self, it: Metadata, today: date) -> None:
        """Take in what a measure or a municipality is called."""
        title = " ".join(it.title.split())
        if KPI.fullmatch(it.id):
            self.titles[it.id] = title
            if (it.publication_date or "")[:10] > today.isoformat():
                self.not_final[it.id] = str(it.publ_period)
        elif CODE.fullmatch(it.id):
            self.places[it.id] = title

    def _add_row(self, it: Row, here: str) -> None:
        """Take in the values of one measure, place and year, of both sexes together."""
        for said in it.values if it.kpi in YEARLY else ():
            if said.gender == "T":
                status = DELETED if said.isdeleted else said.status or ""
                known = with_status(said.value, status, f"{here} ({it.kpi}, {it.period})")
                self.put(Record(it.kpi, it.municipality, it.period, *known), here)


def with_status(value: float | None, said: str, here: str) -> tuple[float | None, str]:
    """Return a value that may be used, and its status, given Kolada's word for that.

    Raises
    ------
    RefusedError
        If `tillit export kolada` wrote it.
    """
    word = said.strip().casefold()[:50]
    if word.startswith("simulat"):
        raise RefusedError(
            f"{here}: is the result of a simulation, not an observed figure; a town is made of observed ones"
        )
    status = PRELIMINARY if word.startswith("prel") else STATUS.get(word, word)
    if value is None or status in {MISSING, WITHHELD, DELETED}:
        return None, MISSING if status in {FINAL, PRELIMINARY} else status
    return value, status


def _checked(shape: type[Shape], data: object, where: str) -> Shape:
    """Return what the data describe, if they are of Kolada's shape."""
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, wrong["loc"])) or "the whole"
        raise RefusedError(f"{where}: {place}: {wrong['msg']}; is this an answer of Kolada's?") from None
