"""Models: the theory, and simpler explanations that are nested in it.

A simpler explanation is the same program with something left out in all worlds: events, mechanisms,
or what lies behind the ties. Ties keep the level that they have in the settled town, each kind its
own, so that nothing is left out but their history. Each is to be fitted for itself before it is
compared: one with values that were found under the theory is a straw man.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from tillit.experiments.refused import RefusedError
from tillit.experiments.trials import Trial
from tillit.model.events import Sort
from tillit.model.events.lot import Lot
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.errors import nearest
from tillit.model.simulation import Run, advance, begin_at, run_world
from tillit.model.town.arrays import Town
from tillit.model.town.tie_history import Settled, draw_anew, freeze, settled_trust


class Ties(StrEnum):
    """What lies behind the ties: what persons have been through, or only what the settled town was like.

    Frozen, each kind acts as it does there on average; drawn anew, every month as any one of its kind there.
    """

    LASTING = "lasting"
    FROZEN = "frozen"
    DRAWN = "drawn anew"


@dataclass(frozen=True)
class Model:
    """An explanation: what files and tables call it, and what it says, in a sentence or two."""

    name: str
    label: str
    says: str
    ties: Ties = Ties.LASTING
    off: tuple[str, ...] = ()
    """Mechanisms that are switched off."""
    nothing: tuple[str, ...] = ()
    """Parameters that are set to 0."""
    keeps: frozenset[Sort] = frozenset(Sort)
    """Sorts of events that still happen. What nobody in the office did always does."""

    def of(self, scenario: Scenario) -> Scenario:
        """Return the scenario as this model tells it, but for its ties."""
        changes: dict[str, object] = {f"mechanisms.{name}": False for name in self.off}
        changes |= {f"parameters.{name}": 0.0 for name in self.nothing}
        # A lot only says who is followed: it changes nothing by itself.
        kept = tuple(it for it in scenario.events if it.acts_on in self.keeps or isinstance(it, Lot))
        told = replace(scenario, events=kept)
        return told.variant(changes) if changes else told

    def of_trial(self, trial: Trial) -> Trial:
        """Return a trial as this model tells it: the same people are drawn and followed."""
        arms = tuple(replace(arm, scenario=self.of(arm.scenario)) for arm in trial.arms)
        return replace(trial, office=self.of(trial.office), arms=arms)

    def live(
        self,
        origin: Origin,
        scenario: Scenario,
        town: Town,
        key: np.uint64,
        *,
        months: int,
        history: bool = False,
        ties: Settled | None = None,
    ) -> Run:
        """Run one world from a settled town; its ties are as in that town, or as `ties` say of several."""
        if self.ties == Ties.LASTING:
            return run_world(origin, scenario, town, key, months=months, history=history)
        ties = settled_trust(town) if ties is None else ties
        if self.ties == Ties.FROZEN:
            return run_world(origin, scenario, freeze(town, ties), key, months=months, history=history)
        world = begin_at(origin, town, months=months, history=history)
        for month in range(months):
            draw_anew(world, ties, np.random.default_rng([int(key), month]))
            world = advance(world, origin, key, page=month, months=1, events=scenario.events)
        return Run(world.counts, world.ledger, world.told_lives, world.told_case_lives)


THEORY = Model("theory", "the theory", "Ties that last matter, and so does what the town did.")

HOURS = ("handover", "local_knowledge", "durability")
"""Mechanisms by which it matters who it is, beside the ties."""

NULL_MODELS: tuple[Model, ...] = (
    Model(
        "nothing_done",
        "nothing done",
        "What the town did changed nothing: all that was seen would have come anyway.",
        keeps=frozenset({Sort.SURROUNDINGS}),
    ),
    Model(
        "ties_frozen",
        "ties frozen",
        "What the town did mattered, but not through ties: each kind of tie is as it is on average.",
        ties=Ties.FROZEN,
    ),
    Model(
        "hours_only",
        "hours only",
        "Only hours matter, and what happens when they run out: ties are frozen, nobody learns by training "
        "or staying, and demands are ordinary ones.",
        ties=Ties.FROZEN,
        off=(*HOURS, "demands"),
        nothing=("support.training",),
    ),
    Model(
        "control_only",
        "control only",
        "Only what is demanded of households and how it is checked matters. Of what the town did, only that "
        "happens; ties are frozen, and strain and crises change nothing.",
        ties=Ties.FROZEN,
        off=(*HOURS, "crowding_out", "stress_turnover"),
        nothing=("support.training",),
        keeps=frozenset({Sort.CONTROL, Sort.SURROUNDINGS}),
    ),
    Model(
        "faster_decisions",
        "faster decisions",
        "Only the hours matter that machines and administrators free from decisions. Of what the town did, "
        "only that happens; ties are frozen.",
        ties=Ties.FROZEN,
        off=(*HOURS, "demands"),
        nothing=("support.training",),
        keeps=frozenset({Sort.DECISIONS, Sort.SURROUNDINGS}),
    ),
    Model(
        "random_ties",
        "ties drawn anew",
        "Ties differ as much as ever, but every month anew: nobody remembers.",
        ties=Ties.DRAWN,
    ),
)
"""Simpler explanations, in the order of tables."""
MODELS = (THEORY, *NULL_MODELS)


def model_of(name: str) -> Model:
    """Return a model by its name; RefusedError if there is none of that name."""
    known = {it.name: it for it in MODELS}
    if name not in known:
        raise RefusedError(f"there is no model {name!r}; {nearest(name, known)}")
    return known[name]


ABOUT_TIES = {"old_ties", "reach"} | {it for it in INDICATORS if it.endswith(("trust", "same_caseworker"))}
"""Indicators of ties themselves: that who leaves ties out has these wrong is no evidence."""
