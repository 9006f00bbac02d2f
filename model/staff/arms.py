"""Arms: who is drawn by lot in an office in which something is tried; see `agents.arm`."""

import math

from tillit.agents.arm import drawn_by_lot, improve
from tillit.agents.caseworker import Caseworker
from tillit.agents.demands import activity, demands_with
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.records import Rows
from tillit.agents.hours import at_work
from tillit.model.now import Now
from tillit.model.town.unit import Unit


@stage
def draw_arms(unit: Unit, cases: Rows, now: Now) -> None:
    """Draw all who are here, those who came this month among them, and decide what is asked of them."""
    office = unit.office
    if office.lot_cases == 0.0 and office.lot_staff == 0.0:
        return
    office.trial_months += 1
    for row in range(office.rows):
        cases[row].arm = drawn_by_lot(cases[row].person, office.lot_cases, now.luck)
    better = office.ability * _spread_of_ability(unit)
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        drawn = drawn_by_lot(worker.person, office.lot_staff, now.luck)
        if drawn == 1 and better != 0.0 and (worker.arm == 0 or worker.tenure == 0):
            improve(worker, better)
        worker.arm = drawn
    _ask(unit, now)


@stage
def _ask(unit: Unit, now: Now) -> None:
    """Decide what is asked of the households that are treated."""
    office = unit.office
    p = now.parameters.demands
    office.arm_asked = office.asked
    office.arm_active = office.active
    if now.mechanisms.demands == 1:
        office.arm_active = max(office.active, activity(office.arm_hours, 0.0, p))
        demanded = max(office.demands, office.arm_demands)
        office.arm_asked = demands_with(demanded, office.arm_active, p)
        if office.arm_active > 0.0:
            office.measures = 1


@stage
def _spread_of_ability(unit: Unit) -> float:
    """Return the standard deviation of competence among those at work."""
    number = total = squares = 0.0
    for seat in range(unit.office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if at_work(worker):
            number += 1.0
            total += worker.training
            squares += worker.training * worker.training
    if number == 0.0:
        return 0.0
    return math.sqrt(max(0.0, squares / number - (total / number) * (total / number)))
