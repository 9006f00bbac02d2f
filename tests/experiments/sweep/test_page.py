"""Every design that the page on sweeps shows can be run."""

import re
from pathlib import Path
from typing import get_args

import pytest

from tillit.experiments.sweep.design_file import HEADLINES, Sheet, VariantTable, read_design
from tillit.experiments.sweep.factors import Kind
from tillit.model.assumptions import DECLARED

PAGE = (Path(__file__).parents[3] / "docs" / "sweeps.md").read_text("utf-8")
DESIGNS = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
(LIST,) = re.findall(r"^```csv\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
ROWS = [300, 20 * (len(DECLARED) + 1) * 2, 25, 6]
"""Rows of each, in the order of the page."""


@pytest.mark.parametrize(("number", "rows"), list(enumerate(ROWS)))
def test_design_on_the_page_can_be_run(number: int, rows: int, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(LIST, encoding="utf-8")
    path = tmp_path / "design.toml"
    path.write_text(DESIGNS[number], encoding="utf-8")
    assert len(read_design(path).rows) == rows


def test_page_has_no_other_designs() -> None:
    assert len(DESIGNS) == len(ROWS)


def test_first_design_has_as_many_runs_as_the_page_says(tmp_path: Path) -> None:
    path = tmp_path / "design.toml"
    path.write_text(DESIGNS[0], encoding="utf-8")
    assert f"{read_design(path).runs:,} runs" in PAGE


def test_page_names_every_key_and_every_sampler() -> None:
    keys = [*Sheet.model_fields, *VariantTable.model_fields, *get_args(Kind)]
    assert [key for key in keys if not re.search(rf"`[^`]*\b{key}\b[^`]*`", PAGE)] == []


def test_page_counts_the_headlines() -> None:
    assert len(HEADLINES) == 13
    assert "thirteen headlines" in PAGE
