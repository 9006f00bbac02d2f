"""Scales: a figure is the same, whatever the unit in which it is said."""

import pytest

from tillit.experiments.claims.measuring import factor_between


@pytest.mark.parametrize(
    ("unit", "wanted", "factor"),
    [
        ("households/month", "households/month", 1.0),
        ("households/month", "households/year", 12.0),
        ("share", "percentage points", 100.0),
        ("share/year", "points", 100.0),
        ("share", "%", 100.0),
        ("households", "%", None),
        ("SEK/month", "MDKK/year", 12e-6),
        ("SEK/month", "DKK/month", 1.0),
        ("SEK/inhabitant/year", "SEK/inhabitant/year", 1.0),
        ("SEK/month", "SEK/inhabitant/year", None),
        ("households", "caseworkers", None),
        ("households/year", "households/month", None),
    ],
)
def test_factor_between_units(unit: str, wanted: str, factor: float | None) -> None:
    assert factor_between(unit, wanted) == (None if factor is None else pytest.approx(factor))
