"""Kolada: what its answers and its exported tables say, and the checked figures of one place."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from tillit.experiments.importing import tables
from tillit.experiments.importing.figures import LONG_TERM, YEAR, YEARLY, Figure, Published, Status, plain
from tillit.experiments.importing.tables import CODE, full_code
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios.errors import shown

KPI = re.compile(r"[NU][0-9]{5}")
OF_RECIPIENTS = re.compile(r"av (?:\w+ )*biståndsmottagar")  # of whom the long-term share must be
LONGEST = 300
STATUS = {
    **dict.fromkeys(("", "normal", "final", "definitiv"), Status.FINAL),
    **dict.fromkeys(("missing", "saknas"), Status.MISSING),
    **dict.fromkeys(("private", "sekretess"), Status.WITHHELD),
}
"""Kolada's words for a status, as far as they are known; others are kept as they are."""
COLUMNS = {
    "kpi": ("kpi", "kpi_id", "nyckeltal", "nyckeltals-id", "nyckeltalsid", "nyckeltal id", "id"),
    "title": ("title", "kpi_name", "kpi_title", "nyckeltalsnamn", "namn", "beskrivning", "titel"),
    "code": ("municipality_id", "kommunkod", "kommun_id", "kommunid", "kommun-id"),
    "place": ("municipality", "municipality_name", "kommun", "område", "omrade", "region", "enhet"),
    "year": ("year", "period", "år", "ar"),
    "gender": ("gender", "kön", "kon"),
    "value": ("value", "värde", "varde", "utfall", "totalt", "total"),
    "status": ("status",),
}
"""Names of columns that are known, in small letters."""
TOTAL = {"t", "totalt", "total", "alla", ""}
Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Code = Annotated[Text, AfterValidator(full_code)]  # where a program wrote a number, with the zero it lost


class Value(BaseModel, coerce_numbers_to_str=True):
    """One value, of both sexes together if its gender is T."""

    gender: str = "T"
    status: str | None = None
    value: Annotated[float, Field(strict=True)] | None = None
    isdeleted: bool = False


class Row(BaseModel, coerce_numbers_to_str=True):
    """The values of one measure, place and year."""

    kpi: Text
    municipality: Code
    period: Annotated[str, Field(pattern=f"^{YEAR.pattern}$")]
    values: list[Value]


class Metadata(BaseModel, coerce_numbers_to_str=True):
    """What a measure or a municipality is called."""

    id: Code
    title: Annotated[Text, AfterValidator(lambda title: " ".join(title.split()))]


class Page(BaseModel, coerce_numbers_to_str=True):
    """One answer of version 3 of the interface, to which a file may add the names of what is in it."""

    values: list[Row | Metadata]
    kpi: list[Metadata] = []
    municipality: list[Metadata] = []
    next_url: str | None = None


@dataclass
class Answers:
    """What some answers say together: records by measure, municipality and year; titles; names of places."""

    records: dict[tuple[str, str, str], Figure] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def add(self, answer: object, where: str) -> str:
        """Take in an answer, and return the next page's address; RefusedError if it is not like Kolada's."""
        try:
            page = Page.model_validate(answer)
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, wrong["loc"])) or "the whole"
            raise RefusedError(f"{where}: {place}: {wrong['msg']}; is this an answer of Kolada's?") from None
        for turn, row in enumerate([*page.values, *page.kpi, *page.municipality], 1):
            if isinstance(row, Metadata):
                names = self.titles if KPI.fullmatch(row.id) else self.places
                names[row.id] = row.title
                continue
            for it in row.values if row.kpi in YEARLY else ():
                if it.gender == "T":
                    status = Status.DELETED if it.isdeleted else it.status or ""
                    key = row.kpi, row.municipality, row.period
                    self.put(key, it.value, status, f"{where}, value {turn:,}")
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
        before = self.records.setdefault(key, Figure(*key, value, status))
        if before.value is None and value is not None:
            self.records[key] = Figure(*key, value, status)
        elif value not in {None, before.value}:
            raise RefusedError(
                f"{where}: {kpi} of {place}, {period}, is {before.value:g} "
                f"in one place and {value:g} in another; import one download at a time"
            )


def read_answers(paths: Sequence[Path]) -> Answers:
    """Return what some files say together; RefusedError if one is not Kolada's, or another says otherwise."""
    answers = Answers()
    for path in paths:
        content = tables.read_bytes(path)
        if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}:
            _add_json(answers, tables.decode(content, path.name), path.name)
        else:
            _add_table(answers, tables.read_cells(path)[0], path.name)
    return answers


