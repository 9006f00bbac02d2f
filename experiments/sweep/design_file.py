"""Design file: what somebody wrote, as a design that can be run; or all that is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv
from pydantic import AfterValidator, BeforeValidator, Field

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.sweep.factors import Factor, Sampler, factors_in, known_factor, sample
from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_MONTHS
from tillit.experiments.worlds.world import Source
from tillit.model.events import Size
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.errors import LINES, checked, cut, nearest, screen, shown
from tillit.model.scenarios.reading import decode, parse, read_bytes
from tillit.model.scenarios.schema import Line
from tillit.model.scenarios.table import Table
from tillit.model.scenarios.timeline import read_events
from tillit.model.scenarios.variants import refuse_lost

EXAMPLE = Path(__file__).with_name("example.toml")
ALONE = ("parameters.", "mechanisms.")
"""Factors that no other value can contradict; their ranges have been checked already."""
HEADLINES = (
    *("payments", "municipal_cost", "public_cost", "households", "long_term_share", "caseload"),
    *("exits_to_work", "client_time", "kept_meetings", "turnover", "stress", "client_trust", "reach"),
)
"""Indicators that are stored if a design names none."""


def _indicator(name: str) -> str:
    if name in INDICATORS:
        return name
    raise ValueError(f"there is no such indicator; {nearest(name, INDICATORS)}")


class VariantTable(Table, strict=True):
    """What a file says of a variant: the values that it sets, and what happens besides."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", description="of a-z, 0-9, _ and -")]
    before: Annotated[bool, Field(description="true or false")] = False
    set: Annotated[dict[str, Any], Field(default_factory=dict, description="a table with single brackets")]
    event: Annotated[list[Any], Field(default_factory=list, description="tables with double brackets")]


class Sheet(Table, strict=True):
    """All that may stand in a design file."""

    title: Line = "A sweep"
    months: Annotated[int, Size("months", 1, MOST_MONTHS, "120 is ten years")] = 120
    replications: Annotated[int, Size("replications", 1, 100_000, "runs of each row")] = 10
    seed: Annotated[int, Size("in whole steps", 0, LARGEST_SEED, "root of all luck")] = 1
    towns: Annotated[
        list[str], Field(min_length=1, description='at least one name, as in ["hassleholm", "my-town.toml"]')
    ]
    variant: Annotated[list[VariantTable], Field(default_factory=list, description="tables [[variant]]")]
    factors: Annotated[dict[str, Any], Field(default_factory=dict, description="a table [factors]")]
    sampler: Sampler | None = None
    outputs: Annotated[
        list[Annotated[str, AfterValidator(_indicator)]],
        BeforeValidator(lambda it: [*INDICATORS] if it == "all" else it),
        Field(default_factory=list, description='a list of indicators, or "all"'),
    ]


def read_design(path: Path | str) -> Design:
    """Read a design from a TOML file; RefusedError names all that is wrong, as far as it fits on a screen."""
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

    sheet = checked(Sheet, data, "the design", problems) or Sheet.model_validate({"towns": ["none"]})
    towns = _towns(data.get("towns"), folder, problems)
    factors = factors_in(data.get("factors"), problems)
    refuse_what_is_wrong()
    variants = _variants(sheet.variant, [it.scenario() for it in towns], sheet.months, problems)
    sampler, points = sheet.sampler or Sampler(kind="grid"), pd.DataFrame(index=pd.RangeIndex(1))
    if sampler.kind == "list" and sampler.file and not factors:
        factors, points = _listed(folder / sampler.file, problems)
    elif sampler.kind == "list":
        problems.append('[sampler]: a list needs file = "rows.csv", and no [factors]: it has them')
    elif factors or sheet.sampler:
        problems += _cannot_be_drawn(factors, sampler)
    problems += _set_twice(variants, factors)
    refuse_what_is_wrong()
    if factors and sampler.kind != "list":
        points = sample(factors, sampler, len(towns) * len(variants))
    else:
        sampler = Sampler(kind="list", size=len(points))
    said = sheet.model_dump(include={"title", "months", "replications", "seed"})
    said |= {"outputs": tuple(dict.fromkeys(sheet.outputs)) or HEADLINES}
    design = Design(**said, towns=towns, variants=variants, factors=factors, sampler=sampler, points=points)
    problems += _impossible_rows(design)
    refuse_what_is_wrong()
    return design


def _towns(words: object, folder: Path, problems: list[str]) -> tuple[Source, ...]:
    towns: dict[str, Source] = {}
    named = words if isinstance(words, list) else []
    for word in [it for it in named if isinstance(it, str)]:
        try:
            source = Source.of(folder / word if re.search(r"\.toml$|[/\\]", word) else word)
            name = source.scenario().name
        except ValueError as error:
            problems += [f"towns: {line.strip()}" for line in str(error).splitlines()]
            continue
        if name in towns:
            problems.append(f"towns: two are called {name!r}; change [town] name in one of the files")
        towns[name] = source
    return tuple(towns.values())


