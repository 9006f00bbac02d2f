"""Record: what a sweep's folder says of itself, and whether it may be gone on with."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any, Literal

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.worlds.provenance import Program, Strict, running
from tillit.model.assumptions import DECLARED
from tillit.model.scenarios.errors import cut

Declared = dict[str, tuple[float, float, float, str]]
"""Default, low, high and unit of each behavioural parameter."""
MOST, WIDTH = 8, 60
"""Differences that a message shows, and characters of each side."""


class StudyRecord(Strict):
    """Everything that decides a sweep's numbers, and with what they were made."""

    layout: Literal[1] = 1
    """Number of the way in which the folder is laid out."""
    title: str
    started: datetime
    seed: int
    months: int
    replications: int
    rows: int
    chunk: int
    """Runs in a file."""
    outputs: tuple[str, ...]
    digest: str
    """Hash of the design."""
    program: Program
    parameters: Declared
    design: dict[str, Any]

    @classmethod
    def of(cls, design: Design, chunk: int) -> "StudyRecord":
        """Return the record of a sweep that begins now."""
        said = ("title", "seed", "months", "replications", "outputs")
        return cls(
            **{name: getattr(design, name) for name in said},
            started=datetime.now(UTC),
            rows=len(design.rows),
            chunk=chunk,
            digest=design.digest(),
            program=Program(**running()),
            parameters=declared(),
            design=json.loads(design.to_json()),
        )

    def refuse_other_design(self, design: Design) -> None:
        """Refuse to go on with a design that would give other numbers."""
        if design.digest() != self.digest:
            words = differences(self.design, json.loads(design.to_json()))
            raise RefusedError(
                f"the design is not the one of this folder (was → is):\n{words}\n"
                "Give another folder with --out, or leave the file out to go on with the folder's own design."
            )

    def refuse_other_program(self) -> None:
        """Refuse to go on with another version, or with parameters that are declared otherwise."""
        was, now = (it.model_dump(exclude={"revision"}) for it in (self.program, Program(**running())))
        words = differences(was | {"parameters": self.parameters}, now | {"parameters": declared()})
        if words:
            raise RefusedError(
                f"this sweep was begun by another version of the program (was → is):\n{words}\n"
                "Go on with that version, or run the design again into another folder."
            )


def declared() -> Declared:
    """Return how the behavioural parameters are declared."""
    return {
        name: (float(it.default), float(it.par.low), float(it.par.high), it.par.unit)
        for name, it in DECLARED.items()
    }


def differences(was: object, now: object) -> str:
    """Return the differences of two descriptions, as JSON has them: one a line, ``name: was → is``."""
    said: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, it in enumerate((was, now)):
        for name, value in _lines(json.loads(json.dumps(it))):
            said[name][side].append(value)
    lines = []
    for name, (before, after) in said.items():
        gone, new = [it for it in before if it not in after], [it for it in after if it not in before]
        both = list(zip_longest(gone, new, fillvalue="nothing"))
        both = both if before and after else both[:1]  # of a whole text, one line says it
        lines += [f"  {name}: {' → '.join(cut(it, WIDTH) for it in pair)}" for pair in both]
    more = [f"  and {len(lines) - MOST:,} more"] if len(lines) > MOST else []
    return "\n".join([*lines[:MOST], *more])


def _lines(it: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield each value with its name; of a text, each line."""
    if isinstance(it, dict):
        for key, value in it.items():
            yield from _lines(value, f"{name}.{key}".strip("."))
    elif isinstance(it, list):
        for turn, value in enumerate(it, 1):
            yield from _lines(value, f"{name}[{turn}]")
    elif it is not None:
        text = it if isinstance(it, str) else repr(it)
        yield from ((name, line) for line in text.splitlines() if line.strip())
