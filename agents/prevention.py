"""Prevention: support for a family at home, so that the child can stay there."""

from typing import Annotated, NamedTuple

from tillit.agents.child import Child, Form
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par


class Prevention(NamedTuple):
    """Parameters of preventive support."""

    concern: Annotated[float, Par("share", 0.1, 0.8, "no published figure", Grade.ASSUMED)] = 0.35
    """Risk from which support is offered."""
    offer: Annotated[float, Par("1/month", 0.0, 1.0, "direction: account 001", Grade.ASSUMED)] = 0.2
    """Chance of support for a family that the caseworker knows well."""
    effect: Annotated[float, Par("1/month", 0.0, 0.2, "no published rate", Grade.ASSUMED)] = 0.01
    """Share of the risk that a month of support takes away."""
    enough: Annotated[float, Par("share", 0.05, 0.5, "no published figure", Grade.ASSUMED)] = 0.2
    """Risk below which support ends."""


@behaviour
def support_family(child: Child, known: float, luck: Luck, p: Prevention) -> None:
    """Begin, go on with or end preventive support; `known` is how well the caseworker knows the family."""
    if child.form != Form.HOME or child.risk < p.enough:
        child.supported = 0
    elif child.risk >= p.concern and uniform(luck, child.person, Decision.PREVENTION) < p.offer * known:
        child.supported = 1
    if child.supported == 1:
        child.risk -= p.effect * child.risk
