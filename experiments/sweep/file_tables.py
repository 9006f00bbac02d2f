"""Tables of a design file, with the range of every value."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor, hint, known_factors
from tillit.experiments.sweep.samplers import SAMPLERS, Sampler
from tillit.experiments.sweep.variants import Variant
from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_MONTHS
from tillit.experiments.worlds.world import Source
from tillit.model.events import Size
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import ScenarioError
from tillit.model.scenarios.errors import checked, cut, nearest, shown
from tillit.model.scenarios.schema import Line
from tillit.model.scenarios.table import Table

MOST_REPLICATIONS = 100_000

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

WILD = "*"
"""Stands for any part of a factor's name."""


class ProblemsError(ValueError):
    """Several things are wrong, each on a line of its own."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))


class ExactTable(Table):
    """A table in which "12" is no number and true is no 1."""

    model_config = ConfigDict(strict=True)


class FactorTable(ExactTable):
    """Between which values one factor lies."""

    low: Annotated[float | None, Field(description="a number")] = None
    """Smallest value; its declaration's if left out."""
    high: Annotated[float | None, Field(description="a number")] = None
    """Largest value; its declaration's if left out."""
    values: Annotated[
        list[float] | None, Field(min_length=1, max_length=10_000, description="a list of numbers")
    ] = None
    """The only values that are tried."""

    def factor(self, it: Factor) -> Factor:
        """Return the factor, over the range that the file gives or else its declaration.

        Raises
        ------
        ProblemsError
            If the declaration does not allow it.
        """
        low, high, levels = self.low, self.high, tuple(map(float, self.values or ()))
        problems: list[str] = []
        if levels:
            problems += [problem for value in levels for problem in it.wrong(value)]
            if low is not None or high is not None:
                problems.append(f"{it.name} needs either values, or low and high, not both")
            if len(set(levels)) < len(levels):
                problems.append(f"{it.name}: a value is there twice")
            low, high = min(levels), max(levels)
        elif not it.plausible and (low is None or high is None):
            problems.append(f"{it.name} needs low and high (or values), within {it.allowed}")
        else:
            low, high = it.low if low is None else low, it.high if high is None else high
            problems += [*it.wrong(low), *it.wrong(high)]
            if not problems and low >= high:
                problems.append(f"{it.name}: low = {low:g} must be less than high = {high:g}")
        if problems or low is None or high is None:
            raise ProblemsError(problems)
        return replace(it, low=low, high=high, levels=levels)


class VariantTable(ExactTable):
    """What is done, or left undone."""

    name: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$",
            description="small letters a-z, digits, _ and -, at most 64",
        ),
    ]
    """What the rows and the answers call it."""
    before: Annotated[bool, Field(description="true or false")] = False
    """Whether the events of the town's own file are left out."""
    set: Annotated[dict[str, Any], Field(default_factory=dict, description="a table with single brackets")]
    """Values that it changes."""
    event: Annotated[
        list[Any], Field(default_factory=list, description="tables with double brackets, such as [[variant]]")
    ]
    """What happens besides, as in a town's file."""


def _towns(words: object, info: ValidationInfo) -> dict[str, Source]:
    """Return the towns by what the design calls them; files are looked for beside the design."""
    if not isinstance(words, list):
        raise ProblemsError(['towns must be a list of names, such as ["hassleholm", "my-town.toml"]'])
    if not words:
        raise ProblemsError(['towns: at least one is needed, such as towns = ["hassleholm"]'])
    towns: dict[str, Source] = {}
    problems: list[str] = []
    for word in words:
        try:
            source = _source(word, info.context or Path())
            source.scenario()
            towns[source.title if isinstance(word, Source) else str(word)] = source
        except (ScenarioError, RefusedError) as error:
            problems += [f"towns: {line.strip()}" for line in str(error).splitlines()]
    if problems:
        raise ProblemsError(problems)
    return towns


def _source(word: object, folder: Path) -> Source:
    if isinstance(word, Source):
        return word
    if not isinstance(word, str | Path) or "\0" in str(word):
        message = f"{shown(word)} is neither the name of a town nor of a file"
        raise RefusedError(message)
    is_file = isinstance(word, Path) or word.endswith(".toml") or "/" in word or "\\" in word
    return Source.of(folder / word if is_file else word)


