"""Child observers: they count children, and change nothing."""

from tillit.agents.case import YEAR
from tillit.agents.child import Child, Form
from tillit.agents.closing import End
from tillit.agents.foundation.behaviours import stage
from tillit.agents.queue import CLASSES
from tillit.agents.staying import Turn
from tillit.agents.tie import NOBODY, Tie
from tillit.model.books.counts import ChildCount, Count
from tillit.model.books.observers import is_old, observe_tie
from tillit.model.now import Now


@stage
def observe_child(child: Child, tie: Tie, now: Now) -> None:
    """Count a child, and the tie of its family to the caseworker."""
    tally = now.tally
    tally[ChildCount.CHILDREN] += 1
    tally[ChildCount.IN_FORM + child.form] += 1
    tally[ChildCount.SUPPORTED] += child.supported
    tally[ChildCount.RISK] += child.risk
    tally[ChildCount.STRAIN] += child.strain
    tally[Count.MET] += child.met
    tally[Count.CRISES] += child.in_crisis
    tally[Count.ANXIETY] += child.anxiety
    if child.turn < CLASSES:
        tally[Count.PLANNED] += 1
    if tie.seat == NOBODY:
        tally[Count.UNASSIGNED] += 1
        tally[Count.WAITED] += child.waited
        return
    tally[Count.CLIENT_TRUST] += tie.trust
    observe_tie(tie, Count.CLIENT_TIES, now)
    if child.spell >= YEAR:
        tally[Count.YEAR_LONG] += 1
        if is_old(tie, now):
            tally[Count.SAME_CASEWORKER] += 1


@stage
def observe_turn(form: int, turn: int, now: Now) -> None:
    """Count what a month of a placement of this form brought."""
    tally = now.tally
    if turn == Turn.STAYED:
        return
    if _is_family(form):
        tally[ChildCount.FAMILY_ENDS] += 1
    if turn == Turn.BROKE_DOWN:
        tally[ChildCount.BREAKDOWNS] += 1
        if _is_family(form):
            tally[ChildCount.FAMILY_BREAKDOWNS] += 1
    elif turn == Turn.MOVED:
        tally[ChildCount.MOVES] += 1
    else:
        tally[ChildCount.RETURNS_HOME] += 1


@stage
def observe_end(child: Child, end: int, now: Now) -> None:
    """Count a case that closes."""
    if end == End.WELL:
        now.tally[ChildCount.WELL] += 1
    elif end == End.GROWN:
        now.tally[ChildCount.GROWN] += 1
        if _is_family(child.form):
            now.tally[ChildCount.FAMILY_ENDS] += 1
    else:
        now.tally[ChildCount.MOVED_AWAY] += 1


@stage
def _is_family(form: int) -> bool:
    """Tell whether a form is life in a family other than one's own."""
    return form == Form.NETWORK or form == Form.FOSTER
