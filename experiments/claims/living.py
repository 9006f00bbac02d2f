"""Living: what is claimed of a town, as questions that runs can answer, and the worlds that these need."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.models import ABOUT_TIES, MODELS, Model
from tillit.experiments.calibration.plausible import PlausibleSet, under
from tillit.experiments.claims.measuring import Worlds, Years, measured, names_of, why_not, years_of
from tillit.experiments.worlds.run import in_parallel
from tillit.experiments.worlds.sizes import NOT_SIZES
from tillit.model.events import Event
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.scenarios.claim import Claim
from tillit.model.simulation import Run, settled, usual_inflow
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of
from tillit.model.town.tie_history import pooled, settled_trust

LEAD = 24
"""Calm months before the first of a file, so that every account has a past of its own."""
SIZES = (0.5, 1.0, 1.5)
"""How large acts are, times what the file says, where many similar towns are meant."""
ACTED, MANY = "acted", ", as many"
"""How a world is called that is the town as it acted, and has its luck; and one that stands for many similar
towns, each with acts of another size."""

Figures = NDArray[np.float64]
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


class Cast(NamedTuple):
    """The worlds that the claims about one town need."""

    worlds: Mapping[str, Scenario]
    """Scenarios by what they are called here; see `ACTED` and `MANY`."""
    names: tuple[str, ...]
    """Indicators that are needed."""
    months: int
    """Months that each world lives, the lead among them."""


@dataclass(frozen=True)
class Question:
    """A claim that can be asked of runs, and the months of each of its readings."""

    claim: Claim
    years: tuple[Years, ...]

    @property
    def is_about_ties(self) -> bool:
        """Whether it is of ties themselves."""
        return self.claim.indicator in ABOUT_TIES

    def given(self, lived: Lived) -> NDArray[np.float64]:
        """Return what each run gives, shape (readings, vectors, lucks)."""
        found = []
        for claim, years in zip(self.claim.each_reading, self.years, strict=True):
            own, other = _roles_of(claim)
            acted = lived[own]
            found.append(measured(claim, Worlds(acted, lived.get(other, acted), acted), years))
        return np.stack(found)


@dataclass(frozen=True)
class Account:
    """What is claimed of one town, as questions, and what cannot be asked, with why."""

    town: Scenario
    questions: tuple[Question, ...]
    cast: Cast
    not_counted: tuple[tuple[Claim, str], ...] = ()

    @classmethod
    def of(cls, town: Scenario, months: int = 120) -> "Account":
        """Return the account of a town, in runs of at least as many months as its file means.

        ScenarioError if a claim is against a town that there is not.
        """
        questions, lost = [], []
        worlds, names, most = {ACTED: town}, dict[str, None](), LEAD
        for claim in town.expect:
            years = tuple(years_of(it, town, LEAD, months + LEAD) for it in claim.each_reading)
            readings = list(zip(claim.each_reading, years, strict=True))
            whys = [why_not(it, at, max(months + LEAD, at.end)) for it, at in readings]
            if any(whys):
                lost.append((claim, next(filter(None, whys))))
                continue
            questions.append(Question(claim, years))
            for it, at in readings:
                names |= dict.fromkeys(names_of(it))
                most = max(most, at.end)
                if it.arithmetic in {"counterfactual", "extreme"}:
                    own, other = _roles_of(it)
                    against = read_scenario(it.against) if it.against else town.before()
                    worlds |= {own: town, other: against}
        return cls(town, tuple(questions), Cast(worlds, tuple(names), most), tuple(lost))

    def worlds(self, sets: Mapping[str, PlausibleSet], plan: Plan) -> int:
        """Return how many worlds are run in all."""
        return sum(len(sets[it.name].vectors) for it in MODELS) * plan.lucks * len(self.cast.worlds)


def _roles_of(claim: Claim) -> tuple[str, str]:
    """Return what the worlds are called that a claim is about, and beside which it is held."""
    many = MANY if claim.arithmetic == "extreme" else ""
    return f"{ACTED}{many}", f"{claim.against or 'as it was'}{many}"


def after_a_lead(scenario: Scenario, lead: int = LEAD) -> Scenario:
    """Return the same town, to which everything happens some months later."""
    events = tuple(it.model_copy(update={"month": it.month + lead}) for it in scenario.events)
    return dataclasses.replace(scenario, events=events)


def with_sizes(scenario: Scenario, times: float) -> Scenario:
    """Return a town whose acts are larger or smaller, as far as each may be."""
    return dataclasses.replace(scenario, events=tuple(_resized(it, times) for it in scenario.events))


def _resized(event: Event, times: float) -> Event:
    """Return an event of another size; itself if it cannot have that size."""
    sizes = {
        name: type(value)(value * times)
        for name, value in event
        if name not in NOT_SIZES and isinstance(value, int | float) and not isinstance(value, bool)
    }
    try:
        return type(event).model_validate({**dict(event), **sizes})
    except ValueError:
        return event


def live_all(
    cast: Cast,
    sets: Mapping[str, PlausibleSet],
    plan: Plan,
    report: Report,
    models: tuple[Model, ...] = MODELS,
) -> dict[str, Lived]:
    """Run every world of an account under every model; return what came of each, by model and world.

    `sets` are the plausible vectors of each model by its name; `report` is called, on any thread, with the
    number of worlds that were run. KeyboardInterrupt if Ctrl-C stopped it.
    """
    number = {model.name: len(sets[model.name].vectors) for model in models}
    found: dict[str, Lived] = {
        model: {
            world: {name: np.zeros((vectors, plan.lucks, cast.months)) for name in cast.names}
            for world in cast.worlds
        }
        for model, vectors in number.items()
    }
    later = {name: after_a_lead(world) for name, world in cast.worlds.items()}

    def live(turn: int) -> None:
        towns: dict[Origin, list[Town]] = {}
        for model in models:
            if turn >= number[model.name]:
                continue
            for world, scenario in later.items():
                told = model.of(under(scenario, sets[model.name].vectors[turn]))
                inhabitants = scenario.town.inhabitants
                for luck, run in enumerate(_lives(model, told, world, plan, cast.months, towns)):
                    for name, series in found[model.name][world].items():
                        of = INDICATORS[name].compute
                        series[turn, luck] = of(run.counts, run.ledger, inhabitants=inhabitants)
            report(plan.lucks * len(cast.worlds))

    most = max(number.values())
    if in_parallel(live, most, plan.threads) < most:
        raise KeyboardInterrupt
    return found


def _lives(
    model: Model, told: Scenario, world: str, plan: Plan, months: int, towns: dict[Origin, list[Town]]
) -> Iterator[Run]:
    """Yield one world's lives, each with its own luck; settled towns are shared by those of one origin."""
    origin, keys = Origin.of(told), [key_of(plan.seed, turn) for turn in range(plan.lucks)]
    if origin not in towns:
        usual_inflow(origin)
        towns[origin] = [settled(origin, key) for key in keys]
    begun = towns[origin]
    ties = pooled(settled_trust(it) for it in begun)
    for turn in range(plan.lucks):
        luck = turn if world.startswith(ACTED) else (turn + 1) % plan.lucks
        acts = with_sizes(told, SIZES[turn % len(SIZES)]) if world.endswith(MANY) else told
        yield model.live(origin, acts, begun[luck], keys[luck], months=months, ties=ties)
