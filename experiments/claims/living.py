"""Living: what is claimed of a town, and the worlds that have to be run before it can be asked of them."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from tillit.experiments.calibration.models import MODELS, Model, PlausibleSet, under
from tillit.experiments.claims.measuring import Figures, Worlds, Years, measured, names_of, why_not, years_of
from tillit.experiments.comparison.pairs import in_parallel
from tillit.experiments.worlds.world import NOT_SIZES
from tillit.model.events import Event
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.scenarios.claim import Claim
from tillit.model.simulation import settled, usual_inflow
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of
from tillit.model.town.tie_history import pooled, settled_trust

LEAD = 24
"""Calm months before the first of a file, so that every account has a past of its own."""
MONTHS = LEAD + 120
"""Months of a claim that says no year; what a file means goes on longer if it must."""
SIZES = (0.5, 1.0, 1.5)
"""How large acts are, times what the file says, where many similar towns are meant."""
ACTED, MANY = "acted", ", as many"
"""How a world is called that is the town as it acted, and has its luck; and one that stands for many similar
towns, each with acts of another size."""

Lived = dict[str, dict[str, Figures]]
"""Indicators by world and name, each of shape (vectors, lucks, months)."""
Report = Callable[[int], None]
"""Is called with the number of worlds that were run since the last call."""


@dataclass(frozen=True)
class Plan:
    """How worlds are run."""

    vectors: int = 40
    """Plausible vectors of each model; 0 for the values in force alone."""
    lucks: int = 6
    """Worlds of each vector, each with its own luck."""
    seed: int = 1
    threads: int | None = None
    """Vectors that run at once; one for each processor if None."""


@dataclass(frozen=True)
class Account:
    """What is claimed of one town, and the worlds that its claims need."""

    town: Scenario
    claims: tuple[Claim, ...]
    """Those that can be asked of runs."""
    not_counted: tuple[tuple[Claim, str], ...]
    """Those that cannot, with why."""
    worlds: Mapping[str, Scenario]
    """Scenarios by what they are called here; see `ACTED` and `MANY`."""
    names: tuple[str, ...]
    """Indicators that are needed."""
    months: int
    """Months that each world lives, the lead among them."""

    @classmethod
    def of(cls, town: Scenario) -> "Account":
        """Return the account of a town; ScenarioError if a claim is against a town that there is not."""
        asked, lost, most = [], [], LEAD
        worlds, names = {ACTED: town}, dict[str, None]()
        for claim in town.expect:
            readings = [(it, _years_of(it, town)) for it in claim.each_reading]
            whys = (why_not(it, at, max(MONTHS, at.end)) for it, at in readings)
            if why := next(filter(None, whys), ""):
                lost.append((claim, why))
                continue
            asked.append(claim)
            for it, at in readings:
                names |= dict.fromkeys(names_of(it))
                most = max(most, at.end)
                if it.arithmetic in {"counterfactual", "extreme"}:
                    against = read_scenario(it.against) if it.against else town.before()
                    worlds |= zip(_roles_of(it), (town, against), strict=True)
        return cls(town, tuple(asked), tuple(lost), worlds, tuple(names), most)

    def given(self, claim: Claim, lived: Lived) -> Figures:
        """Return what each run gives for a claim, shape (readings, vectors, lucks)."""
        found = []
        for it in claim.each_reading:
            own, other = _roles_of(it)
            worlds = Worlds(lived[own], lived.get(other, lived[own]), lived[own])
            found.append(measured(it, worlds, _years_of(it, self.town)))
        return np.stack(found)

    def number(self, sets: Mapping[str, PlausibleSet], plan: Plan) -> int:
        """Return how many worlds are run in all."""
        return sum(len(sets[it.name].vectors) for it in MODELS) * plan.lucks * len(self.worlds)


def _years_of(claim: Claim, town: Scenario) -> Years:
    return years_of(claim, town, LEAD, MONTHS)


def _roles_of(claim: Claim) -> tuple[str, str]:
    """Return what the worlds are called that a claim is about, and beside which it is held."""
    many = MANY if claim.arithmetic == "extreme" else ""
    return f"{ACTED}{many}", f"{claim.against or 'as it was'}{many}"


def after_a_lead(scenario: Scenario) -> Scenario:
    """Return the same town, to which everything happens after the calm months."""
    events = tuple(it.model_copy(update={"month": it.month + LEAD}) for it in scenario.events)
    return dataclasses.replace(scenario, events=events)


def with_sizes(scenario: Scenario, times: float) -> Scenario:
    """Return a town whose acts are larger or smaller; an act that cannot have that size stays as it is."""

    def resized(event: Event) -> Event:
        sizes = {
            name: type(value)(value * times)
            for name, value in event
            if name not in NOT_SIZES and isinstance(value, int | float) and not isinstance(value, bool)
        }
        try:
            return type(event).model_validate({**dict(event), **sizes})
        except ValueError:
            return event

    return dataclasses.replace(scenario, events=tuple(map(resized, scenario.events)))


def live_all(
    account: Account,
    sets: Mapping[str, PlausibleSet],
    plan: Plan,
    report: Report,
    models: tuple[Model, ...] = MODELS,
) -> dict[str, Lived]:
    """Run every world of an account under every model; return what came of each, by model and world.

    `sets` are the plausible vectors of each model by its name; `report` is called on any thread.
    KeyboardInterrupt if Ctrl-C stopped it.
    """
    vectors = {it.name: sets[it.name].vectors for it in models}
    later = {name: after_a_lead(world) for name, world in account.worlds.items()}
    keys = [key_of(plan.seed, turn) for turn in range(plan.lucks)]
    found: dict[str, Lived] = {
        model: {
            world: {name: np.zeros((len(those), plan.lucks, account.months)) for name in account.names}
            for world in later
        }
        for model, those in vectors.items()
    }

    def live(turn: int) -> None:
        towns: dict[Origin, list[Town]] = {}  # settled, shared by the worlds of one origin
        for model in models:
            if turn >= len(vectors[model.name]):
                continue
            for world, scenario in later.items():
                told = model.of(under(scenario, vectors[model.name][turn]))
                origin = Origin.of(told)
                if origin not in towns:
                    usual_inflow(origin)
                    towns[origin] = [settled(origin, key) for key in keys]
                begun = towns[origin]
                ties = pooled(settled_trust(it) for it in begun)
                for one in range(plan.lucks):
                    luck = one if world.startswith(ACTED) else (one + 1) % plan.lucks
                    acts = with_sizes(told, SIZES[one % len(SIZES)]) if world.endswith(MANY) else told
                    run = model.live(origin, acts, begun[luck], keys[luck], months=account.months, ties=ties)
                    for name, series in found[model.name][world].items():
                        compute = INDICATORS[name].compute
                        inhabitants = scenario.town.inhabitants
                        series[turn, one] = compute(run.counts, run.ledger, inhabitants=inhabitants)
            report(plan.lucks * len(later))

    most = max(map(len, vectors.values()))
    if in_parallel(live, most, plan.threads) < most:
        raise KeyboardInterrupt
    return found
