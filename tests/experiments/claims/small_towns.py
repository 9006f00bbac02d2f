"""Small towns of which something is claimed, as files."""

from pathlib import Path

import numpy as np

from tests.experiments.town_files import town_file
from tillit.experiments.calibration.models import PlausibleSet

AS_IT_IS = PlausibleSet(({},), np.ones(1), own=True)
"""The values in force alone."""


ACTS = """
[[event]]
kind = "posts"
month = 1
change = 2

[[event]]
kind = "administrative_support"
month = 3
administrators = 1

[[event]]
kind = "setting"
month = 4
rule = "demands"
value = 0.9

[[event]]
kind = "price_change"
month = 5
wages = 1.1
"""

CLAIMS = """
[[expect]]
claim = "There are twice as many posts"
indicator = "posts"
figure = 2.0
unit = "ratio"
until = "2011-12"
source = "account 999"
grade = "B"

[[expect]]
claim = "There are fewer posts"
indicator = "posts"
direction = "falls"
until = "2011-12"
source = "account 999"

[[expect]]
claim = "Clients trust their caseworkers more than elsewhere"
indicator = "client_trust"
arithmetic = "counterfactual"
direction = "rises"
until = "2011-12"
source = "account 999"

[[expect]]
claim = "The office was painted"
indicator = "colour"
direction = "rises"
source = "account 999"
"""


def write_town(folder: Path, name: str = "hamlet", *, acts: str = ACTS, claims: str = CLAIMS) -> Path:
    """Write a town into a folder, and return its file."""
    path = folder / f"{name}.toml"
    text = town_file(name, f"A {name}", more=f"{acts}{claims}")
    path.write_text(text, encoding="utf-8")
    return path
