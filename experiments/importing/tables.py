"""Tables: the rows of a text or of a workbook's sheet, and what numbers and places in them mean."""

import csv
import io
import math
import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import pandas as pd

from tillit.experiments.importing.figures import Status, some_of
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios.errors import cut
from tillit.model.scenarios.reading import plain_letters

MOST_BYTES = 20_000_000  # all municipalities and years of a dozen measures are a tenth of this
FIRST_LINES = 20  # among which the names of the columns are looked for
WORKBOOK = b"PK\x03\x04"  # how a workbook of Excel 2007 or later begins
MARK_SAID = re.compile(r"sep=(?P<mark>[;,\t|])[ ;,\t|]*\n", re.IGNORECASE)  # in a first line, for Excel
ALIKE = str.maketrans("\u00a0\u2007\u2009\u202f\u2019\u2212", "    '-")
"""Spaces that don't break or are thin, the curved apostrophe, and the minus of printers."""
NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,12})?")
GROUPED = re.compile(
    r"-?[1-9][0-9]{0,2}(?P<mark>[ .,'])[0-9]{3}(?:(?P=mark)[0-9]{3}){0,4}"
    r"(?P<decimals>(?!(?P=mark))[.,][0-9]{1,12})?"
)
EITHER = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")  # thousands as well as thousandths
NOTHING = {
    **dict.fromkeys(("", "-", "--", "\u2013", "\u2014", "."), Status.MISSING),
    **dict.fromkeys(("..", "...", "\u2026", "x"), Status.WITHHELD),
}
"""What stands where no value is: ``..`` and ``X`` are kept secret, since few people are behind them."""
CODE = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
LOST_ZERO = re.compile(r"([0-9]{1,4})(?:\.0)?")  # as spreadsheets leave it: 180 or 180.0 for 0180
GROUP = re.compile(r"[A-Z][0-9]{2,}")  # how codes of Kolada's groups and of single schools or homes begin
OTHERS = re.compile(
    r"(?:riket|hela (?:riket|landet)|sverige|sweden|nation|summa|sum|total|totalt|samtliga|alla|all)\b.*"
    r"|.* län|.*\bregion(?! gotland)\b.*|.*\blandsting\w*"
    r"|.*(?:kommuner|\bkommungrupp\w*|\bmedel\w*|\bmunicipalities)\b.*"
)
"""Names of what is more than a municipality."""


class Line(NamedTuple):
    """One line of a table, and which of the file it is."""

    number: int
    cells: list[str]


def read_cells(path: Path) -> tuple[list[Line], list[str]]:
    """Return the lines of a text or the fullest sheet, and other sheets' names; RefusedError if neither."""
    content = read_bytes(path)
    if not content.startswith(WORKBOOK):
        return lines_of(decode(content, path.name), path.name), []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not know
            book = pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, na_filter=False)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        said = f"is a zip file but no Excel workbook that can be read: {str(error)[:120]}"
        raise RefusedError(f"{path.name} {said}") from None
    sheets = {}
    for title, sheet in book.items():
        rows = enumerate(sheet.map(_as_text).to_numpy().tolist(), 1)
        if lines := [Line(turn, cells) for turn, cells in rows if any(cells)]:
            sheets[str(title)] = lines
    if not sheets:
        raise RefusedError(f"{path.name} is empty: no cell of any sheet says anything")
    chosen = max(sheets, key=lambda title: sum(bool(cell) for line in sheets[title] for cell in line.cells))
    return sheets.pop(chosen), list(sheets)


def _as_text(cell: object) -> str:
    """Return a cell as a table would have it; with so many decimals that no point parts thousands."""
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else f"{cell:.10f}"
    return " ".join(str(cell).split())


def read_bytes(path: Path) -> bytes:
    """Return what is in a file, or a little more than is read of one; RefusedError if it can't be opened."""
    if path.exists() and not path.is_file():
        raise RefusedError(f"{path} is not a file")
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RefusedError(f"{path} cannot be opened: {error.strerror}") from None


def decode(content: bytes, name: str) -> str:
    r"""Return the text of some bytes in UTF-8, with or without its mark, Windows-1252, or UTF-16.

    Lines end with \n only, and a letter and its accent are one character.
    RefusedError if there are none, too many, or they are no text.
    """
    if len(content) > MOST_BYTES:
        raise RefusedError(
            f"{name} is larger than {MOST_BYTES:,} bytes; choose fewer municipalities and years"
        )
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            break
    else:
        raise RefusedError(f"{name} is not text; download it again as CSV or JSON, or save it as UTF-8")
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    if any(letter < " " and letter not in "\t\n" for letter in text):
        raise RefusedError(f"{name} is not text: it has control characters; download it again as CSV or JSON")
    if not text.strip():
        raise RefusedError(f"{name} is empty")
    return text


