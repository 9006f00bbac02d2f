"""Measures: how many placed children the placement controllers can follow."""

from tillit.agents.child import Child, Form
from tillit.agents.foundation.behaviours import stage
from tillit.agents.specialists import help_of_specialists
from tillit.model.households.measures import suffices
from tillit.model.town.arrays import Town


@stage
def prepare_child_measures(town: Town) -> None:
    """Decide how many placed children's way on is planned from the first day."""
    office = town.children.office
    office.further_hours = office.shared_cases * office.second_hours
    office.guidance = help_of_specialists(office)
    office.planning = 0.0
    if office.controllers > 0.0:
        office.planning = suffices(office.controllers * office.controlled, _placed_children(town))


@stage
def _placed_children(town: Town) -> int:
    """Count the children who are placed."""
    placed = 0
    for row in range(town.children.office.rows):
        child: Child = town.cases[row]
        placed += child.running == 1 and child.form != Form.HOME
    return placed
