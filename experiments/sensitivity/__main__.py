"""Write docs/sensitivity.md anew: ``python -m tillit.experiments.sensitivity docs/sensitivity.md FOLDER``.

Runs are kept in the folder; given again, it goes on.
"""

import sys
from pathlib import Path

import pandas as pd

from tillit.experiments.calibration.reading import read_targets
from tillit.experiments.describing.markdown import number, renewed, table
from tillit.experiments.sensitivity.designs import Designs, assumptions
from tillit.experiments.sensitivity.ranking import effects_of, ranked
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
LITTLE = 0.02
"""Share of the strongest assumption's influence below which one counts as doing nothing."""

HUNDRED = 100.0


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
    """Return each index of each assumption, shape (assumptions, indices), the strongest first."""
    town = design.towns[0].scenario().name
    place, output = folder / f"{town}-{design.sampler.kind}", EFFECTS[town]
    run_sweep(design, place)
    wide = ranked(design, output, effects_of(place, output)).pivot_table(
        index="factor", columns="index", values="value"
    )
    return wide.sort_values("total" if "total" in wide else "mu_star", ascending=False)


def morris_table(screened: dict[str, pd.DataFrame]) -> str:
    """Return the strongest assumptions of all, each town's influence in percent of its strongest."""
    sizes = pd.DataFrame({town: it["mu_star"] / it["mu_star"].max() for town, it in screened.items()})
    directions = pd.DataFrame({town: it["mu"] / it["mu_star"] for town, it in screened.items()})
    strongest = sizes.max(axis=1).sort_values(ascending=False)
    rows = [
        [f"`{name}`", *(_moved(sizes[town][name], directions[town][name]) for town in sizes)]
        for name in strongest.index[:SHOWN]
    ]
    idle = sorted(strongest.index[strongest < LITTLE])
    little = f"{HUNDRED * LITTLE:.0f} % of the strongest in both towns"
    said = f"{len(idle)} of {len(strongest)} do less than {little}"
    return (
        f"{table(['assumption', *(f'{town}>' for town in sizes)], rows)}\n\n"
        f"{said}: {', '.join(f'`{name}`' for name in idle)}."
    )


def _moved(size: float, direction: float) -> str:
    """Return how far an assumption moves the effect, and whether always the same way."""
    return f"{HUNDRED * size:.0f} ({direction:+.1f})" if size else "0"


def sobol_table(shared: pd.DataFrame) -> str:
    """Return the fitted assumptions of which most of the variance comes, in percent of it."""
    rows = [
        [f"`{name}`", *(number(round(HUNDRED * shared[index][name])) for index in ("first", "total"))]
        for name in shared.index[:SHOWN]
    ]
    return table(["assumption", "alone>", "in all>"], rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
