"""Design file: what somebody wrote, as a design that can be run; or all that is wrong with it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv
from pydantic import ConfigDict

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.factors import Factor, factors_in, known_factors, unknown_factor
from tillit.experiments.sweep.samplers import Grid, Rows, Sampler, sample, sampler_in
from tillit.experiments.sweep.variants import contradictions, reasons, variants_in
from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_MONTHS
from tillit.experiments.worlds.world import Source
from tillit.model.events import Size
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import ScenarioError
from tillit.model.scenarios.errors import LINES, checked, cut, nearest, screen, shown
from tillit.model.scenarios.reading import decode, parse, read_bytes
from tillit.model.scenarios.schema import Line
from tillit.model.scenarios.table import Table

EXAMPLE = Path(__file__).with_name("example.toml")
ALONE = ("parameters.", "mechanisms.")
"""Factors that no other value can contradict; their ranges have been checked already."""
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


class Sheet(Table):
    """All that may stand in a design file; its tables are checked one by one."""

    model_config = ConfigDict(strict=True)

    title: Line = "A sweep"
    months: Annotated[int, Size("months", 1, MOST_MONTHS, "120 is ten years")] = 120
    replications: Annotated[int, Size("replications", 1, 100_000, "runs of each row")] = 10
    seed: Annotated[int, Size("in whole steps", 0, LARGEST_SEED, "root of all luck")] = 1
    towns: Any = None
    variant: Any = None
    factors: Any = None
    sampler: Any = None
    outputs: Any = None


def read_design(path: Path | str) -> Design:
    """Read a design from a TOML file.

    RefusedError if there is no such file, or anything in it is wrong; all of it is named, as far as it fits
    on a screen.
    """
    path = Path(path)
    title = cut(path.name, 80)
    try:
        data = parse(decode(read_bytes(path), title), title)
    except RecursionError:
        raise RefusedError(f"{title} cannot be read: its tables are nested too deeply") from None
    except ValueError as error:
        hint = "`tillit sweep example > my-sweep.toml` writes a design to begin with"
        raise RefusedError(f"{error}; {hint}") from None
    return build(data, title, path.parent)


def build(data: Mapping[str, Any], title: str, folder: Path) -> Design:
    """Return the design that the tables of a file describe; RefusedError names all that is wrong."""
    problems: list[str] = []

    def refuse_what_is_wrong() -> None:
        if problems:
            raise RefusedError(screen(f"{title} cannot be run:", problems))

    sheet = checked(Sheet, data, "the design", problems) or Sheet(months=MOST_MONTHS)
    towns = _towns(data.get("towns"), folder, problems)
    scenarios = [source.scenario() for source in towns.values()]
    variants = variants_in(data.get("variant", []), scenarios, sheet.months, problems)
    factors = factors_in(data.get("factors", {}), problems)
    sampler = None if (raw := data.get("sampler")) is None else sampler_in(raw, problems)
    outputs = _outputs(data.get("outputs", ()), problems)
    if isinstance(sampler, Rows):
        if sampler.file is None or sampler.size is not None:
            problems.append('[sampler]: a list needs file = "rows.csv", and no size')
        if factors:
            problems.append("[factors]: the rows of a list say what varies; leave this table out")
    else:
        problems += _cannot_be_drawn(factors, sampler)
    refuse_what_is_wrong()
    points = pd.DataFrame(index=pd.RangeIndex(1))
    if isinstance(sampler, Rows):
        factors, points = _listed(folder / str(sampler.file), problems)
        refuse_what_is_wrong()
        sampler = Rows(size=len(points))
    elif factors:
        sampler = sampler or Grid()
        points = sample(factors, sampler, len(towns) * len(variants))
    problems += contradictions(variants, factors)
    refuse_what_is_wrong()
    said = sheet.model_dump(include={"title", "months", "replications", "seed"})
    said |= {"towns": tuple(towns.values()), "variants": variants, "outputs": outputs}
    design = Design(**said, factors=factors, sampler=sampler or Rows(size=1), points=points)
    problems += _impossible_rows(design)
    refuse_what_is_wrong()
    return design


def _towns(words: object, folder: Path, problems: list[str]) -> dict[str, Source]:
    """Return the towns by what the design calls them; files are looked for beside the design."""
    if not isinstance(words, list) or not words:
        wrong = "towns is missing" if words is None else "towns must be a list of names, at least one"
        problems.append(f'{wrong}, such as towns = ["hassleholm", "my-town.toml"]')
        return {}
    towns: dict[str, Source] = {}
    for word in words:
        if not isinstance(word, str) or "\0" in word:
            problems.append(f"towns: {shown(word)} is neither the name of a town nor of a file")
            continue
        try:
            source = Source.of(folder / word if re.search(r"\.toml$|[/\\]", word) else word)
            source.scenario()
        except ScenarioError as error:
            problems += [f"towns: {line.strip()}" for line in str(error).splitlines()]
        else:
            towns[word] = source
    times = Counter(it.scenario().name for it in towns.values())
    twice = [name for name, number in times.items() if number > 1]
    problems += [f"towns: two are called {name!r}; change [town] name in one of the files" for name in twice]
    return towns


def _listed(path: Path, problems: list[str]) -> tuple[tuple[Factor, ...], pd.DataFrame]:
    """Return the factors and points of a CSV file; RefusedError if it is no table.

    Columns are parted by commas; or by semicolons, and then a number may have a decimal comma, as
    spreadsheets in Sweden write it.
    """
    title = cut(path.name, 80)
    try:
        content = path.read_bytes()
        head = content.partition(b"\n")[0].decode("utf-8-sig")
        mark, comma = (";", ",") if head.count(";") > head.count(",") else (",", ".")
        table = csv.read_csv(
            pa.BufferReader(content),
            parse_options=csv.ParseOptions(delimiter=mark),
            convert_options=csv.ConvertOptions(decimal_point=comma),
        )
    except (OSError, ValueError) as error:
        raise RefusedError(f"{title} cannot be read as CSV in UTF-8: {cut(str(error), 200)}") from None
    names = [name.strip() for name in table.column_names]
    if len({*names}) < len(names) or not table.num_rows:
        problems.append(f"{title} needs a line of names, none twice, and below it a line for each point")
        return (), pd.DataFrame()
    factors, points = list[Factor](), pd.DataFrame(index=pd.RangeIndex(table.num_rows))
    for name, cells in table.rename_columns(names).to_pandas().items():
        if (it := known_factors().get(str(name))) is None:
            problems.append(unknown_factor(str(name)))
            continue
        numbers = pd.to_numeric(cells, errors="coerce").astype(np.float64)
        fine = numbers.between(it.low, it.high) & ~(numbers % it.step != 0.0 if it.whole else False)
        for row in np.flatnonzero(~fine)[:LINES].tolist():
            must = it.wrong(float(numbers[row])) if np.isfinite(numbers[row]) else []
            what = must[0] if must else f"{it.name} = {shown(cells[row])}: must be a number"
            problems.append(f"row {row + 1:,}: {what}")
        factors.append(replace(it, low=float(numbers.min()), high=float(numbers.max())))
        points[it.name] = numbers
    if (again := points.duplicated()).any():
        what = "is there twice; replications give more runs of one point"
        problems.append(f"row {int(again.argmax()) + 1:,} {what}")
    return tuple(factors), points


def _outputs(raw: object, problems: list[str]) -> tuple[str, ...]:
    if raw == "all":
        return tuple(INDICATORS)
    if not isinstance(raw, list | tuple):
        problems.append(f'outputs = {shown(raw)}: must be a list of indicators, or "all"')
        return ()
    problems += [
        f"outputs: there is no indicator {shown(name)}; {nearest(str(name), INDICATORS)}"
        for name in raw
        if not isinstance(name, str) or name not in INDICATORS
    ]
    return tuple(dict.fromkeys(map(str, raw))) or HEADLINES


def _cannot_be_drawn(factors: Sequence[Factor], sampler: Sampler | None) -> list[str]:
    """Return why a sampler, or the one that is taken if none is named, cannot draw these factors."""
    uneven = not all(it.levels for it in factors)
    if sampler is None:
        what = '[sampler] is missing: kind = "lhs" and size = 100 would try a hundred points'
        return [what] if uneven else []
    if not factors:
        return [f"[factors] is missing: {sampler.kind} needs something to vary"]
    if isinstance(sampler, Grid):
        what = "[sampler]: size is missing: levels of each factor without values, such as 5"
        return [what] if uneven and "size" not in sampler.model_fields_set else []
    return [
        f"[factors]: {it.name} has one value only, and does not vary; let each variant set it instead"
        for it in factors
        if len(it.levels) == 1
    ]


def _impossible_rows(design: Design) -> list[str]:
    """Return why some rows cannot be run: shares that do not sum to one, more households than inhabitants."""
    together = [it.name for it in design.factors if not it.name.startswith(ALONE)]
    rows = design.rows[["town", "variant", *together]].drop_duplicates()
    problems: list[str] = []
    for row in rows.index if together else ():
        try:
            design.scenario(row)
        except ScenarioError as error:
            values = ", ".join(f"{name} = {rows[name][row]:g}" for name in together)
            problems += [f"row {row + 1:,} ({values}): {line}" for line in reasons(error)]
        if len(problems) >= LINES:
            break
    return problems
