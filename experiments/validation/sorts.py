"""Sorts: what an event acts on, so that a simpler model can keep some events and leave others out."""

from collections.abc import Collection
from enum import StrEnum

from tillit.model.events import Event, Setting
from tillit.model.scenarios import Scenario


class Sort(StrEnum):
    """What an event acts on."""

    STAFF = "staff and organisation"
    """How many there are, what they can do, and how they are organised."""
    PARTNERS = "work with partners"
    """What the town does together with others, or offers itself."""
    CONTROL = "demands and control"
    """What is demanded of households, and how it is checked."""
    DECISIONS = "faster decisions"
    """Statutory work that machines or administrators take over."""
    SURROUNDINGS = "surroundings"
    """What nobody in the office did: labour market, arrivals, prices."""


SORTS: dict[str, Sort] = {
    "posts": Sort.STAFF,
    "training": Sort.STAFF,
    "reorganisation": Sort.STAFF,
    "resignation_wave": Sort.STAFF,
    "consultants": Sort.STAFF,
    "setting.caseload_limit": Sort.STAFF,
    "setting.turnover": Sort.SURROUNDINGS,
    "setting.inflow": Sort.SURROUNDINGS,
    "setting.demands": Sort.CONTROL,
    "administrative_support": Sort.DECISIONS,
    "employment_programme": Sort.PARTNERS,
    "joint_steering": Sort.PARTNERS,
    "newly_arrived": Sort.SURROUNDINGS,
    "labour_market_shock": Sort.SURROUNDINGS,
    "price_change": Sort.SURROUNDINGS,
    "one_door": Sort.PARTNERS,
    "activity_requirement": Sort.CONTROL,
    "duty_to_study": Sort.CONTROL,
    "adult_education": Sort.PARTNERS,
    "sheltered_work": Sort.PARTNERS,
    "automated_decisions": Sort.DECISIONS,
    "specialists": Sort.STAFF,
    "team_work": Sort.STAFF,
    "placement_controller": Sort.STAFF,
    "fraud_control": Sort.CONTROL,
    "mapping": Sort.STAFF,
    "physician_review": Sort.PARTNERS,
    "housing_officer": Sort.PARTNERS,
    "demographic_change": Sort.SURROUNDINGS,
    "pandemic": Sort.SURROUNDINGS,
    "agency_reorganisation": Sort.SURROUNDINGS,
    "caseload_norm": Sort.STAFF,
}
"""The sort of each kind of event, and of each rule of a setting. A test asks for every one."""


def name_of(event: Event) -> str:
    """Return the name by which an event is sorted."""
    return f"setting.{event.rule}" if isinstance(event, Setting) else str(event.model_dump()["kind"])


def sort_of(event: Event) -> Sort:
    """Return the sort of an event; one that is not sorted yet counts as the office's own doing."""
    return SORTS.get(name_of(event), Sort.STAFF)


def kept(scenario: Scenario, sorts: Collection[Sort]) -> tuple[Event, ...]:
    """Return the events of a scenario that are of some sorts."""
    return tuple(event for event in scenario.events if sort_of(event) in sorts)
