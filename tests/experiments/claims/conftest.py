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


@pytest.fixture(scope="module")
def module_hamlet(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return read_scenario(write_town(tmp_path_factory.mktemp("town")))
