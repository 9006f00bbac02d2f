"""Ranking: on which assumptions a town's effect depends most, when all of them vary over their ranges.

``python -m tillit.experiments.sensitivity.ranking docs/sensitivity.md FOLDER`` writes that page anew. Runs
are kept in the folder; given again, it goes on.
"""

import sys
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from tillit.experiments.answers.sensitivity import Sampled, elementary_effects, morris, sobol
from tillit.experiments.answers.sweep import SUM, Array, Sweep
from tillit.experiments.calibration.targets import read_targets
from tillit.experiments.describing.markdown import number, renewed, table
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.sweep.factors import Factor, Kind, Sampler, known_factors, sample
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.worlds.world import Source
from tillit.model.assumptions import BEHAVIOUR

OUTPUTS = ("municipal_cost", "public_cost", "payments")  # with effects; the first two say whether it pays
SAMPLERS: dict[str, Kind] = {"morris": "morris", "sobol": "saltelli"}  # ways to rank, and the sampler of each
EFFECTS = {"hassleholm": "payments", "herning": "municipal_cost"}
"""Towns of the page, and on what the effect is looked at: one of assistance, one of children."""
TRAJECTORIES, REPLICATIONS = 10, 2  # of Morris, in each town
POINTS = 128  # of Sobol, run once, in the first town alone: most of what is fitted is about assistance
SHOWN = 15  # assumptions in a table
LITTLE = 2.0  # percent of the strongest assumption's influence below which one counts as doing nothing


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


def main(page: Path, folder: Path) -> None:
    """Run everything and write the page."""

    def indices(town: str, factors: tuple[Factor, ...], sampler: Sampler, replications: int) -> pd.DataFrame:
        design = effect_design(Source.of(town), factors, "all assumptions together", sampler, replications)
        place, output = folder / f"{town}-{sampler.kind}", EFFECTS[town]
        run_sweep(design, place)
        frame = ranked(design, output, effects_of(place, output))
        return frame.pivot_table(index="factor", columns="index", values="value")

    every, trajectories = assumptions(), Sampler(kind="morris", size=TRAJECTORIES)
    screened = {town: indices(town, every, trajectories, REPLICATIONS) for town in EFFECTS}
    free = {f"parameters.{name}" for name in read_targets("behaviour").space.names}
    fitted = tuple(it for it in every if it.name in free)
    shared = indices(next(iter(EFFECTS)), fitted, Sampler(kind="saltelli", size=POINTS), 1)
    parts = {"morris": partial(morris_table, screened), "sobol": partial(sobol_table, shared)}
    page.write_text(renewed(page.read_text("utf-8"), parts), "utf-8")


def morris_table(screened: dict[str, pd.DataFrame]) -> str:
    """Return the strongest assumptions in percent of each town's strongest; in brackets, whether one way."""
    sizes = pd.DataFrame({town: 100.0 * it["mu_star"] / it["mu_star"].max() for town, it in screened.items()})
    directions = pd.DataFrame({town: it["mu"] / it["mu_star"] for town, it in screened.items()})
    strongest = sizes.max(axis=1).sort_values(ascending=False)
    cells = (sizes.map("{:.0f}".format) + directions.map(" ({:+.1f})".format)).where(sizes > 0.0, "0")
    rows = [[f"`{name}`", *row] for name, *row in cells.loc[strongest.index[:SHOWN]].itertuples()]
    idle = sorted(strongest.index[strongest < LITTLE])
    return (
        f"{table(['assumption', *(f'{town}>' for town in sizes)], rows)}\n\n"
        f"{len(idle)} of {len(strongest)} do less than {LITTLE:.0f} % of the strongest in both towns: "
        f"{', '.join(f'`{name}`' for name in idle)}."
    )


def sobol_table(shared: pd.DataFrame) -> str:
    """Return the fitted assumptions of which most of the variance comes, in percent of it."""
    strongest = shared.sort_values("total", ascending=False).head(SHOWN)
    shares = (100.0 * strongest[["first", "total"]]).round()
    rows = [[f"`{name}`", *map(number, row)] for name, *row in shares.itertuples()]
    return table(["assumption", "alone>", "in all>"], rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
