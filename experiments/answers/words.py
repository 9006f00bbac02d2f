"""Words: numbers as a sentence has them."""

LARGE = 1_000.0
"""From here on, decimals say nothing."""


def in_words(value: float, *, signed: bool = False) -> str:
    """Return a number with four digits that mean something, and no powers of ten."""
    sign = "+" if signed else ""
    return f"{value:{sign},.0f}" if abs(value) >= LARGE else f"{value:{sign}.4g}"
