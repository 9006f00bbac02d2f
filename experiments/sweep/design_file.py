"""Design file: what somebody wrote, as a design that can be run; or all that is wrong with it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pydantic import ValidationError

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_text import rows_in, tables_in
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.file_tables import DesignTable
from tillit.experiments.sweep.file_variants import contradictions, reasons, usual_in, variants_of
from tillit.experiments.sweep.listed_rows import Listed, read_list
from tillit.experiments.sweep.samplers import Grid, Rows, Sampler, points_of, sample
from tillit.experiments.sweep.variants import Variant
from tillit.experiments.worlds.world import Source
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.errors import LINES, cut, described, screen

MOST_ROWS = 10_000_000
"""More rows would take gigabytes of memory."""
EXAMPLE = Path(__file__).with_name("example.toml")
ALONE = ("parameters.", "mechanisms.")
"""Factors that no other value can contradict; their ranges have been checked already."""


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
        return build({"title": path.stem[:200] or "A sweep"}, title, path.parent, rows_in(path))
    return build(tables_in(path), title, path.parent)


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


def build(data: Mapping[str, Any], title: str, folder: Path, frame: pd.DataFrame | None = None) -> Design:
    """Return the design that the tables of a file describe.

    Raises
    ------
    RefusedError
        If anything is wrong with them.
    """
    data = {**_usual_in(frame), **data} if frame is not None else data
    table = _checked(data, title, folder)
    problems: list[str] = []
    scenarios = {word: source.scenario() for word, source in table.towns.items()}
    variants = variants_of(table.variant, list(scenarios.values()), table.months, problems)
    problems += _same_names(list(scenarios.values()))
    rows = _rows(table, folder, frame, problems)
    if rows is not None:
        names = {word: scenario.name for word, scenario in scenarios.items()}
        chosen = read_list(rows, names, [it.name for it in variants], problems)
        sampler: Sampler = Rows(size=max(1, len(chosen.points)))
    else:
        sampler = table.sampler or _usual_sampler(table.factors, problems)
        chosen = _drawn(table, sampler, len(scenarios) * len(variants), problems)
    problems += contradictions(variants, chosen.factors)
    _refuse(title, problems)
    design = Design(
        title=table.title,
        towns=tuple(table.towns.values()),
        variants=variants,
        factors=chosen.factors,
        sampler=sampler,
        points=chosen.points,
        months=table.months,
        replications=table.replications,
        seed=table.seed,
        outputs=table.outputs,
        listed=chosen.listed,
    )
    _refuse(title, _problems_of_rows(design))
    return design


def _refuse(title: str, problems: list[str]) -> None:
    """Refuse a file that has problems."""
    if problems:
        raise RefusedError(screen(f"{title} cannot be run:", problems))


def _checked(data: Mapping[str, Any], title: str, folder: Path) -> DesignTable:
    """Return the tables, each value in its range."""
    try:
        return DesignTable.model_validate(data, context=folder)
    except ValidationError as error:
        details = error.errors(include_url=False)
        # Unknown keys first: they explain what is missing.
        details.sort(key=lambda detail: detail["type"] != "extra_forbidden")
        problems: list[str] = []
        for detail in details:
            if detail["type"] == "value_error":
                problems += str(detail["ctx"]["error"]).splitlines()
            else:
                problems.append(described(DesignTable, detail, "the design"))
        raise RefusedError(screen(f"{title} cannot be run:", problems)) from None


def _usual_in(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the towns and variants that the rows of a list name."""
    usual: dict[str, Any] = {}
    if "town" in frame.columns:
        usual["towns"] = list(dict.fromkeys(map(str, frame["town"].tolist())))
    if "variant" in frame.columns:
        usual["variant"] = usual_in(frame["variant"].tolist())
    return usual


def _same_names(towns: Sequence[Scenario]) -> list[str]:
    """Return which towns cannot be told apart."""
    names = [town.name for town in towns]
    twice = sorted({name for name in names if names.count(name) > 1})
    return [f"towns: two are called {name!r}; change [town] name in one of the files" for name in twice]


