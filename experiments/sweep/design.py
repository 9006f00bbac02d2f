"""Design: all rows of a sweep, and the town that each row is.

A design needs no other file: it holds the texts of its towns and the values of its points. Each row is one
town, one variant and one point; each replication of it has the same luck as in every other row.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Annotated, Any

import numpy as np
import pandas as pd
from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    SerializeAsAny,
    TypeAdapter,
    ValidationError,
)
from pydantic.dataclasses import dataclass

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor, Sampler
from tillit.experiments.worlds.provenance import first_of
from tillit.experiments.worlds.world import Source
from tillit.model.events import Event, event_class
from tillit.model.scenarios import Scenario
from tillit.model.town.seeds import key_of


def _event(it: object) -> object:
    try:
        return event_class(str(it.get("kind"))).model_validate(it) if isinstance(it, Mapping) else it
    except LookupError as error:
        raise ValueError(str(error)) from None


def _points(table: object) -> pd.DataFrame:
    if isinstance(table, pd.DataFrame):
        return table
    try:
        return pd.DataFrame(**table).astype(np.float64)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise ValueError(f"points cannot be read: {error}") from None


@dataclass(frozen=True)
class Variant:
    """One course of action, tried in every town and at every point."""

    name: str
    before: bool = False  # whether the events of the town's own file are left out
    changes: tuple[tuple[str, str | int | float], ...] = ()
    """Values that it changes, as in ``("staff.posts", "+3")``."""
    events: tuple[Annotated[SerializeAsAny[Event], BeforeValidator(_event)], ...] = ()  # what happens besides

    def of(self, town: Scenario) -> Scenario:
        """Return a town in which this is done; ScenarioError if it cannot be changed like that."""
        scenario = town.before() if self.before else town
        if self.changes:
            scenario = scenario.variant(dict(self.changes))
        return scenario.with_events(self.events) if self.events else scenario


@dataclass(frozen=True, eq=False, kw_only=True, config={"extra": "forbid", "arbitrary_types_allowed": True})
class Design:
    """Everything that a sweep runs; without factors it has one point."""

    title: str
    towns: tuple[Source, ...]
    variants: tuple[Variant, ...]  # what is done in them
    factors: tuple[Factor, ...] = ()  # what varies besides
    sampler: Sampler = Field(default_factory=lambda: Sampler(kind="list"))
    points: Annotated[
        pd.DataFrame, PlainValidator(_points), PlainSerializer(lambda it: it.to_dict("split"))
    ] = Field(default_factory=lambda: pd.DataFrame(index=pd.RangeIndex(1)))
    """One row a point, one column of floats a factor."""
    months: int
    replications: int
    seed: int
    outputs: tuple[str, ...]  # names of the indicators that are stored
    own_luck: bool = False
    """Whether each town has luck of its own, so that towns can be added up; rows of one town stay paired."""

    @property
    def runs(self) -> int:
        """Runs in all."""
        return len(self.rows) * self.replications

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One row each: point, town, variant and factors, by ``design_id``: by point, then by town."""
        point, town, variant = self._at(np.arange(len(self.points) * len(self.towns) * len(self.variants)))
        columns = {
            "point": point,
            "town": np.array(self.town_names, object)[town],
            "variant": np.array(self.variant_names, object)[variant],
            **{it.name: self.points[it.name].to_numpy()[point] for it in self.factors},
        }
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
        point, town, variant = self._at(design_id)
        drawn = dict(zip(self.points, self.points.to_numpy()[point], strict=True))
        values = {it.name: it.value(drawn[it.name]) for it in self.factors}
        scenario: Scenario = self.acted[town][variant]
        return scenario.variant(values) if values else scenario

    def key(self, design_id: int, replication: int) -> np.uint64:
        """Return the key of the luck of a run."""
        if not self.own_luck:
            return key_of(self.seed, replication)
        # A town's own luck is of its name, so that other towns do not matter.
        town = self.town_names[self._at(design_id)[1]]
        own = hashlib.blake2b(town.encode(), digest_size=8).digest()
        return key_of(self.seed, (int.from_bytes(own, "little") << 32) + replication)

    def digest(self) -> str:
        """Return a hash of all but the title."""
        return hashlib.blake2b(replace(self, title="").to_json().encode(), digest_size=16).hexdigest()

    def to_json(self) -> str:
        """Return the whole design as JSON; `from_json` makes exactly the same of it."""
        return TypeAdapter(Design).dump_json(self, indent=1).decode()

    @classmethod
    def from_json(cls, text: str) -> "Design":
        """Return the design that `to_json` wrote; RefusedError if the text is none."""
        try:
            return TypeAdapter(Design).validate_json(text)
        except ValidationError as error:
            raise RefusedError(f"this is not a design of a sweep: {first_of(error)}") from None

    def _at(self, design_id: Any) -> tuple[Any, ...]:  # noqa: ANN401 - one row or many
        return np.unravel_index(design_id, (len(self.points), len(self.towns), len(self.variants)))
