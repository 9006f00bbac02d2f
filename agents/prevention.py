"""Prevention: support for a family at home, so that the child can stay there."""

from typing import Annotated, NamedTuple

from tillit.agents.child import Child, Form
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par


class Prevention(NamedTuple):
    """Parameters of preventive support."""

    offer: Annotated[float, Par("1/month", 0.0, 1.0, "direction: account 001", Grade.ASSUMED)] = 0.2
    """Chance that support, or a placement, is agreed with a family that the caseworker knows well.

    Also that a case is closed where all is well.
    """
    effect: Annotated[float, Par("1/month", 0.0, 0.2, "no published rate", Grade.ASSUMED)] = 0.01
    """Share of the risk that a month of support takes away."""


@behaviour
def support_family(child: Child, known: float, well: float, luck: Luck, p: Prevention) -> None:
    """Begin, go on with or end preventive support.

    Parameters
    ----------
    child
        The child.
    known
        How well the caseworker knows the family; see `placing.knows`.
    well
        Risk below which all is well at home.
    luck
        The month's luck.
    p
        Parameters.
    """
    if child.form != Form.HOME or child.risk < well:
        child.supported = 0
    elif uniform(luck, child.person, Decision.PREVENTION) < p.offer * known:
        child.supported = 1
    if child.supported == 1:
        child.risk -= p.effect * child.risk
