"""Stress: workload, crises and reorganisation wear a caseworker down.

The second loop of the town: workload → stress → turnover → lost ties → workload.
"""

from typing import Annotated, NamedTuple

from tillit.agents.caseworker import Caseworker
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.office import Office


class Stress(NamedTuple):
    """Parameters of stress."""

    pace: Annotated[
        float, Par("1/month", 0.03, 0.5, "no published rate; months, not years", Grade.ASSUMED)
    ] = 0.15
    """Share of the way to the stress that the month calls for."""
    load: Annotated[float, Par("share", 0.2, 1.5, "direction: accounts 000, 001, 004", Grade.ASSUMED)] = 0.84
    """Stress of a month in which every hour goes to duties and crises."""
    most: Annotated[
        float,
        Par("factor", 1.0, 3.0, "no published figure; what cannot be done is left undone", Grade.ASSUMED),
    ] = 1.5
    """Hours for duties and crises, against those that there are, beyond which nobody feels more."""
    crisis: Annotated[float, Par("1/crisis", 0.0, 0.1, "direction: account 004", Grade.ASSUMED)] = 0.015
    """Stress of each crisis."""
    unmet: Annotated[float, Par("share", 0.0, 0.6, "looking for another job: Astvik 2017", Grade.ASSUMED)] = (
        0.2
    )
    """Stress when nobody can be met as promised."""
    support: Annotated[float, Par("share", 0.0, 0.4, "direction: account 004", Grade.ASSUMED)] = 0.12
    """Stress that colleagues whom one trusts fully take away."""


@behaviour
def call_of_the_month(
    worker: Caseworker, colleagues: float, promised: int, office: Office, p: Stress
) -> float:
    """Return the stress that a month like this leads to in the end, 0 to 1.

    Parameters
    ----------
    worker
        The caseworker, after the month's work.
    colleagues
        Mean trust in colleagues, 0 to 1.
    promised
        Months in which every client is to be met once.
    office
        How the unit is organised.
    p
        Parameters.
    """
    load = min(p.most, (worker.statutory + worker.acute) / max(1.0, worker.casework))
    unmet = max(0.0, 1.0 - promised * worker.met / worker.wanted) if worker.wanted > 0.0 else 0.0
    call = p.load * load + p.crisis * worker.crises + p.unmet * unmet - p.support * colleagues
    if office.reorganising > 0:
        call += office.reorganisation_stress
    return min(1.0, max(0.0, call)) * (1.0 - office.relief)


@behaviour
def feel(worker: Caseworker, call: float, p: Stress) -> None:
    """Move towards the stress that the month calls for."""
    worker.stress += p.pace * (call - worker.stress)
