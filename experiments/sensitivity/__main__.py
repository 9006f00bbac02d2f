"""Write docs/sensitivity.md anew: ``python -m tillit.experiments.sensitivity docs/sensitivity.md FOLDER``.

Runs are kept in the folder; given again, it goes on.
"""

import sys
from pathlib import Path

import pandas as pd

from tillit.experiments.calibration.targets import read_targets
from tillit.experiments.describing.markdown import number, renewed, table
from tillit.experiments.sensitivity.designs import Designs, assumptions
from tillit.experiments.sensitivity.sensitivity import effects_of, ranked
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.worlds.world import Source

EFFECTS = {"hassleholm": "payments", "herning": "municipal_cost"}
"""Towns whose effect is looked at, and on what: one of assistance, one of children."""
TRAJECTORIES, REPLICATIONS = 10, 2
"""Of Morris, in each town."""
POINTS = 32
"""Of Sobol, in the first town alone: most of what is fitted is about assistance. One run of each point."""
SHOWN = 15
"""Assumptions in a table."""
LITTLE = 2.0
"""Percent of the strongest assumption's influence below which one counts as doing nothing."""


def main(page: Path, folder: Path) -> None:
    """Run everything and write the page."""
    every = assumptions()
    free = {f"parameters.{name}" for name in read_targets("behaviour").space.names}
    fitted = tuple(it for it in every if it.name in free)
    screened = {
        town: _indices(Designs(Source.of(town), every).together("morris", TRAJECTORIES, REPLICATIONS), folder)
        for town in EFFECTS
    }
    first = Designs(Source.of(next(iter(EFFECTS))), fitted).together("sobol", POINTS, 1)
    parts = {"morris": lambda: morris_table(screened), "sobol": lambda: sobol_table(_indices(first, folder))}
    page.write_text(renewed(page.read_text("utf-8"), parts), "utf-8")


def _indices(design: Design, folder: Path) -> pd.DataFrame:
    """Return each index of each assumption, shape (assumptions, indices)."""
    town = design.towns[0].scenario().name
    place, output = folder / f"{town}-{design.sampler.kind}", EFFECTS[town]
    run_sweep(design, place)
    frame = ranked(design, output, effects_of(place, output))
    return frame.pivot_table(index="factor", columns="index", values="value")


def morris_table(screened: dict[str, pd.DataFrame]) -> str:
    """Return the strongest assumptions of all, each town's influence in percent of its strongest.

    In brackets is whether an assumption always moves the effect the same way.
    """
    sizes = pd.DataFrame({town: 100.0 * it["mu_star"] / it["mu_star"].max() for town, it in screened.items()})
    directions = pd.DataFrame({town: it["mu"] / it["mu_star"] for town, it in screened.items()})
    strongest = sizes.max(axis=1).sort_values(ascending=False)
    rows = []
    for name in strongest.index[:SHOWN]:
        told = zip(sizes.loc[name], directions.loc[name], strict=True)
        rows.append([f"`{name}`", *(f"{size:.0f} ({which:+.1f})" if size else "0" for size, which in told)])
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
