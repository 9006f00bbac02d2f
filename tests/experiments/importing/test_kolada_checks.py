"""Checks of Kolada's figures: titles, places, statuses, and values that can't be."""

from pathlib import Path
from typing import Any

import pytest

from tests.experiments.importing.published_files import TITLES, kolada, row, value
from tillit.experiments.refused import RefusedError


def titled(kpi: str, title: str) -> dict[str, Any]:
    """Return an answer's titles, one of them changed."""
    return {"kpi": [{"id": code, "title": title if code == kpi else said} for code, said in TITLES.items()]}


def test_another_title_stops_the_import(tmp_path: Path) -> None:
    changed = titled("N31910", "Elever i gymnasiet, antal")
    with pytest.raises(RefusedError, match="N31910 is called 'Elever i gymnasiet, antal', without 'hushåll'"):
        kolada(tmp_path, row("N31910", 2023, value(9.0)), **changed)


def test_title_of_a_measure_without_figures_does_not_matter(tmp_path: Path) -> None:
    it = kolada(tmp_path, row("N31910", 2023, value(9.0)), **titled("N31001", "Något annat"))
    assert it.measures() == ("N31910",)


@pytest.mark.parametrize(
    "title",
    ["", "Vuxna med långvarigt ekonomiskt bistånd, andel (%) av befolkningen"],
    ids=["none", "another"],
)
def test_long_term_share_is_left_out_unless_its_title_says_of_whom_it_is(tmp_path: Path, title: str) -> None:
    names = titled("N31816", title) if title else {"kpi": []}
    it = kolada(tmp_path, row("N31816", 2023, value(29.6)), row("N31910", 2023, value(9.0)), **names)
    assert it.measures() == ("N31910",)
    assert any(note.startswith("N31816: left out") for note in it.notes)
    assert kolada(tmp_path, row("N31816", 2023, value(29.6))).measures() == ("N31816",)


@pytest.mark.parametrize(
    ("raw", "number", "status"),
    [
        (value(9.0), 9.0, "final"),
        (value(9.0, status="Preliminär"), 9.0, "preliminary"),
        (value(9.0, isdeleted=True), None, "deleted"),
        (value(None), None, "missing"),
        (value(None, status="Private"), None, "withheld"),
        (value(9.0, status="Odd"), 9.0, "odd"),
    ],
)
def test_status_is_kept(tmp_path: Path, raw: dict[str, Any], number: float | None, status: str) -> None:
    figure = kolada(tmp_path, row("N31910", 2023, raw)).figures[0]
    assert (figure.value, figure.status) == (number, status)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (value(-1.0), "is not from 0 to 500000"),
        (value(1e9), "is not from 0 to 500000"),
        (value(1.234), "not a whole number; is a point taken for a comma?"),
        (value(9.0, status="simulated"), "result of a simulation"),
        ({"gender": "T", "value": "9"}, "should be a valid number"),
        ({"gender": "T", "value": True}, "should be a valid number"),
        (3, "should be a valid dictionary"),
    ],
)
def test_value_that_cannot_be_is_refused(tmp_path: Path, raw: Any, said: str) -> None:  # noqa: ANN401 - anything
    with pytest.raises(RefusedError) as caught:
        kolada(tmp_path, row("N31910", 2023, raw))
    assert said in str(caught.value)


def test_figure_that_is_there_twice_must_be_the_same(tmp_path: Path) -> None:
    same = row("N31910", 2023, value(9.0))
    assert len(kolada(tmp_path, same, same).figures) == 1
    with pytest.raises(RefusedError, match="9 in one place and 8 in another"):
        kolada(tmp_path, same, row("N31910", 2023, value(8.0)))


def test_several_municipalities_need_a_choice(tmp_path: Path) -> None:
    rows = [row("N31910", 2023, value(9.0), place=place) for place in ("1293", "0780")]
    with pytest.raises(RefusedError, match="2 places: 1293 Hässleholm, 0780; choose one"):
        kolada(tmp_path, *rows)
    assert kolada(tmp_path, *rows, municipality="hassleholm").place == "1293 Hässleholm"
    assert kolada(tmp_path, *rows, municipality="0780").place == "0780"


@pytest.mark.parametrize("place", ["0000", "0012", "G35668", "1", "V15E129300201"])
def test_nation_regions_and_groups_are_no_municipality(tmp_path: Path, place: str) -> None:
    with pytest.raises(RefusedError, match="not a municipality but the nation, a county, a region, a group"):
        kolada(tmp_path, row("N31910", 2023, value(9.0), place=place))


def test_a_measure_of_a_part_or_a_rate_is_refused(tmp_path: Path) -> None:
    for title in ("Biståndshushåll, antal per 1 000 invånare", "Biståndshushåll, utrikes födda, antal"):
        with pytest.raises(RefusedError, match="a part or a rate"):
            kolada(tmp_path, row("N31910", 2023, value(9.0)), **titled("N31910", title))
