"""Happening: the events of a month happen, between two months of the kernel."""

from collections.abc import Iterable

from tillit.model.events import Event, PlaceEvent, Units, in_order
from tillit.model.staff.norms import keep_norms_between
from tillit.model.town.arrays import Town


def happen(town: Town, events: Iterable[Event], number: int) -> None:
    """Let events happen at the start of one month, in order.

    Norms are kept before the first and after each, so that what a later event
    decides departs from them.

    Parameters
    ----------
    town
        The town; its place and its offices are changed.
    events
        Events of one month.
    number
        The month, 0 for the comparison's first.
    """
    units = zip((Units.ASSISTANCE, Units.CHILDREN), town.units, strict=False)
    there = {which: unit.office for which, unit in units if unit.office.posts > 0}
    keep_norms_between(town, number)
    for event in in_order(events):
        if isinstance(event, PlaceEvent):
            event.befall(town.place)
        for which, office in there.items():
            if event.happens_to(which, first=next(iter(there))):
                event.happen(office)
        keep_norms_between(town, number)
