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


class Allowed(Strict):
    """Another program that somebody let go on with the sweep."""

    when: datetime
    program: Program


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
    allowed: tuple[Allowed, ...] = ()
    parameters: Declared
    """How the behavioural parameters were declared."""
    design: dict[str, Any]
    """The design itself, in full."""

    @classmethod
    def of(cls, design: Design, chunk: int) -> "StudyRecord":
        """Return the record of a sweep that begins now."""
        said = {
            name: getattr(design, name) for name in ("title", "seed", "months", "replications", "outputs")
        }
        return cls(
            **said,
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

    def with_this_program(self, *, allow: bool) -> "StudyRecord":
        """Return the record with the running program among those that made the runs.

        Raises
        ------
        RefusedError
            If parameters are declared otherwise: a factor's values may mean something else;
            or if it is another program than before, and that is not allowed.
        """
        if words := differences(self.parameters, declared()):
            message = (
                f"behavioural parameters are declared otherwise than when this sweep began "
                f"(default, low, high, unit; was → is):\n{words}\n"
                "Run the design again into another folder, or go on with the version that began it."
            )
            raise RefusedError(message)
        now = Program.now()
        known = [_deciding(it) for it in (self.program, *(it.program for it in self.allowed))]
        if _deciding(now) in known:
            return self
        if not allow:
            message = (
                f"this sweep was begun by another version of the program (was → is):\n"
                f"{differences(known[-1], _deciding(now))}\n"
                "Go on with that version, run into another folder, or let versions mix: --allow-version"
            )
            raise RefusedError(message)
        entry = Allowed(when=datetime.now(UTC), program=now)
        return self.model_copy(update={"allowed": (*self.allowed, entry)})


def declared() -> Declared:
    """Return how the behavioural parameters are declared."""
    return {name: (it.default, it.par.low, it.par.high, it.par.unit) for name, it in DECLARED.items()}


def differences(was: object, now: object) -> str:
    """Return the differences of two descriptions, as JSON has them: one a line, ``name: was → is``."""
    lines = list(_differing(*(json.loads(json.dumps(it)) for it in (was, now))))
    more = [f"and {len(lines) - MOST:,} more"] if len(lines) > MOST else []
    return "\n".join(f"  {line}" for line in [*lines[:MOST], *more])


def _deciding(program: Program) -> dict[str, Any]:
    """Return what may change a number."""
    return program.model_dump(exclude={"revision"})


def _differing(was: object, now: object, name: str = "") -> Iterator[str]:
    """Yield each value that differs, with its name; of texts, each line."""
    if was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for key in was | now:
            yield from _differing(was.get(key), now.get(key), f"{name}.{key}".strip("."))
    elif isinstance(was, list) and isinstance(now, list):
        for turn, (one, other) in enumerate(zip_longest(was, now), 1):
            yield from _differing(one, other, f"{name}[{turn}]")
    elif isinstance(was, str) and isinstance(now, str) and "\n" in was + now:
        gone = [line for line in was.splitlines() if line not in now.splitlines()]
        new = [line for line in now.splitlines() if line not in was.splitlines()]
        for one, other in zip_longest(gone, new):
            yield from _differing(one, other, name)
    else:
        shown = ("nothing" if it is None else it if isinstance(it, str) else repr(it) for it in (was, now))
        yield f"{name}: {' → '.join(cut(it, WIDTH) for it in shown)}"
