"""National: what behaviour was calibrated on, beside what the model gives.

``python -m tillit.experiments.national`` runs an ordinary town at several caseloads
and prints each target of ``calibration/targets/national.toml`` beside the
model's figure. The accounts' own results (Hässleholm's payments, the twins'
distance) are not among them: behaviour was not fitted to those, though they
were seen; see docs/results.md.
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
    levels = tuple(it for it in file.targets if it.compared is None)
    found = list(at_caseloads(levels, file.sheet.months))
    for at, target in enumerate(levels):
        figures = (f"{column[at]:,.4g}" for column in found)
        yield target.label, said(target), *figures, f"{target.source} ({target.grade})"


def said(target: Target) -> str:
    """Return what was said of a target."""
    return f"{target.figure:,.4g} ± {target.tolerance:,.3g} {target.unit}"


def main() -> None:
    """Print the table, and the trial."""
    table = Table(title="Calibrated on, and what the model gives by caseload")
    for head in ("figure", "said", *(str(caseload) for caseload in CASELOADS), "source"):
        table.add_column(head)
    for row in rows():
        table.add_row(*row)
    console = Console(width=150)
    console.print(table)
    file = read_targets("behaviour")
    trials = tuple(it for it in file.targets if it.compared is not None)
    found = Towns.of(trials, file.sheet.months, REPLICATES, SEED)({}).mean(axis=0)
    for target, figure in zip(trials, found, strict=True):
        console.print(f"{target.label}: {figure:+.1f} {target.unit} (said: {said(target)})")


if __name__ == "__main__":
    main()
