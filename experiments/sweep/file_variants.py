"""Variants of a design file: what is done in the towns, checked in each of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.file_tables import VariantTable, flat
from tillit.experiments.sweep.variants import Variant
from tillit.model.events import Event
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.errors import shown
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


def variants_of(
    tables: Iterable[VariantTable | Variant], towns: Sequence[Scenario], months: int, problems: list[str]
) -> tuple[Variant, ...]:
    """Return the variants of a design; what is usual if it has none.

    Parameters
    ----------
    tables
        What the file has under ``[[variant]]``.
    towns
        The towns, in each of which every variant must be possible.
    months
        How long each run is.
    problems
        Where to put what is wrong.
    """
    found = tuple(it if isinstance(it, Variant) else _made(it, towns, problems) for it in tables)
    for variant in found:
        problems += _late_events(variant, months)
        problems += _impossible(variant, towns)
    if found:
        return found
    return (AS_IT_WAS, AS_IT_ACTED) if any(town.events for town in towns) else (AS_IT_IS,)


def usual_in(names: Iterable[object]) -> list[Variant]:
    """Return the usual variants that a list names, if it names no others."""
    named = set(map(str, names))
    return [it for name, it in USUAL.items() if name in named] if named <= USUAL.keys() else []


def contradictions(variants: Sequence[Variant], factors: Sequence[Factor]) -> list[str]:
    """Return which values both a variant and a factor would set."""
    names = {_same_rule(factor.name): factor.name for factor in factors}
    problems = []
    for variant in variants:
        for name, value in variant.changes:
            factor = names.get(_same_rule(name))
            if factor is None or (name == "staff.posts" and ADDED.match(str(value))):
                continue
            more = '; "+3" posts can be added to any number' if factor in DENSITY else ""
            problems.append(
                f"variant {variant.name!r} sets {name}, and the factor {factor} sets the same: "
                f"leave one of them out{more}"
            )
    return problems


def reasons(error: ScenarioError) -> list[str]:
    """Return the lines of a message, without its heading if it has one."""
    lines = [line.strip() for line in str(error).splitlines()]
    return lines[1:] or lines


def _made(table: VariantTable, towns: Sequence[Scenario], problems: list[str]) -> Variant:
    """Return one variant; a date is counted from the start that the towns share."""
    where, wrong = f"variant {table.name!r}", list[str]()
    changes = tuple(_changes(table.set, wrong))
    starts = {town.town.start for town in towns}
    events: tuple[Event, ...] = ()
    if len(starts) > 1 and any(isinstance(it, Mapping) and "date" in it for it in table.event):
        wrong.append("the towns begin at different dates; give each event a `month`")
    else:
        events = read_events(table.event, min(starts, default=None), [], wrong)
    problems += [f"{where}: {problem}" for problem in wrong]
    return Variant(table.name, table.before, changes, events)


def _changes(table: Mapping[str, object], wrong: list[str]) -> Iterator[tuple[str, str | float]]:
    """Yield the changed values."""
    for name, value in flat(table):
        if isinstance(value, bool):
            yield name, str(value).lower()
        elif isinstance(value, str | int | float):
            yield name, value
        else:
            wrong.append(f'{name} = {shown(value)}: must be a number or a text such as "+3"')


def _late_events(variant: Variant, months: int) -> list[str]:
    """Return what would happen only after the runs have ended."""
    late = [event for event in variant.events if event.month > months]
    return [
        f"variant {variant.name!r}: {event.kind} in month {event.month:,} comes after the last month that is "
        f"run, {months:,}; make `months` larger"
        for event in late[:1]
    ]


def _impossible(variant: Variant, towns: Sequence[Scenario]) -> list[str]:
    """Return why a variant cannot be in some town."""
    for town in towns:
        try:
            variant.of(town)
        except ScenarioError as error:
            return [f"variant {variant.name!r}: {line}" for line in reasons(error)]
    return []


def _same_rule(name: str) -> str:
    """Return one name for values that set the same rule of the office."""
    group, _, field = name.partition(".")
    if name in DENSITY:
        return "posts"
    return field if group in {"staff", "policy", "setting"} else name
