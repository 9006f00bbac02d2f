"""Staying: a placement lasts, breaks down, changes its form, or ends at home."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from tillit.agents.child import YOUTH, Child, Form
from tillit.agents.crisis import Crises
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.office import Office
from tillit.agents.placing import Placing, move_to, place_at_once

REVIEW = 6
"""Months after which it is first considered whether a child can go home: the law's half-year (SoL 6:8)."""


class Turn(IntEnum):
    """What a month of a placement brought."""

    STAYED = 0
    BROKE_DOWN = 1
    MOVED = 2
    """A planned move to another form."""
    WENT_HOME = 3


class Staying(NamedTuple):
    """Parameters of placements that go on."""

    breakdown: Annotated[
        float,
        Par("1/month", 0.002, 0.08, "a quarter of foster placements: Socialstyrelsen 2012", Grade.DERIVED),
    ] = 0.0066
    """Risk that a placement of a younger child breaks down, without contact."""
    teenager: Annotated[
        float, Par("factor", 1.0, 4.0, "direction: adolescents break down most: Khoo 2012", Grade.ASSUMED)
    ] = 1.8
    """How much likelier it is for a youth; from `child.YOUTH` on."""
    upset: Annotated[float, Par("factor", 1.0, 10.0, "direction: account 001", Grade.ASSUMED)] = 2.0
    """How much likelier it is if the placement began acutely, and in a month with a crisis."""
    step: Annotated[
        float, Par("1/month", 0.0, 0.3, "institution 17 %: Danmarks Statistik 2018", Grade.DERIVED)
    ] = 0.0142
    """Chance of a move from an institution to a family, at a follow-up of a child who is helped fully."""
    independence: Annotated[
        float, Par("1/month", 0.0, 0.2, "own residence 14 %: Danmarks Statistik 2018", Grade.DERIVED)
    ] = 0.1
    """Chance that a placed youth moves to a room of their own."""
    reunion: Annotated[float, Par("1/month", 0.0, 1.0, "odds of a discharge: trial X14", Grade.DERIVED)] = (
        0.38
    )
    """Chance of a return home from `REVIEW` on, at a follow-up of a family that is helped fully, if the risk
    is below that at which a child is placed."""


@behaviour
def breakdown_risk(child: Child, known: float, p: Staying, crises: Crises) -> float:
    """Return the month's risk that the placement breaks down."""
    risk = p.breakdown / (1.0 + crises.comfort * known)
    if child.age >= YOUTH:
        risk *= p.teenager
    if child.acute == 1:
        risk *= p.upset
    if child.in_crisis == 1:
        risk *= p.upset
    return min(1.0, risk)


@behaviour
def live_placed(  # noqa: PLR0913, PLR0917 - who, helped by whom, and by which rules
    child: Child,
    known: float,
    family_care: float,
    office: Office,
    luck: Luck,
    p: Staying,
    placing: Placing,
    crises: Crises,
) -> int:
    """Live a month of a placement; return the `Turn` that it took.

    The way on, to a family or home, is decided at a follow-up: with a caseworker who met the child
    this month. Where it is planned from the first day, somebody follows up every month.

    Parameters
    ----------
    child
        A placed child.
    known
        What the caseworker's help is worth; see `support.help_now`.
    family_care
        How well the family care team, which finds foster families, is reached.
    office
        The unit, in which some placed children's way on is planned from the first day.
    luck
        The month's luck.
    p, placing, crises
        Parameters.
    """
    child.placed += 1
    if uniform(luck, child.person, Decision.BREAKDOWN) < breakdown_risk(child, known, p, crises):
        child.breakdowns += 1
        if uniform(luck, child.person, Decision.AFTER_BREAKDOWN) < known:
            move_to(child, Form.FOSTER, 0)
        else:
            place_at_once(child, luck, placing)
        return Turn.BROKE_DOWN
    way = known * child.met
    way += (1.0 - way) * office.planned * office.planning
    home = p.reunion * way
    if may_go_home(child, office, placing) and uniform(luck, child.person, Decision.RETURN_HOME) < home:
        move_to(child, Form.HOME, 0)
        return Turn.WENT_HOME
    return Turn.MOVED if _moves_on(child, way, family_care, luck, p, placing) else Turn.STAYED


@behaviour
def may_go_home(child: Child, office: Office, placing: Placing) -> bool:
    """Tell whether it is safe enough at home, and the child not already on its own."""
    least = REVIEW - office.sooner * office.planning
    return child.placed >= least and child.risk < placing.threshold and child.form != Form.RESIDENCE


@behaviour
def _moves_on(
    child: Child, known: float, family_care: float, luck: Luck, p: Staying, placing: Placing
) -> bool:
    """Move as planned: a youth to a room of its own, a child from an institution to a family."""
    if child.form == Form.RESIDENCE:
        return False
    if child.age >= YOUTH:
        if uniform(luck, child.person, Decision.INDEPENDENCE) < p.independence:
            move_to(child, Form.RESIDENCE, 0)
            return True
        return False
    if child.form != Form.INSTITUTION:
        return False
    found = placing.families + (1.0 - placing.families) * family_care
    if uniform(luck, child.person, Decision.STEP_DOWN) < p.step * known * found:
        move_to(child, Form.FOSTER, 0)
        return True
    return False
