"""Record: what was last found of each account, and kept."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tillit.experiments.calibration.models import NULL_MODELS
from tillit.experiments.calibration.plausible import PlausibleSet
from tillit.experiments.claims.finding import Weighed
from tillit.experiments.claims.living import LEAD, Plan
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.durable import write_durably

RECORDED = Path(__file__).with_name("recorded.json")
"""The record that comes with the program."""

Record = dict[str, Any]
"""Towns by name, each with its claims and factors; how they were run; what else was found of continuity."""


def empty_record() -> Record:
    """Return a record of nothing."""
    return {"how": None, "towns": {}, "gradient": None, "switches": None}


def read_record(path: Path = RECORDED) -> Record:
    """Return the record; an empty one if there is none; RefusedError if it cannot be read."""
    if not path.exists():
        return empty_record()
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        record = None
    if not isinstance(record, dict) or record.keys() != empty_record().keys():
        raise RefusedError(f"{path} is no record of tillit validate; take the one that came with the program")
    return record


def record_of(
    weighed: list[Weighed], sets: Mapping[str, PlausibleSet], plan: Plan, further: Mapping[str, Any]
) -> Record:
    """Return what was found as a record; `further` is what was found of continuity beside the accounts."""
    how = {
        "vectors": len(sets["theory"].vectors),
        "lucks": plan.lucks,
        "seed": plan.seed,
        "lead": LEAD,
        "not_fitted": [it.name for it in NULL_MODELS if not sets[it.name].own],
    }
    towns = {it.account.town.name: it.record() for it in weighed}
    return empty_record() | {"how": how, "towns": towns} | dict(further)


def write_record(record: Record, path: Path = RECORDED) -> None:
    """Write a record."""
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8"))
