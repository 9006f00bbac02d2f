"""Settling: caseworkers and agencies of a unit are there when a town begins."""

from tillit.agents.agency import Agency
from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.foundation.arithmetic import waiting
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.records import Rows
from tillit.agents.handover import next_holder
from tillit.agents.learning import is_gifted
from tillit.model.assumptions import Assumptions

LONGEST = 480.0
"""Months that nobody has held a post for longer when a town begins: forty years."""


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
    leaving = a.staffing.resignation + a.staffing.flight * a.learning.calm
    worker.tenure = int(min(LONGEST, waiting(uniform(luck, worker.person, Decision.TENURE_BEFORE)) / leaving))
    worker.talent = is_gifted(worker, luck, a.learning)
    missing = 1.0 - a.learning.recruit
    worker.training = 1.0 - missing / (1.0 + a.learning.trade * worker.tenure)
    worker.local = worker.tenure / (worker.tenure + 1.0 / a.learning.town)
    worker.stress = a.learning.calm
    worker.calm = 1.0
