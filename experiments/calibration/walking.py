"""Walking: many points that wander together through a density, as emcee moves them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.free_parameters import Points
from tillit.experiments.research import needed


def walked(
    log_density: Callable[[Points], NDArray[np.float64]], begin: Points, steps: int, seed: int
) -> NDArray[np.float64]:
    """Return where the walkers were after each step, shape (steps, walkers, parameters).

    Parameters
    ----------
    log_density
        Logarithm of the density at points in the unit cube, shape (points,). Outside the cube it is nothing.
    begin
        Where the walkers begin, shape (walkers, parameters); at least two for each parameter.
    steps
        How many steps.
    seed
        Of the walk's own luck.
    """
    emcee = needed("emcee")
    walkers, width = begin.shape

    def inside(cube: Points) -> NDArray[np.float64]:
        density = np.full(len(cube), -np.inf)
        within = ((cube >= 0.0) & (cube <= 1.0)).all(axis=1)
        if within.any():
            density[within] = log_density(cube[within])
        return density

    moves = [
        (emcee.moves.StretchMove(), 0.3),
        (emcee.moves.DEMove(), 0.6),
        (emcee.moves.DESnookerMove(), 0.1),
    ]
    sampler = emcee.EnsembleSampler(walkers, width, inside, moves=moves, vectorize=True)
    # emcee draws from this state, and never from the global one.
    state = np.random.RandomState(seed)
    sampler.run_mcmc(emcee.State(begin, random_state=state.get_state()), steps, skip_initial_state_check=True)
    chain: NDArray[np.float64] = sampler.get_chain()
    return chain
