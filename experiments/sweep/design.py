"""Design: all rows of a sweep, and the town that each row is.

A design needs no other file: it holds the texts of its towns and the values of its points. Each row is one
town, one variant and one point; each replication of it has the same luck as in every other row.
"""

import base64
import hashlib
import json
import zlib
from dataclasses import replace
from functools import cached_property
from typing import Annotated, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import ConfigDict, PlainSerializer, PlainValidator, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.samplers import Sampler
from tillit.experiments.sweep.variants import Variant
from tillit.experiments.worlds.world import Source
from tillit.model.scenarios import Scenario
from tillit.model.town.seeds import key_of

PARAMETERS = "parameters."
"""How the names of factors begin that are parameters of behaviour."""


def _packed(points: pd.DataFrame) -> dict[str, Any]:
    """Return points in a tenth of the room that their digits would take, and exactly."""
    return {
        "columns": list(points.columns),
        "rows": len(points),
        "packed": "float64, little-endian, row by row, zlib, base64",
        "values": base64.b64encode(zlib.compress(points.to_numpy("<f8").tobytes())).decode(),
    }


def _unpacked(table: object) -> pd.DataFrame:
    if isinstance(table, pd.DataFrame):
        return table
    try:
        columns, rows = list(table["columns"]), int(table["rows"])  # type: ignore[index]
        content = zlib.decompress(base64.b64decode(table["values"]))  # type: ignore[index]
        values = np.frombuffer(content, "<f8").reshape(rows, len(columns)).astype(np.float64)
        return pd.DataFrame(values, columns=columns, index=pd.RangeIndex(rows))
    except (LookupError, TypeError, zlib.error) as error:
        raise ValueError(f"points cannot be unpacked: {error}") from None


@dataclass(frozen=True, eq=False, config=ConfigDict(extra="forbid", arbitrary_types_allowed=True))
class Design:
    """Everything that a sweep runs."""

    title: str
    towns: tuple[Source, ...]
    variants: tuple[Variant, ...]
    """What is done in them."""
    factors: tuple[Factor, ...]
    """What varies besides."""
    sampler: Sampler
    points: Annotated[pd.DataFrame, PlainValidator(_unpacked), PlainSerializer(_packed)]
    """One row a point, one column of floats a factor."""
    months: int
    replications: int
    seed: int
    outputs: tuple[str, ...]
    """Names of the indicators that are stored."""
    listed: tuple[tuple[int, str, str], ...] = ()
    """Point, town and variant of each row of a list; empty if every point is tried in all of them."""
    own_luck: bool = False
    """Whether each town has luck of its own, so that towns can be added up; rows of one town stay paired."""

    @property
    def runs(self) -> int:
        """Runs in all."""
        return len(self.rows) * self.replications

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One row each: point, town, variant and factors, by ``design_id``.

        Point by point, then by town, then by variant, so that the rows of one
        town and variant are in the order of the sampler.
        """
        point, town, variant = self._numbers
        columns: dict[str, Any] = {
            "point": point,
            "town": np.array(self.town_names, object)[town],
            "variant": np.array(self.variant_names, object)[variant],
        }
        columns |= {it.name: self.points[it.name].to_numpy()[point] for it in self.factors}
        return pd.DataFrame(columns, index=pd.RangeIndex(len(point), name="design_id"))

    @property
    def town_names(self) -> tuple[str, ...]:
        """Names of the towns, as the rows have them."""
        return tuple(town.name for town in self.scenarios)

    @property
    def variant_names(self) -> tuple[str, ...]:
        """Names of the variants, as the rows have them."""
        return tuple(variant.name for variant in self.variants)

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The towns as their files have them."""
        return tuple(source.scenario() for source in self.towns)

    @cached_property
    def acted(self) -> tuple[tuple[Scenario, ...], ...]:
        """Each town in each variant, before the factors."""
        return tuple(tuple(variant.of(town) for variant in self.variants) for town in self.scenarios)

    def scenario(self, design_id: int) -> Scenario:
        """Return what is run in a row; ScenarioError if a value is outside its range."""
        point, town, variant = (int(part[design_id]) for part in self._numbers)
        values = {it.name: it.value(self._values[point, turn]) for turn, it in enumerate(self.factors)}
        others = {name: value for name, value in values.items() if not name.startswith(PARAMETERS)}
        scenario = self.acted[town][variant]
        if others:
            scenario = scenario.variant(others)
        if len(others) == len(values):
            return scenario
        # `Place.of` checks parameters once more; a whole set of them would take a twentieth of a run here.
        changed = scenario.parameters
        changed |= {name.removeprefix(PARAMETERS): values[name] for name in values if name not in others}
        return replace(scenario, changed_parameters=tuple(sorted(changed.items())))

    def key(self, design_id: int, replication: int) -> np.uint64:
        """Return the key of the luck of a run."""
        if not self.own_luck:
            return key_of(self.seed, replication)
        # A town's own luck is of its name, so that other towns do not matter.
        town = self.town_names[int(self._numbers[1][design_id])]
        own = hashlib.blake2b(town.encode(), digest_size=8).digest()
        return key_of(self.seed, (int.from_bytes(own, "little") << 32) + replication)

    def digest(self) -> str:
        """Return a hash of all that decides the numbers; titles and sources are not in it."""
        said = ("listed", "own_luck", "months", "replications", "seed", "outputs")
        content = {
            **{name: getattr(self, name) for name in said},
            "towns": [(town.name, town.digest) for town in self.scenarios],
            "variants": [
                (name, [acted[turn].digest for acted in self.acted])
                for turn, name in enumerate(self.variant_names)
            ],
            "factors": [(it.name, it.low, it.high, it.levels, it.whole) for it in self.factors],
            "sampler": self.sampler.model_dump(),
        }
        digest = hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16)
        digest.update(repr(self._values.shape).encode() + self._values.tobytes())
        return digest.hexdigest()

    def to_json(self) -> str:
        """Return the whole design as JSON; `from_json` makes exactly the same of it."""
        return TypeAdapter(Design).dump_json(self, indent=1).decode()

    @classmethod
    def from_json(cls, text: str) -> "Design":
        """Return the design that `to_json` wrote; RefusedError if the text is none."""
        try:
            return TypeAdapter(Design).validate_json(text)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            where = ".".join(str(part) for part in first["loc"][:4])
            raise RefusedError(f"this is not a design of a sweep: {where}: {first['msg'][:200]}") from None

    @cached_property
    def _values(self) -> NDArray[np.float64]:
        """Values of the factors, shape (points, factors)."""
        return np.ascontiguousarray(self.points[[it.name for it in self.factors]].to_numpy(np.float64))

    @cached_property
    def _numbers(self) -> tuple[NDArray[np.int64], ...]:
        """Numbers of each row's point, town and variant, shape (rows,) each."""
        if not self.listed:
            shape = (len(self.points), len(self.towns), len(self.variants))
            return tuple(part.ravel() for part in np.indices(shape))
        towns = {name: turn for turn, name in enumerate(self.town_names)}
        variants = {name: turn for turn, name in enumerate(self.variant_names)}
        numbers = [(point, towns[town], variants[variant]) for point, town, variant in self.listed]
        return tuple(np.array(numbers, np.int64).T)
