"""Meeting: a client and a caseworker meet, and the tie between them changes."""

from typing import Annotated, NamedTuple

from tillit.agents.case import Case
from tillit.agents.caseworker import Caseworker
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, drawn
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.tie import Bonds, Tie, build_trust, lose_trust

MOST = 0.9
"""Share of the missing trust that no month builds more than."""

HALF = 0.5
"""Added before a number is cut to a whole one, so that it is rounded."""


class Meetings(NamedTuple):
    """Parameters of meetings with clients."""

    hours: Annotated[
        float,
        Par("hours/meeting", 0.75, 2.5, "no published figure; with preparation and travel", Grade.ASSUMED),
    ] = 1.3
    """Hours of the caseworker that one meeting takes."""
    attendance: Annotated[float, Par("share", 0.5, 0.95, "no published rate", Grade.ASSUMED)] = 0.78
    """Share of planned meetings that a client without trust comes to."""
    loyalty: Annotated[float, Par("share", 0.0, 0.5, "direction: accounts 003, 004", Grade.ASSUMED)] = 0.16
    """How much full trust adds to that, full anxiety takes from it, and meeting at a distance too."""
    longest: Annotated[
        float, Par("meetings/month", 1.0, 8.0, "no published bound; weekly in trials", Grade.ASSUMED)
    ] = 4.0
    """Ordinary meetings that the contact of one month can be worth, at most."""
    promised: Annotated[
        int, Par("months", 2, 12, "no published figure; a common interval of follow-up", Grade.ASSUMED)
    ] = 3
    """Months without contact after which a client feels let down."""


@behaviour
def rapport(client: Case, p: Bonds) -> float:
    """Return the share of missing trust that a meeting builds with somebody who has told it all before."""
    before = max(0, client.caseworkers - 1)
    return p.rapport * (1.0 - p.guarded * client.anxiety) / (1.0 + p.guarded * before)


@behaviour
def is_due(client: Case, interval: int) -> bool:
    """Tell whether a meeting is sought this month: always, unless the office has a rule about it."""
    return client.silence + 1 >= interval or client.in_crisis == 1


@behaviour
def keeps_appointment(client: Case, trust: float, remote: float, luck: Luck, p: Meetings) -> bool:
    """Decide whether the client comes, or answers at a distance."""
    chance = p.attendance + p.loyalty * (trust - client.anxiety - remote)
    return drawn(luck, client.person, Decision.APPOINTMENT) < chance


@behaviour
def spend_time_together(client: Case, tie: Tie, depth: float, month: int, bonds: Bonds) -> None:
    """Meet for as long as `depth` ordinary meetings, and trust more."""
    client.met = 1
    client.silence = 0
    client.contact += depth
    build_trust(tie, min(MOST, rapport(client, bonds) * depth), month)


@behaviour
def meet(  # noqa: PLR0913, PLR0917 - who, with whom, how far apart, and by which rules
    client: Case,
    worker: Caseworker,
    tie: Tie,
    trust: float,
    remote: float,
    luck: Luck,
    p: Meetings,
    bonds: Bonds,
) -> bool:
    """Hold this month's meeting, if it is the client's turn and the client comes.

    A share `remote` of all meetings is held at a distance. A caseworker with hours to spare meets
    longer and more often: `worker.depth` ordinary meetings in one month.

    Returns
    -------
    bool
        Whether they met.
    """
    client.met = 0
    if client.turn < worker.served and keeps_appointment(client, trust, remote, luck, p):
        spend_time_together(client, tie, worker.depth * (1.0 - p.loyalty * remote), luck.month, bonds)
        worker.kept += p.hours * worker.depth
        return True
    return False


@behaviour
def calm_down(client: Case, p: Bonds) -> None:
    """Let a month take a share of the anxiety away, and a meeting as much again."""
    client.anxiety -= p.calming * (1.0 + client.met) * client.anxiety


@behaviour
def go_without(client: Case, tie: Tie, p: Meetings, bonds: Bonds) -> bool:
    """Live a month without a meeting, and trust less; return whether a promise was broken by it."""
    client.silence += 1
    # A remainder would say the same, but it takes longer to divide once for each client.
    promises = int(client.silence * (1.0 / p.promised) + HALF)
    broken: bool = promises * p.promised == client.silence
    lose_trust(tie, bonds.broken_promise if broken else bonds.fading)
    return broken
