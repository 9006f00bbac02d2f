"""Seeds: from a root seed and a replicate's number to the key of its luck."""

import numpy as np

MOST_OF_ONE_WORD = 2**32 - 1
"""The largest seed that NumPy holds in one word."""


def key_of(seed: int, replicate: int = 0) -> np.uint64:
    """Return the key of one replicate: odd, and unlike its neighbours'.

    Parameters
    ----------
    seed
        Root seed, 0 or more.
    replicate
        Number of the replicate, 0 or more. The same replicate has the same
        luck in every scenario.

    Raises
    ------
    ValueError
        If either is negative.
    """
    if seed < 0 or replicate < 0:
        message = f"seed = {seed!r}, replicate = {replicate!r}: both must be 0 or more"
        raise ValueError(message)
    # Of a seed of more than 32 bits the upper ones would be taken for the replicate.
    long = (1,) if seed > MOST_OF_ONE_WORD else ()
    word = np.random.SeedSequence([seed, replicate], spawn_key=long).generate_state(1, np.uint64)[0]
    return np.uint64(word | np.uint64(1))
