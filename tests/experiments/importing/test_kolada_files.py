"""Kolada's files: answers and tables read alike, and what is said of broken ones."""

import json
from pathlib import Path

import pytest

from tests.experiments.importing.published_files import SAMPLES, answer, kolada, of_files, row, value
from tillit.experiments.importing.figures import YEARLY
from tillit.experiments.importing.tables import MOST_BYTES
from tillit.experiments.refused import RefusedError


def test_answer_table_and_wide_table_say_the_same() -> None:
    said = [
        {
            (it.measure, it.period): (it.value, it.status, it.place)
            for it in of_files(SAMPLES / name).figures
            if it.measure in {"N01951", "N31910"} and it.period == "2023"
        }
        for name in ("kolada.json", "kolada_long.csv", "kolada_wide.csv")
    ]
    assert said[0] == said[1] == said[2]
    assert said[0]["N31910", "2023"] == (1019.0, "final", "1293 Hässleholm")


def test_only_the_figure_of_both_sexes_is_read() -> None:
    assert [it.value for it in of_files(SAMPLES / "kolada.json").of("N31816")] == [29.6]
    assert [it.value for it in of_files(SAMPLES / "kolada_long.csv").of("N31807")] == [3.9]


def test_titles_may_come_from_a_second_file(tmp_path: Path) -> None:
    bare = tmp_path / "data.json"
    bare.write_text(json.dumps({"values": [row("N31910", 2023, value(1019.0))], "next_url": None}), "utf-8")
    titles = tmp_path / "kpi.json"
    titles.write_text(json.dumps({"values": [{"id": "N31910", "title": "Biståndshushåll, antal"}]}), "utf-8")
    assert "title not checked" in of_files(bare).notes[0]
    assert of_files(bare, titles).notes == ()
    assert of_files(bare, titles, name="Hässleholm").place == "1293 Hässleholm"


def test_saved_pages_are_one_list(tmp_path: Path) -> None:
    pages = [answer(row("N31910", year, value(1000.0)), next_url=None) for year in (2022, 2023)]
    path = tmp_path / "pages.json"
    path.write_text(json.dumps([{"values": pages[0]["kpi"]}, *pages]), encoding="utf-8")
    assert [it.period for it in of_files(path).of("N31910")] == ["2022", "2023"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"PK\x03\x04abc", "no Excel workbook"),
        (b"\x00\x01\x02", "control characters"),
        (b"{", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "none of the measures"),
        (b"[1]", "should be a valid dictionary"),
        (b'{"values": 3}', "values: Input should be a valid list"),
        (b'{"values": [3]}', "should be a valid dictionary"),
        (b'{"values": [{}]}', "kpi: Field required"),
        (b'{"values": [{"kpi": "N31910"}]}', "municipality: Field required"),
        (b'{"values": [NaN]}', "should be a valid dictionary"),
        (b"hello", "no line names the columns"),
        (b"kpi;kommun\nN31910;1293\n", "neither a column with values nor columns with years"),
        (b"kpi;kommun;value\nN31910;1293;3\n", "no column for their year"),
        (b"kpi;kommun;year;value\nN31910;1293;then;3\n", "'then' is not a year"),
        (b"kpi;kommun;2023\nN31910;1293;three\n", "line 2: 'three' is not a number"),
        (b"kpi;kommun;year;value;status\nN31910;1293;2023;3;simulated\n", "result of a simulation"),
    ],
)
def test_garbage_is_told_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "garbage.txt"
    path.write_bytes(content)
    with pytest.raises(RefusedError) as caught:
        of_files(path)
    assert said in str(caught.value)


def test_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be opened: No such file"):
        of_files(tmp_path / "none.json")
    with pytest.raises(RefusedError, match="is not a file"):
        of_files(tmp_path)


def test_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 10)
    with pytest.raises(RefusedError, match="larger than 20,000,000 bytes"):
        of_files(path)


def test_one_page_of_several_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="one page of several"):
        kolada(tmp_path, row("N31910", 2023, value(3.0)), next_url="https://api.kolada.se/v3/data?page=2")


