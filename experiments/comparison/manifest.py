"""Manifest: everything that is needed to get the same numbers again."""

import hashlib
import platform
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field

from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.plan import Conversion, Plan
from tillit.experiments.worlds.provenance import Program, Strict, running
from tillit.experiments.worlds.world import Source, World
from tillit.model.assumptions import DECLARED


class WorldRecord(Strict):
    """One of the two worlds."""

    label: str
    name: str
    title: str
    digest: str  # of all that the model reads
    source: Source | None  # its file; None if it was made in Python, so that it cannot be made again
    parameters: dict[str, float]  # every one of behaviour

    @classmethod
    def of(cls, world: World) -> Self:
        """Return the record of a world."""
        it, parameters = world.scenario, {name: declared.default for name, declared in DECLARED.items()}
        return cls(
            label=world.label,
            name=it.name,
            title=it.title,
            digest=it.digest,
            source=world.source,
            parameters=parameters | it.parameters,
        )

    def world(self) -> World:
        """Return the world; RefusedError if it was made in Python, ScenarioError if it cannot be read."""
        if self.source is None:
            raise RefusedError(f"{self.label}: was made in Python; the manifest has no scenario file of it")
        return World.of(self.source, self.label)


class Manifest(Program):
    """Which program made which numbers from what."""

    platform: str
    command: list[str]
    started: datetime
    finished: datetime
    plan: Plan
    pairs: Annotated[int, Field(ge=1)]  # that were run; fewer than planned after Ctrl-C
    converted: Conversion | None = None  # how B's amounts were, if the two count in different money
    a: WorldRecord
    b: WorldRecord
    results: str  # hash of all counts and all entries of the ledger

    @classmethod
    def of(cls, comparison: Comparison, command: list[str], started: datetime) -> Self:
        """Return the manifest of a comparison that has just been run."""
        return cls(
            **running(),
            platform=platform.platform(),
            command=command,
            started=started,
            finished=datetime.now(UTC),
            plan=comparison.plan,
            pairs=comparison.pairs,
            converted=comparison.conversion,
            a=WorldRecord.of(comparison.a.world),
            b=WorldRecord.of(comparison.b.world),
            results=results_digest(comparison),
        )

    def again(self, threads: int | None = None) -> Plan:
        """Return the plan that gives the same numbers."""
        return replace(self.plan, pairs=self.pairs, threads=threads)


def results_digest(comparison: Comparison) -> str:
    """Return a hash of all counts and all entries of the ledger."""
    digest = hashlib.blake2b(digest_size=16)
    for outcome in (comparison.a, comparison.b):
        digest.update(outcome.counts.tobytes())
        digest.update(outcome.ledger.tobytes())
    return digest.hexdigest()


def read_manifest(path: Path) -> Manifest:
    """Read a manifest, or the one in a folder of results; RefusedError if it cannot be read."""
    try:
        return Manifest.read(path / "manifest.json" if path.is_dir() else path, "a manifest of Tillit")
    except FileNotFoundError:
        raise RefusedError(
            f"{path}: there are no results of a run; give a folder that tillit run or tillit compare has "
            "written, such as results/hassleholm-1 after tillit run hassleholm"
        ) from None
