"""Models: the theory, simpler explanations that are nested in it, and plausible values under each.

A simpler explanation is the same program with something left out in all worlds: events, mechanisms,
or what lies behind the ties. Ties keep the level that they have in the settled town, each kind its
own, so that nothing is left out but their history. Each is to be fitted for itself before it is
compared: one with values that were found under the theory is a straw man.

Chance says how far two lives of one town differ; plausible vectors of behaviour, which fit trials and
national levels about equally well, say how far the answer depends on assumptions that the data leave open.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyarrow import ArrowException

from tillit.experiments.refused import RefusedError
from tillit.experiments.trials import Trial
from tillit.model.assumptions import DECLARED, ParameterError, checked
from tillit.model.events import Sort
from tillit.model.events.lot import Lot
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.errors import nearest
from tillit.model.simulation import Run, advance, begin_at, run_world
from tillit.model.town.arrays import Town
from tillit.model.town.tie_history import Settled, draw_anew, freeze, settled_trust


@dataclass(frozen=True)
class Model:
    """An explanation: what files and tables call it, and what it says, in a sentence or two."""

    name: str
    label: str
    says: str
    ties: Literal["lasting", "frozen", "drawn anew"] = "lasting"
    """What lies behind the ties: what persons have been through, or only what the settled town was like.

    Frozen, each kind acts as it does there on average; drawn anew, every month as any one of its kind there.
    """
    off: tuple[str, ...] = ()  # mechanisms that are switched off
    nothing: tuple[str, ...] = ()  # parameters that are set to 0
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
        if self.ties == "lasting":
            return run_world(origin, scenario, town, key, months=months, history=history)
        ties = settled_trust(town) if ties is None else ties
        if self.ties == "frozen":
            return run_world(origin, scenario, freeze(town, ties), key, months=months, history=history)
        world = begin_at(origin, town, months=months, history=history)
        for month in range(months):
            draw_anew(world, ties, np.random.default_rng([int(key), month]))
            world = advance(world, origin, key, page=month, months=1, events=scenario.events)
        return Run(world.counts, world.ledger, world.told_lives, world.told_case_lives)


THEORY = Model("theory", "the theory", "Ties that last matter, and so does what the town did.")
HOURS_ONLY = Model(
    "hours_only",
    "hours only",
    "Only hours matter, and what happens when they run out: ties are frozen, nobody learns by training "
    "or staying, and demands are ordinary ones.",
    ties="frozen",
    off=("handover", "local_knowledge", "durability", "demands"),
    nothing=("support.training",),
)
NULL_MODELS = (
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
        ties="frozen",
    ),
    HOURS_ONLY,
    replace(
        HOURS_ONLY,
        name="control_only",
        label="control only",
        says="Only what is demanded of households and how it is checked matters. Of what the town did, only "
        "that happens; ties are frozen, and strain and crises change nothing.",
        off=(*HOURS_ONLY.off[:-1], "crowding_out", "stress_turnover"),
        keeps=frozenset({Sort.CONTROL, Sort.SURROUNDINGS}),
    ),
    replace(
        HOURS_ONLY,
        name="faster_decisions",
        label="faster decisions",
        says="Only the hours matter that machines and administrators free from decisions. Of what the town "
        "did, only that happens; ties are frozen.",
        keeps=frozenset({Sort.DECISIONS, Sort.SURROUNDINGS}),
    ),
    Model(
        "random_ties",
        "ties drawn anew",
        "Ties differ as much as ever, but every month anew: nobody remembers.",
        ties="drawn anew",
    ),
)
"""Simpler explanations, in the order of tables."""
MODELS = (THEORY, *NULL_MODELS)
ABOUT_TIES = {"old_ties", "reach"} | {it for it in INDICATORS if it.endswith(("trust", "same_caseworker"))}
"""Indicators of ties themselves: that who leaves ties out has these wrong is no evidence."""


def model_of(name: str) -> Model:
    """Return a model by its name; RefusedError if there is none of that name."""
    known = {it.name: it for it in MODELS}
    if name not in known:
        raise RefusedError(f"there is no model {name!r}; {nearest(name, known)}")
    return known[name]


PLAUSIBLE = Path(__file__).with_name("plausible.parquet")  # the vectors that come with the program
Vector = dict[str, float]  # values of some parameters, by their declared names


class PlausibleSet(NamedTuple):
    """Some vectors, how much each counts, shape (vectors,), and whether they are the model's own."""

    vectors: tuple[Vector, ...]
    weights: NDArray[np.float64]
    own: bool


def plausible_sets(source: Path | None, number: int | None) -> dict[str, PlausibleSet]:
    """Return each model's plausible set, by the model's name; a model without a set has the theory's.

    `source` is a Parquet file, whose column `model` says whose set a vector is in (without that column, the
    theory's) and `weight` how much it counts; None for the file that comes with the program. `number` says
    how many vectors of each, at most, evenly from the first to the last; all if None. RefusedError if it
    cannot be read, the theory has no set, or a value is not one of a declared parameter.
    """
    path, sets = source or PLAUSIBLE, dict[str, PlausibleSet]()
    for model in (it.name for it in MODELS):
        frame = frame_of(path, model)
        beside = ("target.", "implausibility", "weight", "model")
        names = [it for it in map(str, frame) if not it.startswith(beside)]
        if not names or (unknown := [it for it in names if it not in DECLARED]):
            wrong = f"{unknown[0]!r} is no declared parameter" if names else "it has no vector"
            raise RefusedError(
                f"{path}: {wrong}; each column must be one of 'tillit parameters', each row a vector"
            )
        rows = np.linspace(0, len(frame) - 1, min(number or len(frame), len(frame))).round().astype(int)
        vectors = []
        for row, values in zip(rows, frame[names].iloc[rows].to_dict("records"), strict=True):
            try:
                vectors.append({name: checked(name, values[name]) for name in names})
            except ParameterError as error:
                raise RefusedError(f"{path}, row {row + 1:,}: {error}") from None
        weights = frame["weight"].to_numpy(float)[rows] if "weight" in frame else np.ones(len(rows))
        own = bool((frame["model"] == model).all())
        sets[model] = PlausibleSet(tuple(vectors), weights / weights.sum(), own)
    return sets


def frame_of(path: Path, model: str) -> pd.DataFrame:
    """Return a model's vectors in a file, with what came of them; the theory's if it has none there.

    RefusedError if it cannot be read, or has no vectors of either.
    """
    try:
        every = pd.read_parquet(path)
    except (OSError, ValueError, ArrowException) as error:
        raise RefusedError(
            f"{path} cannot be read as a Parquet file of parameter vectors: {str(error)[:200]}"
        ) from None
    every = every.assign(model=every.get("model", THEORY.name))
    for name in (model, THEORY.name):
        if (own := every["model"] == name).any():
            return every[own].reset_index(drop=True)
    raise RefusedError(f"{path} has no vectors of {model!r}, and no plausible set of {THEORY.name!r}")


def under(scenario: Scenario, vector: Vector) -> Scenario:
    """Return a scenario whose people behave as a vector says."""
    return scenario.variant({f"parameters.{name}": value for name, value in vector.items()})
