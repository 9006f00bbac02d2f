"""Any bytes: whatever a file holds, it becomes figures or a clear refusal, never a fault of the program."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.experiments.importing.published_files import SAMPLES, answer, of_files, row, table
from tillit.experiments.importing.figures import Published
from tillit.experiments.importing.own_town import Choices, into_town, new_town
from tillit.experiments.importing.socialstyrelsen import read_months
from tillit.experiments.importing.tables import number
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import ScenarioError

MANY = settings(max_examples=60, deadline=None)
LONGEST = 2_500

leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
)
words = st.sampled_from(
    [
        "kpi",
        "id",
        "title",
        "municipality",
        "period",
        "values",
        "value",
        "gender",
        "status",
        "isdeleted",
        "next_url",
    ]
)
like_kolada = st.recursive(
    leaves | st.sampled_from(["N31910", "N01951", "1293", 2023, "2023", "T"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=6),
)
cells = st.sampled_from(
    ["Region", "Mått", "Januari", "2022", "Antal hushåll", "12,5", "..", "", "kpi", "Kommun", "N31910"]
)
rows = st.lists(st.lists(cells | st.text(max_size=6), max_size=8).map(";".join), max_size=8).map("\n".join)


def read_as(content: bytes, reader: str) -> Published | None:
    """Return what is published in some bytes, or None if they are refused in words."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.bin"
        path.write_bytes(content)
        try:
            return read_months(path, None) if reader == "months" else of_files(path)
        except RefusedError as refusal:
            said = str(refusal)
            assert said
            assert len(said) < LONGEST
            assert said.isprintable()
            return None


def make(it: Published | None) -> None:
    """Make a town of what was read, or be refused in words."""
    if it is None:
        return
    for choices in (Choices(), Choices(year=2023)):
        try:
            made = new_town(it, choices)
        except (RefusedError, ScenarioError):
            continue
        assert made.scenario.town.households >= 10
        assert into_town(made.text, "any.toml", it, choices).scenario.digest == made.scenario.digest


@MANY
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode) | rows.map(str.encode))
def test_any_bytes_are_figures_or_refused(content: bytes) -> None:
    for reader in ("kolada", "months"):
        make(read_as(content, reader))


@MANY
@given(anything | like_kolada)
def test_any_json_is_figures_or_refused(data: Any) -> None:  # noqa: ANN401 - JSON is anything
    make(read_as(json.dumps(data).encode(), "kolada"))


@MANY
@given(like_kolada)
def test_any_value_in_an_answer_is_a_figure_or_refused(data: Any) -> None:  # noqa: ANN401 - the same
    full = json.loads((SAMPLES / "kolada.json").read_text(encoding="utf-8"))
    for odd in (answer(row("N31910", 2023, data)), answer(data), full | {"values": [*full["values"], data]}):
        make(read_as(json.dumps(odd).encode(), "kolada"))


@MANY
@given(at=st.integers(min_value=0), length=st.integers(1, 40), new=st.binary(max_size=20))
def test_damaged_files_are_figures_or_refused(at: int, length: int, new: bytes) -> None:
    for name, reader in (
        ("socialstyrelsen.csv", "months"),
        ("kolada.json", "kolada"),
        ("kolada_wide.csv", "kolada"),
    ):
        whole = (SAMPLES / name).read_bytes()
        start = at % len(whole)
        make(read_as(whole[:start] + new + whole[start + length :], reader))


@MANY
@given(st.floats(min_value=0, max_value=1e9, allow_nan=False))
def test_numbers_are_read_as_swedes_write_them(value: float) -> None:
    whole, cents = divmod(round(value * 100), 100)
    swedish = f"{whole:,}".replace(",", "\u00a0") + f",{cents:02}"
    read, status = number(swedish, "here")
    assert read == pytest.approx(whole + cents / 100)
    assert status == "final"


def test_region_may_be_a_long_name_without_harm() -> None:
    make(read_as(table().replace("Hässleholm", "H" * 5000).encode(), "months"))
