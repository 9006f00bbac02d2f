"""What can happen to a town: one event a file.

A class says what a scenario file may state about it; the function below the
class is what it changes in the office, and it changes nothing else. What
follows from that is left to the agents.
"""

from collections.abc import Iterable

import numpy as np

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.records import Rows
from tillit.agents.office import Office
from tillit.model.events.activity_requirement import ActivityRequirement, require_activity
from tillit.model.events.administrative_support import AdministrativeSupport, support
from tillit.model.events.adult_education import AdultEducation, offer_courses
from tillit.model.events.agency_reorganisation import AgencyReorganisation, upset_agency
from tillit.model.events.automated_decisions import AutomatedDecisions, automate
from tillit.model.events.caseload_norm import CaseloadNorm, set_norm
from tillit.model.events.consultants import Consultants, seek_consultants
from tillit.model.events.demographic_change import DemographicChange, change_population
from tillit.model.events.duty_to_study import DutyToStudy, oblige_to_study
from tillit.model.events.employment_programme import EmploymentProgramme, offer_programme
from tillit.model.events.event import LAST_MONTH, Event, in_order
from tillit.model.events.fraud_control import FraudControl, check_payments
from tillit.model.events.hire_or_cut import MOST_POSTS, Posts, change_posts
from tillit.model.events.housing_officer import HousingOfficer, help_to_homes
from tillit.model.events.joint_steering import JointSteering, steer_together
from tillit.model.events.kind import EventKind
from tillit.model.events.labour_market_shock import LabourMarketShock, lose_jobs
from tillit.model.events.mapping import Mapping, map_cases
from tillit.model.events.newly_arrived import NewlyArrived, receive
from tillit.model.events.one_door import OneDoor, open_one_door
from tillit.model.events.pandemic import Pandemic, fall_still
from tillit.model.events.physician_review import PhysicianReview, review_histories
from tillit.model.events.placement_controller import PlacementController, plan_placements
from tillit.model.events.price_change import PriceChange, change_prices
from tillit.model.events.reorganisation import Reorganisation, reorganise
from tillit.model.events.resignation_wave import ResignationWave, resign_together
from tillit.model.events.row import EventRow
from tillit.model.events.setting import RULES, Rule, Setting, set_rule
from tillit.model.events.sheltered_work import ShelteredWork, offer_sheltered_work
from tillit.model.events.size import Size
from tillit.model.events.specialists import SpecialistPosts, appoint_specialists
from tillit.model.events.team_work import TeamWork, work_in_teams
from tillit.model.events.training import Training, train
from tillit.model.events.unit_event import UnitEvent
from tillit.model.events.units import Units

__all__ = [
    "EVENTS",
    "LAST_MONTH",
    "MOST_POSTS",
    "RULES",
    "ActivityRequirement",
    "AdministrativeSupport",
    "AdultEducation",
    "AgencyReorganisation",
    "AutomatedDecisions",
    "CaseloadNorm",
    "Consultants",
    "DemographicChange",
    "DutyToStudy",
    "EmploymentProgramme",
    "Event",
    "EventKind",
    "EventRow",
    "FraudControl",
    "HousingOfficer",
    "JointSteering",
    "LabourMarketShock",
    "Mapping",
    "NewlyArrived",
    "OneDoor",
    "Pandemic",
    "PhysicianReview",
    "PlacementController",
    "Posts",
    "PriceChange",
    "Reorganisation",
    "ResignationWave",
    "Rule",
    "Setting",
    "ShelteredWork",
    "Size",
    "SpecialistPosts",
    "TeamWork",
    "Training",
    "UnitEvent",
    "Units",
    "event_rows",
    "happen",
    "in_order",
]

