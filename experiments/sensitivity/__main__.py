"""Write docs/sensitivity.md anew: ``python -m tillit.experiments.sensitivity docs/sensitivity.md FOLDER``.

Runs are kept in the folder; given again, it goes on.
"""

import sys
from pathlib import Path

import pandas as pd

from tillit.experiments.calibration.reading import read_targets
from tillit.experiments.describing.markdown import number, renewed, table
from tillit.experiments.sensitivity.designs import Designs, assumptions
from tillit.experiments.sensitivity.ranking import RANKED_BY, effects_of, ranked
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.worlds.world import Source

EFFECTS = {"hassleholm": "payments", "herning": "municipal_cost"}
"""Towns whose effect is looked at, and on what: one of assistance, one of children."""
TRAJECTORIES, POINTS, REPLICATIONS = 10, 32, 2
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
        town: _indices(town, output, every, "morris", TRAJECTORIES, folder)
        for town, output in EFFECTS.items()
    }
    shared = {
        town: _indices(town, output, fitted, "sobol", POINTS, folder) for town, output in EFFECTS.items()
    }
    parts = {"morris": lambda: morris_table(screened), "sobol": lambda: sobol_table(shared)}
    page.write_text(renewed(page.read_text("utf-8"), parts), "utf-8")


def _indices(
    town: str, output: str, factors: tuple[Factor, ...], method: str, size: int, folder: Path
) -> pd.DataFrame:
    """Return each index of each assumption, shape (assumptions, indices), the strongest first."""
    design = Designs(Source.of(town), factors).together(method, size, REPLICATIONS)
    place = folder / f"{town}-{method}"
    run_sweep(design, place)
    frame = ranked(design, output, effects_of(place, output))
    wide = frame.pivot_table(index="factor", columns="index", values="value")
    return wide.sort_values(RANKED_BY[method], ascending=False)


def morris_table(screened: dict[str, pd.DataFrame]) -> str:
    """Return the strongest assumptions of all, each town's influence in percent of its strongest."""
    sizes = pd.DataFrame({town: it["mu_star"] / it["mu_star"].max() for town, it in screened.items()})
    directions = pd.DataFrame({town: it["mu"] / it["mu_star"] for town, it in screened.items()})
    strongest = sizes.max(axis=1).sort_values(ascending=False)
    rows = [
        [f"`{name}`", *(f"{HUNDRED * sizes[t][name]:.0f} ({directions[t][name]:+.1f})" for t in sizes)]
        for name in strongest.index[:SHOWN]
    ]
    idle = sorted(strongest.index[strongest < LITTLE])
    little = f"{HUNDRED * LITTLE:.0f} % of the strongest in both towns"
    said = f"{len(idle)} of {len(strongest)} do less than {little}"
    return (
        f"{table(['assumption', *(f'{town}>' for town in sizes)], rows)}\n\n"
        f"{said}: {', '.join(f'`{name}`' for name in idle)}."
    )


def sobol_table(shared: dict[str, pd.DataFrame]) -> str:
    """Return the fitted assumptions of which most of each town's variance comes, in percent of it."""
    totals = pd.DataFrame({town: it["total"] for town, it in shared.items()})
    strongest = totals.max(axis=1).sort_values(ascending=False).index[:SHOWN]
    rows = [
        [
            f"`{name}`",
            *(
                number(round(HUNDRED * it[index][name]))
                for it in shared.values()
                for index in ("first", "total")
            ),
        ]
        for name in strongest
    ]
    heads = [f"{town}, {index}>" for town in shared for index in ("alone", "in all")]
    return table(["assumption", *heads], rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
