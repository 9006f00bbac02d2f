"""Child unit: the staff of the child and family unit, measured as that of the assistance unit."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tillit.model.books.counts import UNIT, ChildCount, Count
from tillit.model.indicators.indicator import Indicator, Observed, Series, counted, labelled, ratio, share
from tillit.model.indicators.staff import CASELOAD, STAFF

Measure = Callable[[Observed], Series]

MARKS = labelled("{}, barn", "{}, børn", "{}, children")
"""How a label of the staff says which unit's it is."""


def in_child_unit(measure: Measure) -> Measure:
    """Return a unit's measure, taken in the child and family unit."""
    return lambda it: measure(Observed(it.counts[..., UNIT:], it.ledger, it.inhabitants))


def _caseload(it: Observed) -> Series:
    """Return the children for each caseworker at work, as if for one when nobody is."""
    return ratio(it.count(ChildCount.CHILDREN), np.maximum(1.0, it.count(Count.PRESENT)))


def _of_children(staff: Indicator) -> Indicator:
    """Return what is measured of the assistance unit's staff for the child and family unit's."""
    return replace(
        staff,
        name=f"child_{staff.name}",
        formula=f"{staff.formula}, in the child and family unit",
        labels={language: mark.format(staff.labels[language]) for language, mark in MARKS.items()},
        measure=in_child_unit(staff.measure),
    )


CHILD_UNIT: tuple[Indicator, ...] = (
    Indicator(
        "child_caseload",
        "children/caseworker",
        "child cases over caseworkers at work in the child and family unit",
        labelled("Barnärenden per handläggare", "Børnesager pr. sagsbehandler", "Child caseload"),
        in_child_unit(_caseload),
    ),
    *(_of_children(it) for it in STAFF if it is not CASELOAD),
    Indicator(
        "child_kept_meetings",
        "share",
        "children whose family met its caseworker in the month, over all cases",
        labelled("Genomförda möten, barn", "Gennemførte møder, børn", "Kept meetings, children"),
        in_child_unit(share(Count.MET, ChildCount.CHILDREN)),
    ),
    Indicator(
        "child_trust",
        "share",
        "mean trust between families and their caseworkers, 0 to 1",
        labelled("Familjers tillit", "Familiernes tillid", "Families' trust"),
        in_child_unit(share(Count.CLIENT_TRUST, Count.CLIENT_TIES)),
    ),
    Indicator(
        "child_partner_trust",
        "share",
        "mean trust between the child unit and the partners around children, 0 to 1",
        labelled(
            "Tillit till skola, vård och familjevård",
            "Tillid til skole, sundhed og familiepleje",
            "Trust with partners around children",
        ),
        in_child_unit(share(Count.AGENCY_TRUST, Count.AGENCY_TIES)),
    ),
    Indicator(
        "child_same_caseworker",
        "share",
        "of child cases open a year or more: those with the same caseworker for twelve months",
        labelled(
            "Samma handläggare ett år, barn",
            "Samme sagsbehandler i et år, børn",
            "Same caseworker for a year, children",
        ),
        in_child_unit(share(Count.SAME_CASEWORKER, Count.YEAR_LONG)),
    ),
    Indicator(
        "child_crises",
        "children/month",
        "child cases in crisis",
        labelled("Kriser, barn", "Kriser, børn", "Crises, children"),
        in_child_unit(counted(Count.CRISES)),
        adds=True,
    ),
)
