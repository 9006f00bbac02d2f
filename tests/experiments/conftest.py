"""A town that is small enough to be run often."""

from pathlib import Path

import pytest

TOWN = """
[town]
name = "littletown"
title = "Littletown"
start = "2010-01"
inhabitants = 4_000
households = 40
employers = 16

[town.obstacles]
unemployed = 0.5
social = 0.1
sick = 0.1
language = 0.2
waiting = 0.1

[staff]
posts = 2

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
direction = "falls"
figure = -25.0
unit = "%"

[[expect]]
claim = "The office was painted"
indicator = "colour"
direction = "rises"
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "littletown.toml"
    path.write_text(TOWN, encoding="utf-8")
    return path
