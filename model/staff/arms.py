"""Arms: who is drawn by lot in an office in which something is tried; see `agents.arm`."""

from tillit.agents.arm import drawn_by_lot, improve
from tillit.agents.caseworker import Caseworker
from tillit.agents.demands import activity, demands_with
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.records import Rows
from tillit.agents.learning import spread_of_talent
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
    better = office.ability * spread_of_talent(now.parameters.learning)
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
    office.arm_asked = office.asked
    office.arm_active = office.active
    if now.mechanisms.demands == 1:
        office.arm_active = max(office.active, activity(office.arm_hours, 0.0, office))
        demanded = max(office.demands, office.arm_demands)
        office.arm_asked = demands_with(demanded, office.arm_active, office)
        if office.arm_active > 0.0:
            office.measures = 1
