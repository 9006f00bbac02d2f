"""Organisation: posts come and go, reorganisations end; step 1."""

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.luck import Luck
from tillit.agents.office import Office
from tillit.agents.population import grow_and_age
from tillit.agents.staffing import vacate
from tillit.agents.tie import NOBODY
from tillit.model.arrivals import coming
from tillit.model.budget import give_up_vacant
from tillit.model.child_cases import new_cases
from tillit.model.ending import end_measures
from tillit.model.town import Town
from tillit.model.unit import Unit


@stage
def has_room(town: Town, luck: Luck) -> bool:
    """Tell whether there are rows for all posts, for all who come, and for the histories."""
    office: Office = town.office[0]
    if office.posts > len(town.caseworkers) or office.rows + coming(town, luck) > len(town.clients):
        return False
    if len(town.office) > 1:
        unit: Office = town.office[1]
        if unit.posts > len(town.child_workers) or unit.rows + new_cases(unit, luck) > len(town.children):
            return False
        if len(town.child_lives) > 0 and unit.told + len(town.children) > len(town.child_lives):
            return False
    return len(town.lives) == 0 or office.told + len(town.clients) <= len(town.lives)


@stage
def adjust_posts(unit: Unit) -> None:
    """Create posts, vacant at first, or cut them: vacant ones first, then the newest colleagues'."""
    office: Office = unit.office[0]
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
    office: Office = unit.office[0]
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
    office: Office = unit.office[0]
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


@stage
def end_of_month(unit: Unit) -> None:
    """Count down what lasts some months, and forget what happened once."""
    office: Office = unit.office[0]
    office.market += office.recovery * (1.0 - office.market)
    office.moved = 0.0
    office.wave = 0.0
    office.reorganising = max(0, office.reorganising - 1)
    office.teaching_months = max(0, office.teaching_months - 1)
    office.arriving_months = max(0, office.arriving_months - 1)
    grow_and_age(office)
    end_measures(office)
