"""Child unit: the staff of the child and family unit, measured as that of the assistance unit."""

from collections.abc import Callable

import numpy as np

from tillit.model.books.counts import UNIT, ChildCount, Count
from tillit.model.indicators.indicator import Indicator, Observed, Series, counted, labelled, ratio, share
from tillit.model.indicators.staff import client_time, employees, turnover

Measure = Callable[[Observed], Series]


def in_child_unit(measure: Measure) -> Measure:
    """Return a unit's measure, taken in the child and family unit."""
    return lambda it: measure(Observed(it.counts[..., UNIT:], it.ledger, it.inhabitants))


def caseload(it: Observed) -> Series:
    """Return the children for each caseworker at work, as if for one when nobody is."""
    return ratio(it.count(ChildCount.CHILDREN), np.maximum(1.0, it.count(Count.PRESENT)))


CHILD_UNIT: tuple[Indicator, ...] = (
    Indicator(
        "child_caseload",
        "children/caseworker",
        "child cases over caseworkers at work in the child and family unit",
        labelled("Barnärenden per handläggare", "Børnesager pr. sagsbehandler", "Child caseload"),
        in_child_unit(caseload),
    ),
    Indicator(
        "child_posts",
        "posts",
        "caseworkers' posts that the child and family unit has money for",
        labelled("Tjänster, barn", "Stillinger, børn", "Posts, children"),
        in_child_unit(counted(Count.POSTS)),
    ),
    Indicator(
        "child_turnover",
        "share/year",
        "the child unit's resignations of the last twelve months over its mean employees",
        labelled("Personalomsättning, barn", "Personaleomsætning, børn", "Turnover, children"),
        in_child_unit(turnover),
        rolling=True,
    ),
    Indicator(
        "child_vacancies",
        "share",
        "the child unit's vacant posts over all its posts",
        labelled("Vakanser, barn", "Ubesatte stillinger, børn", "Vacancies, children"),
        in_child_unit(share(Count.VACANT, Count.POSTS)),
    ),
    Indicator(
        "child_sick_leave",
        "share",
        "the child unit's employees on sick leave over all its employees",
        labelled("Sjukfrånvaro, barn", "Sygefravær, børn", "Sick leave, children"),
        in_child_unit(lambda it: ratio(it.count(Count.SICK), employees(it))),
    ),
    Indicator(
        "child_tenure",
        "months",
        "mean months that those at work in the child unit have held their post",
        labelled("Tid på tjänsten, barn", "Anciennitet, børn", "Tenure, children"),
        in_child_unit(share(Count.TENURE, Count.PRESENT)),
    ),
    Indicator(
        "child_stress",
        "share",
        "mean stress of those at work in the child unit, 0 to 1",
        labelled("Stress, barn", "Stress, børn", "Stress, children"),
        in_child_unit(share(Count.STRESS, Count.PRESENT)),
    ),
    Indicator(
        "child_client_time",
        "share",
        "the child unit's hours in meetings and crises over all its hours",
        labelled("Tid med barn och familjer", "Tid med børn og familier", "Direct time with families"),
        in_child_unit(client_time),
    ),
    Indicator(
        "child_partner_time",
        "share",
        "the child unit's hours given to partners over all its hours",
        labelled("Tid med samverkan, barn", "Tid med samarbejde, børn", "Time with partners, children"),
        in_child_unit(share(Count.OUTWARD_HOURS, Count.HOURS)),
    ),
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
