"""Exploring: what the exploring commands of a sweep do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.discovery import COSTS, prim
from tillit.experiments.answers.names import one_of
from tillit.experiments.answers.quantity import Quantity
from tillit.experiments.answers.sensitivity import sensitivity
from tillit.experiments.answers.study import Study
from tillit.experiments.answers.tipping import tipping
from tillit.experiments.cli.answers import answer_with, checked_files

LEADERS = 3
"""Factors of each year that a terminal shows."""
INDICES = ("total", "mu_star", "ks")
"""Kinds of index by which a table is ordered."""


@dataclass(frozen=True)
class Asked:
    """Which figure of which sweep."""

    study: Study
    output: str | None
    over: str | None
    town: str | None
    variant: str | None
    less: str | None

    def quantity(self, output: str | None = None) -> Quantity:
        """Return the figure of each run."""
        return Quantity.of(
            self.study,
            output or self.output,
            over=self.over,
            town=self.town,
            variant=self.variant,
            less=self.less,
        )


def figure_of(
    folder: Path,
    output: str | None,
    over: str | None,
    town: str | None,
    variant: str | None,
    less: str | None,
) -> Asked:
    """Return which figure of which sweep is meant."""
    return Asked(Study(folder), output, over, town, variant, less)


def ask_sensitivity(
    asked: Asked,
    method: str | None,
    threshold: float | None,
    files: Sequence[Path],
    *,
    monthly: bool,
    as_json: bool,
) -> None:
    """Answer which factors matter."""
    paths = checked_files(files)
    quantity = asked.quantity()
    answer = sensitivity(asked.study, quantity, method=method, threshold=threshold, monthly=monthly)
    answer_with(answer, paths, as_json=as_json, shown=by_factor(answer, monthly=monthly))


def by_factor(answer: Answer, *, monthly: bool) -> pd.DataFrame:
    """Return what a terminal shows: the largest index first, and of each year its last month only."""
    frame = answer.frame
    if frame.empty:
        return frame
    if monthly:
        every = frame[(frame["month"] % 12 == 0) | (frame["month"] == frame["month"].max())]
        ordered = every.sort_values(["month", "value"], ascending=[True, False])
        leaders: pd.DataFrame = ordered[ordered.groupby("month").cumcount() < LEADERS]
        return leaders.drop(columns=["index"])
    main = next(name for name in INDICES if (frame["index"] == name).any())
    order = frame[frame["index"] == main].sort_values("value", ascending=False)["factor"].tolist()
    rank = frame["factor"].map({name: turn for turn, name in enumerate(order)})
    shown = frame.assign(rank=rank).sort_values("rank", kind="stable").drop(columns="rank")
    return shown.drop(columns="other") if (frame["other"] == "").all() else shown


def ask_prim(asked: Asked, how: tuple[float, float, int], files: Sequence[Path], *, as_json: bool) -> None:
    """Answer where it does not pay."""
    paths = checked_files(files)
    threshold, density, boxes = how
    usual = next((name for name in COSTS if name in asked.study.outputs), None)
    # Without a cost among the outputs, the question itself says what to name.
    quantity = asked.quantity(asked.output or usual) if asked.output or usual else None
    answer = prim(asked.study, quantity, threshold=threshold, density=density, boxes=boxes)
    answer_with(answer, paths, as_json=as_json)


def ask_tipping(
    asked: Asked,
    axes: tuple[str | None, str | None],
    starts: list[str] | None,
    threshold: float | None,
    files: Sequence[Path],
    *,
    as_json: bool,
) -> None:
    """Answer where it tips."""
    paths = checked_files(files)
    names = [it.name for it in asked.study.design.variants]
    quantity = Quantity.of(
        asked.study,
        asked.output,
        over=asked.over,
        town=asked.town,
        variant=one_of("variant", (starts or names)[-1], names),
    )
    answer = tipping(asked.study, *axes, quantity=quantity, threshold=threshold, starts=starts)
    answer_with(answer, paths, as_json=as_json)
