"""Hours: every one that a caseworker works goes to one thing, or is saved for the next month."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tillit.agents.hours import Hours
from tillit.agents.mechanisms import Mechanisms
from tillit.model.books.counts import Count
from tillit.model.town.unit import Unit

ONE_CENT = 1e-6
"""Hours by which sums in another order may differ."""

SPENT = (
    Count.OVERHEAD_HOURS,
    Count.STATUTORY_HOURS,
    Count.ACUTE_HOURS,
    Count.MEETING_HOURS,
    Count.OUTWARD_HOURS,
)
"""What is counted of the hours; those of meetings to which nobody came are counted nowhere."""


def spent(counts: NDArray[np.float64], mechanisms: Mechanisms) -> NDArray[np.float64]:
    """Return the hours that are counted of each month, shape (months,); crises may take none."""
    free = 0.0 if mechanisms.crowding_out else 1.0
    hours: NDArray[np.float64] = counts[..., SPENT].sum(axis=-1) - free * counts[..., Count.ACUTE_HOURS]
    return hours


def check_hours(
    saved: NDArray[np.float64], unit: Unit, counts: NDArray[np.float64], mechanisms: Mechanisms
) -> None:
    """Check where a unit's hours of one month went.

    Parameters
    ----------
    saved
        Hours that each caseworker had saved when the month began, shape (P,).
    unit
        The unit at the end of the month.
    counts
        What was counted of the unit in that month.
    mechanisms
        Which mechanisms act.
    """
    here = unit.caseworkers["worked"] > 0.0
    workers, before = unit.caseworkers[here], saved[here]
    joint = Hours().along * workers["met"] * (1.0 - 1.0 / workers["depth"])
    answered = workers["acute"] * workers["calm"] if mechanisms.crowding_out else 0.0
    used = workers["duties"] + answered + workers["met"] + workers["outward"] - joint
    left = workers["casework"] + before - used
    # Who has nobody to meet saves a month's hours at most; the rest is nobody's.
    assert (left >= workers["saved"] - ONE_CENT).all()
    busy = before <= workers["met"]
    assert left[busy] == pytest.approx(workers["saved"][busy], abs=ONE_CENT)
    assert (workers["kept"] <= workers["met"] + ONE_CENT).all()
    unkept = (workers["met"] - workers["kept"]).sum()
    total = spent(counts, mechanisms) + unkept + left.sum()
    assert total == pytest.approx(counts[Count.HOURS] + before.sum())
