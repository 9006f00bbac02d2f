"""Sensitivity of two towns' effects: ``python docs/sensitivity.py FOLDER`` writes the page beside this file.

Runs are kept in the folder; given again, it goes on.
"""

import sys
from functools import partial
from pathlib import Path

import pandas as pd

from tillit.experiments.calibration.targets import read_targets
from tillit.experiments.describing.markdown import number, renewed, table
from tillit.experiments.sensitivity.ranking import assumptions, effect_design, effects_of, ranked
from tillit.experiments.sweep.factors import Factor, Sampler
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.worlds.world import Source

PAGE = Path(__file__).with_suffix(".md")
EFFECTS = {"hassleholm": "payments", "herning": "municipal_cost"}
"""Towns of the page, and on what the effect is looked at: one of assistance, one of children."""
TRAJECTORIES, REPLICATIONS = 10, 2  # of Morris, in each town
POINTS = 128  # of Sobol, run once, in the first town alone: most of what is fitted is about assistance
SHOWN = 15  # assumptions in a table
LITTLE = 2.0  # percent of the strongest assumption's influence below which one counts as doing nothing


def main(folder: Path) -> None:
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
    PAGE.write_text(renewed(PAGE.read_text("utf-8"), parts), "utf-8")


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
    main(Path(sys.argv[1]))
