"""Organisation: posts come and go."""

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.luck import Luck
from tillit.agents.staffing import vacate
from tillit.agents.tie import NOBODY
from tillit.model.children.cases import new_cases
from tillit.model.households.arrivals import coming
from tillit.model.staff.norms import give_up_vacant
from tillit.model.town.arrays import Town
from tillit.model.town.unit import Unit


@stage
def has_room(town: Town, luck: Luck) -> bool:
    """Tell whether there are rows for all posts, for all who come, and for the histories."""
    households = town.assistance.office
    if households.posts > len(town.assistance.caseworkers):
        return False
    if households.rows + coming(town, luck) > len(town.households):
        return False
    if len(town.lives) > 0 and households.told + len(town.households) > len(town.lives):
        return False
    return len(town.children.caseworkers) == 0 or has_room_for_children(town, luck)


@stage
def has_room_for_children(town: Town, luck: Luck) -> bool:
    """Tell the same of the child and family unit."""
    office = town.children.office
    if office.posts > len(town.children.caseworkers) or office.rows + new_cases(town, luck) > len(town.cases):
        return False
    return len(town.case_lives) == 0 or office.told + len(town.cases) <= len(town.case_lives)


@stage
def adjust_posts(unit: Unit) -> None:
    """Create posts, vacant at first, or cut them: vacant ones first, then the newest colleagues'."""
    office = unit.office
    give_up_vacant(unit)
    filled = 0
    for seat in range(office.seats):
        if unit.caseworkers[seat].post != Post.NONE:
            filled += 1
    while filled < office.posts:
        create_post(unit)
        filled += 1
    while filled > office.posts:
        cut_post(unit)
        filled -= 1


@stage
def create_post(unit: Unit) -> None:
    """Open a post in the first seat that has none."""
    office = unit.office
    seat = 0
    while seat < office.seats and unit.caseworkers[seat].post != Post.NONE:
        seat += 1
    if seat == office.seats:
        office.seats += 1
    worker: Caseworker = unit.caseworkers[seat]
    vacate(worker, office.first_post + seat)


@stage
def cut_post(unit: Unit) -> None:
    """Close a post by the rule "last in, first out"; a vacant one before all."""
    office = unit.office
    chosen = NOBODY
    shortest = 0
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        tenure = -1 if worker.post == Post.VACANT else worker.tenure * 1
        if worker.post != Post.NONE and (chosen == NOBODY or tenure < shortest):
            chosen = seat
            shortest = tenure
    closed: Caseworker = unit.caseworkers[chosen]
    vacate(closed, office.first_post + chosen)
    closed.post = Post.NONE
