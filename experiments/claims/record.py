"""Record: what was last found of each account, and kept."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tillit.experiments.claims.finding import Weighed
from tillit.experiments.claims.living import LEAD, Plan
from tillit.experiments.claims.models import NULL_MODELS
from tillit.experiments.claims.plausible import PlausibleSet
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.durable import write_durably

RECORDED = Path(__file__).with_name("recorded.json")
"""The record that comes with the program."""

Record = dict[str, Any]
"""Towns by name, each with its claims and factors; how they were run; the gradient of continuity."""


def empty_record() -> Record:
    """Return a record of nothing."""
    return {"how": None, "towns": {}, "gradient": None}


def read_record(path: Path = RECORDED) -> Record:
    """Return the record; an empty one if there is none.

    Raises
    ------
    RefusedError
        If it cannot be read.
    """
    if not path.exists():
        return empty_record()
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        record = None
    if not isinstance(record, dict) or record.keys() != empty_record().keys():
        message = f"{path} is no record of tillit validate; take the one that came with the program"
        raise RefusedError(message)
    return record


def record_of(weighed: list[Weighed], sets: Mapping[str, PlausibleSet], plan: Plan, gradient: Any) -> Record:  # noqa: ANN401 - plain values
    """Return what was found as a record."""
    how = {
        "vectors": len(sets["theory"].vectors),
        "lucks": plan.lucks,
        "seed": plan.seed,
        "lead": LEAD,
        "not_fitted": [it.name for it in NULL_MODELS if not sets[it.name].own],
    }
    towns = {it.account.town.name: it.record() for it in weighed}
    return {"how": how, "towns": towns, "gradient": gradient}


def write_record(record: Record, path: Path = RECORDED) -> None:
    """Write a record."""
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8"))
