"""Table lines: one reader for every file, whoever wrote it."""

import pytest

from tillit.experiments.importing.table_lines import decode, lines_of, refuse_surplus
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
    with pytest.raises(RefusedError, match="byte 2 is a letter neither in UTF-8 nor in Windows-1252"):
        decode(b"a\x81b", "t.csv")


def test_excels_first_line_says_the_mark_and_is_no_line_of_the_table() -> None:
    lines = lines_of("sep=;\na,b,c,d;2\n\n3;4\n", "t.csv")
    assert [(it.number, it.cells) for it in lines] == [(2, ["a,b,c,d", "2"]), (4, ["3", "4"])]


def test_a_surplus_cell_is_refused_with_line_and_count_but_empty_ones_are_not() -> None:
    heading, good, bad = lines_of("a,b\n1,2,,\n0,45,3\n", "t.csv")
    refuse_surplus(good, heading.cells, "t.csv")
    with pytest.raises(RefusedError, match=r"t\.csv, line 3 has 3 cells, there are 2 columns"):
        refuse_surplus(bad, heading.cells, "t.csv")


def test_a_quotation_mark_that_never_closes_is_refused() -> None:
    with pytest.raises(RefusedError, match="is not a table: unexpected end of data"):
        lines_of('a;b\n"1;2\n3;4\n', "t.csv")


@pytest.mark.parametrize("text", [";", ";;\n ; \n", "sep=;\n"])
def test_a_table_in_which_nothing_stands_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match=r"t\.csv is empty"):
        lines_of(text, "t.csv")
