"""Listed rows: rows that somebody chose, from a CSV file, a data frame or tables of the design."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Array, Factor, hint, known_factors
from tillit.model.scenarios.errors import LINES, cut, nearest, shown

NAMED = ("town", "variant")
"""Columns that are no factors."""


class Listed(NamedTuple):
    """What a list of rows says."""

    factors: tuple[Factor, ...]
    points: pd.DataFrame
    """Its different points, in the order in which they come."""
    listed: tuple[tuple[int, str, str], ...]
    """Point, town and variant of each row; empty if the list names neither."""


def read_list(
    frame: pd.DataFrame, towns: Mapping[str, str], variants: Sequence[str], problems: list[str]
) -> Listed:
    """Return what the rows of a frame say, and note what is wrong with them.

    `towns` are the names of the towns by what the list may call them.
    """
    before = len(problems)
    columns: dict[str, Array] = {}
    for name in (str(it) for it in frame.columns if it not in NAMED):
        if (known := known_factors().get(name)) is not None:
            columns[name] = _numbers(known, frame[name], problems)
        else:
            what = f"column {cut(repr(name), 80)}: there is nothing of that name to vary"
            problems.append(f"{what}; {hint(name)}")
    calls: dict[str, Mapping[str, str]] = {"town": towns, "variant": {it: it for it in variants}}
    names = {it: _words(frame, it, calls[it], problems) for it in NAMED if it in frame}
    if len(problems) > before or not len(frame):
        return Listed((), pd.DataFrame(index=pd.RangeIndex(1)), ())
    every = pd.DataFrame(columns, index=pd.RangeIndex(len(frame)))
    point = every.groupby(list(columns), sort=False).ngroup() if columns else pd.Series(0, index=every.index)
    rows = pd.DataFrame({"point": point, **names})
    problems += _repeated(rows)
    points = every.loc[~point.duplicated()].reset_index(drop=True)
    # A list that names only towns, or only variants, is tried in all of the other.
    for name, all_of in (("town", towns.values()), ("variant", variants)):
        if name not in rows:
            rows = rows.merge(pd.Series(list(dict.fromkeys(all_of)), name=name), how="cross")
    listed = tuple(rows[["point", *NAMED]].itertuples(index=False, name=None)) if names else ()
    factors = (
        replace(known_factors()[name], low=float(points[name].min()), high=float(points[name].max()))
        for name in columns
    )
    return Listed(tuple(factors), points, listed)


def rows_in(path: Path) -> pd.DataFrame:
    """Return the rows of a CSV file, every cell as text; RefusedError if it is no such table.

    Columns are parted by commas; or by semicolons, and then a number may have
    a decimal comma, as spreadsheets in Sweden write it.
    """
    title = cut(path.name, 80)
    try:
        text = path.read_text("utf-8-sig")
        head = text.partition("\n")[0]
        mark = ";" if head.count(";") > head.count(",") else ","
        lines = [row for row in csv.reader(text.split("\n"), delimiter=mark, strict=True) if any(row)]
    except (OSError, ValueError, csv.Error) as error:
        message = f"{title} cannot be read as CSV in UTF-8: {cut(str(error), 200)}"
        raise RefusedError(message) from None
    names, rows = [name.strip() for name in lines[0]] if lines else [], lines[1:]
    uneven = next((turn for turn, row in enumerate(rows, 1) if len(row) != len(names)), 0)
    problem = ""
    if not rows:
        problem = "has no rows: it needs a line of column names, and below it a line for each row"
    elif not all(names) or len(set(names)) < len(names):
        twice = ", ".join(sorted({name for name in names if names.count(name) > 1}))
        what = f"columns of the same name: {cut(twice, 200)}" if all(names) else "a column without a name"
        problem = f"has {what}; each needs one of its own"
    elif uneven:
        values, number = len(rows[uneven - 1]), len(names)
        problem = f"has {values} values, but there are {number} columns, in row {uneven:,}"
    if problem:
        message = f"{title} {problem}"
        raise RefusedError(message)
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    if mark == ";":
        numbers = [name for name in names if name not in NAMED]
        frame[numbers] = frame[numbers].map(lambda cell: cell.replace(",", "."))
    return frame


def _numbers(it: Factor, column: pd.Series, problems: list[str]) -> Array:
    """Return a column as numbers within the declared range; NaN for what is none."""
    values = np.array([_number(cell) for cell in column.tolist()], np.float64)
    fine = (it.low <= values) & (values <= it.high) & ~(it.whole & (values % 1.0 != 0.0))
    for row in np.flatnonzero(~fine)[:LINES].tolist():
        if np.isfinite(values[row]):
            problems += [f"row {row + 1:,}: {problem}" for problem in it.wrong(float(values[row]))]
        else:
            problems.append(f"row {row + 1:,}: {it.name} = {shown(column.iloc[row])}: must be a number")
    return values


def _number(cell: object) -> float:
    try:
        return np.nan if isinstance(cell, bool) else float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return np.nan


def _words(frame: pd.DataFrame, column: str, known: Mapping[str, str], problems: list[str]) -> list[str]:
    """Return the names in a column, and note the first that is not known."""
    cells = [str(cell).strip() for cell in frame[column].tolist()]
    row, cell = next(((row, it) for row, it in enumerate(cells, 1) if it not in known), (0, ""))
    if known and row:
        problems.append(f"row {row:,}: there is no {column} {shown(cell)}; {nearest(cell, known)}")
    return [known.get(cell, "") for cell in cells]


def _repeated(rows: pd.DataFrame) -> list[str]:
    """Return which row is the same as one before it."""
    again = rows.duplicated()
    if not again.any():
        return []
    second = int(np.argmax(again.to_numpy()))
    first = int(np.argmax((rows == rows.iloc[second]).all(axis=1).to_numpy()))
    return [f"row {second + 1:,} is the same as row {first + 1:,}; replications give more runs of one row"]
