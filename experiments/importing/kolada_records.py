"""Kolada's records: what its answers say, whether they come from files or from the service.

An answer of version 3 is ``{"values": [{"kpi", "municipality", "period", "values":
[{"gender", "status", "value", "count", "isdeleted"}]}], "count", "next_url"}``;
metadata of measures and municipalities is ``{"values": [{"id", "title", ...}]}``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tillit.experiments.importing.figures import DELETED, FINAL, MISSING, PRELIMINARY, WITHHELD
from tillit.experiments.importing.measures import YEARLY
from tillit.experiments.importing.places import full_code
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios.errors import shown

CODE = re.compile(r"[0-9]{4}")
KPI = re.compile(r"[NU][0-9]{5}")
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
SIMULATED = "simulat"
"""How the status begins of what `tillit export kolada` wrote."""
LONGEST = 300
LARGEST = 1e15
MOST_RECORDS = 500_000
STATUS = {
    "": FINAL,
    "normal": FINAL,
    "final": FINAL,
    "definitiv": FINAL,
    "missing": MISSING,
    "saknas": MISSING,
    "private": WITHHELD,
    "sekretess": WITHHELD,
}
"""Kolada's words for a status, as far as they are known; others are kept as they are."""


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

    def add(self, answer: object, where: str, *, today: date) -> None:
        """Take in one answer.

        Raises
        ------
        RefusedError
            If it is not of Kolada's shape, or contradicts what was there before.
        """
        if not isinstance(answer, dict) or not isinstance(answer.get("values"), list):
            message = f'{where} is not an answer of Kolada: it has no list "values"'
            raise RefusedError(message)
        if len(answer["values"]) > MOST_RECORDS:
            message = f"{where} has more than {MOST_RECORDS:,} values; choose fewer municipalities or years"
            raise RefusedError(message)
        for turn, row in enumerate(answer["values"], 1):
            here = f"{where}, value {turn:,}"
            if not isinstance(row, dict):
                message = f"{here}: must be a table, not {type(row).__name__}"
                raise RefusedError(message)
            if "kpi" in row:
                self.add_row(row, here)
            elif "id" in row and "title" in row:
                self.add_metadata(row, here, today)
            else:
                message = f'{here}: has neither "kpi" nor "id" and "title"; is this from Kolada?'
                raise RefusedError(message)

    def add_metadata(self, row: dict[str, Any], here: str, today: date) -> None:
        """Take in what a measure or a municipality is called."""
        code, title = code_of(row, "id", here), text_of(row, "title", here)
        if KPI.fullmatch(code):
            self.titles[code] = title
            final = row.get("publication_date")
            if isinstance(final, str) and final[:10] > today.isoformat():
                self.not_final[code] = word(row.get("publ_period"))
        elif CODE.fullmatch(code):
            self.places[code] = title

    def add_row(self, row: dict[str, Any], here: str) -> None:
        """Take in the values of one measure, place and year."""
        kpi, place = text_of(row, "kpi", here), code_of(row, "municipality", here)
        year = word(row.get("period"))
        if not YEAR.fullmatch(year):
            message = f"{here}: period = {shown(row.get('period'))}: must be a year such as 2023"
            raise RefusedError(message)
        values = row.get("values")
        if not isinstance(values, list):
            message = f'{here}: has no list "values" with gender and value'
            raise RefusedError(message)
        if kpi in YEARLY:
            for value in totals(values, here):
                self.put(Record(kpi, place, year, *value_of(value, f"{here} ({kpi}, {year})")), here)

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
            message = (
                f"{here}: {record.kpi} of {record.municipality}, {record.year}, is {before.value:g} "
                f"in one place and {record.value:g} in another; import one download at a time"
            )
            raise RefusedError(message)

    def settle(self) -> None:
        """Mark as preliminary what the metadata says isn't final yet."""
        for key, record in self.records.items():
            if record.status == FINAL and self.not_final.get(record.kpi) == record.year:
                self.records[key] = Record(
                    record.kpi, record.municipality, record.year, record.value, PRELIMINARY
                )


def word(value: object) -> str:
    """Return a value that may be a text or a number; whatever else it is, nothing."""
    return str(value)[:LONGEST] if isinstance(value, str | int) and not isinstance(value, bool) else ""


def text_of(row: dict[str, Any], name: str, here: str) -> str:
    """Return a text in a row.

    Raises
    ------
    RefusedError
        If there is none.
    """
    value = row.get(name)
    if isinstance(value, str) and value.strip():
        return " ".join(value[:LONGEST].split())
    message = f'{here}: "{name}" must be a text; is this an answer of Kolada?'
    raise RefusedError(message)


def code_of(row: dict[str, Any], name: str, here: str) -> str:
    """Return a code in a row; where a program wrote it as a number, with the zero that got lost.

    Raises
    ------
    RefusedError
        If there is none.
    """
    return full_code(text_of({name: word(row.get(name))}, name, here))


def totals(values: Iterable[object], here: str) -> Iterator[dict[str, Any]]:
    """Yield the values that are for both sexes together."""
    for value in values:
        if not isinstance(value, dict):
            message = f"{here}: a value must be a table with gender and value"
            raise RefusedError(message)
        if value.get("gender", "T") == "T":
            yield value


def value_of(value: dict[str, Any], here: str) -> tuple[float | None, str]:
    """Return a value and its status.

    Raises
    ------
    RefusedError
        If it is no number, or comes from a simulation.
    """
    number, said = value.get("value"), word(value.get("status")).strip().casefold()[:50]
    if said.startswith(SIMULATED):
        message = (
            f"{here}: is the result of a simulation, not an observed figure; a town is made of observed ones"
        )
        raise RefusedError(message)
    if value.get("isdeleted") is True:
        return None, DELETED
    status = PRELIMINARY if said.startswith("prel") else STATUS.get(said, said)
    if number is None:
        return None, status if status not in {FINAL, PRELIMINARY} else MISSING
    if isinstance(number, bool) or not isinstance(number, int | float) or abs(number) > LARGEST:
        message = f"{here}: value = {shown(number)}: must be a number"
        raise RefusedError(message)
    if status in {MISSING, WITHHELD}:
        return None, status
    return float(number), status
