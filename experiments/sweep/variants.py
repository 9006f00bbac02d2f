"""Variants: what is done, or left undone, in every town of a sweep."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import pandas as pd
from pydantic import BeforeValidator, ConfigDict, Field, SerializeAsAny

from tillit.experiments.sweep.factors import Factor, flat
from tillit.model.events import Event, event_class
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.errors import checked, shown
from tillit.model.scenarios.table import Table
from tillit.model.scenarios.timeline import read_events

ADDED = re.compile(r"^[+-][0-9]+$")
"""A change that can be made to any number of posts."""
DENSITY = {"staff.posts", "staff.caseload"}
"""Two ways to say how many posts there are."""


def _event(it: object) -> object:
    """Return the event that a table describes, of the class that its kind says."""
    if not isinstance(it, Mapping):
        return it
    try:
        return event_class(str(it.get("kind"))).model_validate(it)
    except LookupError as error:
        raise ValueError(str(error)) from None


@dataclass(frozen=True)
class Variant:
    """One course of action, tried in every town and at every point."""

    name: str
    before: bool = False
    """Whether the events of the town's own file are left out."""
    changes: tuple[tuple[str, str | int | float], ...] = ()
    """Values that it changes, as in ``("staff.posts", "+3")``."""
    events: tuple[Annotated[SerializeAsAny[Event], BeforeValidator(_event)], ...] = ()
    """What happens besides."""

    def of(self, town: Scenario) -> Scenario:
        """Return a town in which this is done; ScenarioError if it cannot be changed like that."""
        scenario = town.before() if self.before else town
        if self.changes:
            scenario = scenario.variant(dict(self.changes))
        return scenario.with_events(self.events) if self.events else scenario


AS_IT_WAS, AS_IT_ACTED = Variant("as_it_was", before=True), Variant("as_it_acted")
AS_IT_IS = Variant("as_it_is")
USUAL = {it.name: it for it in (AS_IT_WAS, AS_IT_ACTED, AS_IT_IS)}
"""Variants that a list of rows may name without saying what they are."""


class VariantTable(Table):
    """What a file says of a variant."""

    model_config = ConfigDict(strict=True)

    name: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$",
            description="small letters a-z, digits, _ and -, at most 64",
        ),
    ]
    before: Annotated[bool, Field(description="true or false")] = False
    set: Annotated[dict[str, Any], Field(default_factory=dict, description="a table with single brackets")]
    """Values that it changes."""
    event: Annotated[
        list[Any], Field(default_factory=list, description="tables with double brackets, such as [[variant]]")
    ]
    """What happens besides, as in a town's file."""


def variants_in(
    raw: object, towns: Sequence[Scenario], months: int, problems: list[str]
) -> tuple[Variant, ...]:
    """Return the variants of a design, from tables or as they are; what is usual if it has none.

    Each must be possible in every town, and happen within the months that are run.
    """
    if not isinstance(raw, list | tuple):
        problems.append("variant must be tables with double brackets: [[variant]]")
        return ()
    made = (
        it if isinstance(it, Variant) else _made(it, f"variant {turn}", towns, problems)
        for turn, it in enumerate(raw, 1)
    )
    variants = tuple(it for it in made if it is not None)
    problems += [
        f"variant {name!r} is there {times} times; give each a name of its own"
        for name, times in Counter(it.name for it in variants).items()
        if times > 1
    ]
    for variant in variants:
        problems += [f"variant {variant.name!r}: {it}" for it in _wrong(variant, towns, months)]
    if raw:
        return variants
    return (AS_IT_WAS, AS_IT_ACTED) if any(town.events for town in towns) else (AS_IT_IS,)


def usual_in(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the towns that the rows of a list name, and their variants if these are usual ones."""
    named = {
        name: list(dict.fromkeys(map(str, frame[name]))) for name in ("town", "variant") if name in frame
    }
    variants = named.get("variant", [])
    usual: dict[str, Any] = {"towns": named["town"]} if "town" in named else {}
    if variants and USUAL.keys() >= set(variants):
        usual["variant"] = [it for name, it in USUAL.items() if name in variants]
    return usual


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


def _made(raw: object, where: str, towns: Sequence[Scenario], problems: list[str]) -> Variant | None:
    """Return one variant; a date is counted from the start that the towns share."""
    table = checked(VariantTable, raw, where, problems)
    if table is None:
        return None
    wrong: list[str] = []
    changes = tuple(_changes(table.set, wrong))
    starts = {town.town.start for town in towns}
    events: tuple[Event, ...] = ()
    if len(starts) > 1 and any(isinstance(it, Mapping) and "date" in it for it in table.event):
        wrong.append("the towns begin at different dates; give each event a `month`")
    else:
        events = read_events(table.event, min(starts, default=None), [], wrong)
    problems += [f"variant {table.name!r}: {problem}" for problem in wrong]
    return Variant(table.name, table.before, changes, events)


def _changes(table: Mapping[str, object], wrong: list[str]) -> Iterator[tuple[str, str | float]]:
    for name, value in flat(table):
        if isinstance(value, bool):
            yield name, str(value).lower()
        elif isinstance(value, str | int | float):
            yield name, value
        else:
            wrong.append(f'{name} = {shown(value)}: must be a number or a text such as "+3"')


def _wrong(variant: Variant, towns: Sequence[Scenario], months: int) -> list[str]:
    """Return what would happen only after the runs have ended, and why it cannot be in some town."""
    late = next((it for it in variant.events if it.month > months), None)
    wrong = []
    if late is not None:
        wrong.append(
            f"{late.kind} in month {late.month:,} comes after the last month that is run, {months:,}; "
            "make `months` larger"
        )
    for town in towns:
        try:
            variant.of(town)
        except ScenarioError as error:
            return [*wrong, *reasons(error)]
    return wrong


def _same_rule(name: str) -> str:
    """Return one name for values that set the same rule of the office."""
    group, _, field = name.partition(".")
    if name in DENSITY:
        return "posts"
    return field if group in {"staff", "policy", "setting"} else name
