"""Listed rows: rows that somebody chose, from a CSV file, a data frame or tables of the design."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor, hint, known_factors
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
    """Return the rows of a list.

    Parameters
    ----------
    frame
        One row each: columns of factors, and perhaps ``town`` and ``variant``.
    towns
        Names of the towns, by what the list may call them.
    variants
        Names of the variants.
    problems
        Where to put what is wrong.
    """
    before = len(problems)
    columns: dict[str, NDArray[np.float64]] = {}
    for name in (str(it) for it in frame.columns if it not in NAMED):
        known = known_factors().get(name)
        if known is None:
            what = f"column {cut(repr(name), 80)}: there is nothing of that name to vary"
            problems.append(f"{what}; {hint(name)}")
        else:
            columns[name] = _numbers(known, frame[name], problems)
    names = {
        "town": _words(frame, "town", towns, problems),
        "variant": _words(frame, "variant", {it: it for it in variants}, problems),
    }
    if len(problems) > before or not len(frame):
        return Listed((), pd.DataFrame(index=pd.RangeIndex(1)), ())
    every = pd.DataFrame(columns, index=pd.RangeIndex(len(frame)))
    point = every.groupby(list(columns), sort=False).ngroup() if columns else pd.Series(0, index=every.index)
    problems += _repeated(pd.DataFrame({"point": point, **{name: it for name, it in names.items() if it}}))
    points = every.loc[~point.duplicated()].reset_index(drop=True)
    listed = _crossed(point.tolist(), names, list(dict.fromkeys(towns.values())), variants)
    factors = (
        replace(known_factors()[name], low=float(points[name].min()), high=float(points[name].max()))
        for name in columns
    )
    return Listed(tuple(factors), points, listed)


def rows_in(path: Path) -> pd.DataFrame:
    """Return the rows of a CSV file, every cell as text.

    Columns are parted by commas; or by semicolons, and then a number may have
    a decimal comma, as spreadsheets in Sweden write it.

    Raises
    ------
    RefusedError
        If there is no such file, or it is not such a table.
    """
    title = cut(path.name, 80)
    try:
        text = path.read_text("utf-8-sig")
        head = text.partition("\n")[0]
        mark = ";" if head.count(";") > head.count(",") else ","
        lines = [row for row in csv.reader(io.StringIO(text), delimiter=mark, strict=True) if any(row)]
    except (OSError, ValueError, csv.Error) as error:
        message = f"{title} cannot be read as CSV in UTF-8: {cut(str(error), 200)}"
        raise RefusedError(message) from None
    names = [name.strip() for name in lines[0]] if lines else []
    if problem := _problem(names, lines[1:]):
        message = f"{title} {problem}"
        raise RefusedError(message)
    frame = pd.DataFrame(lines[1:], columns=names, dtype=object)
    if mark == ";":
        numbers = [name for name in names if name not in NAMED]
        frame[numbers] = frame[numbers].map(lambda cell: cell.replace(",", "."))
    return frame


def _problem(names: list[str], rows: list[list[str]]) -> str:
    """Return what is wrong with a table; nothing if all is well."""
    if not rows:
        return "has no rows: it needs a line of column names, and below it a line for each row"
    if not all(names):
        return "has a column without a name; each needs one of its own"
    if len(set(names)) < len(names):
        twice = ", ".join(sorted({name for name in names if names.count(name) > 1}))
        return f"has columns of the same name: {cut(twice, 200)}; each needs one of its own"
    for number, row in enumerate(rows, 1):
        if len(row) != len(names):
            return f"has {len(row)} values, but there are {len(names)} columns, in row {number:,}"
    return ""


def _numbers(it: Factor, column: pd.Series, problems: list[str]) -> NDArray[np.float64]:
    """Return a column as numbers within the declared range."""
    values = np.array([_number(cell) for cell in column.tolist()], np.float64)
    fine = (it.low <= values) & (values <= it.high) & ~(it.whole & (values % 1.0 != 0.0))
    for row in np.flatnonzero(~fine)[:LINES].tolist():
        if np.isfinite(values[row]):
            problems += [f"row {row + 1:,}: {problem}" for problem in it.wrong(float(values[row]))]
        else:
            problems.append(f"row {row + 1:,}: {it.name} = {shown(column.iloc[row])}: must be a number")
    return values


def _number(cell: object) -> float:
    """Return a cell as a number; NaN if it is none."""
    try:
        return np.nan if isinstance(cell, bool) else float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return np.nan


def _words(frame: pd.DataFrame, column: str, known: Mapping[str, str], problems: list[str]) -> list[str]:
    """Return the names in a column, or nothing if it is not there."""
    if column not in frame.columns:
        return []
    cells = [str(cell).strip() for cell in frame[column].tolist()]
    for row, cell in enumerate(cells, 1):
        if known and cell not in known:
            problems.append(f"row {row:,}: there is no {column} {shown(cell)}; {nearest(cell, known)}")
            break
    return [known.get(cell, "") for cell in cells]


def _repeated(rows: pd.DataFrame) -> list[str]:
    """Return which row is the same as one before it."""
    again = rows.duplicated()
    if not again.any():
        return []
    second = int(np.argmax(again.to_numpy()))
    first = int(np.argmax((rows == rows.iloc[second]).all(axis=1).to_numpy()))
    return [f"row {second + 1:,} is the same as row {first + 1:,}; replications give more runs of one row"]


def _crossed(
    points: list[int], names: Mapping[str, list[str]], towns: Sequence[str], variants: Sequence[str]
) -> tuple[tuple[int, str, str], ...]:
    """Return each row's point, town and variant; a list that names only one is tried in all of the other."""
    if not any(names.values()):
        return ()
    rows = []
    for row, point in enumerate(points):
        here = [names["town"][row]] if names["town"] else towns
        done = [names["variant"][row]] if names["variant"] else variants
        rows += [(point, town, variant) for town in here for variant in done]
    return tuple(rows)
