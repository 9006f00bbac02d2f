"""Assumptions: all behavioural parameters of the model together, and the price list.

Each group is declared beside the behaviour that uses it; this is their table of
contents. One set serves all towns.
"""

import math
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from tillit.agents.assistance import Assistance
from tillit.agents.closing import Closing
from tillit.agents.complaint import Complaints
from tillit.agents.crisis import Crises
from tillit.agents.demands import Demands
from tillit.agents.employer import Employers
from tillit.agents.family import Families
from tillit.agents.foundation.parameters import Declaration, declarations
from tillit.agents.handover import Handover
from tillit.agents.homelessness import Homelessness
from tillit.agents.hours import Hours
from tillit.agents.household import Households
from tillit.agents.learning import Learning
from tillit.agents.leaving import Leaving
from tillit.agents.meeting import Meetings
from tillit.agents.norms import Norms
from tillit.agents.partnership import Partnerships
from tillit.agents.people import People
from tillit.agents.placement import Placements
from tillit.agents.placing import Placing
from tillit.agents.prevention import Prevention
from tillit.agents.returning import Returning
from tillit.agents.risk import Risks
from tillit.agents.staffing import Staffing
from tillit.agents.staying import Staying
from tillit.agents.stress import Stress
from tillit.agents.support import Support
from tillit.agents.tie import Bonds
from tillit.model.money.placement_prices import ChildPrices
from tillit.model.money.prices import Prices


class Assumptions(NamedTuple):
    """Every parameter of every behaviour, by group, and every price."""

    bonds: Bonds = Bonds()
    hours: Hours = Hours()
    crises: Crises = Crises()
    meetings: Meetings = Meetings()
    support: Support = Support()
    partnerships: Partnerships = Partnerships()
    employers: Employers = Employers()
    handover: Handover = Handover()
    demands: Demands = Demands()
    leaving: Leaving = Leaving()
    returning: Returning = Returning()
    placements: Placements = Placements()
    homelessness: Homelessness = Homelessness()
    stress: Stress = Stress()
    staffing: Staffing = Staffing()
    learning: Learning = Learning()
    households: Households = Households()
    people: People = People()
    assistance: Assistance = Assistance()
    prices: Prices = Prices()
    norms: Norms = Norms()
    families: Families = Families()
    risks: Risks = Risks()
    prevention: Prevention = Prevention()
    placing: Placing = Placing()
    staying: Staying = Staying()
    complaints: Complaints = Complaints()
    closing: Closing = Closing()
    child_prices: ChildPrices = ChildPrices()


def for_children(a: Assumptions, usual: Assumptions) -> Assumptions:
    """Return the assumptions with the norms of the child and family unit.

    Parameters
    ----------
    a
        The assumptions as they hold in the place.
    usual
        The same without the place's own values, which are about its assistance unit's work.
    """
    norms = a.norms
    statutory, first = norms.hours * usual.hours.statutory, norms.hours * usual.hours.first_month
    return a._replace(
        hours=a.hours._replace(statutory=statutory, first_month=first),
        meetings=a.meetings._replace(hours=norms.hours * usual.meetings.hours),
        crises=a.crises._replace(
            hours=norms.hours * usual.crises.hours, base=norms.crisis * usual.crises.base
        ),
    )


class ParameterError(ValueError):
    """A parameter that is not declared, or a value outside its range."""


def _declared() -> Iterator[tuple[str, Declaration]]:
    for group, value in Assumptions._field_defaults.items():
        for declaration in declarations(type(value)):
            yield f"{group}.{declaration.name}", declaration


DECLARED: dict[str, Declaration] = dict(_declared())
"""All declarations, by ``group.name``."""

PRICE_GROUPS = ("assistance", "prices", "child_prices")
"""Groups of the price list, of which a place may state its own (`model.scenarios.own_values`): no behaviour
reads them, and the ledger is linear in them."""

FACT_GROUPS = ("people",)
"""Groups of the country's figures, which nobody can fit."""

BEHAVIOUR: dict[str, Declaration] = {
    name: it for name, it in DECLARED.items() if name.partition(".")[0] not in PRICE_GROUPS + FACT_GROUPS
}
"""Declarations of what people do, by ``group.name``: all that can be free."""


def checked(name: str, value: Any) -> float:  # noqa: ANN401 - this is where anything is checked
    """Return the value as the declared type.

    Raises
    ------
    ParameterError
        If the name is not declared, or the value is not a number in its range.
    """
    if name not in DECLARED:
        near = get_close_matches(name, DECLARED, n=1, cutoff=0.65)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        message = f"there is no parameter {name!r}{hint} (tillit parameters lists them)"
        raise ParameterError(message)
    declaration = DECLARED[name]
    par = declaration.par
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not par.low <= number <= par.high or (declaration.kind is int and number != int(number)):
        whole = "a whole number " if declaration.kind is int else ""
        message = (
            f"{name} = {value!r}: must be {whole}from {par.low:g} to {par.high:g} {par.unit} "
            f"(source: {par.source}; default {declaration.default:g})"
        )
        raise ParameterError(message)
    result: float = declaration.kind(number)
    return result


def assume(changes: Mapping[str, Any] | None = None) -> Assumptions:
    """Return the default assumptions with some parameters changed.

    Parameters
    ----------
    changes
        New values by ``group.name``.

    Raises
    ------
    ParameterError
        If a name is not declared, or a value is outside its range.
    """
    # Defaults are coerced like given values: 1 instead of 1.0 would compile a second kernel.
    values = {name: declaration.default for name, declaration in DECLARED.items()}
    values |= {name: checked(name, value) for name, value in (changes or {}).items()}
    groups = {}
    for group, default in Assumptions._field_defaults.items():
        own = {field: values[f"{group}.{field}"] for field in default._fields}
        groups[group] = type(default)(**own)
    return Assumptions(**groups)


def replaced(a: Assumptions, values: Mapping[str, float]) -> Assumptions:
    """Return the assumptions with a place's own values, which are facts and may lie outside the ranges.

    Parameters
    ----------
    a
        The assumptions.
    values
        Values by ``group.name``; see `model.scenarios.own_values`.
    """
    for name, value in values.items():
        group, _, field = name.partition(".")
        own = getattr(a, group)._replace(**{field: DECLARED[name].kind(value)})
        a = a._replace(**{group: own})
    return a