def _variants(
    tables: Sequence[VariantTable], towns: Sequence[Scenario], months: int, problems: list[str]
) -> tuple[Variant, ...]:
    """Return the variants, possible in every town and within the months; what is usual if there are none."""
    if not tables:
        both = (Variant("as_it_was", before=True), Variant("as_it_acted"))
        return both if any(town.events for town in towns) else (Variant("as_it_is"),)
    variants: dict[str, Variant] = {}
    for table in tables:
        wrong: list[str] = []
        changes = {name: str(it).lower() if isinstance(it, bool) else it for name, it in table.set.items()}
        for name in [name for name, it in changes.items() if not isinstance(it, str | int | float)]:
            said = shown(changes.pop(name))
            wrong.append(f'{name} = {said}: must be a number or a text such as "+3", and the name in quotes')
        if any("date" in it for it in table.event if isinstance(it, Mapping)):
            wrong.append("towns may begin at different dates; give each event a `month` from the start")
        events = read_events(table.event, None, [], wrong)
        if table.name in variants:
            wrong.append("is there twice; give each a name of its own")
        it = variants[table.name] = Variant(table.name, table.before, tuple(changes.items()), events)
        if late := next((event for event in events if event.month > months), None):
            why = f"comes after the last month that is run, {months:,}; make `months` larger"
            wrong.append(f"{late.kind} in month {late.month:,} {why}")
        for town in towns:
            try:
                refuse_lost(town, changes)
                it.of(town)
            except ScenarioError as error:
                wrong += _reasons(error)
                break
        problems += [f"variant {it.name!r}: {problem}" for problem in wrong]
    return tuple(variants.values())


def _cannot_be_drawn(factors: Sequence[Factor], sampler: Sampler) -> list[str]:
    if not factors:
        return [f"[factors] is missing: {sampler.kind} needs something to vary"]
    if "size" not in sampler.model_fields_set and not all(it.levels for it in factors):
        return ['[sampler]: size is missing: kind = "lhs" and size = 100 would try a hundred points']
    alone = [it.name for it in factors if len(it.levels) == 1 and sampler.kind != "grid"]
    return [f"[factors]: {it} has one value, and does not vary; let each variant set it" for it in alone]


def _set_twice(variants: Sequence[Variant], factors: Sequence[Factor]) -> list[str]:
    """Return which values both a variant and a factor set; posts can be added to any number."""
    varied = {it.name for it in factors}
    more = re.compile(r"[+-]\d*\.?\d+")
    return [
        f'variant {variant.name!r} sets {name}, and so does a factor: leave one out, or add posts ("+3")'
        for variant in variants
        for name, value in variant.changes
        if name in varied and not (name == "staff.posts" and more.fullmatch(str(value)))
    ]


def _listed(path: Path, problems: list[str]) -> tuple[tuple[Factor, ...], pd.DataFrame]:
    """Return factors and points of a CSV file, such as a Swedish spreadsheet's; RefusedError if none."""
    title = cut(path.name, 80)
    try:
        content = path.read_bytes()
        head = content.partition(b"\n")[0].decode("utf-8-sig")
        mark, comma = (";", ",") if head.count(";") > head.count(",") else (",", ".")
        parsing, converting = csv.ParseOptions(delimiter=mark), csv.ConvertOptions(decimal_point=comma)
        table = csv.read_csv(pa.BufferReader(content), parse_options=parsing, convert_options=converting)
    except (OSError, ValueError) as error:
        raise RefusedError(f"{title} cannot be read as CSV in UTF-8: {cut(str(error), 200)}") from None
    names = [name.strip() for name in table.column_names]
    if len({*names}) < len(names) or not table.num_rows:
        problems.append(f"{title} needs a line of names, none twice, and below it a line for each point")
        return (), pd.DataFrame()
    factors, points = list[Factor](), pd.DataFrame(index=pd.RangeIndex(table.num_rows))
    for name, cells in zip(names, table.to_pandas().items(), strict=True):
        if (it := known_factor(name, problems)) is None:
            continue
        points[name] = numbers = pd.to_numeric(cells[1], errors="coerce").astype(np.float64)
        said = enumerate(zip(numbers, cells[1], strict=True), 1)
        problems += [f"row {row:,}: {what}" for row, both in said for what in it.wrong(*both)]
        factors.append(replace(it, low=float(numbers.min()), high=float(numbers.max())))
    if (again := points.duplicated()).any():
        what = "is there twice; replications give more runs of one point"
        problems.append(f"row {int(again.argmax()) + 1:,} {what}")
    return tuple(factors), points


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
            problems += [f"row {row + 1:,} ({values}): {line}" for line in _reasons(error)]
        if len(problems) >= LINES:
            break
    return problems


def _reasons(error: ScenarioError) -> list[str]:
    lines = [line.strip() for line in str(error).splitlines()]
    return lines[1:] or lines
