"""Synthetic: a nation of invented municipalities, for benchmarks and for a first look.

Sizes, shares of recipients and caseloads are drawn so that they spread as
Swedish municipalities do: a few cities, many small places; 0.5 to 10 % of the
inhabitants on assistance. No row is a real municipality.
"""

import numpy as np
import pandas as pd

MUNICIPALITIES, COUNTIES, INHABITANTS, HOUSEHOLDS = 290, 21, 10_500_000, 200_000
SMALLEST = 2_400
"""Inhabitants of the smallest municipality."""
SPREAD_OF_SIZES, SPREAD_OF_NEED = 0.95, 0.55
"""Standard deviations of the logarithms of inhabitants, and of households for each of them."""
CASELOADS = (30.0, 80.0)
"""Households for each post, from dense to thin."""


def synthetic_nation(seed: int = 1, *, households: int = HOUSEHOLDS) -> pd.DataFrame:
    """Return an invented nation, one row a municipality, with so many households on assistance in a month."""
    random = np.random.default_rng(seed)
    size = np.sort(random.lognormal(0.0, SPREAD_OF_SIZES, MUNICIPALITIES))[::-1]
    inhabitants = np.maximum(SMALLEST, size / size.sum() * INHABITANTS).round().astype(int)
    need = inhabitants * random.lognormal(0.0, SPREAD_OF_NEED, MUNICIPALITIES)
    on_assistance = np.clip(need / need.sum() * households, 12, inhabitants // 8).round().astype(int)
    posts = np.maximum(1, np.ceil(on_assistance / random.uniform(*CASELOADS, MUNICIPALITIES))).astype(int)
    return pd.DataFrame(
        {
            "municipality": [f"Invented {turn + 1:03d}" for turn in range(MUNICIPALITIES)],
            "county": [f"County {turn + 1:02d}" for turn in random.integers(0, COUNTIES, MUNICIPALITIES)],
            "inhabitants": inhabitants,
            "households": on_assistance,
            "posts": posts,
        }
    )
