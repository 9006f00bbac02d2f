"""Organisation: posts come and go, whole ones and at most one half."""

from math import ceil

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.foundation.behaviours import stage
from tillit.agents.office import HALF
from tillit.agents.staffing import vacate
from tillit.agents.tie import NOBODY
from tillit.model.staff.norms import give_up_vacant
from tillit.model.town.unit import Unit


def open_posts(unit: Unit, posts: float) -> None:
    """Let a unit begin with so many posts, the last a half where they are not whole."""
    seats = ceil(posts)
    unit.office.posts, unit.office.seats = posts, seats
    part = unit.caseworkers["part"]
    part[:seats] = 1.0
    part[int(posts) : seats] = HALF


@stage
def adjust_posts(unit: Unit) -> None:
    """Create posts, vacant at first, or cut them: vacant ones first, then the newest colleagues'."""
    office = unit.office
    give_up_vacant(unit)
    filled = 0.0
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if worker.post != Post.NONE:
            filled += worker.part
    while filled < office.posts:
        filled += _create_post(unit, office.posts - filled)
    while filled > office.posts:
        filled -= _cut_post(unit, filled - office.posts)


@stage
def _create_post(unit: Unit, missing: float) -> float:
    """Open a post in the first seat that has none, or make a half post whole; return how much that is."""
    office = unit.office
    half = _half_post(unit)
    if missing < 1.0 and half != NOBODY:
        holder: Caseworker = unit.caseworkers[half]
        holder.part = 1.0
        return HALF
    seat = 0
    while seat < office.seats and unit.caseworkers[seat].post != Post.NONE:
        seat += 1
    if seat == office.seats:
        office.seats += 1
    worker: Caseworker = unit.caseworkers[seat]
    vacate(worker, office.first_post + seat)
    worker.part = min(1.0, missing)
    return min(1.0, missing)


@stage
def _cut_post(unit: Unit, too_many: float) -> float:
    """Close the newest post, or half of it, and return how much that is.

    Where half is to go of a whole post and there is a half post already, that one becomes whole.
    """
    chosen = _newest_post(unit)
    closed: Caseworker = unit.caseworkers[chosen]
    gone = closed.part * 1.0
    if too_many < gone:
        gone = HALF
        half = _half_post(unit)
        if half == NOBODY:
            closed.part = HALF
            return gone
        holder: Caseworker = unit.caseworkers[half]
        holder.part = 1.0
    vacate(closed, unit.office.first_post + chosen)
    closed.post = Post.NONE
    return gone


@stage
def _newest_post(unit: Unit) -> int:
    """Return the seat that is closed by the rule "last in, first out"; a vacant one before all."""
    chosen = NOBODY
    shortest = 0
    for seat in range(unit.office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        tenure = -1 if worker.post == Post.VACANT else worker.tenure * 1
        if worker.post != Post.NONE and (chosen == NOBODY or tenure < shortest):
            chosen = seat
            shortest = tenure
    return chosen


@stage
def _half_post(unit: Unit) -> int:
    """Return the seat of the half post, or nobody's."""
    for seat in range(unit.office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if worker.post != Post.NONE and worker.part == HALF:
            return seat
    return NOBODY
