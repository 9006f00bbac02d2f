"""History: each household's life as rows, written on demand."""

from typing import Annotated

from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.records import Field, Record
from tillit.agents.tie import NOBODY, Tie


class Life(Record):
    """One month of one household."""

    person: Annotated[int, Field("id", -1, 2**40, "i8")]
    """The household."""
    caseworker: Annotated[int, Field("id, -1 for none", -1, 2**40, "i8")]
    """Its caseworker."""
    month: Annotated[int, Field("month", 0, 4095, "i4")]
    """Month of the comparison, 1 is the first."""
    trust: Annotated[float, Field("share", 0.0, 1.0)]
    """Trust in the caseworker."""
    skill: Annotated[float, Field("factor", 0.0, 2.0)]
    """How well that caseworker does the work; 0 for none."""
    distance: Annotated[float, Field("share", 0.0, 1.0)]
    """Distance to self-support."""
    anxiety: Annotated[float, Field("share", 0.0, 1.0)]
    """Anxiety over demands."""
    paid: Annotated[float, Field("SEK of 2020", 0.0, 1e6)]
    """Assistance paid."""
    age: Annotated[int, Field("months", 0, 1300, "i2")]
    """Age of the applicant."""
    spell: Annotated[int, Field("months", 0, 4095, "i2")]
    """Months on assistance in this spell, this one among them."""
    obstacle: Annotated[int, Field("Obstacle", 0, 4, "i2")]
    """Obstacle to self-support."""
    state: Annotated[int, Field("State", 0, 3, "i2")]
    """Where the household is at the end of the month."""
    arm: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """Whether the lot has drawn it, in a trial within the office."""
    lost: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """Whether a planned meeting was cancelled in such a trial."""
    met: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """Whether it met its caseworker."""
    in_crisis: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """Whether it had a crisis."""
    destination: Annotated[int, Field("Destination", 0, 9, "i2")]
    """Where it went, in the month in which it left."""


@behaviour
def tell(life: Life, client: Client, tie: Tie, skill: float, month: int, paid: float) -> None:
    """Write one month of a household's life down, before it leaves or stays."""
    life.person = client.person
    life.caseworker = tie.other if tie.seat != NOBODY else NOBODY
    life.month = month
    life.trust = tie.trust
    life.skill = skill
    life.distance = client.distance
    life.anxiety = client.anxiety
    life.paid = paid
    life.age = client.age
    life.spell = client.spell
    life.obstacle = client.obstacle
    life.arm = client.arm
    life.lost = client.lost
    life.met = client.met
    life.in_crisis = client.in_crisis


@behaviour
def conclude(life: Life, client: Client, destination: int) -> None:
    """Write down how the month ended."""
    life.state = client.state
    life.destination = destination
