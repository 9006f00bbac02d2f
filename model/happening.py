"""Happening: the events of a month happen to the offices, between two months of the kernel; step 1."""

from collections.abc import Iterable

import numpy as np

from tillit.model.budget import keep_norms_between
from tillit.model.events import Event, Units, in_order
from tillit.model.town import Town


def happen(town: Town, events: Iterable[Event], number: int) -> None:
    """Let events happen at the start of one month, in order.

    Norms are kept before the first and after each, so that what a later event
    decides departs from them.

    Parameters
    ----------
    town
        The town; its offices are changed.
    events
        Events of one month.
    number
        The month, 0 for the comparison's first.
    """
    offices = town.office.view(np.recarray)
    units = (Units.ASSISTANCE, Units.CHILDREN)[: len(offices)]
    there = [(unit, offices[index]) for index, unit in enumerate(units) if offices[index].posts > 0]
    keep_norms_between(town, number)
    for event in in_order(events):
        for unit, office in there:
            if event.happens_to(unit, first=there[0][0]):
                event.happen(office)
        keep_norms_between(town, number)
