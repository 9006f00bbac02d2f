"""An edit in a behaviour file takes effect on the next run, in spite of the compile cache."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tillit import agents
from tillit.agents.foundation.behaviours import COMPILED

pytestmark = pytest.mark.skipif(not COMPILED, reason="without the compiler there is no cache")

GREETING = '''
"""A behaviour."""

from tillit.agents.foundation.behaviours import behaviour


@behaviour
def greet(times: int) -> int:
    """Return a number that is edited."""
    return 2 * times
'''

MONTH = '''
"""An entry point in another package than the behaviour."""

from tillit.agents.foundation.behaviours import kernel
from tillit.agents.greeting import greet


@kernel
def live(times: int) -> int:
    """Greet."""
    return greet(times)
'''

RUN = """
import pathlib, platformdirs
platformdirs.user_cache_path = lambda _: pathlib.Path("cache")
from tillit.model.month import live
print(live(21), sum(live.stats.cache_hits.values()))
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a program of its own: the real foundation, one behaviour, and one kernel."""
    source = Path(agents.__file__).parent
    shutil.copytree(
        source / "foundation",
        tmp_path / "agents" / "foundation",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    (tmp_path / "model").mkdir()
    for package in ("agents", "model"):
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "agents" / "greeting.py").write_text(GREETING, encoding="utf-8")
    (tmp_path / "model" / "month.py").write_text(MONTH, encoding="utf-8")
    return tmp_path


def run(tree: Path) -> list[int]:
    """Run the program in a process of its own; return its result, and how often code was loaded."""
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", RUN], cwd=tree, env=environment, capture_output=True, text=True, check=True
    )
    return [int(word) for word in done.stdout.split()]


def test_an_edit_in_a_behaviour_takes_effect_and_an_unchanged_program_is_loaded(tree: Path) -> None:
    assert run(tree) == [42, 0]
    assert run(tree) == [42, 1]
    edited = GREETING.replace("2 * times", "3 * times")
    (tree / "agents" / "greeting.py").write_text(edited, encoding="utf-8")
    assert run(tree) == [63, 0]