def _add_json(answers: Answers, text: str, name: str) -> None:
    """Take in a saved answer, or a list of answers."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"{name} is not JSON: {str(error)[:200]}; download it again") from None
    following = ""
    for answer in data if isinstance(data, list) else [data]:
        following = answers.add(answer, name)
    if following:
        raise RefusedError(
            f"{name} is one page of several: the next is at {shown(following)}. "
            "Save the other pages too and put all into one list, or use --fetch"
        )


def _add_table(answers: Answers, lines: list[tables.Line], name: str) -> None:
    """Take in a table: a row a value, or a row a place with a column a year."""
    at, columns = _header_of(lines, name)
    years = {turn: cell for turn, cell in enumerate(lines[at].cells) if YEAR.fullmatch(cell)}
    if "value" not in columns and not years:
        raise RefusedError(f"{name}: has neither a column with values nor columns with years (2019, 2020, …)")
    if "value" in columns and "year" not in columns:
        raise RefusedError(f"{name}: has values but no column for their year (year, period or år)")
    for where, cells in tables.rows_below(lines, at, name):
        said = {column: cells[turn][:LONGEST] for column, turn in columns.items()}
        kpi = _measure_of(said, answers) if plain(said.get("gender", "")) in TOTAL else None
        if kpi is None:
            continue  # notes below the table, other measures, women or men only
        place, code = (full_code(said.get(column, "")) for column in ("place", "code"))
        if found := CODE.fullmatch(code) or CODE.match(place):
            if called := place.removeprefix(found[0]).strip(" -,"):
                answers.places.setdefault(found[0], called)
            place = found[0]
        if not place:
            raise RefusedError(f"{where}: {kpi} without a place; fill in the municipality's code or name")
        for turn, year in {columns["value"]: said["year"]}.items() if "value" in columns else years.items():
            if not YEAR.fullmatch(year):
                raise RefusedError(f"{where}: {year[:40]!r} is not a year such as 2023")
            value, mark = tables.number(cells[turn], where, whole=YEARLY[kpi].whole, most=YEARLY[kpi].high)
            answers.put((kpi, place, year), value, mark if value is None else said.get("status", ""), where)


def _header_of(lines: list[tables.Line], name: str) -> tuple[int, dict[str, int]]:
    """Return the line with the names of the columns, and where each known column is."""
    for at, line in enumerate(lines[: tables.FIRST_LINES]):
        cells = list(map(plain, line.cells))
        named = {it: column for column, names in COLUMNS.items() for it in names}
        columns = {named[cell]: turn for turn, cell in reversed([*enumerate(cells)]) if cell in named}
        if columns.keys() & {"kpi", "title"} and columns.keys() & {"place", "code"}:
            return at, columns
    raise RefusedError(
        f"{name}: no line names the columns; a table has a column for the measure (kpi or Nyckeltal), "
        "one for the place (municipality or Kommun), and either year and value or a column for each year"
    )


def _measure_of(said: Mapping[str, str], answers: Answers) -> str | None:
    """Return the code of a row's measure, which may stand before its title; None if it is none of ours."""
    words = f"{said.get('kpi', '')} {said.get('title', '')}"[:LONGEST]
    found = KPI.search(words)
    if found is None:
        return next((code for code, it in YEARLY.items() if plain(it.title) == plain(words)), None)
    if found[0] not in YEARLY:
        return None
    alone = re.sub(rf"\(\s*{found[0]}\s*\)|{found[0]}", " ", words, count=1)
    if title := " ".join(re.sub(r"^[\s:,;()-]+|[\s:;(-]+$", "", alone).split()):
        answers.titles.setdefault(found[0], title)
    return found[0]


def published(
    answers: Answers, municipality: str | None, *, name: str = "", where: str = "the file"
) -> Published:
    """Return the figures of one municipality, given by code or name if there are several.

    `name` is what it is called if the answers don't say, and `where` what messages call these.
    RefusedError if there is none or several, or a title or a value is not what it must be.
    """
    records, titles = sorted(answers.records.items()), answers.titles
    places = {code: answers.places.get(code, "") for _, code, _ in answers.records}
    if not places:
        raise RefusedError(f"{where} has none of the measures {', '.join(YEARLY)}")
    for kpi in sorted({kpi for kpi, _, _ in answers.records} & titles.keys()):
        YEARLY[kpi].check_title(titles[kpi])
    code = tables.choose(places, municipality, where)
    place, remarks = tables.label(code, places[code] or name), []
    own = [replace(it, place=place, title=titles.get(kpi, "")) for (kpi, at, _), it in records if at == code]
    if bare := dict.fromkeys(it.measure for it in own if not it.title):
        ask = f"give Kolada's answer to /v3/kpi/{','.join(bare)} as a second file"
        remarks.append(f"{', '.join(bare)}: title not checked, since the file has none; {ask}")
    figures = [it for it in own if it.measure != LONG_TERM.code or OF_RECIPIENTS.search(plain(it.title))]
    if len(figures) < len(own):
        remarks.append(f"{LONG_TERM.code}: left out; only its title says of whom it is a share")
    for it in figures:
        YEARLY[it.measure].check(it)
    return Published(place, "Kolada", tuple(figures), tuple(remarks))
