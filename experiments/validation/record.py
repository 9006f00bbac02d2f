"""Record: the findings that were last looked at and kept, town by town."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tillit.experiments.refused import RefusedError
from tillit.experiments.validation.figures import Plan
from tillit.experiments.validation.findings import Finding, row_of
from tillit.experiments.verdicts import MET
from tillit.experiments.worlds.durable import write_durably

RECORDED = Path(__file__).with_name("recorded.json")
"""The record that comes with the program."""

Record = dict[str, Any]
"""Towns by name, each with its title, how it was run, and its claims; and the gradient of continuity."""


def read_record(path: Path = RECORDED) -> Record:
    """Return the record; an empty one if there is none.

    Raises
    ------
    RefusedError
        If it cannot be read.
    """
    if not path.exists():
        return {"towns": {}, "gradient": None}
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        record = None
    if not isinstance(record, dict) or not isinstance(record.get("towns"), dict):
        message = f"{path} is no record of tillit validate; take the one that came with the program"
        raise RefusedError(message)
    return record


def record_of(findings: Iterable[Finding], titles: Mapping[str, str], plan: Plan, gradient: Any) -> Record:  # noqa: ANN401 - plain values
    """Return findings as a record."""
    towns: dict[str, Any] = {}
    for finding in findings:
        name = finding.judgement.town
        how = {"title": titles[name], "pairs": plan.pairs, "months": plan.months, "seed": plan.seed}
        towns.setdefault(name, how | {"claims": []})["claims"].append(row_of(finding))
    return {"towns": towns, "gradient": gradient}


def renewed(record: Record, new: Record) -> Record:
    """Return a record with some towns taken from a newer one."""
    towns = {**record["towns"], **new["towns"]}
    return {"towns": dict(sorted(towns.items())), "gradient": new["gradient"] or record["gradient"]}


def write_record(record: Record, path: Path = RECORDED) -> None:
    """Write a record."""
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8"))


def met_in(record: Record, towns: Iterable[str]) -> set[tuple[str, str]]:
    """Return the claims of some towns that are met: name of the town, and claim in words."""
    return {
        (name, row["claim"])
        for name in towns
        for row in record["towns"].get(name, {"claims": []})["claims"]
        if row["verdict"] == MET
    }


def lost(record: Record, new: Record) -> list[tuple[str, str]]:
    """Return the claims that a record has as met and a newer one of the same towns has not."""
    return sorted(met_in(record, new["towns"]) - met_in(new, new["towns"]))
