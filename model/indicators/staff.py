"""Staff: density, turnover, strain, and where the hours go."""

import numpy as np

from tillit.model.books.counts import Count
from tillit.model.indicators.indicator import (
    YEAR,
    Indicator,
    Observed,
    Series,
    counted,
    labelled,
    over_the_year,
    ratio,
    share,
)

CASEWORKERS = "caseworkers"


def employees(it: Observed) -> Series:
    """Return the employees, at work or ill; consultants are none."""
    return it.count(Count.PRESENT) - it.count(Count.CONSULTANTS) + it.count(Count.SICK)


def caseload(it: Observed) -> Series:
    """Return the households for each caseworker at work, as if for one when nobody is."""
    return ratio(it.count(Count.HOUSEHOLDS), np.maximum(1.0, it.count(Count.PRESENT)))


def turnover(it: Observed) -> Series:
    """Return a year's resignations over the year's mean employees; in the first year, at an annual rate."""
    months = np.minimum(np.arange(1, it.counts.shape[-2] + 1), YEAR)
    mean_employees = over_the_year(employees(it)) / months
    return ratio(over_the_year(it.count(Count.RESIGNED)) * (YEAR / months), mean_employees)


def client_time(it: Observed) -> Series:
    """Return the share of the hours that clients get, in meetings and in crises."""
    return ratio(it.count(Count.MEETING_HOURS) + it.count(Count.ACUTE_HOURS), it.count(Count.HOURS))


def competence(it: Observed) -> Series:
    """Return the mean of training and local knowledge."""
    return ratio(0.5 * (it.count(Count.TRAINING) + it.count(Count.LOCAL)), it.count(Count.PRESENT))


CASELOAD = Indicator(
    "caseload",
    "households/caseworker",
    "households on assistance over caseworkers at work",
    labelled("Ärenden per handläggare", "Sager pr. sagsbehandler", "Caseload"),
    caseload,
)

STAFF: tuple[Indicator, ...] = (
    CASELOAD,
    Indicator(
        "turnover",
        "share/year",
        "resignations of the last twelve months over mean employees",
        labelled("Personalomsättning", "Personaleomsætning", "Turnover"),
        turnover,
        rolling=True,
    ),
    Indicator(
        "posts",
        "posts",
        "caseworkers' posts that the unit has money for, in full time",
        labelled("Tjänster", "Stillinger", "Posts"),
        counted(Count.POSTS),
    ),
    Indicator(
        "present",
        CASEWORKERS,
        "caseworkers at work, consultants among them, in full time",
        labelled("Handläggare i arbete", "Sagsbehandlere på arbejde", "Caseworkers at work"),
        counted(Count.PRESENT),
    ),
    Indicator(
        "vacancies",
        "share",
        "vacant posts over all posts",
        labelled("Vakanser", "Ubesatte stillinger", "Vacancies"),
        share(Count.VACANT, Count.POSTS),
    ),
    Indicator(
        "sick_leave",
        "share",
        "employees on sick leave over all employees",
        labelled("Sjukfrånvaro", "Sygefravær", "Sick leave"),
        lambda it: ratio(it.count(Count.SICK), employees(it)),
    ),
    Indicator(
        "consultants",
        CASEWORKERS,
        "hired consultants",
        labelled("Inhyrda konsulter", "Eksterne konsulenter", "Consultants"),
        counted(Count.CONSULTANTS),
    ),
    Indicator(
        "resignations",
        "caseworkers/month",
        "employees who resign, in full time",
        labelled("Uppsägningar", "Opsigelser", "Resignations"),
        counted(Count.RESIGNED),
        adds=True,
    ),
    Indicator(
        "hires",
        "caseworkers/month",
        "employees who are hired, in full time",
        labelled("Nyanställda", "Nyansatte", "Hires"),
        counted(Count.HIRED),
        adds=True,
    ),
    Indicator(
        "tenure",
        "months",
        "mean months that those at work have held their post",
        labelled("Tid på tjänsten", "Anciennitet", "Tenure"),
        share(Count.TENURE, Count.PRESENT),
    ),
    Indicator(
        "stress",
        "share",
        "mean stress of those at work, 0 to 1",
        labelled("Stress", "Stress", "Stress"),
        share(Count.STRESS, Count.PRESENT),
    ),
    Indicator(
        "training",
        "share",
        "mean general competence of those at work, 0 to 1",
        labelled("Utbildning", "Faglighed", "Training"),
        share(Count.TRAINING, Count.PRESENT),
    ),
    Indicator(
        "local_knowledge",
        "share",
        "mean knowledge of the town of those at work, 0 to 1",
        labelled("Lokalkännedom", "Lokalkendskab", "Local knowledge"),
        share(Count.LOCAL, Count.PRESENT),
    ),
    Indicator(
        "competence",
        "share",
        "mean of training and local knowledge",
        labelled("Kompetens", "Kompetence", "Competence"),
        competence,
    ),
    Indicator(
        "client_time",
        "share",
        "hours in meetings and crises over all hours",
        labelled("Tid med klienter", "Tid med borgere", "Direct client time"),
        client_time,
    ),
    Indicator(
        "partner_time",
        "share",
        "hours given to partners and employers over all hours",
        labelled("Tid med samverkan", "Tid med samarbejde", "Time with partners"),
        share(Count.OUTWARD_HOURS, Count.HOURS),
    ),
    Indicator(
        "statutory_time",
        "share",
        "hours of decisions, payments and documentation over all hours",
        labelled("Tid med myndighetsutövning", "Tid med myndighedsarbejde", "Time with statutory work"),
        share(Count.STATUTORY_HOURS, Count.HOURS),
    ),
    Indicator(
        "organisation_time",
        "share",
        "hours that leave, reorganisation and training take, and being new, over all hours",
        labelled("Tid för organisationen", "Tid til organisationen", "Time for the organisation"),
        share(Count.OVERHEAD_HOURS, Count.HOURS),
    ),
    Indicator(
        "undone_hours",
        "hours/month",
        "statutory hours that nobody had",
        labelled("Ogjort arbete", "Ikke udført arbejde", "Work left undone"),
        counted(Count.UNDONE_HOURS),
        adds=True,
    ),
)
