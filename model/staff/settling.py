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
from tillit.agents.staffing import CAREER
from tillit.model.assumptions import Assumptions


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
    # Evenly over a working life, as where hardly anybody leaves; where many do, the run-in sees to it.
    worker.tenure = int(CAREER * uniform(luck, worker.person, Decision.TENURE_BEFORE))
    worker.talent = is_gifted(worker, luck, a.learning)
    worker.training, worker.local = have_learned(worker.tenure, a.learning)
    worker.stress = a.learning.calm
    worker.calm = 1.0
