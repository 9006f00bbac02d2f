"""Provenance: which program, on what, made some numbers; the one record of it that all files hold."""

import platform
import subprocess
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from tillit.experiments.refused import RefusedError

ROOT = Path(__file__).resolve().parents[2]  # a checkout, or the folder of installed packages
BENEATH = ("numpy", "numba", "mesa", "networkx", "pandas", "pyarrow")  # may change a number or a file
REVISION = ("git", "-C", str(ROOT), "describe", "--always", "--exclude=*", "--abbrev=40", "--dirty=+")


class Strict(BaseModel):
    """A table of a record, in which nothing may stand that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @classmethod
    def read(cls, path: Path, what: str) -> Self:
        """Return the record in a file; FileNotFoundError if there is none, RefusedError if not `what`."""
        try:
            return cls.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            raise
        except OSError as error:
            raise RefusedError(f"{path} cannot be opened: {error.strerror}") from None
        except ValidationError as error:
            raise RefusedError(f"{path} is not {what}: {first_of(error)}") from None


class Program(Strict):
    """The program that made some numbers."""

    tillit: str  # its version
    revision: str | None = None  # of git, with ``+`` if files were changed since; it decides nothing
    source: str  # hash of the model's source and of what compiles it
    versions: dict[str, str]  # of Python and of the packages beneath the model


def running() -> dict[str, Any]:
    """Return the fields of a `Program`: the one that is running."""
    from tillit.agents.foundation.source import source_hash  # noqa: PLC0415 - lazy: needs the compiler

    about = {"tillit": version("tillit"), "revision": revision(), "source": source_hash()}
    return about | {"versions": versions()}


def first_of(error: ValidationError) -> str:
    """Return the first thing that is wrong, in one line."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    return ": ".join([*[".".join(map(str, first["loc"][:4]))] * bool(first["loc"]), first["msg"][:200]])


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages beneath the model."""
    return {"python": platform.python_version()} | {name: version(name) for name in BENEATH}


def revision() -> str | None:
    """Return the git revision of the checkout, with ``+`` if it was changed; None without git."""
    if not (ROOT / ".git").exists():
        return None
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(REVISION, capture_output=True, text=True, timeout=10, check=True)  # noqa: S603 - fixed words
        return done.stdout.strip()
    return None
