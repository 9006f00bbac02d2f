"""Designs: the sweeps that ask how much a town's effect depends on the assumptions.

One changes all assumptions together over their ranges, to rank them. One moves a single assumption to
each end of its range, and leaves the others where they are.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.sweep.factors import Factor, known_factors
from tillit.experiments.sweep.samplers import Kind, Sampler, sample
from tillit.experiments.worlds.world import Source
from tillit.model.assumptions import BEHAVIOUR, DECLARED

OUTPUTS = ("municipal_cost", "public_cost", "payments")
"""What the effect is on; the first two say whether it pays."""
SAMPLERS: dict[str, Kind] = {"morris": "morris", "sobol": "saltelli"}
"""Ways to rank, and the sampler of each."""

Array = NDArray[np.float64]


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
        sampler = Sampler(kind=SAMPLERS[method], size=size, seed=max(1, self.seed))
        return self._design("all assumptions together", sampler, sample(self.factors, sampler), replications)

    def alone(self, replications: int) -> Design:
        """Return the sweep of the defaults, and of each move from them to an end of a range."""
        points = pd.DataFrame([self.defaults, *(self.defaults | {name: end} for name, end in self.ends())])
        return self._design(
            "one assumption at a time", Sampler(kind="list", size=len(points)), points, replications
        )

    def ends(self) -> list[tuple[str, float]]:
        """Return each assumption with each end of its range that is not the default itself."""
        moves = [(it.name, end) for it in self.factors for end in (it.low, it.high)]
        return [(name, end) for name, end in moves if end != self.defaults[name]]

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
