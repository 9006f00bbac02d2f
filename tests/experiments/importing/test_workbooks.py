"""Workbooks: what Excel saves is read as the same table in text is, and what is left out is said."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.experiments.importing.published_files import of_files, table
from tillit.experiments.importing.measures import RECIPIENTS
from tillit.experiments.importing.socialstyrelsen import read_months
from tillit.experiments.importing.table_lines import lines_of, read_cells
from tillit.experiments.nation.table import read_table
from tillit.experiments.refused import RefusedError


def saved(path: Path, rows: list[list[object]], *further: str) -> Path:
    """Return a workbook with a sheet of rows, and further sheets in which a word stands."""
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for title in further:
        book.create_sheet(title).append(["note"])
    book.save(path)
    return path


def typed(cell: str) -> object:
    """Return a cell as Excel keeps it."""
    bare = cell.replace(" ", "")
    return int(bare) if bare.isdecimal() else cell


def test_monthly_table_is_the_same_from_a_workbook(tmp_path: Path) -> None:
    text = tmp_path / "months.csv"
    text.write_text(table(), encoding="utf-8")
    rows = [[typed(cell) for cell in line.cells] for line in lines_of(table(), "months")]
    book = saved(tmp_path / "months.xlsx", rows, "Om statistiken")
    one, other = read_months(text, None), read_months(book, None)
    assert [(it.measure, it.period, it.value) for it in one.figures] == [
        (it.measure, it.period, it.value) for it in other.figures
    ]
    assert "months.xlsx: sheets left out: Om statistiken" in other.notes


def test_kolada_export_with_columns_for_women_and_men_is_read_from_a_workbook(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Jämföraren, uttag 2024"],
        ["Nyckeltal", "Område", "År", "Totalt", "Kvinnor", "Män"],
        ["Invånare totalt, antal (N01951)", "Sandviken", 2023, 38996, 19200, 19796],
        [f"{RECIPIENTS.title} (N31807)", "Sandviken", 2023, 5.25, "..", None],
    ]
    it = of_files(saved(tmp_path / "kolada.xlsx", rows))
    assert {(figure.measure, figure.value) for figure in it.figures} == {("N01951", 38996), ("N31807", 5.25)}


def test_nation_is_read_from_a_workbook(tmp_path: Path) -> None:
    heading: list[object] = ["Kommun", "Län", "Invånare", "Hushåll", "Tjänster", "Krav"]
    (row,) = read_table(saved(tmp_path / "n.xlsx", [heading, ["Alfa", "Skåne", 910000, 20000, 300, 0.45]]))
    assert row.figures == {"inhabitants": 910_000, "households": 20_000, "posts": 300, "demands": 0.45}


def test_decimal_is_never_taken_for_thousands(tmp_path: Path) -> None:
    lines = read_cells(saved(tmp_path / "x.xlsx", [["a", 1.234, 12.0, None, True]])).lines
    assert lines[0].cells == ["a", "1.2340000000", "12", "", "True"]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(100)])
def test_zip_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match="no Excel workbook"):
        read_cells(path)


def test_workbook_in_which_nothing_stands_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no cell of any sheet"):
        read_cells(saved(tmp_path / "x.xlsx", [[]]))
