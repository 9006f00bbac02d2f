"""Placing: a child is placed outside its home when the risk is too high.

A caseworker who knows the family sees it coming and plans: relatives, or a foster
family, from which a youth soon moves to a room of its own. Of a family that nobody knew
one hears in a crisis, and what can be had at once is mostly an institution (account 001).
"""

from typing import Annotated, NamedTuple

from tillit.agents.child import Child, Form
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.prevention import Prevention


class Placing(NamedTuple):
    """Parameters of placing children."""

    threshold: Annotated[
        float,
        Par("share", 0.3, 0.95, "no published figure; so that a third of the cases is placed", Grade.ASSUMED),
    ] = 0.56
    """Risk from which a child is placed, and below which it may return."""
    network: Annotated[
        float, Par("share", 0.0, 0.6, "no source looked up; order of the Danish share", Grade.ASSUMED)
    ] = 0.1
    """Share of planned placements that are with relatives or others whom the child knows."""
    families: Annotated[
        float, Par("share", 0.2, 1.0, "foster 63 %: Danmarks Statistik 2018", Grade.DERIVED)
    ] = 0.73
    """Chance that a foster family is found in time when nobody in the family care team is trusted."""
    emergency: Annotated[
        float, Par("share", 0.0, 0.9, "institution 17 %: Danmarks Statistik 2018", Grade.DERIVED)
    ] = 0.54
    """Share of acute placements for which a foster family can be had."""


@behaviour
def place_out(
    child: Child, known: float, family_care: float, luck: Luck, p: Placing, prevention: Prevention
) -> int:
    """Place a child outside its home, perhaps; return the form, `Form.HOME` to stay.

    Parameters
    ----------
    child
        A child at home.
    known
        What the caseworker's help is worth; see `support.help_now`.
    family_care
        How well the family care team, which finds foster families, is reached.
    luck
        The month's luck.
    p, prevention
        Parameters.
    """
    if child.risk < p.threshold:
        return Form.HOME
    chance = known if child.in_crisis == 1 else prevention.offer * known
    if uniform(luck, child.person, Decision.PLANNED) < chance:
        form = planned_form(child, family_care, luck, p)
        move_to(child, form, 0)
        return form
    if child.in_crisis == 0:
        return Form.HOME
    place_at_once(child, luck, p)
    return child.form * 1


@behaviour
def place_at_once(child: Child, luck: Luck, p: Placing) -> None:
    """Place a child acutely where there is room: mostly in an institution."""
    family = uniform(luck, child.person, Decision.PLACED_WHERE) < p.emergency
    move_to(child, Form.FOSTER if family else Form.INSTITUTION, 1)


@behaviour
def planned_form(child: Child, family_care: float, luck: Luck, p: Placing) -> int:
    """Return where a child is placed whose placement could be prepared."""
    draw = uniform(luck, child.person, Decision.PLACED_WHERE)
    if draw < p.network:
        return Form.NETWORK
    found = p.families + (1.0 - p.families) * family_care
    if uniform(luck, child.person, Decision.FOSTER_FAMILY) < found:
        return Form.FOSTER
    return Form.INSTITUTION


@behaviour
def move_to(child: Child, form: int, acute: int) -> None:
    """Begin to live somewhere else."""
    child.form = form
    child.placed = 0
    child.acute = acute
    child.supported = 0
