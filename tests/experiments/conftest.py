"""A town that is small enough to be run often."""

from pathlib import Path

import pytest

from tests.experiments.town_files import town_file

TOWN = town_file(
    "littletown",
    "Littletown",
    more="""
[[event]]
kind = "posts"
month = 7
change = 1

[[event]]
kind = "reorganisation"
month = 13
share = 0.5
months = 2
hours = 0.1

[[expect]]
claim = "Payments fell by a quarter"
indicator = "payments"
figure = -25.0
unit = "%"

[[expect]]
claim = "The office was painted"
indicator = "colour"
direction = "rises"
""",
)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "littletown.toml"
    path.write_text(TOWN, encoding="utf-8")
    return path
