"""Window: which months of a run make its one figure."""

from collections.abc import Callable

from tillit.experiments.answers.reading import Array
from tillit.experiments.comparison.statistics import YEAR, in_window
from tillit.experiments.refused import RefusedError
from tillit.model.indicators import INDICATORS

END = "end"
SUM = "sum"

Over = str | int
"""``end``: the mean of the last twelve months; ``sum``: the sum of all; a number: that month."""


def usual_window(output: str) -> Over:
    """Return the window over which an output is taken if nothing is said."""
    return SUM if INDICATORS[output].adds else END


def reducer(output: str, over: Over, months: int) -> Callable[[Array], Array]:
    """Return what makes of figures of shape (n, months) one figure a run.

    Raises
    ------
    RefusedError
        If there is no such month, or months of the output do not add up.
    """
    indicator = INDICATORS[output]
    if over == END:
        return lambda figures: in_window(figures, indicator, YEAR)
    if over == SUM:
        if not indicator.adds:
            message = f"{output} ({indicator.unit}): its months do not add up; ask for it at the end (end)"
            raise RefusedError(message)
        return lambda figures: figures.sum(axis=-1)
    month = month_of(over, months)
    return lambda figures: figures[:, month - 1]


def month_of(over: Over, months: int) -> int:
    """Return the month that is meant.

    Raises
    ------
    RefusedError
        If there is no such month.
    """
    text = str(over)
    if not (text.isdecimal() and 1 <= int(text) <= months):
        message = f"{over}: not a window; say 'end', 'sum', or a month from 1 to {months}"
        raise RefusedError(message)
    return int(text)


def window_in_words(over: Over, months: int) -> str:
    """Return what a title says of the window."""
    if over == END:
        return "at the end"
    return f"sum of {months} months" if over == SUM else f"month {over}"
