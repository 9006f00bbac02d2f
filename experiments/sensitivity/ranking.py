"""Ranking: on which assumptions a town's effect depends most, when all of them vary over their ranges."""

from pathlib import Path

import numpy as np
import pandas as pd

from tillit.experiments.answers.sensitivity import Sampled, elementary_effects, morris, sobol
from tillit.experiments.answers.sweep import SUM, Array, Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.sweep.factors import Factor, Kind, Sampler, known_factors, sample
from tillit.experiments.worlds.world import Source
from tillit.model.assumptions import BEHAVIOUR

OUTPUTS = ("municipal_cost", "public_cost", "payments")  # with effects; the first two say whether it pays
SAMPLERS: dict[str, Kind] = {"morris": "morris", "sobol": "saltelli"}  # ways to rank, and the sampler of each


def assumptions() -> tuple[Factor, ...]:
    """Return every assumption about behaviour, over its declared range."""
    known = known_factors()
    return tuple(known[f"parameters.{name}"] for name in BEHAVIOUR)


def effect_design(
    town: Source,
    factors: tuple[Factor, ...],
    what: str,
    sampler: Sampler,
    replications: int,
    points: pd.DataFrame | None = None,
) -> Design:
    """Return the sweep of a town as it was and as it acted; RefusedError if it does nothing."""
    if not town.scenario().events:
        raise RefusedError(
            f"{town.scenario().name} does nothing, so there is no effect to ask about: "
            "give a town with events (tillit accounts lists some), or a file of your own"
        )
    return Design(
        title=f"{town.title}: {what}",
        towns=(town,),
        variants=(Variant("as_it_was", before=True), Variant("as_it_acted")),
        factors=factors,
        sampler=sampler,
        points=sample(factors, sampler) if points is None else points,
        months=120,
        replications=replications,
        seed=1,
        outputs=OUTPUTS,
    )


def effects_of(folder: Path, output: str) -> Array:
    """Return what the last variant has of an output beyond the first, over the horizon.

    Shape (points, replications). RefusedError if a run failed, is missing or gave no number.
    """
    sweep = Sweep(folder)
    by_variant = sweep.array(output, SUM).reshape(len(sweep.design.points), len(sweep.design.variants), -1)
    return np.asarray(by_variant[:, -1] - by_variant[:, 0])


def ranked(design: Design, output: str, effects: Array) -> pd.DataFrame:
    """Return every index of every assumption: columns output, index, factor, value, low, high."""
    cases = Sampled(design.factors, design.points.to_numpy(float), effects, output)
    by_morris = design.sampler.kind == "morris"
    frame = morris(cases.names, elementary_effects(cases)) if by_morris else sobol(cases)
    frame["factor"] = frame["factor"].str.removeprefix("parameters.")
    frame.insert(0, "output", output)
    return frame
