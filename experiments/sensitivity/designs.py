"""Designs: the sweeps that ask how much a town's effect depends on the assumptions.

One changes all assumptions together over their ranges, to rank them. One moves a single assumption to
each end of its range, and leaves the others where they are. Where that turns the effect around, a third
looks closer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.factors import Factor, known_factors
from tillit.experiments.sweep.samplers import Morris, Rows, Saltelli, Sampler, sample
from tillit.experiments.sweep.variants import Variant
from tillit.experiments.worlds.world import Source
from tillit.model.assumptions import BEHAVIOUR, DECLARED

OUTPUTS = ("municipal_cost", "public_cost", "payments")
"""What the effect is on; the first two say whether it pays."""
STEPS = 8
"""Parts of the way from the default to an end when one looks closer."""
SAMPLERS: dict[str, type[Morris | Saltelli]] = {"morris": Morris, "sobol": Saltelli}
"""Ways to rank, and the sampler of each."""

Array = NDArray[np.float64]
Move = tuple[str, float]
"""An assumption and the value that it is moved to."""


@dataclass(frozen=True)
class Designs:
    """What is asked of a town; RefusedError if it does nothing, so that there is no effect."""

    town: Source
    factors: tuple[Factor, ...]
    """The assumptions, with their ranges."""
    months: int = 120
    """Months over which costs are added up."""
    seed: int = 1
    """Root of all luck, and seed of the sample."""

    def __post_init__(self) -> None:
        scenario = self.town.scenario()
        if not scenario.events:
            raise RefusedError(
                f"{scenario.name} does nothing, so there is no effect to ask about: "
                "give a town with events (tillit accounts lists some), or a file of your own"
            )

    @cached_property
    def defaults(self) -> dict[str, float]:
        """Value of each assumption in the town."""
        own = self.town.scenario().parameters
        names = ((it.name, it.name.removeprefix("parameters.")) for it in self.factors)
        return {name: float(own.get(inner, DECLARED[inner].default)) for name, inner in names}

    def together(self, method: str, size: int, replications: int) -> Design:
        """Return the sweep over all assumptions at once."""
        sampler = SAMPLERS[method](size=size, seed=max(1, self.seed))
        return self._design("all assumptions together", sampler, sample(self.factors, sampler), replications)

    def moved(self, what: str, moves: Iterable[Move], replications: int) -> Design:
        """Return the sweep of the defaults, and of each move from them."""
        points = pd.DataFrame([self.defaults, *(self.defaults | {name: value} for name, value in moves)])
        return self._design(what, Rows(size=len(points)), points, replications)

    def ends(self) -> list[Move]:
        """Return each end of each range that is not the default itself."""
        moves = [(it.name, end) for it in self.factors for end in (it.low, it.high)]
        return [(name, end) for name, end in moves if end != self.defaults[name]]

    def between(self, ends: Iterable[Move]) -> list[Move]:
        """Return the values on the way from the default to some ends, both left out."""
        whole = {it.name: it.whole for it in self.factors}
        moves: dict[Move, None] = {}
        for name, end in ends:
            values = np.linspace(self.defaults[name], end, STEPS + 1)[1:-1]
            values = np.unique(np.round(values)) if whole[name] else values
            moves |= {(name, float(it)): None for it in values if it not in {end, self.defaults[name]}}
        return list(moves)

    def _design(self, what: str, sampler: Sampler, points: pd.DataFrame, replications: int) -> Design:
        """Return a sweep of both variants of the town."""
        return Design(
            title=f"{self.town.title}: {what}",
            towns=(self.town,),
            variants=(Variant("as_it_was", before=True), Variant("as_it_acted")),
            factors=self.factors,
            sampler=sampler,
            points=points,
            months=self.months,
            replications=replications,
            seed=self.seed,
            outputs=OUTPUTS,
        )


def assumptions() -> tuple[Factor, ...]:
    """Return every assumption about behaviour, over its declared range."""
    known = known_factors()
    return tuple(known[f"parameters.{name}"] for name in BEHAVIOUR)
