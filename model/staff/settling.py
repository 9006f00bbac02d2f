"""Settling: caseworkers and agencies of a unit are there when a town begins."""

from tillit.agents.agency import Agency
from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.records import Rows
from tillit.agents.handover import next_holder
from tillit.agents.learning import have_learned, is_gifted
from tillit.agents.mechanisms import Mechanisms
from tillit.agents.staffing import CAREER, strain, tenure_there
from tillit.model.assumptions import Assumptions
from tillit.model.town.unit import Unit


@stage
def settle_agencies(agencies: Rows, first: int) -> None:
    """Let one agency of each kind be there, the kinds beginning with `first`."""
    for slot in range(len(agencies)):
        agency: Agency = agencies[slot]
        agency.person = identity(Kind.AGENCY, 0, first + slot)
        agency.partner = first + slot
        agency.prompt = 1.0
        agency.running = 1


@stage
def settle_caseworker(worker: Caseworker, post: int, luck: Luck, a: Assumptions) -> None:
    """Let a caseworker be there, for some years already."""
    worker.person = next_holder(post, 0)
    worker.post = Post.PRESENT
    # Evenly over a working life, until the run-in has told what their stress is; see `settle_tenures`.
    worker.tenure = int(CAREER * uniform(luck, worker.person, Decision.TENURE_BEFORE))
    worker.talent = is_gifted(worker, luck, a.learning)
    worker.training, worker.local = have_learned(worker.tenure, a.learning)
    worker.stress = a.learning.calm
    worker.calm = 1.0


@stage
def settle_tenures(unit: Unit, mechanisms: Mechanisms, luck: Luck, a: Assumptions) -> None:
    """Let employees have been on their posts for as long as where their stress has long been what it is.

    A working life is longer than the run-in, which would not forget how the town was founded.
    """
    for seat in range(unit.office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if worker.post == Post.PRESENT or worker.post == Post.SICK:
            stress = strain(worker, mechanisms.stress_turnover)
            lot = uniform(luck, worker.person, Decision.TENURE_BEFORE)
            worker.tenure = tenure_there(stress, unit.office.resignations, lot, a.staffing)
            worker.training, worker.local = have_learned(worker.tenure, a.learning)
