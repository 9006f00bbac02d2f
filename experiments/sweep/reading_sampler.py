"""Sampler of a design file: how the points are chosen, or where the list of rows is."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design_text import MOST_CSV_BYTES, read_text, rows_of
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.samplers import SAMPLERS, Sampler, unbalanced
from tillit.experiments.sweep.schema import SamplerTable
from tillit.model.scenarios.errors import checked, shown

OWN_KEYS = {"second_order": "saltelli", "levels": "morris", "file": "list"}
"""Keys that only one sampler knows."""


def read_sampler(
    data: Mapping[str, Any],
    factors: Sequence[Factor],
    folder: Path,
    frame: pd.DataFrame | None,
    problems: list[str],
) -> tuple[Sampler | None, pd.DataFrame | None]:
    """Return the sampler, and the rows if they are a list.

    Parameters
    ----------
    data
        The tables of the file.
    factors
        What varies.
    folder
        Where the design is, and files that it names.
    frame
        Rows that were given besides.
    problems
        Where to put what is wrong.
    """
    if frame is not None:
        return Sampler("list", len(frame)), with_rows(frame, problems)
    rows = read_rows(data.get("row"), problems)
    if data.get("sampler") is None:
        return usual(factors, rows, problems), rows
    table = checked(SamplerTable, data["sampler"], "[sampler]", problems)
    if table is None:
        return None, None
    problems += [
        f"[sampler]: {key} belongs to kind = {kind!r}, not to {table.kind!r}"
        for key, kind in OWN_KEYS.items()
        if key in table.model_fields_set and table.kind != kind
    ]
    if table.kind == "list":
        return listed(table, factors, folder, rows, problems)
    if rows is not None:
        problems.append(f'[[row]] tables are a list: [sampler] kind = "list", not {table.kind!r}')
    if not data.get("factors"):
        problems.append(f"[factors] is missing: {table.kind} needs something to vary")
    return drawn_by(table, factors, problems), None


def usual(factors: Sequence[Factor], rows: pd.DataFrame | None, problems: list[str]) -> Sampler | None:
    """Return the sampler of a design that names none."""
    if rows is not None:
        if factors:
            problems.append("[factors]: the rows of a list say what varies; leave this table out")
        return Sampler("list", len(rows))
    if not factors:
        return Sampler("list", 1)
    if all(it.levels for it in factors):
        return Sampler("grid", 1)
    problems.append('[sampler] is missing: kind = "lhs" and size = 100 would try a hundred points')
    return None


def drawn_by(table: SamplerTable, factors: Sequence[Factor], problems: list[str]) -> Sampler | None:
    """Return a sampler that chooses the points itself."""
    if table.kind in SAMPLERS:
        problems += [
            f"[factors]: {it.name} has one value only, and does not vary; let each variant set it instead"
            for it in factors
            if len(it.levels) == 1
        ]
    if table.kind == "morris" and table.levels % 2:
        problems.append(
            f"[sampler]: levels = {table.levels}: must be an even number, such as {table.levels + 1}"
        )
    size = table.size
    if size is None:
        if table.kind == "grid" and all(it.levels for it in factors):
            size = 1
        else:
            what = "levels of each factor without values" if table.kind == "grid" else "how many points"
            problems.append(f"[sampler]: size is missing: {what}, such as {EXAMPLES[table.kind]}")
            return None
    sampler = Sampler(table.kind, size, table.seed, table.second_order, table.levels)
    problems += filter(None, [unbalanced(sampler) if table.kind in SAMPLERS else ""])
    return sampler


EXAMPLES = {"grid": 5, "lhs": 100, "sobol": 128, "saltelli": 256, "morris": 20}
"""Sizes that somebody may begin with."""


def listed(
    table: SamplerTable,
    factors: Sequence[Factor],
    folder: Path,
    rows: pd.DataFrame | None,
    problems: list[str],
) -> tuple[Sampler | None, pd.DataFrame | None]:
    """Return a list of rows, from tables or from a file beside the design."""
    if factors:
        problems.append("[factors]: the rows of a list say what varies; leave this table out")
    if table.size is not None:
        problems.append("[sampler]: a list has as many points as rows; leave size out")
    if (table.file is None) == (rows is None):
        problems.append('[sampler]: a list needs either [[row]] tables or file = "rows.csv"')
        return None, None
    if table.file is not None:
        try:
            rows = rows_of(read_text(folder / table.file, MOST_CSV_BYTES), table.file)
        except RefusedError as error:
            problems.append(f"[sampler]: {error}")
            return None, None
    return Sampler("list", 0 if rows is None else len(rows)), rows


def read_rows(raw: object, problems: list[str]) -> pd.DataFrame | None:
    """Return the tables ``[[row]]`` as a frame; a value that a row leaves out is None."""
    if not raw or not isinstance(raw, list):
        return None  # the schema has said what is wrong
    for turn, row in enumerate(raw, 1):
        if not isinstance(row, Mapping):
            problems.append(f"row {turn} must be a table, not {shown(row)}")
            return None
    tables = [flat(row, "") for row in raw]
    names = dict.fromkeys(name for table in tables for name in table)
    return pd.DataFrame({name: [it.get(name) for it in tables] for name in names}, dtype=object)


def flat(table: Mapping[str, Any], outer: str) -> dict[str, Any]:
    """Return a table with the dots in its keys; TOML reads one without quotes as a table in a table."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        inner = flat(value, f"{outer}{key}.") if isinstance(value, Mapping) else {f"{outer}{key}": value}
        found |= inner
    return found


def with_rows(frame: pd.DataFrame, problems: list[str]) -> pd.DataFrame | None:
    """Return a frame that has rows."""
    if len(frame):
        return frame.rename(columns=str)
    problems.append("there are no rows")
    return None