def _variants(raw: object) -> list[VariantTable | Variant]:
    """Return the variants, each checked by itself."""
    if not isinstance(raw, list | tuple):
        raise ProblemsError(["variant must be tables with double brackets: [[variant]]"])
    problems: list[str] = []
    tables = [
        it if isinstance(it, Variant) else checked(VariantTable, it, f"variant {turn}", problems)
        for turn, it in enumerate(raw, 1)
    ]
    found = [it for it in tables if it is not None]
    names = [it.name for it in found]
    problems += [
        f"variant {name!r} is there {names.count(name)} times; give each a name of its own"
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    if problems:
        raise ProblemsError(problems)
    return found


def _factors(raw: object) -> tuple[Factor, ...]:
    """Return the factors in the order of the file; a name of its own goes before a wildcard."""
    if not isinstance(raw, Mapping):
        raise ProblemsError(["factors must be a table with single brackets: [factors]"])
    found: dict[str, Factor] = {}
    problems: list[str] = []
    for name, table in _entries(raw, "", problems):
        try:
            if WILD in name:
                found = _wildcard(name, table) | found
            elif not isinstance(table, Mapping):
                wanted = "a table such as { low = 1, high = 2 } or { values = [1, 2] }"
                problems.append(f"{name} = {shown(table)}: must be {wanted}")
            elif (checked_table := checked(FactorTable, table, name, problems)) is not None:
                found[name] = checked_table.factor(known_factors()[name])
        except ProblemsError as error:
            problems += str(error).splitlines()
    if problems:
        raise ProblemsError([f"[factors]: {problem}" for problem in problems])
    return tuple(found.values())


def _entries(table: Mapping[str, object], outer: str, problems: list[str]) -> Iterator[tuple[str, object]]:
    """Yield names and what is said of them; TOML reads a dot without quotes as a table in a table."""
    known = known_factors()
    for key, value in table.items():
        name = f"{outer}{key}"
        if name in known or WILD in name:
            yield name, value
        elif isinstance(value, Mapping) and any(it.startswith(f"{name}.") for it in known):
            yield from _entries(value, f"{name}.", problems)
        else:
            problems.append(f"there is nothing {cut(repr(name), 80)} to vary; {hint(name)}")


def _wildcard(name: str, table: object) -> dict[str, Factor]:
    """Return all parameters that a name with a star stands for, each over its own range."""
    if table != {}:
        message = (
            f"{cut(name, 80)} stands for several, each with its declared range; "
            "write it as = {}, and the ones with another range by their own names"
        )
        raise ProblemsError([message])
    known = known_factors().items()
    varied = [(it, factor) for it, factor in known if it.startswith(("parameters.", "mechanisms."))]
    found = {it: factor for it, factor in varied if fnmatchcase(it, name)}
    if not found:
        groups = sorted({it.rpartition(".")[0] + ".*" for it, _ in varied if it.startswith("parameters.")})
        raise ProblemsError([f"{cut(name, 80)} stands for no parameter; {nearest(name, groups)}"])
    return found


def _sampler(raw: object) -> object:
    """Return the sampler that its kind says."""
    if raw is None:
        return None
    problems: list[str] = []
    kind = raw.get("kind") if isinstance(raw, Mapping) else None
    if not isinstance(kind, str) or kind not in SAMPLERS:
        word = kind if isinstance(kind, str) else ""
        raise ProblemsError([f"[sampler]: kind = {shown(kind)}: {nearest(word, SAMPLERS)}"])
    table = checked(SAMPLERS[kind], raw, f"[sampler] of kind {kind!r}", problems)
    if problems:
        raise ProblemsError(problems)
    return table


def _rows(raw: object) -> list[dict[str, Any]]:
    """Return the tables ``[[row]]``, with the dots in their keys."""
    if not isinstance(raw, list):
        raise ProblemsError(["row must be tables with double brackets: [[row]]"])
    wrong = [(turn, row) for turn, row in enumerate(raw, 1) if not isinstance(row, Mapping)]
    if wrong:
        raise ProblemsError([f"row {turn} must be a table, not {shown(row)}" for turn, row in wrong[:1]])
    return [dict(flat(row)) for row in raw]


def flat(table: Mapping[str, Any], outer: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the values of a table by dotted names; TOML reads a dot without quotes as a table in a table."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{outer}{key}.")
        else:
            yield f"{outer}{key}", value


def _outputs(raw: object) -> tuple[str, ...]:
    """Return the names of the indicators that are stored."""
    if raw == "all":
        return tuple(INDICATORS)
    if not isinstance(raw, list | tuple):
        raise ProblemsError([f'outputs = {shown(raw)}: must be a list of indicators, or "all"'])
    problems = [
        f"outputs: there is no indicator {shown(name)}; {nearest(str(name), INDICATORS)}"
        for name in raw
        if not isinstance(name, str) or name not in INDICATORS
    ]
    if problems:
        raise ProblemsError(problems)
    return tuple(dict.fromkeys(raw)) or HEADLINES


class DesignTable(ExactTable):
    """A whole design file; the folder in which it lies is its validation's context."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    title: Line = "A sweep"
    """What it is about."""
    towns: Annotated[dict[str, Source], BeforeValidator(_towns)]
    """Towns that come with the program, or files, relative to the design's."""
    variant: Annotated[list[VariantTable | Variant], BeforeValidator(_variants)] = Field(default_factory=list)
    """What is done in them."""
    factors: Annotated[tuple[Factor, ...], BeforeValidator(_factors)] = ()
    """What varies besides."""
    sampler: Annotated[Sampler | None, BeforeValidator(_sampler)] = None
    """How the points are chosen."""
    row: Annotated[list[dict[str, Any]], BeforeValidator(_rows)] = Field(default_factory=list)
    """The rows of a list."""
    outputs: Annotated[tuple[str, ...], BeforeValidator(_outputs)] = HEADLINES
    """Indicators that are stored; a dozen headlines if left out."""
    months: Annotated[int, Size("months", 1, MOST_MONTHS, "120 is ten years")] = 120
    """How long each run is."""
    replications: Annotated[int, Size("replications", 1, MOST_REPLICATIONS, "runs of each row")] = 10
    """Runs of each row, each with its own luck, which all rows share."""
    seed: Annotated[int, Size("in whole steps", 0, LARGEST_SEED, "root of all luck")] = 1
    """Root of all luck."""
