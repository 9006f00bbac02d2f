"""Record: what a folder of a calibration was begun with, so that it goes on with the same or not at all."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tillit.experiments.calibration.calibrating import Effort
from tillit.experiments.calibration.free_parameters import Space
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.provenance import running

NAME = "calibration.json"
DECISIVE = (
    "text",
    "trials",
    "town",
    "model",
    "space",
    "replicates",
    "months",
    "vectors",
    "seed",
    "source",
)
"""What must be the same for vectors that were run to be of use."""
IN_WORDS = {
    "text": "the file of targets",
    "trials": "the trials' files",
    "town": "the town's file",
    "source": "the model's source",
}


def record_of(  # noqa: PLR0913 - all that decides the numbers
    effort: Effort,
    space: Space,
    *,
    replicates: int,
    months: int = 0,
    text: str = "",
    trials: Sequence[str] = (),
    town: str = "",
    model: str = "theory",
) -> dict[str, Any]:
    """Return all that decides the numbers of a calibration, and what made them."""
    return {
        **running(),
        "vectors": effort.vectors,
        "seed": effort.seed,
        "replicates": replicates,
        "months": months,
        "space": {it.name: [it.low, it.high, it.default] for it in space.parameters},
        "text": text,
        "trials": list(trials),
        "town": town,
        "model": model,
    }


def begun(folder: Path, record: Mapping[str, Any]) -> None:
    """Begin a calibration in a folder, or go on with the one that is there.

    Raises
    ------
    RefusedError
        If something else is in the folder, or a calibration that was begun otherwise.
    """
    path = folder / NAME
    if path.is_file():
        go_on(path, record)
        return
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder}: is there and holds no calibration; give another folder with -o"
        raise RefusedError(message)
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(record, ensure_ascii=False, indent=2)
    write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8"))


def go_on(path: Path, record: Mapping[str, Any]) -> None:
    """Refuse unless the folder's calibration was begun with the same.

    Raises
    ------
    RefusedError
        If anything that decides the numbers is different; it is named.
    """
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        before = None
    if not isinstance(before, dict):
        message = f"{path}: is not what a calibration writes; give another folder with -o"
        raise RefusedError(message)
    # As JSON has it: a tuple there is a list.
    now = json.loads(json.dumps(record))
    differing = [name for name in DECISIVE if before.get(name) != now[name]]
    if differing:
        words = ", ".join(
            IN_WORDS.get(name, f"{name} ({before.get(name)!r:.60} before)") for name in differing
        )
        message = f"{path.parent}: was begun with something else: {words}; give another folder with -o"
        raise RefusedError(message)