def _rows(
    table: DesignTable, folder: Path, frame: pd.DataFrame | None, problems: list[str]
) -> pd.DataFrame | None:
    """Return the rows that somebody chose; None if a sampler draws them."""
    sampler, rows = table.sampler, frame
    if frame is None and table.row:
        names = dict.fromkeys(name for row in table.row for name in row)
        rows = pd.DataFrame({name: [it.get(name) for it in table.row] for name in names}, dtype=object)
    if isinstance(sampler, Rows):
        if (sampler.file is None) == (rows is None):
            problems.append('[sampler]: a list needs either [[row]] tables or file = "rows.csv"')
        if sampler.size is not None:
            problems.append("[sampler]: a list has as many points as rows; leave size out")
        if sampler.file is not None and "\0" not in sampler.file:
            rows = rows_in(folder / sampler.file)
        rows = pd.DataFrame() if rows is None else rows
    elif sampler is not None and rows is not None:
        problems.append(f'[[row]] tables are a list: [sampler] kind = "list", not {sampler.kind!r}')
    if rows is None:
        return None
    if table.factors:
        problems.append("[factors]: the rows of a list say what varies; leave this table out")
    if rows.empty and not len(rows):
        problems.append("there are no rows")
    return rows.rename(columns=str)


def _usual_sampler(factors: Sequence[Factor], problems: list[str]) -> Sampler:
    """Return the sampler of a design that names none."""
    if not factors:
        return Rows(size=1)
    if not all(it.levels for it in factors):
        problems.append('[sampler] is missing: kind = "lhs" and size = 100 would try a hundred points')
    return Grid()


def _drawn(table: DesignTable, sampler: Sampler, places: int, problems: list[str]) -> Listed:
    """Return the points of a sampler, in all towns and variants."""
    factors, none = table.factors, pd.DataFrame(index=pd.RangeIndex(1))
    if not factors:
        if table.sampler is not None:
            problems.append(f"[factors] is missing: {sampler.kind} needs something to vary")
        return Listed((), none, ())
    if isinstance(sampler, Grid):
        sized = "size" in sampler.model_fields_set or all(it.levels for it in factors)
        if table.sampler is not None and not sized:
            problems.append("[sampler]: size is missing: levels of each factor without values, such as 5")
    else:
        problems += [
            f"[factors]: {it.name} has one value only, and does not vary; let each variant set it instead"
            for it in factors
            if len(it.levels) == 1
        ]
    rows = points_of(factors, sampler) * places
    if rows > MOST_ROWS:
        problems.append(
            f"this is {rows:,} rows; {MOST_ROWS:,} can be held: take a smaller size, or fewer factors"
        )
    try:
        return Listed(factors, none if problems else sample(factors, sampler), ())
    except RefusedError as error:
        problems.append(str(error))
        return Listed(factors, none, ())


def _problems_of_rows(design: Design) -> list[str]:
    """Return why some rows cannot be run, as far as it fits on a screen.

    Only what depends on several values at once is tried: shares that must sum
    to one, posts after all changes, more households than inhabitants.
    """
    together = [it for it in design.factors if not it.name.startswith(ALONE)]
    if not together:
        return []
    rows = design.rows
    values = rows[[it.name for it in together]].to_numpy()
    towns = {name: turn for turn, name in enumerate(design.town_names)}
    variants = {name: turn for turn, name in enumerate(design.variant_names)}
    places = np.column_stack([values, rows["town"].map(towns), rows["variant"].map(variants)]).astype(float)
    _, first = np.unique(places, axis=0, return_index=True)
    problems: list[str] = []
    for row in np.sort(first).tolist():
        changes = {it.name: it.value(values[row, turn]) for turn, it in enumerate(together)}
        acted = design.acted[int(places[row, -2])][int(places[row, -1])]
        try:
            acted.variant(changes)
        except ScenarioError as error:
            where = f"row {row + 1:,} ({', '.join(f'{name} = {value:g}' for name, value in changes.items())})"
            problems += [f"{where}: {line}" for line in reasons(error)]
        if len(problems) >= LINES:
            break
    return problems
