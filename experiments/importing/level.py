"""Level: what a household is paid in the base year, fitted to what was published for it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.importing.own_town import OwnTown, finished, opened, put_facts
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
    before = _base_year(scenario)
    factor = _factor(before)
    if factor is None or scenario.prices.model_dump(exclude_defaults=True):
        return town, Level(tuple(before.values()))
    fitted = _written(town, factor, before["payments"].year)
    return fitted, Level(tuple(_base_year(fitted.scenario).values()), factor)


def _base_year(scenario: Scenario) -> Mapping[str, Fit]:
    world = World(scenario.name, scenario.before())
    return {it.indicator: it for it in base_year_fits(run_pairs(world, world, PLAN).a)}


def _factor(fits: Mapping[str, Fit]) -> float | None:
    """Return by what the payments a household are to be multiplied; None if they are close, or far off."""
    if not {"households", "payments"} <= fits.keys():
        return None
    published, model = (
        getattr(fits["payments"], side) / getattr(fits["households"], side) for side in ("published", "model")
    )
    factor = round(published / model, 3)
    return factor if LEAST <= factor <= MOST and abs(factor - 1.0) > CLOSE else None


def _written(town: OwnTown, factor: float, year: str) -> OwnTown:
    changed = town.scenario.variant({f"prices.{name}": f"{100.0 * factor}%" for name in NORM}).prices
    source = f"fitted to the payments a household that were published for {year}: x {factor:g}"
    unit = f"{town.scenario.town.currency}/month"
    facts = {
        f"prices.{name}": Stated(round(getattr(changed, name)), unit, source, Grade.DERIVED) for name in NORM
    }
    document = opened(town.text, "the imported town")
    put_facts(document, facts, [])
    return replace(finished(document, []), notes=town.notes)
