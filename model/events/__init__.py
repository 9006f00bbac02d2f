"""What can happen to a town: one event a file.

A class says what a scenario file may state about it; the function below the
class is what it changes in the office, and it changes nothing else. What
follows from that is left to the agents.
"""

from collections.abc import Iterable

import numpy as np

from agents.foundation.behaviours import behaviour
from agents.foundation.records import Rows
from agents.office import Office
from model.events.administrative_support import AdministrativeSupport, support
from model.events.consultants import Consultants, seek_consultants
from model.events.employment_programme import EmploymentProgramme, offer_programme
from model.events.event import LAST_MONTH, Event
from model.events.hire_or_cut import MOST_POSTS, Posts, change_posts
from model.events.joint_steering import JointSteering, steer_together
from model.events.kind import EventKind
from model.events.labour_market_shock import LabourMarketShock, lose_jobs
from model.events.newly_arrived import NewlyArrived, receive
from model.events.price_change import PriceChange, change_prices
from model.events.reorganisation import Reorganisation, reorganise
from model.events.resignation_wave import ResignationWave, resign_together
from model.events.row import EventRow
from model.events.setting import RULES, Rule, Setting, set_rule
from model.events.size import Size
from model.events.training import Training, train
from model.events.unit_event import UnitEvent
from model.events.units import Units

__all__ = [
    "EVENTS",
    "LAST_MONTH",
    "MOST_POSTS",
    "RULES",
    "AdministrativeSupport",
    "Consultants",
    "EmploymentProgramme",
    "Event",
    "EventKind",
    "EventRow",
    "JointSteering",
    "LabourMarketShock",
    "NewlyArrived",
    "Posts",
    "PriceChange",
    "Reorganisation",
    "ResignationWave",
    "Rule",
    "Setting",
    "Size",
    "Training",
    "UnitEvent",
    "Units",
    "event_rows",
    "happen",
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
}
"""All events, by the word in scenario files."""


def event_rows(events: Iterable[Event]) -> Rows:
    """Return events as the kernel reads them, in order of time, shape (events,)."""
    rows = [event.row() for event in sorted(events, key=lambda event: event.month)]
    return np.array(rows, EventRow.dtype)


@behaviour
def happen(office: Office, event: EventRow) -> None:  # noqa: C901 - one branch a kind: Numba has no tables of functions
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