def test_measures_that_are_not_wanted_are_passed_over(tmp_path: Path) -> None:
    it = kolada(tmp_path, row("N31910", 2023, value(3.0)), row("N15000", 2023, value(7.0)))
    assert it.measures() == ("N31910",)
    assert "N15000" not in YEARLY


def test_list_of_pages_without_the_last_is_refused(tmp_path: Path) -> None:
    first = answer(row("N31910", 2022, value(1000.0)), next_url="https://api.kolada.se/v3/data?page=2")
    path = tmp_path / "pages.json"
    path.write_text(json.dumps([first]), encoding="utf-8")
    with pytest.raises(RefusedError, match="one page of several"):
        of_files(path)
    path.write_text(json.dumps([first, answer(row("N31910", 2023, value(990.0)))]), encoding="utf-8")
    assert len(of_files(path).figures) == 2


@pytest.mark.parametrize("depth", range(900, 1000, 9))
def test_values_nested_as_deeply_as_can_be_read_are_refused(tmp_path: Path, depth: int) -> None:
    nested = '{"a":' * depth + "1" + "}" * depth
    path = tmp_path / "deep.json"
    path.write_text(json.dumps({"values": [row("N31910", 2023, value(0.0))]}).replace("0.0", nested), "utf-8")
    with pytest.raises(RefusedError):
        of_files(path)


LONG = 'kpi,kpi_name,{},year,gender,value\nN01951,"Invånare totalt, antal",{},2023,T,984748\n'


@pytest.mark.parametrize("column", ["municipality", "municipality_id"])
@pytest.mark.parametrize("code", ["0180", "180", "180.0"])
def test_a_code_gets_back_the_zero_that_a_spreadsheet_dropped(tmp_path: Path, column: str, code: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(LONG.format(column, code), encoding="utf-8")
    assert of_files(path).place == "0180"
    assert of_files(path, municipality="180").place == of_files(path, municipality="0180").place


def test_a_code_that_is_a_number_in_json_gets_its_zero(tmp_path: Path) -> None:
    it = answer(row("N31910", 2023, value(9.0)))
    it["values"][0]["municipality"] = 180
    (tmp_path / "numbers.json").write_text(json.dumps(it), encoding="utf-8")
    assert of_files(tmp_path / "numbers.json").place == "0180"


@pytest.mark.parametrize(
    "place",
    [
        "Riket",
        "Stockholms län",
        "01 Stockholms län",
        "Region Skåne",
        "Samtliga kommuner",
        "Totalt",
        "Liknande kommuner IFO, Hässleholm, 2023",
        "Landsbygdskommuner",
        "Ovägt medel",
    ],
)
def test_what_is_no_municipality_is_refused_by_its_name(tmp_path: Path, place: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(LONG.format("municipality", f'"{place}"'), encoding="utf-8")
    with pytest.raises(RefusedError, match="is not a municipality"):
        of_files(path)


def test_gotland_is_a_municipality_although_it_calls_itself_a_region(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(LONG.format("municipality", "Region Gotland"), encoding="utf-8")
    assert of_files(path).place == "Region Gotland"


def test_the_code_in_a_title_leaves_no_parentheses(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("Nyckeltal;Kommun;2023\nInvånare totalt, antal (N01951);Sandviken;38 996\n", "utf-8")
    (figure,) = of_files(path).of("N01951")
    assert (figure.title, figure.value) == ("Invånare totalt, antal", 38_996.0)


def test_of_columns_for_total_women_and_men_the_total_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sexes.csv"
    head = "Nyckeltal;Område;År;Totalt;Kvinnor;Män\n"
    path.write_text(head + "Invånare totalt, antal (N01951);Sandviken;2023;38996;19200;19796\n", "utf-8")
    assert [it.value for it in of_files(path).of("N01951")] == [38_996.0]


def test_a_rate_without_a_code_is_not_taken_for_the_count(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(
        "Nyckeltal;Kommun;2023\nBiståndshushåll, antal per 1 000 invånare;Sandviken;31,5\n", "utf-8"
    )
    with pytest.raises(RefusedError, match="has none of the measures"):
        of_files(path)


def test_a_figure_without_a_place_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(LONG.format("municipality_id", ""), encoding="utf-8")
    with pytest.raises(RefusedError, match="line 2: N01951 without a place"):
        of_files(path)
