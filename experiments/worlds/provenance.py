"""Version: which program, on what, made some numbers."""

import platform
import shutil
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""Where the packages lie: a checkout, or the folder of installed packages."""

BENEATH = ("numpy", "numba", "mesa", "networkx", "pandas", "pyarrow")
"""Packages whose version may change a number or a file."""


def program_version() -> str:
    """Return the version of Tillit."""
    project = ROOT / "pyproject.toml"
    if project.is_file():
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    return installed("tillit")


def installed(name: str) -> str:
    """Return the version of an installed package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages beneath the model."""
    return {"python": platform.python_version()} | {name: installed(name) for name in BENEATH}


def revision() -> str | None:
    """Return the git revision of the checkout, with ``+`` if it was changed; None without git."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return None
    try:
        commit = asked(git, "rev-parse", "HEAD")
        return f"{commit}+" if asked(git, "status", "--porcelain") else commit
    except (OSError, subprocess.SubprocessError):
        return None


def asked(git: str, *words: str) -> str:
    """Return what git answers about the checkout."""
    command = [git, "-C", str(ROOT), *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)  # noqa: S603 - fixed words
    return done.stdout.strip()
