"""Variants: what is done, or left undone, in every town of a sweep."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, SerializeAsAny

from tillit.experiments.sweep.factors import Factor, flat
from tillit.model.events import Event, event_class
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.errors import checked, shown
from tillit.model.scenarios.table import Table
from tillit.model.scenarios.timeline import read_events

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

    def variant(self, problems: list[str]) -> Variant:
        """Return the variant, whose events are in months from the start."""
        changes = []
        for name, value in flat(self.set):
            if isinstance(value, str | int | float):
                changes.append((name, str(value).lower() if isinstance(value, bool) else value))
            else:
                problems.append(f'{name} = {shown(value)}: must be a number or a text such as "+3"')
        if any(isinstance(it, Mapping) and "date" in it for it in self.event):
            problems.append("towns may begin at different dates; give each event a `month` from the start")
        return Variant(self.name, self.before, tuple(changes), read_events(self.event, None, [], problems))


def variants_in(
    raw: object, towns: Sequence[Scenario], months: int, problems: list[str]
) -> tuple[Variant, ...]:
    """Return the variants of a design's tables; what is usual if it has none.

    Each must be possible in every town, and happen within the months that are run.
    """
    if not isinstance(raw, list):
        problems.append("variant must be tables with double brackets: [[variant]]")
        return ()
    if not raw:
        return (AS_IT_WAS, AS_IT_ACTED) if any(town.events for town in towns) else (AS_IT_IS,)
    variants: list[Variant] = []
    for turn, given in enumerate(raw, 1):
        wrong: list[str] = []
        if (table := checked(VariantTable, given, f"variant {turn}", problems)) is None:
            continue
        it = table.variant(wrong)
        if it.name in {other.name for other in variants}:
            wrong.append("is there twice; give each a name of its own")
        variants.append(it)
        if late := [event for event in it.events if event.month > months]:
            wrong.append(
                f"{late[0].kind} in month {late[0].month:,} comes after the last month that is run, "
                f"{months:,}; make `months` larger"
            )
        for town in towns:
            try:
                it.of(town)
            except ScenarioError as error:
                wrong += reasons(error)
                break
        problems += [f"variant {it.name!r}: {problem}" for problem in wrong]
    return tuple(variants)


def contradictions(variants: Sequence[Variant], factors: Sequence[Factor]) -> list[str]:
    """Return which values both a variant and a factor would set."""

    def rule(name: str) -> str:
        group, _, field = name.partition(".")
        return "posts" if name in DENSITY else field if group in {"staff", "policy", "setting"} else name

    factor_of = {rule(it.name): it.name for it in factors}
    return [
        f"variant {variant.name!r} sets {name}, and the factor {factor} sets the same: leave one of them out"
        + ('; "+3" posts can be added to any number' if factor in DENSITY else "")
        for variant in variants
        for name, value in variant.changes
        if (factor := factor_of.get(rule(name)))
        and not (name == "staff.posts" and re.match(r"[+-][0-9]*\.?[0-9]+$", str(value)))
    ]


def reasons(error: ScenarioError) -> list[str]:
    """Return the lines of a message, without its heading if it has one."""
    lines = [line.strip() for line in str(error).splitlines()]
    return lines[1:] or lines
