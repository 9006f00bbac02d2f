"""NumPy's numbers: they do as the plain numbers that they stand for."""

import numpy as np


def plain_number(value: object) -> object:
    """Return one of NumPy's numbers or truth values as Python's; anything else as it is."""
    if isinstance(value, np.floating):
        # A float32 of 0.1 was meant as 0.1, not as 0.10000000149, which may be out of range.
        return float(str(value))
    return value.item() if isinstance(value, np.generic) else value
