"""Answers: what questions to a sweep give, each with its table, its figure and its sentence."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROWS = 30  # rows that a notebook shows


@dataclass(frozen=True)
class Answer:
    """A tidy table, what it says in a sentence, and a figure of it, drawn anew each time."""

    frame: pd.DataFrame
    note: str
    plot: Callable[[], "Figure"] = field(repr=False, compare=False)

    def _repr_html_(self) -> str:
        return said_and_shown(self.note, self.frame)


def said_and_shown(note: str, frame: pd.DataFrame) -> str:
    """Return a sentence and the first rows of a table, as a notebook shows them."""
    return f"<p>{escape(note.strip())}</p>{frame.to_html(index=False, max_rows=ROWS)}"
