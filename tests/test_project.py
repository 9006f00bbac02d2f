"""The project's own files keep what they promise: pinned versions, a whole wheel, two commands."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins() -> dict[str, str]:
    """Return the pinned version of each package, as it applies to this Python."""
    requirements = map(Requirement, PROJECT["tool"]["uv"]["constraint-dependencies"])
    applying = [pin for pin in requirements if pin.marker is None or pin.marker.evaluate()]
    return {pin.name: str(pin.specifier).removeprefix("==") for pin in applying}


def installed(name: str) -> str | None:
    """Return the version of an installed package, if it is installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def test_every_dependency_is_pinned_to_one_version() -> None:
    groups = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    named = {canonicalize_name(Requirement(text).name) for group in groups for text in group}
    assert named - pins().keys() == {"tillit"}


def test_installed_versions_are_the_pinned_ones() -> None:
    found = {name: installed(name) for name in pins()}
    assert {name: it for name, it in found.items() if it not in {None, pins()[name]}} == {}


def test_project_file_names_no_host() -> None:
    assert "://" not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["run", "test"])
def test_readme_marks_its_command(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^<!-- command: {name} -->\n```sh\n[^\n]+\n```$", readme, re.MULTILINE)


def test_wheel_holds_every_file_of_the_four_rooms_and_no_tests(tmp_path: Path) -> None:
    wheels = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is in the test extra")
    built = next(wheels.WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    held = {name for name in zipfile.ZipFile(built).namelist() if ".dist-info/" not in name}
    rooms = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    there = [path for name in ("tillit", *rooms) for path in (ROOT / name).rglob("*") if path.is_file()]
    wanted = {path.relative_to(ROOT / "tillit").as_posix() for path in (ROOT / "tillit").glob("*.*")}
    wanted |= {path.relative_to(ROOT).as_posix() for path in there if path.parent != ROOT / "tillit"}
    assert held == {f"tillit/{name}" for name in wanted if "__pycache__" not in name}


@pytest.mark.parametrize("rooms", [["model", "agents"], ["experiments", "visualization", "tests"]])
def test_tillit_is_imported_beside_a_users_own_modules_of_the_same_names(
    tmp_path: Path, rooms: list[str]
) -> None:
    for name in rooms:
        (tmp_path / f"{name}.py").write_text("OWN = 1\n", encoding="utf-8")
    own = "; ".join(f"import {name}; assert {name}.OWN" for name in rooms)
    program = f"{own}; import tillit; print(tillit.Municipality.__name__, tillit.compare.__name__)"
    (tmp_path / "run.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "run.py"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["Municipality", "compare"]
