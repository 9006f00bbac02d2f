"""Tables: one reader for every text and workbook, whoever wrote it, and for every number."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.experiments.importing.published_files import of_files, table
from tillit.experiments.importing.figures import RECIPIENTS
from tillit.experiments.importing.socialstyrelsen import read_months
from tillit.experiments.importing.tables import decode, lines_of, number, read_cells, rows_below
from tillit.experiments.nation import read_table
from tillit.experiments.refused import RefusedError


def cells(content: bytes) -> list[list[str]]:
    """Return the cells that are in a file."""
    return [line.cells for line in lines_of(decode(content, "t.csv"), "t.csv")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines_are_read_alike(encoding: str, end: str) -> None:
    assert cells(f"Mått;\u2026{end}Å;\u2013{end}".encode(encoding)) == [["Mått", "\u2026"], ["Å", "\u2013"]]


def test_an_ellipsis_of_windows_ends_no_line() -> None:
    assert cells(b"H\xe4;5194;\x85\nB;1;2\n") == [["Hä", "5194", "\u2026"], ["B", "1", "2"]]


def test_letters_that_are_written_in_two_parts_become_one() -> None:
    assert cells("Ha\u0308ssleholm;A\u030a\n".encode()) == [["Hässleholm", "Å"]]


def test_bytes_of_no_known_letters_are_refused_with_their_place() -> None:
    with pytest.raises(RefusedError, match="is not text; download it again"):
        decode(b"a\x81b", "t.csv")


def test_excels_first_line_says_the_mark_and_is_no_line_of_the_table() -> None:
    lines = lines_of("sep=;\na,b,c,d;2\n\n3;4\n", "t.csv")
    assert [(it.number, it.cells) for it in lines] == [(2, ["a,b,c,d", "2"]), (4, ["3", "4"])]


def test_rows_are_as_wide_as_their_heading_and_a_surplus_cell_is_refused_with_line_and_count() -> None:
    lines = lines_of("a,b\n1,2,,\n1\n0,45,3\n", "t.csv")
    rows = rows_below(lines, 0, "t.csv")
    assert [next(rows), next(rows)] == [("t.csv, line 2", ["1", "2"]), ("t.csv, line 3", ["1", ""])]
    with pytest.raises(RefusedError, match=r"t\.csv, line 4 has 3 cells, there are 2 columns"):
        next(rows)


def test_a_quotation_mark_that_never_closes_is_refused() -> None:
    with pytest.raises(RefusedError, match="is not a table: unexpected end of data"):
        lines_of('a;b\n"1;2\n3;4\n', "t.csv")


@pytest.mark.parametrize("text", [";", ";;\n ; \n", "sep=;\n"])
def test_a_table_in_which_nothing_stands_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match=r"t\.csv is empty"):
        lines_of(text, "t.csv")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.503", 10_503.0),
        ("10,503", 10_503.0),
        ("1.234.567", 1_234_567.0),
        ("1 234,5", 1_234.5),
        ("1.234,5", 1_234.5),
        ("1,234.5", 1_234.5),
        ("1\u2009234", 1_234.0),
        ("1\u00a0005\u202f232", 1_005_232.0),
        ("1\u2019234", 1_234.0),
        ("20190.0", 20_190.0),
        ("0.345", 0.345),
        ("\u22125", -5.0),
    ],
)
def test_points_commas_and_spaces_group_the_thousands_of_a_count(text: str, value: float) -> None:
    assert number(text, "here", whole=True) == (value, "final")


def test_a_rate_has_decimals_where_a_thousand_is_too_much() -> None:
    assert number("45.125", "here", most=100.0) == (45.125, "final")


def test_what_may_be_two_numbers_is_refused_with_both() -> None:
    with pytest.raises(RefusedError, match=r"here: '1,905' may be 1905 or 1\.9050: write one of these"):
        number("1,905", "here", most=50_000.0)


@pytest.mark.parametrize("mark", ["", " ", "-", "--", "\u2013", "\u2014", "."])
def test_marks_for_what_has_not_come_are_missing(mark: str) -> None:
    assert number(mark, "here") == (None, "missing")


@pytest.mark.parametrize("mark", ["..", "...", "\u2026", "x", "X"])
def test_marks_for_what_is_kept_secret_are_withheld(mark: str) -> None:
    assert number(mark, "here") == (None, "withheld")


@pytest.mark.parametrize("text", ["1.23.456", "12 34", "1.234.5", "many", "1e5", "0 123", "9" * 41])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="is not a number such as"):
        number(text, "here", whole=True)


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
    assert [row[name] for name in ("inhabitants", "households", "posts", "demands")] == [
        910_000,
        20_000,
        300,
        0.45,
    ]


def test_decimal_is_never_taken_for_thousands(tmp_path: Path) -> None:
    lines, others = read_cells(saved(tmp_path / "x.xlsx", [["a", 1.234, 12.0, None, True]]))
    assert others == []
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
