"""Whatever a design file holds, it is read or refused in one screen of text, before anything runs."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.broken_tables import QUICK, Brokenness
from tests.experiments.sweep.small_designs import tables
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_file import build, read_design
from tillit.model.scenarios.errors import LINES, WIDTH

BROKEN = Brokenness(
    (
        "title",
        "towns",
        "standard",
        "variant",
        "name",
        "before",
        "set",
        "event",
        "kind",
        "month",
        "date",
        "posts",
        "factors",
        "parameters",
        "parameters.*",
        "staff.posts",
        "low",
        "high",
        "values",
        "sampler",
        "grid",
        "list",
        "saltelli",
        "morris",
        "size",
        "seed",
        "file",
        "outputs",
        "all",
        "payments",
        "months",
    )
)


def is_read_or_refused(data: dict[str, Any]) -> None:
    """Check that tables make a whole design, or a message that fits on a screen."""
    try:
        design = build(data, "broken.toml", Path())
    except RefusedError as error:
        lines = str(error).splitlines()
        assert 1 < len(lines) <= LINES + 2
        assert max(map(len, lines)) <= WIDTH + 2
    else:
        assert len(design.rows) >= 1
        assert design.scenario(len(design.rows) - 1).town.households


@QUICK
@given(BROKEN.tables)
def test_any_tables_are_read_or_refused(data: dict[str, Any]) -> None:
    is_read_or_refused(data)


@QUICK
@given(st.data())
def test_good_design_with_one_wrong_value_is_read_or_refused(data: st.DataObject) -> None:
    design = tables()
    BROKEN.spoil(design, data)
    is_read_or_refused(design)


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_as_toml_and_as_csv(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "any.toml").write_bytes(content)
    with pytest.raises(RefusedError):
        read_design(tmp_path / "any.toml")
    (tmp_path / "any.csv").write_bytes(content)
    with suppress(RefusedError):
        build(tables(factors={}, sampler={"kind": "list", "file": "any.csv"}), "t", tmp_path)


@QUICK
@given(st.lists(st.lists(st.one_of(BROKEN.words, st.text(max_size=5)), min_size=1, max_size=3), max_size=4))
def test_any_rows_are_read_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    text = "staff.turnover,setting.inflow\n2,1\n" + "\n".join(",".join(row) for row in rows)
    (tmp_path / "rows.csv").write_text(text, encoding="utf-8")
    try:
        design = build(tables(factors={}, sampler={"kind": "list", "file": "rows.csv"}), "t", tmp_path)
    except RefusedError:
        return
    assert isinstance(design, Design)
