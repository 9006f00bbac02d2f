"""Inks: the colours of the charts, told apart also by readers who see fewer colours."""

from typing import NamedTuple

TRUST = ("#c9dcec", "#94c0de", "#5a9bcb", "#2a6fae", "#0b3d78")
"""Households by their trust, from none to full."""

LEVELS = len(TRUST)
"""Levels of trust that the picture tells apart."""

OTHERS = {"caseworker": "#b3261e", "employer": "#b8720a", "agency": "#1a7f5a"}
"""Everybody else, by kind."""

SERIES = ("#2a6fae", "#b3261e", "#1a7f5a", "#b8720a")
"""Lines of a chart."""

DASHES = ("solid", "dashed", "dotted", [12, 4, 3, 4])
"""The same lines where colours are not seen."""


class Inks(NamedTuple):
    """Colours that depend on the page's light or dark theme."""

    ink: str
    faint: str
    paper: str
    waiting: str


LIGHT = Inks(ink="#212121", faint="#d9d9d9", paper="#ffffff", waiting="#8a8a8a")
DARK = Inks(ink="#f0f0f0", faint="#555555", paper="#1e1e1e", waiting="#a0a0a0")
