"""Kolada's files: answers that were saved as JSON, and tables that were exported as CSV."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tillit.experiments.importing import tables
from tillit.experiments.importing.figures import YEAR, YEARLY, plain
from tillit.experiments.importing.kolada import CODE, KPI, LONGEST, Answers
from tillit.experiments.importing.places import full_code
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios.errors import shown

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


def read_answers(paths: Sequence[Path]) -> Answers:
    """Return what some files say together.

    RefusedError if one can't be read, isn't from Kolada, or they contradict each other.
    """
    answers = Answers()
    for path in paths:
        content = tables.read_bytes(path)
        if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}:
            _add_json(answers, tables.decode(content, path.name), path.name)
        else:
            _add_table(answers, tables.read_cells(path)[0], path.name)
    return answers


def _add_json(answers: Answers, text: str, name: str) -> None:
    """Take in a saved answer, a list of answers, or a table of them by kind."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"{name} is not JSON: {str(error)[:200]}; download it again") from None
    if isinstance(data, dict):
        # Measures and municipalities may stand beside the figures, under their kinds.
        kinds = (data.get(kind) for kind in ("kpi", "municipality"))
        data = [*({"values": kind} for kind in kinds if isinstance(kind, list)), data]
    following = ""
    for answer in data:
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
        said = {column: cells[turn] for column, turn in columns.items()}
        kpi = _measure_of(said, answers) if plain(said.get("gender", "")) in TOTAL else None
        if kpi is None:
            continue  # notes below the table, other measures, women or men only
        place = _place_of(said, answers)
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
        known = {cell: turn for turn, cell in reversed([*enumerate(map(plain, line.cells))])}
        columns = {
            column: min(known[it] for it in names if it in known)
            for column, names in COLUMNS.items()
            if known.keys() & names
        }
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


def _place_of(said: Mapping[str, str], answers: Answers) -> str:
    """Return the code of a row's place, or its name where the table has no code."""
    name, code = (full_code(said.get(column, "")[:LONGEST]) for column in ("place", "code"))
    found = CODE.fullmatch(code) or CODE.match(name)
    if found is None:
        return name
    if rest := name.removeprefix(found[0]).strip(" -,"):
        answers.places.setdefault(found[0], rest)
    return found[0]
