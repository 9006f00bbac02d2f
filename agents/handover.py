"""Handover: what a successor keeps of a predecessor's trust."""

from typing import Annotated, NamedTuple

from tillit.agents.case import Case
from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.office import Office
from tillit.agents.tie import NOBODY, Tie, begin, cut


class Handover(NamedTuple):
    """Parameters of handover and assignment."""

    kept: Annotated[float, Par("share", 0.0, 0.6, "no published rate; swept", Grade.ASSUMED)] = 0.2
    """Share of the trust in a client, an agency or an employer that a successor keeps."""
    redistribution: Annotated[float, Par("1/month", 0.05, 1.0, "no published rate", Grade.ASSUMED)] = 0.3
    """Chance a month that a household gets another caseworker whose own is away, or has too many."""
    headroom: Annotated[float, Par("share", 0.0, 0.5, "no published rule", Grade.ASSUMED)] = 0.1
    """How far above the unit's mean caseload a caseworker is given no new cases any more."""


@behaviour
def handed_over(tie: Tie, office: Office, handover: int, p: Handover) -> float:
    """Return the trust that the next caseworker begins with.

    Parameters
    ----------
    tie
        The tie to the predecessor.
    office
        How the unit is organised.
    handover
        Whether the mechanism acts.
    p
        Parameters.
    """
    if handover == 0:
        return 0.0
    kept = p.kept + office.steering_keeps * office.steered + office.second_keeps * office.shared_cases
    return tie.trust * min(1.0, kept)


@behaviour
def handed_on(worker: Caseworker, handover: int, p: Handover) -> float:
    """Return the share that a post keeps of its holder's ties to partners, in the month after they left."""
    left = worker.idle == 0
    kept = p.kept if handover == 1 else 0.0
    if worker.post == Post.NONE:
        return 0.0
    return kept if left else 1.0


@behaviour
def begin_with(client: Case, tie: Tie, worker: Caseworker, seat: int, trust: float, month: int) -> None:
    """Let a household begin with a caseworker."""
    begin(tie, worker.person, seat, month, trust)
    client.caseworkers += 1
    client.waited = 0
    client.contact = 0.0


@behaviour
def lose_caseworker(client: Case, tie: Tie, kept: float) -> None:
    """Leave the household without a caseworker; `kept` is what the next one takes over."""
    cut(tie)
    tie.trust = kept
    client.waited = 0
    client.contact = 0.0


@behaviour
def must_move(client: Case, tie: Tie, worker: Caseworker, office: Office, luck: Luck, p: Handover) -> bool:
    """Decide whether the household loses its caseworker: reorganised, levelled, or nobody there."""
    if tie.seat == NOBODY:
        return False
    if office.moved > 0.0 and uniform(luck, client.person, Decision.REORGANISED) < office.moved:
        return True
    if worker.excess > 0.0 and uniform(luck, client.person, Decision.LEVELLED) < worker.excess:
        return True
    return worker.idle > 0 and uniform(luck, client.person, Decision.REDISTRIBUTED) < p.redistribution


@behaviour
def level_cases(worker: Caseworker, fair: float, p: Handover) -> None:
    """Decide which share of the cases goes to colleagues who have fewer, those new on a post above all.

    Parameters
    ----------
    worker
        The caseworker.
    fair
        Cases above which some are given away: somewhat more than everybody's mean, never the limit.
    p
        Parameters.
    """
    above = worker.cases - fair
    worker.excess = p.redistribution * above / worker.cases if above > 0.0 else 0.0


@behaviour
def expected_cases(worker: Caseworker, office: Office, p: Handover) -> float:
    """Return how many cases a caseworker can expect to keep this month; see `must_move`."""
    share = (1.0 - office.moved) * (1.0 - worker.excess)
    if worker.idle > 0:
        share *= 1.0 - p.redistribution
    return worker.cases * share


@behaviour
def next_holder(post: int, holder: int) -> int:
    """Return the id of the `holder`-th person on a post."""
    return identity(Kind.CASEWORKER, holder, post)
