"""Variants of a design file: what is done in the towns, checked in each of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.schema import VariantTable
from tillit.experiments.sweep.variants import Variant
from tillit.model.events import Event
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.errors import checked, shown
from tillit.model.scenarios.timeline import read_events

AS_IT_WAS = Variant("as_it_was", before=True)
AS_IT_ACTED = Variant("as_it_acted")
AS_IT_IS = Variant("as_it_is")

USUAL = {it.name: it for it in (AS_IT_WAS, AS_IT_ACTED, AS_IT_IS)}
"""Variants that a list of rows may name without saying what they are."""

ADDED = re.compile(r"^[+-][0-9]+$")
"""A change that can be made to any number of posts."""
DENSITY = {"staff.posts", "staff.caseload"}
"""Two ways to say how many posts there are."""


def read_variants(
    raw: object, towns: Sequence[Scenario], months: int, problems: list[str]
) -> tuple[Variant, ...]:
    """Return the variants; what is usual if there are none.

    Parameters
    ----------
    raw
        What the file has under ``[[variant]]``.
    towns
        The towns, in each of which every variant must be possible.
    months
        How long each run is.
    problems
        Where to put what is wrong.
    """
    if not raw:
        return (AS_IT_WAS, AS_IT_ACTED) if any(town.events for town in towns) else (AS_IT_IS,)
    if not isinstance(raw, list | tuple):
        return ()  # the schema has said so
    variants = [read_variant(it, turn, towns, problems) for turn, it in enumerate(raw, 1)]
    found = tuple(variant for variant in variants if variant is not None)
    names = [variant.name for variant in found]
    problems += [
        f"variant {name!r} is there {names.count(name)} times; give each a name of its own"
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    for variant in found:
        problems += late_events(variant, months)
        problems += impossible(variant, towns)
    return found


def usual_in(names: Iterable[object]) -> list[Variant]:
    """Return the usual variants that a list names, if it names no others."""
    named = set(map(str, names))
    return [it for name, it in USUAL.items() if name in named] if named <= USUAL.keys() else []


def read_variant(raw: object, turn: int, towns: Sequence[Scenario], problems: list[str]) -> Variant | None:
    """Return one variant."""
    if isinstance(raw, Variant):
        return raw
    table = checked(VariantTable, raw, f"variant {turn}", problems)
    if table is None:
        return None
    where = f"variant {table.name!r}"
    changes = tuple(read_changes(table.set, "", where, problems))
    return Variant(table.name, table.before, changes, read_happenings(table.event, where, towns, problems))


def read_changes(
    table: Mapping[str, object], outer: str, where: str, problems: list[str]
) -> Iterator[tuple[str, str | float]]:
    """Yield the changed values; TOML reads a dot without quotes as a table in a table."""
    for key, value in table.items():
        name = f"{outer}{key}"
        if isinstance(value, Mapping):
            yield from read_changes(value, f"{name}.", where, problems)
        elif isinstance(value, bool):
            yield name, str(value).lower()
        elif isinstance(value, str | int | float):
            yield name, value
        else:
            problems.append(f'{where}: {name} = {shown(value)}: must be a number or a text such as "+3"')


def read_happenings(
    raw: list[object], where: str, towns: Sequence[Scenario], problems: list[str]
) -> tuple[Event, ...]:
    """Return what happens besides; a date is counted from the start that the towns share."""
    starts = {town.town.start for town in towns}
    if len(starts) > 1 and any(isinstance(it, Mapping) and "date" in it for it in raw):
        problems.append(f"{where}: the towns begin at different dates; give each event a `month`")
        return ()
    wrong: list[str] = []
    events = read_events(raw, min(starts, default=None), [], wrong)
    problems += [f"{where}: {problem}" for problem in wrong]
    return events


def late_events(variant: Variant, months: int) -> list[str]:
    """Return what would happen only after the runs have ended."""
    late = [event for event in variant.events if event.month > months]
    return [
        f"variant {variant.name!r}: {event.kind} in month {event.month:,} comes after the last month that is "
        f"run, {months:,}; make `months` larger"
        for event in late[:1]
    ]


def impossible(variant: Variant, towns: Sequence[Scenario]) -> list[str]:
    """Return why a variant cannot be in some town."""
    problems = []
    for town in towns:
        try:
            variant.of(town)
        except ScenarioError as error:
            problems += [f"variant {variant.name!r}: {line}" for line in reasons(error)]
            break
    return problems


def reasons(error: ScenarioError) -> list[str]:
    """Return the lines of a message, without its heading if it has one."""
    lines = [line.strip() for line in str(error).splitlines()]
    return lines[1:] or lines


def contradictions(variants: Sequence[Variant], factors: Sequence[Factor]) -> list[str]:
    """Return which values both a variant and a factor would set."""
    names = {same_rule(factor.name): factor.name for factor in factors}
    problems = []
    for variant in variants:
        for name, value in variant.changes:
            factor = names.get(same_rule(name))
            if factor is None or (name == "staff.posts" and ADDED.match(str(value))):
                continue
            hint = '; "+3" posts can be added to any number' if factor in DENSITY else ""
            problems.append(
                f"variant {variant.name!r} sets {name}, and the factor {factor} sets the same: "
                f"leave one of them out{hint}"
            )
    return problems


def same_rule(name: str) -> str:
    """Return one name for values that set the same rule of the office."""
    group, _, field = name.partition(".")
    if name in DENSITY:
        return "posts"
    return field if group in {"staff", "policy", "setting"} else name
