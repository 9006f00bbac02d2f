"""Listed rows: rows that somebody chose, from a CSV file or a data frame."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor, known_factors, unknown_factor
from tillit.model.scenarios.errors import LINES, cut, nearest, shown

NAMED = ("town", "variant")
"""Columns that are no factors."""


class Listed(NamedTuple):
    """What a list of rows says."""

    factors: tuple[Factor, ...]
    points: pd.DataFrame
    """Its different points, in the order in which they come."""
    listed: tuple[tuple[int, str, str], ...] = ()
    """Point, town and variant of each row; empty if the list names neither."""


def read_list(
    frame: pd.DataFrame, towns: Mapping[str, str], variants: Sequence[str], problems: list[str]
) -> Listed:
    """Return what the rows of a frame say, and note what is wrong with them.

    `towns` are the names of the towns by what the list may call them.
    """
    before = len(problems)
    frame = frame.reset_index(drop=True)
    known = {name: known_factors().get(name) for name in map(str, frame.columns) if name not in NAMED}
    problems += [unknown_factor(name) for name, it in known.items() if it is None]
    factors = [it for it in known.values() if it is not None]
    values = {it.name: _numbers(it, frame[it.name], problems) for it in factors}
    calls: dict[str, Mapping[str, str]] = {"town": towns, "variant": {it: it for it in variants}}
    names = {}
    for column in (it for it in NAMED if it in frame):
        cells = frame[column].astype(str).str.strip()
        strange = cells[~cells.isin(list(calls[column]))]
        if len(strange) and calls[column]:
            where, cell = f"row {strange.index[0] + 1:,}: there is no {column}", strange.iloc[0]
            problems.append(f"{where} {shown(cell)}; {nearest(cell, calls[column])}")
        names[column] = cells.map(calls[column])
    every = pd.DataFrame(values, index=frame.index)
    point = every.groupby(list(values), sort=False).ngroup() if values else pd.Series(0, index=every.index)
    rows = pd.DataFrame({"point": point, **names})
    if len(problems) == before and (again := rows.duplicated()).any():
        second = int(again.argmax())
        first = int((rows == rows.iloc[second]).all(axis=1).argmax())
        problems.append(
            f"row {second + 1:,} is the same as row {first + 1:,}; replications give more runs of one row"
        )
    if len(problems) > before:
        return Listed((), pd.DataFrame(index=pd.RangeIndex(1)))
    # A list that names only towns, or only variants, is tried in all of the other.
    for name, all_of in (("town", towns.values()), ("variant", variants)):
        if name not in rows:
            rows = rows.merge(pd.Series(list(dict.fromkeys(all_of)), name=name), how="cross")
    listed = tuple(rows[["point", *NAMED]].itertuples(index=False, name=None)) if names else ()
    points = every.loc[~point.duplicated()].reset_index(drop=True)
    lows, highs = points.min(), points.max()
    ranged = (replace(it, low=float(lows[it.name]), high=float(highs[it.name])) for it in factors)
    return Listed(tuple(ranged), points, listed)


def rows_in(path: Path) -> pd.DataFrame:
    """Return the rows of a CSV file; RefusedError if it is no such table.

    Columns are parted by commas; or by semicolons, and then a number may have a decimal comma, as
    spreadsheets in Sweden write it.
    """
    title = cut(path.name, 80)
    try:
        content = path.read_bytes()
        head = content.partition(b"\n")[0].decode("utf-8-sig")
        mark = ";" if head.count(";") > head.count(",") else ","
        table = csv.read_csv(
            pa.BufferReader(content),
            parse_options=csv.ParseOptions(delimiter=mark),
            convert_options=csv.ConvertOptions(decimal_point="," if mark == ";" else "."),
        )
    except (OSError, ValueError) as error:
        raise RefusedError(f"{title} cannot be read as CSV in UTF-8: {cut(str(error), 200)}") from None
    names = [name.strip() for name in table.column_names]
    if not all(names) or len(set(names)) < len(names):
        twice = ", ".join(sorted({name for name in names if names.count(name) > 1}))
        what = f"columns of the same name: {cut(twice, 200)}" if all(names) else "a column without a name"
        raise RefusedError(f"{title} has {what}; each needs one of its own")
    if not table.num_rows:
        raise RefusedError(
            f"{title} has no rows: it needs a line of column names, and below it a line for each row"
        )
    frame: pd.DataFrame = table.rename_columns(names).to_pandas()
    return frame


def _numbers(it: Factor, column: pd.Series, problems: list[str]) -> pd.Series:
    """Return a column as numbers within the declared range; NaN for what is none."""
    values = pd.to_numeric(column, errors="coerce").astype(np.float64)
    fine = values.between(it.low, it.high) & ~(values % 1.0 != 0.0 if it.whole else False)
    for row in np.flatnonzero(~fine)[:LINES].tolist():
        if np.isfinite(values[row]):
            problems += [f"row {row + 1:,}: {problem}" for problem in it.wrong(float(values[row]))]
        else:
            problems.append(f"row {row + 1:,}: {it.name} = {shown(column[row])}: must be a number")
    return values
