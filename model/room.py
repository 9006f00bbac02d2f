"""Room: whether the arrays have rows for the month that begins; if not, Python makes them larger first."""

from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.luck import Luck
from tillit.model.children.cases import new_cases
from tillit.model.households.arrivals import coming
from tillit.model.town.arrays import Town


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
    return len(town.children.caseworkers) == 0 or _has_room_for_children(town, luck)


@stage
def _has_room_for_children(town: Town, luck: Luck) -> bool:
    """Tell the same of the child and family unit."""
    office = town.children.office
    if office.posts > len(town.children.caseworkers) or office.rows + new_cases(town, luck) > len(town.cases):
        return False
    return len(town.case_lives) == 0 or office.told + len(town.cases) <= len(town.case_lives)
