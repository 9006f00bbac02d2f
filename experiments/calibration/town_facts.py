"""Town facts: which facts of a town are open, and the town with some values for them."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.calibration.free_parameters import Space
from tillit.experiments.sweep.factors import Factor
from tillit.model.events.setting import Setting
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.facts import Fact
from tillit.model.scenarios.schema import Obstacles

INFLOW = "setting.inflow"
OBSTACLE = "town.obstacles."
INFLOW_RANGE = (0.5, 1.6)
"""Applicants from month 1 on, as a share of what keeps the town in balance."""
SPAN = (0.4, 2.0)
"""How far a share of an obstacle may be from what the file has, as factors."""
LEAST = 0.05
"""Least share that is left for the obstacle that fills up to 1."""
NATIONAL = "national:"
"""How the source of a figure begins that is not the town's own."""


@dataclass(frozen=True)
class OpenFacts:
    """What a town's file does not know of its town."""

    scenario: Scenario
    shares: tuple[str, ...]
    """Obstacles whose share is open, without the one that fills up to 1."""
    filling: str | None
    """The open obstacle that fills up to 1; None if no two shares are open."""

    @classmethod
    def of(cls, scenario: Scenario) -> "OpenFacts":
        """Return what is open: assumed shares, and those of the nation."""
        values = scenario.town.obstacles.model_dump()
        facts = {fact.name: fact for fact in scenario.facts}
        shares = [name for name in values if is_open(facts.get(OBSTACLE + name)) and values[name] > 0.0]
        if len(shares) <= 1:
            return cls(scenario, (), None)
        filling = max(shares, key=lambda name: values[name])
        return cls(scenario, tuple(name for name in shares if name != filling), filling)

    def space(self) -> Space:
        """Return what may be moved, and how far."""
        inflow = Factor(INFLOW, *INFLOW_RANGE, "of a balance's", default=1.0)
        values = self.scenario.town.obstacles.model_dump()
        before = {name: values[name] for name in self.shares}
        if self.filling is None:
            return Space((inflow,))
        room = sum(before.values()) + values[self.filling] - LEAST
        most = min(SPAN[1], room / sum(before.values()))
        shares = (
            Factor(OBSTACLE + name, SPAN[0] * share, most * share, "share", default=share)
            for name, share in before.items()
        )
        return Space((*shares, inflow))

    def shares_with(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return the shares of all obstacles, those that are not open as they were."""
        shares: dict[str, float] = self.scenario.town.obstacles.model_dump()
        shares |= {name: values[OBSTACLE + name] for name in self.shares}
        if self.filling is not None:
            rest = sum(share for name, share in shares.items() if name != self.filling)
            shares[self.filling] = max(0.0, 1.0 - rest)
        return shares

    def town_with(self, values: Mapping[str, float]) -> Scenario:
        """Return the town with some values for what is open; its inflow changes in month 1."""
        obstacles = Obstacles(**self.shares_with(values))
        town = self.scenario.town.model_copy(update={"obstacles": obstacles})
        changed = dataclasses.replace(self.scenario, town=town)
        inflow = Setting(month=1, rule="inflow", value=values[INFLOW], source="fitted to observed figures")
        return changed.with_events([inflow])


def is_open(fact: Fact | None) -> bool:
    """Tell whether a figure is assumed, or the nation's; one without a source was given by somebody."""
    return fact is not None and (fact.grade == Grade.ASSUMED or fact.source.startswith(NATIONAL))
