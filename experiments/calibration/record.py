"""Record: what a folder of a calibration was begun with, so that it goes on with the same or not at all."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tillit.experiments.calibration.calibrating import Effort
from tillit.experiments.calibration.free_parameters import Space
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.record import differences
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.provenance import running

NAME = "calibration.json"


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
    """Return all that decides the numbers of a calibration."""
    return {
        "source": running()["source"],
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
        If something else is in the folder, or a calibration that was begun otherwise; what differs is named.
    """
    path = folder / NAME
    if not path.is_file():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            message = f"{folder}: is there and holds no calibration; give another folder with -o"
            raise RefusedError(message)
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**running(), **record}, ensure_ascii=False, indent=2)
        write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8"))
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
        words = differences({name: before.get(name) for name in record}, record)
    except (ValueError, AttributeError):
        words = f"  {NAME} is not what a calibration writes"
    if words:
        message = f"{folder}: was begun with something else (was → is):\n{words}\nGive another folder with -o"
        raise RefusedError(message)
