"""Listed rows: rows that somebody chose, in a CSV file beside the design's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor, known_factors, unknown_factor
from tillit.model.scenarios.errors import LINES, cut, nearest, shown


def rows_in(path: Path) -> pd.DataFrame:
    """Return the rows of a CSV file; RefusedError if it is no such table.

    Columns are parted by commas; or by semicolons, and then a number may have a decimal comma, as
    spreadsheets in Sweden write it.
    """
    title = cut(path.name, 80)
    try:
        content = path.read_bytes()
        head = content.partition(b"\n")[0].decode("utf-8-sig")
        mark, point = (";", ",") if head.count(";") > head.count(",") else (",", ".")
        table = csv.read_csv(
            pa.BufferReader(content),
            parse_options=csv.ParseOptions(delimiter=mark),
            convert_options=csv.ConvertOptions(decimal_point=point),
        )
    except (OSError, ValueError) as error:
        raise RefusedError(f"{title} cannot be read as CSV in UTF-8: {cut(str(error), 200)}") from None
    names = [name.strip() for name in table.column_names]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise RefusedError(f"{title} has columns of the same name: {cut(', '.join(twice), 200)}")
    if not table.num_rows:
        raise RefusedError(f"{title} has no rows: it needs a line of column names, and below it its rows")
    frame: pd.DataFrame = table.rename_columns(names).to_pandas()
    return frame


def read_list(
    frame: pd.DataFrame, towns: Mapping[str, str], variants: Sequence[str]
) -> tuple[dict[str, Any], list[str]]:
    """Return what the rows of a frame say, as fields of a design, and what is wrong with them.

    `towns` are the names of the towns by what the list may call them. A list without a column ``town``, or
    ``variant``, is tried in all of them.
    """
    factors, wrong = list[Factor](), list[str]()
    calls = {"town": towns, "variant": {it: it for it in variants}}
    every, names = pd.DataFrame(index=frame.index), {}
    for name, cells in frame.items():
        if (call := calls.get(str(name))) is not None:
            words = cells.astype(str).str.strip()
            names[str(name)] = words.map(call)
            if not (known := words.isin(list(call))).all():
                row = int(known.argmin())
                hint = nearest(words[row], call)
                wrong.append(f"row {row + 1:,}: there is no {name} {shown(words[row])}; {hint}")
        elif (it := known_factors().get(str(name))) is None:
            wrong.append(unknown_factor(str(name)))
        else:
            numbers = pd.to_numeric(cells, errors="coerce").astype(np.float64)
            fine = numbers.between(it.low, it.high) & ~(numbers % 1.0 != 0.0 if it.whole else False)
            for row in np.flatnonzero(~fine)[:LINES].tolist():
                must = it.wrong(float(numbers[row])) if np.isfinite(numbers[row]) else []
                what = must[0] if must else f"{it.name} = {shown(cells[row])}: must be a number"
                wrong.append(f"row {row + 1:,}: {what}")
            factors.append(replace(it, low=float(numbers.min()), high=float(numbers.max())))
            every[it.name] = numbers
    columns = list(every)
    point = every.groupby(columns, sort=False).ngroup() if columns else pd.Series(0, index=every.index)
    rows = pd.DataFrame({"point": point, **names})
    if not wrong and (again := rows.duplicated()).any():
        second = int(again.argmax())
        first = int((rows == rows.iloc[second]).all(axis=1).argmax())
        same = f"row {second + 1:,} is the same as row {first + 1:,}"
        wrong.append(f"{same}; replications give more runs of one row")
    if wrong:
        return {}, wrong
    for name, all_of in (("town", towns.values()), ("variant", variants)):
        if name not in rows:
            rows = rows.merge(pd.Series(list(dict.fromkeys(all_of)), name=name), how="cross")
    points = every.loc[~point.duplicated()].reset_index(drop=True)
    listed = rows[["point", "town", "variant"]].itertuples(index=False, name=None) if names else ()
    return {"factors": tuple(factors), "points": points, "listed": tuple(listed)}, []
