"""Meeting: a client and a caseworker meet, and the tie between them changes."""

from typing import Annotated, NamedTuple

from tillit.agents.case import Case
from tillit.agents.caseworker import Caseworker
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, drawn
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.tie import Bonds, Tie, build_trust, lose_trust

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
    loyalty: Annotated[float, Par("share", 0.0, 0.5, "direction: account 004", Grade.ASSUMED)] = 0.18
    """How much full trust adds to that."""
    dread: Annotated[float, Par("share", 0.0, 0.5, "direction: account 003", Grade.ASSUMED)] = 0.15
    """How much full anxiety takes from it."""
    interval: Annotated[
        int, Par("months", 1, 6, "direct client time 16 % at 30 cases: PwC for Vision", Grade.DERIVED)
    ] = 2
    """Months between planned meetings when there are hours for all of them."""
    remote: Annotated[float, Par("share", 0.0, 0.5, "no published figure", Grade.ASSUMED)] = 0.2
    """How much it takes from the share that comes, and from what it builds, to meet at a distance."""
    promised: Annotated[
        int, Par("months", 2, 12, "no published figure; a common interval of follow-up", Grade.ASSUMED)
    ] = 3
    """Months without contact after which a client feels let down."""


@behaviour
def rapport(client: Case, p: Bonds) -> float:
    """Return the share of missing trust that a meeting builds with somebody who has told it all before."""
    before = max(0, client.caseworkers - 1)
    return p.rapport * (1.0 - p.guarded * client.anxiety) / (1.0 + p.weariness * before)


@behaviour
def is_due(client: Case, p: Meetings) -> bool:
    """Tell whether a meeting is planned this month; a crisis always calls for one."""
    return client.silence + 1 >= p.interval or client.in_crisis == 1


@behaviour
def keeps_appointment(client: Case, trust: float, remote: float, luck: Luck, p: Meetings) -> bool:
    """Decide whether the client comes, or answers at a distance."""
    chance = p.attendance + p.loyalty * trust - p.dread * client.anxiety - p.remote * remote
    return drawn(luck, client.person, Decision.APPOINTMENT) < chance


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

    A share `remote` of all meetings is held at a distance.

    Returns
    -------
    bool
        Whether they met.
    """
    client.met = 0
    if client.turn < worker.served and keeps_appointment(client, trust, remote, luck, p):
        client.met = 1
        client.silence = 0
        build_trust(tie, rapport(client, bonds) * (1.0 - p.remote * remote), luck.month)
        return True
    return False


@behaviour
def go_without(client: Case, tie: Tie, p: Meetings, bonds: Bonds) -> bool:
    """Live a month without a meeting, and trust less; return whether a promise was broken by it."""
    client.silence += 1
    # A remainder would say the same, but it takes longer to divide once for each client.
    promises = int(client.silence * (1.0 / p.promised) + HALF)
    broken: bool = promises * p.promised == client.silence
    lose_trust(tie, bonds.broken_promise if broken else bonds.fading)
    return broken
