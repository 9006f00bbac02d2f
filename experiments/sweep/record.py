"""Record: what a sweep's folder says of itself, and whether it may be gone on with."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any, Literal

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.chunks import Chunks
from tillit.experiments.sweep.design import Design
from tillit.experiments.worlds.provenance import Program, Strict
from tillit.model.assumptions import DECLARED
from tillit.model.scenarios.errors import cut

Declared = dict[str, tuple[float, float, float, str]]
"""Default, low, high and unit of each behavioural parameter."""
MOST = 8
"""Differences that a message shows."""
WIDTH = 60


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
    """How the behavioural parameters were declared."""
    design: dict[str, Any]
    """The design itself, in full."""

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
            program=Program.now(),
            parameters=declared(),
            design=json.loads(design.to_json()),
        )

    @property
    def chunks(self) -> Chunks:
        """How the runs are numbered and parted."""
        return Chunks(self.rows * self.replications, self.chunk)

    def made_design(self) -> Design:
        """Return the design."""
        return Design.from_json(json.dumps(self.design))

    def refuse_other_design(self, design: Design) -> None:
        """Refuse to go on with a design that would give other numbers."""
        if design.digest() != self.digest:
            words = differences(self.design, json.loads(design.to_json()))
            message = (
                f"the design is not the one of this folder (was → is):\n{words}\n"
                "Give another folder with --out, or leave the file out to go on with the folder's own design."
            )
            raise RefusedError(message)

    def refuse_other_program(self) -> None:
        """Refuse to go on with another version, or with parameters that are declared otherwise."""
        was, now = (it.model_dump(exclude={"revision"}) for it in (self.program, Program.now()))
        words = differences(was | {"parameters": self.parameters}, now | {"parameters": declared()})
        if words:
            message = (
                f"this sweep was begun by another version of the program (was → is):\n{words}\n"
                "Go on with that version, or run the design again into another folder."
            )
            raise RefusedError(message)


def declared() -> Declared:
    """Return how the behavioural parameters are declared."""
    return {name: (it.default, it.par.low, it.par.high, it.par.unit) for name, it in DECLARED.items()}


def differences(was: object, now: object) -> str:
    """Return the differences of two descriptions, as JSON has them: one a line, ``name: was → is``."""
    lines = list(_differing(*(json.loads(json.dumps(it)) for it in (was, now))))
    more = [f"and {len(lines) - MOST:,} more"] if len(lines) > MOST else []
    return "\n".join(f"  {line}" for line in [*lines[:MOST], *more])


def _differing(was: object, now: object, name: str = "") -> Iterator[str]:
    """Yield each value that differs, with its name; of texts, each line."""
    pairs: list[tuple[str, object, object]] = []
    if isinstance(was, dict) and isinstance(now, dict):
        pairs = [(f"{name}.{key}".strip("."), was.get(key), now.get(key)) for key in was | now]
    elif isinstance(was, list) and isinstance(now, list):
        pairs = [(f"{name}[{turn}]", *both) for turn, both in enumerate(zip_longest(was, now), 1)]
    elif isinstance(was, str) and isinstance(now, str) and "\n" in was + now:
        gone = [line for line in was.splitlines() if line not in now.splitlines()]
        new = [line for line in now.splitlines() if line not in was.splitlines()]
        pairs = [(name, *both) for both in zip_longest(gone, new)]
    elif was != now:
        shown = ("nothing" if it is None else it if isinstance(it, str) else repr(it) for it in (was, now))
        yield f"{name}: {' → '.join(cut(it, WIDTH) for it in shown)}"
    for inner, one, other in pairs:
        yield from _differing(one, other, inner)