def lines_of(text: str, name: str) -> list[Line]:
    """Return the lines that are not empty, in cells; RefusedError for none, or a quotation mark left open."""
    said = MARK_SAID.match(text)
    first = text.split("\n", FIRST_LINES)[:FIRST_LINES]
    mark = said["mark"] if said else max(";\t,", key=lambda it: max(line.count(it) for line in first))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        lines = [Line(reader.line_num, list(map(str.strip, cells))) for cells in reader]
    except csv.Error as error:
        raise RefusedError(f"{name} is not a table: {error} (line {reader.line_num:,})") from None
    if lines := [line for line in (lines[1:] if said else lines) if any(line.cells)]:
        return lines
    raise RefusedError(f"{name} is empty: no cell of it says anything")


def rows_below(lines: list[Line], at: int, name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield where each row below a heading is, and its cells; RefusedError for more than the heading has."""
    columns = max(turn for turn, cell in enumerate(lines[at].cells, 1) if cell)
    for line in lines[at + 1 :]:
        where = f"{name}, line {line.number:,}"
        if any(line.cells[columns:]):
            said = f"{where} has {len(line.cells)} cells, there are {columns} columns"
            raise RefusedError(
                f"{said}; is a decimal comma in a file whose cells commas part? Part them by semicolons, or "
                "quote the cell"
            )
        yield where, (line.cells + [""] * columns)[:columns]


def number(text: str, where: str, *, whole: bool = False, most: float = math.inf) -> tuple[float | None, str]:
    """Return a value, as in ``1 234,5``, ``1.234`` or ``..``, and its status.

    `where` is what messages call its place. What is `whole` counts something, so that ``1.234`` is more than
    a thousand; other figures have decimals if a thousand is more than `most`. RefusedError if it is neither
    a number nor a mark for none, or may be two numbers.
    """
    shown = text.strip()
    if status := NOTHING.get(shown.casefold()):
        return None, status
    plainly = shown.translate(ALIKE)
    with_decimals = plainly.replace(",", ".")
    if grouped := GROUPED.fullmatch(plainly):
        decimals = grouped["decimals"] or ""
        in_thousands = plainly.removesuffix(decimals).replace(grouped["mark"], "")
        thousands = float(in_thousands + decimals.replace(",", "."))
        if whole or not EITHER.fullmatch(plainly):
            return thousands, Status.FINAL
        if abs(thousands) <= most:
            either = f"{thousands:.0f} or {with_decimals}0"
            raise RefusedError(f"{where}: {shown!r} may be {either}: write one of these")
    elif not NUMBER.fullmatch(plainly):
        said = f"{where}: {shown[:40]!r}"
        raise RefusedError(f"{said} is not a number such as 1 234 or 12,5 (or .. for what is withheld)")
    return float(with_decimals), Status.FINAL


def full_code(text: str) -> str:
    """Return a municipality's code with the zero that spreadsheets drop; any other text as it is."""
    found = LOST_ZERO.fullmatch(text.strip())
    return found[1].zfill(4) if found else text


def is_municipality(key: str, title: str = "") -> bool:
    """Tell whether a place is a municipality, and not a group, county, region, nation or total."""
    if code := re.match("[0-9]+", key):
        return CODE.fullmatch(code[0]) is not None and not key.startswith("00")
    names = (it.casefold().strip() for it in (key, title))
    return not GROUP.match(key) and not any(map(OTHERS.fullmatch, names))


def choose(places: Mapping[str, str], wanted: str | None, name: str) -> str:
    """Return the key of the place that is wanted by code or name; names are by key, which may be the name.

    RefusedError if it is not there, or is no municipality, or there are several and none was asked for.
    """
    words, key = some_of([cut(label(key, title), 60) for key, title in places.items()]), next(iter(places))
    if wanted is None and len(places) > 1:
        raise RefusedError(
            f"{name} has {len(places):,} places: {words}; choose one, as in --municipality {key!r}"
        )
    if wanted is not None:
        # In plain letters, as people type it, Habo and Håbo are the same.
        for alike in (bare_name, lambda it: bare_name(plain_letters(it))):
            meant = alike(full_code(wanted))
            found = [key for key, it in places.items() if meant in map(alike, (key, it, label(key, it)))]
            if len(found) == 1:
                (key,) = found
                break
        else:
            raise RefusedError(f"{name} has no {wanted[:60]!r}; it has {words}")
    if not is_municipality(key, places[key]):
        raise RefusedError(
            f"{name}: {label(key, places[key])[:80]} is not a municipality but the nation, a county, a "
            "region, a group or a total; choose a municipality, as in --municipality 1293"
        )
    return key


def label(key: str, title: str) -> str:
    """Return code and name together, or whichever there is."""
    return key if title in {"", key} else f"{key} {title}"


def parts(place: str) -> tuple[str, str]:
    """Return the code and the bare name in a place's label; empty where there is none."""
    code = CODE.search(place)
    return code[0] if code else "", bare_name(CODE.sub(" ", place, count=1).strip(" -,"))


def bare_name(place: str) -> str:
    """Return the name alone: ``Hässleholms kommun`` and ``Hässleholm`` become the same."""
    name = re.sub(r" (?:kommun|stad)$", "", " ".join(place.casefold().split()))
    return name.removesuffix("s")  # a genitive looks like a name that ends in s, so neither keeps it
