"""Design file: what somebody wrote, as a design that can be run; or all that is wrong with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from tillit.experiments.refused import RefusedError
from tillit.experiments.sources import Source
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_text import (
    MOST_CSV_BYTES,
    MOST_TOML_BYTES,
    read_text,
    rows_of,
    tables_of,
)
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.reading_factors import read_factors
from tillit.experiments.sweep.reading_sampler import read_sampler
from tillit.experiments.sweep.reading_towns import read_towns
from tillit.experiments.sweep.reading_variants import contradictions, read_variants, usual_in
from tillit.experiments.sweep.row_checks import problems_of_rows
from tillit.experiments.sweep.row_list import Listed, read_list
from tillit.experiments.sweep.samplers import Sampler, points_of, sample
from tillit.experiments.sweep.schema import SweepTable
from tillit.experiments.sweep.variants import Variant
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios.errors import checked, cut, nearest, screen, shown

HEADLINES = (
    "payments",
    "municipal_cost",
    "public_cost",
    "households",
    "long_term_share",
    "caseload",
    "exits_to_work",
    "client_time",
    "kept_meetings",
    "turnover",
    "stress",
    "client_trust",
    "reach",
)
"""Indicators that are stored if a design names none."""

MOST_ROWS = 10_000_000
"""More rows would take gigabytes of memory."""


def read_design(path: Path | str) -> Design:
    """Read a design.

    Parameters
    ----------
    path
        A TOML file, as `tillit sweep example` prints one; or a CSV file of
        rows, with a column ``town``, perhaps ``variant``, and one for each factor.

    Raises
    ------
    RefusedError
        If there is no such file, or anything in it is wrong; all of it is
        named, as far as it fits on a screen.
    """
    path = Path(path)
    title = cut(path.name, 80)
    if path.suffix.lower() == ".csv":
        frame = rows_of(read_text(path, MOST_CSV_BYTES), title)
        return build({"title": path.stem[:200] or "A sweep"}, title, path.parent, frame)
    return build(tables_of(read_text(path, MOST_TOML_BYTES), title), title, path.parent)


def design_of(  # noqa: PLR0913 - one argument a key of the file
    frame: pd.DataFrame,
    *,
    towns: Sequence[str | Path | Source] | None = None,
    variants: Sequence[Variant] = (),
    outputs: Sequence[str] | str = (),
    months: int = 120,
    replications: int = 10,
    seed: int = 1,
    title: str = "A sweep",
) -> Design:
    """Return the design whose rows are those of a data frame.

    Parameters
    ----------
    frame
        One row each: a column for each factor, and perhaps ``town`` and ``variant``.
    towns
        Towns that come with the program, files, or sources; those of the
        column ``town`` if left out.
    variants
        What is done in them; as they were and as they acted if left out.
    outputs
        Names of indicators, or ``"all"``; a dozen headlines if left out.
    months, replications, seed, title
        As in a design file.

    Raises
    ------
    RefusedError
        If anything is wrong.
    """
    data: dict[str, Any] = {
        "title": title,
        "variant": list(variants),
        "outputs": outputs if isinstance(outputs, str) else list(outputs),
        "months": months,
        "replications": replications,
        "seed": seed,
    }
    if towns is not None:
        data["towns"] = list(towns)
    return build(data, "this frame", Path(), frame)


def build(data: dict[str, Any], title: str, folder: Path, frame: pd.DataFrame | None = None) -> Design:
    """Return the design that the tables of a file describe.

    Raises
    ------
    RefusedError
        If anything is wrong with them.
    """
    problems: list[str] = []
    if frame is not None and "town" in frame.columns and "towns" not in data:
        data = {**data, "towns": list(dict.fromkeys(map(str, frame["town"].tolist())))}
    table = checked(SweepTable, data, "the design", problems)
    if frame is not None and "variant" in frame.columns and not data.get("variant"):
        data = {**data, "variant": usual_in(frame["variant"].tolist())}
    towns = read_towns(data.get("towns"), folder, problems)
    scenarios = tuple(scenario for _, scenario in towns.values())
    variants = read_variants(data.get("variant"), scenarios, table.months if table else 1, problems)
    factors = read_factors(data.get("factors", {}), problems)
    sampler, rows = read_sampler(data, factors, folder, frame, problems)
    problems += contradictions(variants, factors)
    outputs = read_outputs(data.get("outputs"), problems)
    names = {word: scenario.name for word, (_, scenario) in towns.items()}
    chosen = read_list(rows, names, [it.name for it in variants], problems) if rows is not None else None
    if chosen is None and sampler is not None and not problems:
        chosen = drawn(factors, sampler, len(towns) * len(variants), problems)
    if problems or table is None or chosen is None or sampler is None:
        raise RefusedError(screen(f"{title} cannot be run:", problems))
    if rows is not None:
        sampler = Sampler("list", len(chosen.points))
        problems += contradictions(variants, chosen.factors)
    design = Design(
        title=table.title,
        towns=tuple(source for source, _ in towns.values()),
        variants=variants,
        factors=chosen.factors,
        sampler=sampler,
        points=chosen.points,
        months=table.months,
        replications=table.replications,
        seed=table.seed,
        outputs=outputs,
        listed=chosen.listed,
    )
    problems += problems_of_rows(design)
    if problems:
        raise RefusedError(screen(f"{title} cannot be run:", problems))
    return design


def drawn(factors: tuple[Factor, ...], sampler: Sampler, places: int, problems: list[str]) -> Listed | None:
    """Return the points of a sampler."""
    if not factors:
        return Listed((), pd.DataFrame(index=pd.RangeIndex(1)), ())
    try:
        rows = points_of(factors, sampler) * places
        if rows <= MOST_ROWS:
            return Listed(factors, sample(factors, sampler), ())
        problems.append(
            f"this is {rows:,} rows; {MOST_ROWS:,} can be held: take a smaller size, or fewer factors"
        )
    except RefusedError as error:
        problems.append(str(error))
    return None


def read_outputs(raw: object, problems: list[str]) -> tuple[str, ...]:
    """Return the names of the indicators that are stored."""
    if raw == "all":
        return tuple(INDICATORS)
    names = raw if isinstance(raw, list) else []
    problems += [
        f"outputs: there is no indicator {shown(name)}; {nearest(str(name), INDICATORS)}"
        for name in names
        if not isinstance(name, str) or name not in INDICATORS
    ]
    return tuple(dict.fromkeys(str(name) for name in names)) or HEADLINES