EVENTS: dict[str, type[Event]] = {
    "posts": Posts,
    "training": Training,
    "reorganisation": Reorganisation,
    "resignation_wave": ResignationWave,
    "administrative_support": AdministrativeSupport,
    "consultants": Consultants,
    "employment_programme": EmploymentProgramme,
    "joint_steering": JointSteering,
    "newly_arrived": NewlyArrived,
    "labour_market_shock": LabourMarketShock,
    "price_change": PriceChange,
    "setting": Setting,
    "one_door": OneDoor,
    "activity_requirement": ActivityRequirement,
    "duty_to_study": DutyToStudy,
    "adult_education": AdultEducation,
    "sheltered_work": ShelteredWork,
    "automated_decisions": AutomatedDecisions,
    "specialists": SpecialistPosts,
    "team_work": TeamWork,
    "placement_controller": PlacementController,
    "fraud_control": FraudControl,
    "mapping": Mapping,
    "physician_review": PhysicianReview,
    "housing_officer": HousingOfficer,
    "demographic_change": DemographicChange,
    "pandemic": Pandemic,
    "agency_reorganisation": AgencyReorganisation,
    "caseload_norm": CaseloadNorm,
}
"""All events, by the word in scenario files."""


def event_rows(events: Iterable[Event]) -> Rows:
    """Return events as the kernel reads them, in order of time, shape (events,)."""
    return np.array([event.row() for event in in_order(events)], EventRow.dtype)


@behaviour
def happen(office: Office, event: EventRow) -> None:  # noqa: C901, PLR0912, PLR0915 - one branch a kind: Numba has no tables of functions
    """Let one event happen to the office."""
    if event.event == EventKind.POSTS:
        change_posts(office, event)
    elif event.event == EventKind.TRAINING:
        train(office, event)
    elif event.event == EventKind.REORGANISATION:
        reorganise(office, event)
    elif event.event == EventKind.RESIGNATION_WAVE:
        resign_together(office, event)
    elif event.event == EventKind.ADMINISTRATIVE_SUPPORT:
        support(office, event)
    elif event.event == EventKind.CONSULTANTS:
        seek_consultants(office, event)
    elif event.event == EventKind.EMPLOYMENT_PROGRAMME:
        offer_programme(office, event)
    elif event.event == EventKind.JOINT_STEERING:
        steer_together(office, event)
    elif event.event == EventKind.NEWLY_ARRIVED:
        receive(office, event)
    elif event.event == EventKind.LABOUR_MARKET_SHOCK:
        lose_jobs(office, event)
    elif event.event == EventKind.PRICE_CHANGE:
        change_prices(office, event)
    elif event.event == EventKind.SETTING:
        set_rule(office, event)
    elif event.event == EventKind.ONE_DOOR:
        open_one_door(office, event)
    elif event.event == EventKind.ACTIVITY_REQUIREMENT:
        require_activity(office, event)
    elif event.event == EventKind.DUTY_TO_STUDY:
        oblige_to_study(office, event)
    elif event.event == EventKind.ADULT_EDUCATION:
        offer_courses(office, event)
    elif event.event == EventKind.SHELTERED_WORK:
        offer_sheltered_work(office, event)
    elif event.event == EventKind.AUTOMATED_DECISIONS:
        automate(office, event)
    elif event.event == EventKind.SPECIALISTS:
        appoint_specialists(office, event)
    elif event.event == EventKind.TEAM_WORK:
        work_in_teams(office, event)
    elif event.event == EventKind.PLACEMENT_CONTROLLER:
        plan_placements(office, event)
    elif event.event == EventKind.FRAUD_CONTROL:
        check_payments(office, event)
    elif event.event == EventKind.MAPPING:
        map_cases(office, event)
    elif event.event == EventKind.PHYSICIAN_REVIEW:
        review_histories(office, event)
    elif event.event == EventKind.HOUSING_OFFICER:
        help_to_homes(office, event)
    elif event.event == EventKind.DEMOGRAPHIC_CHANGE:
        change_population(office, event)
    elif event.event == EventKind.PANDEMIC:
        fall_still(office, event)
    elif event.event == EventKind.AGENCY_REORGANISATION:
        upset_agency(office, event)
    elif event.event == EventKind.CASELOAD_NORM:
        set_norm(office, event)
