"""Answer: what a question to a sweep gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.figure import Figure


ROWS = 30
"""Rows that a notebook shows."""


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

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the sentence, and the table."""
        return said_and_shown(self.note, self.frame)


def said_and_shown(note: str, frame: pd.DataFrame) -> str:
    """Return a sentence and the first rows of a table, as a notebook shows them."""
    return f"<p>{escape(note.strip())}</p>{frame.to_html(index=False, max_rows=ROWS)}"
