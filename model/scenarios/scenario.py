"""Scenario: one place and what is done there, checked and unchangeable."""

import dataclasses
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Self

from tillit.agents.mechanisms import Mechanisms
from tillit.agents.office import HALF
from tillit.model.events import MOST_POSTS, Event, UnitEvent, Units, in_order
from tillit.model.events.caseload_norm import CaseloadNorm
from tillit.model.events.posts import Posts
from tillit.model.events.size import nearest
from tillit.model.scenarios.children import Children
from tillit.model.scenarios.claim import Claim
from tillit.model.scenarios.errors import ScenarioError, screen
from tillit.model.scenarios.facts import Fact
from tillit.model.scenarios.observed import Observed
from tillit.model.scenarios.own_values import STAND_INS, Prices, Work
from tillit.model.scenarios.schema import INHABITANTS_PER_EMPLOYER, MOST_EVENTS, Policy, Staff, TownTable
from tillit.model.scenarios.table import ROOM
from tillit.model.scenarios.variants import apply_changes


@dataclass(frozen=True)
class Scenario:
    """One place, with what is done there and what is said to have come out.

    Parameters
    ----------
    town, staff, policy
        The place, its assistance unit and what was in force, as the file has them.
    mechanisms
        Which explanations act.
    changed_parameters
        Behavioural parameters that are not at their default: names and values.
    events
        What happens, in order of time; events that repeat are there several times.
    expect
        What an account says came out. The model never reads it.
    facts
        The values whose source the file gives.
    observed
        Figures of the place over time. The model never reads them; only calibration does.
    children
        The child and family unit, if the file has one.
    prices, work
        What the place says itself where the theory has Swedish figures.
    """

    town: TownTable
    staff: Staff
    policy: Policy = field(default_factory=Policy)
    mechanisms: Mechanisms = field(default_factory=Mechanisms)
    changed_parameters: tuple[tuple[str, float], ...] = ()
    events: tuple[Event, ...] = ()
    expect: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
    observed: tuple[Observed, ...] = ()
    children: Children | None = None
    prices: Prices = field(default_factory=Prices)
    work: Work = field(default_factory=Work)

    def __post_init__(self) -> None:
        """Check what no single table can know.

        Raises
        ------
        ScenarioError
            If there would be too many posts, or none, or too many events, or a claim
            is about a year that is not in the run.
        """
        problems = []
        if len(self.events) > MOST_EVENTS:
            problems.append(f"{len(self.events):,} events; {MOST_EVENTS:,} can be read")
        for unit in (Units.ASSISTANCE, Units.CHILDREN):
            wrong = [at for at in self.posts_over_time(unit) if not 1 <= at[1] <= MOST_POSTS]
            if wrong:
                month, posts = wrong[0]
                problems.append(f"{posts:,} posts from month {month} on: must be 1 to {MOST_POSTS:,} posts")
        problems += self._units_that_are_not_there()
        problems += self._years_that_are_not_there()
        if problems:
            raise ScenarioError(screen(f"{self.name} cannot be run:", problems))

    def _units_that_are_not_there(self) -> list[str]:
        """Return what is wrong with events that happen to a unit which the town does not have."""
        here = (Units.ASSISTANCE if self.posts else 0) | (Units.CHILDREN if self.children else 0)
        lost = [it for it in self.events if isinstance(it, UnitEvent) and it.units and not it.units & here]
        return [
            f"event {it.kind} in month {it.month}: unit = {it.unit!r}, but the town has no such unit"
            for it in lost[:1]
        ]

    def _years_that_are_not_there(self) -> list[str]:
        """Return what is wrong with claims about a year before the comparison."""
        return [
            f"expect {turn}: {problem}"
            for turn, claim in enumerate(self.expect, 1)
            for problem in claim.too_early(self.town.start)
        ]

    @property
    def name(self) -> str:
        """What one types."""
        return self.town.name

    @property
    def title(self) -> str:
        """What one reads; of a group of the town's households, with its name."""
        return f"{self.town.title}, {self.town.group}" if self.town.group else self.town.title

    @property
    def of_everybody(self) -> bool:
        """Whether amounts may be divided by its inhabitants: no group is meant, and they are no guess."""
        guessed = any(it.name == "town.inhabitants" and it.guessed for it in self.facts)
        return not (self.town.group or guessed)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the place in a line, and what happens there, in order of time."""
        place = f"{self.town.households:,} households, {self.posts:,} posts, from {self.town.start}"
        acts = "".join(f"<li>month {it.month}: {escape(it.labels['en'])}</li>" for it in self.events)
        return f"<div><strong>{escape(self.title)}</strong><br>{escape(place)}<ul>{acts}</ul></div>"

    @property
    def posts(self) -> float:
        """Posts at the start."""
        if self.staff.posts is not None:
            return self.staff.posts
        return math.ceil(self.town.households / (self.staff.caseload or 1.0))

    @property
    def caseload(self) -> float:
        """Households for each post at the start."""
        return self.town.households / self.posts if self.posts else 0.0

    @property
    def caseload_limit(self) -> float:
        """Most cases that a caseworker is given at the start."""
        limit = self.staff.caseload_limit
        return max(1.0, ROOM * self.caseload) if limit is None else limit

    @property
    def employers(self) -> int:
        """Employers in the town."""
        if self.town.employers is not None:
            return self.town.employers
        return max(1, round(self.town.inhabitants / INHABITANTS_PER_EMPLOYER))

    @property
    def parameters(self) -> dict[str, float]:
        """Behavioural parameters that are not at their default, by ``group.name``."""
        return dict(self.changed_parameters)

    @property
    def own_values(self) -> dict[str, float]:
        """Values that stand in for a behavioural parameter, by its ``group.name``, as the model takes them.

        A parameter that is changed by name is not among them: the change is what somebody asks about.
        """
        tables = {"town": self.town, "prices": self.prices, "work": self.work}
        own: dict[str, float] = {}
        for name, mark in STAND_INS.items():
            group, _, field_name = name.partition(".")
            value = getattr(tables[group], field_name)
            if value is not None and mark.parameter not in self.parameters:
                own[mark.parameter] = value / self.town.price_level if mark.money else value
        return own

    @property
    def first_unit(self) -> Units:
        """The assistance unit, or the children's in a town that has no other."""
        return Units.ASSISTANCE if self.posts else Units.CHILDREN

    @property
    def digest(self) -> str:
        """Hash of everything that the model reads; names, prose, sources and claims are not in it."""
        prose = {"name", "title", "group", "account", "country", "employers"}
        prose |= {name for name, value in self.town.model_dump().items() if value is None}
        content = {
            "town": self.town.model_dump(exclude=prose),
            "employers": self.employers,
            "staff": (self.posts, self.caseload_limit, self.staff.turnover, self.staff.consultants),
            "policy": self.policy.model_dump(),
            "mechanisms": self.mechanisms._asdict(),
            "parameters": self.parameters,
            "events": [event.read() for event in self.events],
            "children": self.children.model_dump() if self.children else None,
        }
        for name, table in (("prices", self.prices), ("work", self.work)):
            if own := table.model_dump(exclude_defaults=True):
                content[name] = own
        text = json.dumps(content, sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def posts_over_time(self, unit: Units = Units.ASSISTANCE) -> list[tuple[int, float]]:
        """Return a unit's posts at the start, as month 0, and after each change."""
        if unit == Units.ASSISTANCE:
            return self._course(self.posts, self.town.households, unit) if self.posts else []
        return self._course(self.children.first_posts, self.children.cases, unit) if self.children else []

    def most_posts(self, unit: Units = Units.ASSISTANCE) -> float:
        """Return the most posts that a unit ever has, 0 if there is no such unit."""
        return max((posts for _, posts in self.posts_over_time(unit)), default=0)

    def _course(self, posts: float, cases: int, unit: Units) -> list[tuple[int, float]]:
        """Return the course of one unit's posts; under a norm, as if cases stayed as many as at the start."""
        course = [(0, posts)]
        least = -MOST_POSTS
        for event in in_order(it for it in self.events if it.happens_to(unit, self.first_unit)):
            before = course[-1][1]
            if isinstance(event, Posts):
                course.append((event.month, nearest(max(least, event.after(before)), HALF)))
            elif isinstance(event, CaseloadNorm):
                # How many posts there are by then nobody can know; a cut leaves at least one.
                least = 1
                course.append((event.month, event.after(before, cases)))
        return course

    def before(self) -> Self:
        """Return the same place, to which nothing happens but what are facts of it."""
        return dataclasses.replace(self, events=tuple(event for event in self.events if event.fact))

    def with_events(self, events: Iterable[Event]) -> Self:
        """Return the same place, to which further events happen, each as often as it says."""
        further = (once for event in events for once in event.expanded())
        every = sorted((*self.events, *further), key=lambda event: event.month)
        return dataclasses.replace(self, events=tuple(every))

    def variant(self, changes: Mapping[str, object]) -> Self:
        """Return the scenario with some values changed.

        Parameters
        ----------
        changes
            New values by name, such as ``{"staff.posts": "+3"}``, ``"-10%"`` or
            ``20``. A change of `staff`, of `policy` or of a `setting` is a rule
            that holds from month 1, so that the town before it is the same; a
            change of `town`, `prices`, `work`, `mechanisms` or `parameters` makes
            another place.

        Raises
        ------
        ScenarioError
            If a name is unknown, or a value outside its range.
        """
        return dataclasses.replace(self, **apply_changes(self, changes))
