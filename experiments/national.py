"""National: what behaviour was calibrated on, beside what the model gives.

``python -m tillit.experiments.national`` runs an ordinary town at several caseloads
and prints each level among ``calibration/targets/behaviour.toml`` beside the
model's figure. What the studies found is ``tillit trials``. The accounts' own
results are not among them: behaviour was not fitted to those, though they were
seen; see docs/results.md.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from tillit.experiments.calibration.evaluating import Towns
from tillit.experiments.calibration.reading import read_targets
from tillit.experiments.calibration.targets import Target

CASELOADS = (30, 40, 50, 60, 70)
"""Households for each post, from dense to thin."""
REPLICATES = 8
SEED = 1


def at_caseloads(targets: tuple[Target, ...], months: int) -> Iterator[list[float]]:
    """Yield what the model gives for targets that are levels, at one caseload after the other."""
    for caseload in CASELOADS:
        here = tuple(it.model_copy(update={"caseload": (float(caseload),)}) for it in targets)
        yield Towns.of(here, months, REPLICATES, SEED)({}).mean(axis=0).tolist()


def rows() -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table."""
    file = read_targets("behaviour")
    levels = file.levels
    found = list(at_caseloads(levels, file.sheet.months))
    for at, target in enumerate(levels):
        figures = (f"{column[at]:,.4g}" for column in found)
        yield target.label, said(target), *figures, f"{target.source} ({target.grade})"


def said(target: Target) -> str:
    """Return what was said of a target."""
    return f"{target.figure:,.4g} ± {target.tolerance:,.3g} {target.unit}"


def main() -> None:
    """Print the table."""
    table = Table(title="Calibrated on, and what the model gives by caseload")
    for head in ("figure", "said", *(str(caseload) for caseload in CASELOADS), "source"):
        table.add_column(head)
    for row in rows():
        table.add_row(*row)
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
