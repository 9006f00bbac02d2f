"""Tie: what two persons have with each other.

Trust gains a share of what is missing and loses a share of what is there, so
it stays between 0 and 1 without clipping. It is lost faster than it is gained.

References
----------
Slovic, P. (1993). Perceived risk, trust, and democracy. Risk Analysis 13(6).
Burt, R. S. (2002). Bridge decay. Social Networks 24(4).
"""

from typing import Annotated, NamedTuple

import numpy as np

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.foundation.records import Field, Record, Rows, one

NOBODY = -1


class Tie(Record):
    """A row of ties: one person's tie to one other."""

    other: Annotated[int, Field("person id, -1 for nobody", -1, 2**40, "i8")]
    """Who the other is; when somebody else sits there, the tie is gone."""
    trust: Annotated[float, Field("share", 0.0, 1.0)]
    """How far the two trust each other."""
    seat: Annotated[int, Field("row, -1 for none", -1, 2**31 - 1, "i4")]
    """Row at which the other is found."""
    since: Annotated[int, Field("month", -1, 4095, "i4")]
    """Month in which the two persons began."""
    meetings: Annotated[int, Field("meetings", 0, 2**31 - 1, "i4")]
    """Kept meetings since then."""
    last: Annotated[int, Field("month, -1 for never", -1, 4095, "i4")]
    """Month of the last kept meeting; no rule reads it, the trust graph shows it on its edges."""


OWN = -1.0
"""In place of a frozen trust: every tie has its own."""


class Frozen(Record):
    """Trust that acts in place of the ties' own in one unit, by kind of tie; -1 where ties have their own.

    Frozen at its mean a kind of tie keeps its level and loses its history.
    """

    client: Annotated[float, Field("share, -1 for the tie's own", -1.0, 1.0)]
    """Between clients, or families, and their caseworkers."""
    colleague: Annotated[float, Field("share, -1 for the tie's own", -1.0, 1.0)]
    """Between caseworkers of a team."""
    agency: Annotated[float, Field("share, -1 for the tie's own", -1.0, 1.0)]
    """Between caseworkers and contact persons at agencies."""
    employer: Annotated[float, Field("share, -1 for the tie's own", -1.0, 1.0)]
    """Between caseworkers and employers."""


class Bonds(NamedTuple):
    """Parameters of all ties."""

    rapport: Annotated[float, Par("1/contact", 0.02, 0.35, "no published rate; swept", Grade.ASSUMED)] = 0.096
    """Share of the missing trust that a kept meeting builds, a contact, or a month's work together."""
    guarded: Annotated[
        float, Par("share", 0.0, 0.5, "direction: Flower 2005, account 003", Grade.ASSUMED)
    ] = 0.15
    """How much each earlier caseworker slows a client's trust down, and full anxiety too."""
    broken_promise: Annotated[
        float, Par("1/meeting", 0.02, 0.5, "lost faster than gained: Slovic 1993", Grade.ASSUMED)
    ] = 0.16
    """Share of the trust that a broken promise or a failed placement costs.

    As much of what is missing to a family's full frustration is added by a broken promise, an acute
    placement or a breakdown.
    """
    fading: Annotated[
        float, Par("1/month", 0.003, 0.17, "yearly decay 4-90 %: Roy 2022, Burt 2002", Grade.DERIVED)
    ] = 0.045
    """Share of the trust that a month without contact costs."""
    calming: Annotated[float, Par("1/month", 0.0, 0.5, "no published rate", Grade.ASSUMED)] = 0.1
    """Share of anxiety, or frustration, that a month takes away, and a meeting as much again."""


@behaviour
def begin(tie: Tie, other: int, seat: int, month: int, trust: float) -> None:
    """Let two persons begin, with what trust was handed over."""
    tie.other = other
    tie.seat = seat
    tie.since = month
    tie.meetings = 0
    tie.last = NOBODY
    tie.trust = trust


@behaviour
def cut(tie: Tie) -> None:
    """End a tie; nothing of it is left."""
    begin(tie, NOBODY, NOBODY, NOBODY, 0.0)


@behaviour
def build_trust(tie: Tie, share: float, month: int) -> None:
    """Note a kept meeting that builds `share` of the missing trust."""
    tie.trust += share * (1.0 - tie.trust)
    tie.meetings += 1
    tie.last = month


@behaviour
def lose_trust(tie: Tie, share: float) -> None:
    """Lose a share of the trust that is there."""
    tie.trust -= share * tie.trust


@behaviour
def felt_trust(tie: Tie, frozen: float) -> float:
    """Return the trust that acts: the tie's own, or what its kind is frozen at."""
    return tie.trust if frozen < 0.0 else frozen


def not_frozen() -> Frozen:
    """Return the row of a unit whose ties all have their own trust."""
    row = one(Frozen)
    row.client = row.colleague = row.agency = row.employer = OWN
    return row


def no_ties(*shape: int) -> Rows:
    """Return an array of ties to nobody."""
    ties = np.zeros(shape, Tie.dtype)
    for name in ("other", "seat", "since", "last"):
        ties[name] = NOBODY
    return ties
