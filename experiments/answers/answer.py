"""Answer: what a question to a sweep gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Answer:
    """A tidy table, a figure of it, and what it says in a sentence."""

    frame: pd.DataFrame
    """One row an observation, one column a variable."""
    note: str
    """What it says, in a sentence."""
    draw: Callable[[], "Figure"] = field(repr=False, compare=False)
    """Draws the figure."""

    def plot(self) -> "Figure":
        """Return the figure; it is drawn anew each time."""
        return self.draw()
