"""Learning: caseworkers get to know the town, and their trade."""

from typing import Annotated, NamedTuple

from tillit.agents.caseworker import Caseworker
from tillit.agents.foundation.arithmetic import exp
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par

MOST_TALENT = 2.0
"""Talent that nobody has more of."""

ROOT_OF_THREE = 1.7320508075688772
"""The standard deviation of what is spread evenly is its half width over this."""


class Learning(NamedTuple):
    """Parameters of competence."""

    town: Annotated[
        float, Par("1/month", 0.01, 0.15, "no published rate; about two years to know a town", Grade.ASSUMED)
    ] = 0.05
    """Share of what is not yet known of the town that a month teaches."""
    trade: Annotated[float, Par("1/month", 0.0, 0.05, "no published rate", Grade.ASSUMED)] = 0.008
    """Share of the missing competence that a month of work teaches."""
    recruit: Annotated[
        float,
        Par(
            "share",
            0.0,
            1.0,
            "no published figure; somebody with a degree in social work (socionom)",
            Grade.ASSUMED,
        ),
    ] = 0.3
    """Competence of somebody who is hired."""
    talent: Annotated[
        float,
        Par(
            "share",
            0.0,
            0.9,
            "a good one: 10 % shorter spells: Cederlöf 2021",
            Grade.DERIVED,
        ),
    ] = 0.81
    """How far the best and the worst caseworker are from the mean, for good."""
    calm: Annotated[
        float, Par("share", 0.0, 1.0, "no published figure; everybody begins with some", Grade.ASSUMED)
    ] = 0.2
    """Stress of somebody who begins."""


@behaviour
def learn(worker: Caseworker, taught: float, p: Learning) -> None:
    """Learn from a month's work; `taught` is the share of the missing competence that is taught besides."""
    worker.local += p.town * (1.0 - worker.local)
    worker.training += (p.trade + taught) * (1.0 - worker.training)


@behaviour
def have_learned(tenure: float, p: Learning) -> tuple[float, float]:
    """Return the competence and the knowledge of the town that so many months of work give."""
    return 1.0 - (1.0 - p.recruit) * exp(-p.trade * tenure), 1.0 - exp(-p.town * tenure)


@behaviour
def is_gifted(worker: Caseworker, luck: Luck, p: Learning) -> float:
    """Return how good somebody is at the work for good, 1 in the mean."""
    return 1.0 + p.talent * (2.0 * uniform(luck, worker.person, Decision.TALENT) - 1.0)


@behaviour
def spread_of_talent(p: Learning) -> float:
    """Return the standard deviation of talent among those who are hired."""
    return p.talent / ROOT_OF_THREE
