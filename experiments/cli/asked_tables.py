"""Tables of bands and of pairs, as a terminal shows them."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.table import Table

from tillit.experiments.answers.paired import ALL
from tillit.experiments.cli.figures import figure, interval, unit_in_words
from tillit.experiments.frames import YEAR
from tillit.model.indicators import INDICATORS

MOST_GROUPS = 8
"""Groups that a terminal shows; the files have all."""
WINDOWS = {"end": "at the end", "sum": "sum"}


def bands_table(frame: pd.DataFrame, output: str, unit: str, by: Sequence[str]) -> Table:
    """Return the quantiles at the end of each year."""
    telling = [name for name in by if len(frame[name].unique()) > 1]
    marks = [name for name in frame.columns if name.startswith("q") and name not in by]
    groups = frame.groupby(list(by), sort=False).ngroup() if by else pd.Series(0, frame.index)
    yearly = (frame["month"] % YEAR == 0) | (frame["month"] == frame["month"].max())
    more = int(groups.max()) + 1 - MOST_GROUPS
    table = Table(
        box=SIMPLE_HEAD,
        title=", ".join(filter(None, (INDICATORS[output].labels["en"], unit_in_words(unit)))),
        title_justify="left",
        caption=f"{more:,} groups more; -o FILE.csv has all." if more > 0 else None,
        caption_justify="left",
    )
    for name in telling:
        table.add_column(name)
    for name in ("month", *(f"{mark.removeprefix('q')} %" for mark in marks)):
        table.add_column(name, justify="right", no_wrap=True)
    for row in frame[yearly & (groups < MOST_GROUPS)].to_dict("records"):
        group = [str(row[name]) for name in telling]
        last = row["month"] == frame["month"].max()
        table.add_row(
            *group, f"{row['month']}", *(figure(row[mark], unit) for mark in marks), end_section=last
        )
    return table


def pairs_table(frame: pd.DataFrame, sides: tuple[str, str], months: int) -> Table:
    """Return the differences over all points, a row an output."""
    rows = frame[frame["scope"] == ALL].to_dict("records")
    points = len(frame) // len(rows) - 1
    where = "one point" if points == 1 else f"{points:,} points"
    pairs = rows[0]["pairs"]
    table = Table(
        box=SIMPLE_HEAD,
        title=f"{sides[1]} less {sides[0]}, {where}, {months} months: median (90 % of {pairs:,} pairs)",
        title_justify="left",
    )
    table.add_column("", min_width=14)
    for side in sides:
        table.add_column(side.replace("_", " "), justify="right")
    table.add_column("difference", justify="right", no_wrap=True)
    table.add_column("%", justify="right", no_wrap=True)
    if points > 1:
        table.add_column("flips, %", justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*pairs_cells(row)[: len(table.columns)])
    return table


def pairs_cells(row: Mapping[Hashable, object]) -> list[str]:
    """Return a line of the table of differences."""
    unit, over = str(row["unit"]), str(row["over"])
    numbers = {name: it for name, it in row.items() if isinstance(it, float)}
    words = (
        INDICATORS[str(row["output"])].labels["en"],
        unit_in_words(unit),
        WINDOWS.get(over, f"month {over}"),
    )
    change = figure(numbers["difference"], unit, signed=True)
    return [
        ", ".join(filter(None, words)),
        figure(numbers["a"], unit),
        figure(numbers["b"], unit),
        f"{change}\n({interval(numbers['difference_low'], numbers['difference_high'], unit)})",
        figure(numbers["percent"], "", signed=True),
        f"{100.0 * numbers['flips']:.3g}",
    ]
