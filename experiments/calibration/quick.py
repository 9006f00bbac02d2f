"""Quick: one good vector, found by CMA-ES. It says nothing about what else would do.

References
----------
Hansen (2016), The CMA evolution strategy: a tutorial.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.free_parameters import Points
from tillit.experiments.calibration.implausibility import Aim
from tillit.experiments.calibration.stages import Evaluated, Stages
from tillit.experiments.research import needed

STEP = 0.25
"""First step, in widths of a parameter's range."""
NOTHING_LEFT = 1e12
"""How far a vector counts as being from the targets if it cannot be run."""


@dataclass(frozen=True)
class Descent:
    """A search for the best vector."""

    stages: Stages
    aim: Aim
    seed: int

    def down(self, generations: int) -> Evaluated:
        """Return everything that was run, generation by generation, the best among it.

        A search that was killed is walked again over what is on disk: it asks for
        the same vectors, and gets the answers that it got.
        """
        space = self.stages.space
        luck = np.random.default_rng(self.seed)
        options = {
            "bounds": [0.0, 1.0],
            "randn": lambda *shape: luck.standard_normal(shape),
            "seed": np.nan,  # it would set the global seed
            "verbose": -9,
        }
        begin = np.clip(space.default_cube()[0], 0.02, 0.98)
        search = needed("cma").CMAEvolutionStrategy(begin, STEP, options)
        found = self.stages.run("default", space.default_cube, "The values in force now")
        for generation in range(1, generations + 1):
            asked = np.array(search.ask())
            now = self._run(asked, generation, generations)
            found = found.and_also(now)
            squares = np.nan_to_num(self.aim.squares(now), posinf=NOTHING_LEFT)
            search.tell(list(asked), squares.tolist())
            if search.stop():
                break
        return found

    def _run(self, asked: Points, generation: int, generations: int) -> Evaluated:
        title = f"Generation {generation} of {generations}"
        return self.stages.run(f"cma-{generation:04d}", lambda: asked, title)


def generation_size(width: int) -> int:
    """Return how many vectors a generation has."""
    return int(4 + 3 * np.log(width))


def best(found: Evaluated, aim: Aim) -> NDArray[np.intp]:
    """Return the vectors in order, the nearest to the targets first."""
    return np.argsort(aim.squares(found), kind="stable")
