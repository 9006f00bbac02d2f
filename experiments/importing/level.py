"""Level: what a household is paid in the base year, fitted to what was published for it."""

from typing import NamedTuple

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.importing.own_town import OwnTown
from tillit.experiments.importing.scenario_writing import opened, put_facts
from tillit.experiments.importing.stated_facts import Stated
from tillit.experiments.telling.base_year import base_year_fits, published_in
from tillit.experiments.telling.facts import Fit
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World
from tillit.model.scenarios import Scenario

PLAN = Plan(pairs=20, months=12)
"""How the base year is run."""
NORM = ("benefit", "second_adult", "child", "rent", "room")
"""Prices of `[prices]` of which assistance is made; all are multiplied alike."""
LEAST, MOST = 0.5, 2.0
"""Factors that a fit may give; beyond, something else is wrong."""
CLOSE = 0.02
"""A difference that is not fitted."""


class Level(NamedTuple):
    """How a town's base year fits what was published."""

    fits: tuple[Fit, ...] = ()
    """Published figures beside the model's."""
    factor: float | None = None
    """By what the payments a household were multiplied; None if they were left as they are."""


def with_level(town: OwnTown) -> tuple[OwnTown, Level]:
    """Return the town with its payments a household fitted, and how its base year fits.

    One factor for what a household is paid stands for all in which the town's rents, families and
    incomes differ from the nation's. It is a fact of the place, in `[prices]`, so the same in every
    world.
    """
    scenario = town.scenario
    if not published_in(scenario, scenario.town.start[:4]):
        return town, Level()
    fits = _base_year(scenario)
    by_name = {it.indicator: it for it in fits}
    households, payments = by_name.get("households"), by_name.get("payments")
    if not households or not payments or scenario.prices.model_dump(exclude_defaults=True):
        return town, Level(fits)
    factor = payments.published / households.published / (payments.model / households.model)
    factor = round(factor, 3)
    if not LEAST <= factor <= MOST or abs(factor - 1.0) <= CLOSE:
        return town, Level(fits)
    changed = scenario.variant({f"prices.{name}": f"{100.0 * factor}%" for name in NORM}).prices
    source = f"fitted to the payments a household that were published for {payments.year}: x {factor:g}"
    unit = f"{scenario.town.currency}/month"
    facts = {
        f"prices.{name}": Stated(round(getattr(changed, name)), unit, source, Grade.DERIVED) for name in NORM
    }
    document = opened(town.text, "the imported town")
    put_facts(document, facts)
    fitted = OwnTown.of(document, *town.notes)
    return fitted, Level(_base_year(fitted.scenario), factor)


def _base_year(scenario: Scenario) -> tuple[Fit, ...]:
    world = World(scenario.name, scenario.before())
    return tuple(base_year_fits(run_pairs(world, world, PLAN).a))
