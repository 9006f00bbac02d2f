"""Hours: what each household and each child gets of its caseworker, not as a share of all hours."""

from tillit.model.books.counts import ChildCount, Count
from tillit.model.indicators.child_unit import in_child_unit
from tillit.model.indicators.indicator import Indicator, Observed, Series, labelled, ratio


def _for_each(cases: int, it: Observed) -> Series:
    return ratio(it.count(Count.MEETING_HOURS) + it.count(Count.ACUTE_HOURS), it.count(cases))


CLIENT_HOURS = Indicator(
    "client_hours",
    "hours/household/month",
    "hours in meetings and crises over households on assistance",
    labelled("Tid per hushåll", "Tid pr. husstand", "Time for each household"),
    lambda it: _for_each(Count.HOUSEHOLDS, it),
)
CHILD_HOURS = Indicator(
    "child_client_hours",
    "hours/child/month",
    "hours in meetings and crises over child cases",
    labelled("Tid per barn", "Tid pr. barn", "Time for each child"),
    in_child_unit(lambda it: _for_each(ChildCount.CHILDREN, it)),
)
HOURS = (CLIENT_HOURS, CHILD_HOURS)
