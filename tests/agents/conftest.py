"""Fixtures for single behaviours."""

from collections.abc import Iterator

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def _products_wrap() -> Iterator[None]:
    """Let the generator's 64-bit products wrap, as they do when compiled."""
    with np.errstate(over="ignore"):
        yield
