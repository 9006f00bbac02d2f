"""Seeds: from a root seed and a replicate's number to the key of its luck."""

import numpy as np

GENERATORS = ("squares", "philox")
"""Generators of keyed draws; the second is there to check the first."""


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
    word = np.random.SeedSequence([seed, replicate]).generate_state(1, np.uint64)[0]
    return np.uint64(word | np.uint64(1))
