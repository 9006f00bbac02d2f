"""Trust: how strong the ties are, how old, and whom they reach."""

from tillit.agents.agency import PARTNERS
from tillit.model.books.counts import Count
from tillit.model.indicators.indicator import Indicator, labelled, ratio, share

TRUST: tuple[Indicator, ...] = (
    Indicator(
        "client_trust",
        "share",
        "mean trust between households and their caseworkers, 0 to 1",
        labelled("Klienters tillit", "Borgernes tillid", "Clients' trust"),
        share(Count.CLIENT_TRUST, Count.CLIENT_TIES),
    ),
    Indicator(
        "agency_trust",
        "share",
        "mean trust between caseworkers and contact persons at partner agencies, 0 to 1",
        labelled("Tillit till myndigheter", "Tillid til myndigheder", "Trust with agencies"),
        share(Count.AGENCY_TRUST, Count.AGENCY_TIES),
    ),
    Indicator(
        "employer_trust",
        "share",
        "mean trust between caseworkers and employers, 0 to 1",
        labelled("Tillit till arbetsgivare", "Tillid til arbejdsgivere", "Trust with employers"),
        share(Count.EMPLOYER_TRUST, Count.EMPLOYER_TIES),
    ),
    Indicator(
        "colleague_trust",
        "share",
        "mean trust between caseworkers of a team, 0 to 1",
        labelled("Tillit mellan kollegor", "Tillid mellem kolleger", "Trust between colleagues"),
        share(Count.COLLEAGUE_TRUST, Count.COLLEAGUE_TIES),
    ),
    Indicator(
        "reach",
        "share",
        "mean over caseworkers at work and seven kinds of partner: trust, own or through a colleague",
        labelled("Räckvidd till partner", "Rækkevidde til partnere", "Reach to partners"),
        lambda it: ratio(it.count(Count.REACH), PARTNERS * it.count(Count.PRESENT)),
    ),
    Indicator(
        "old_ties",
        "share",
        "ties of all kinds that are older than a year, over all ties",
        labelled("Relationer äldre än ett år", "Relationer ældre end et år", "Ties older than a year"),
        share(Count.OLD_TIES, Count.ALL_TIES),
    ),
    Indicator(
        "same_caseworker",
        "share",
        "of households a year or more on assistance: those with the same caseworker for twelve months",
        labelled("Samma handläggare ett år", "Samme sagsbehandler i et år", "Same caseworker for a year"),
        share(Count.SAME_CASEWORKER, Count.YEAR_LONG),
    ),
)
