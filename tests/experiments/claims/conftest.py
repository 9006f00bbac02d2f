"""A hamlet of which something is claimed."""

from pathlib import Path

import pytest

from tests.experiments.claims.small_towns import write_town
from tillit.model.scenarios import Scenario, read_scenario


@pytest.fixture
def hamlet_file(tmp_path: Path) -> Path:
    return write_town(tmp_path)


@pytest.fixture
def hamlet(hamlet_file: Path) -> Scenario:
    return read_scenario(hamlet_file)
