"""From a root seed and a replicate's number to the key of its luck."""

import numpy as np
import pytest

from tillit.model.town.seeds import key_of


def test_keys_are_odd_words_of_their_own() -> None:
    keys = {int(key_of(seed, replicate)) for seed in range(30) for replicate in range(30)}
    assert len(keys) == 900
    assert all(key % 2 == 1 for key in keys)
    assert isinstance(key_of(1), np.uint64)


def test_seed_and_replicate_are_not_exchanged() -> None:
    assert key_of(1, 2) != key_of(2, 1)


def test_a_key_is_the_same_tomorrow() -> None:
    # NumPy promises that a SeedSequence never changes.
    assert key_of(1, 0) == np.random.SeedSequence([1, 0]).generate_state(1, np.uint64)[0] | np.uint64(1)


@pytest.mark.parametrize(("seed", "replicate"), [(-1, 0), (0, -1)])
def test_negative_numbers_are_refused(seed: int, replicate: int) -> None:
    with pytest.raises(ValueError, match="both must be 0 or more"):
        key_of(seed, replicate)


def test_very_large_seeds_are_seeds() -> None:
    assert key_of(2**200) != key_of(2**200 + 1)


@pytest.mark.parametrize("replicate", [1, 2, 7])
def test_a_long_seed_is_no_replicate_of_a_short_one(replicate: int) -> None:
    assert key_of(5 + replicate * 2**32) != key_of(5, replicate)
    assert key_of(5 + replicate * 2**32, 3) != key_of(5 + 3 * 2**32, replicate)
