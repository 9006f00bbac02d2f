"""Watched town: a municipality that a visitor plays, changes and looks at, at the same time."""

from collections.abc import Iterable, Mapping
from threading import RLock

from tillit.model.arguments import ARGUMENTS, OF_CHILDREN
from tillit.model.events import Event, Units
from tillit.model.municipality import Municipality
from tillit.model.scenarios import Scenario, ScenarioError, one_event, read_scenario, town_names

UNITS = tuple(unit.name.lower() for unit in (Units.ASSISTANCE, Units.CHILDREN, Units.BOTH))
"""What a shock may happen to, in the words of events."""

ALL = "all"
"""What the sliders change at first: every unit that the town has."""

AS_IT_IS = 100
"""Per cent of a rule that leaves the rule as the town has it."""


class WatchedTown(Municipality):
    """A `Municipality` whose months and shocks wait for each other.

    Mesa's page steps it in a thread of its own while the visitor's clicks come
    in another. Arguments are those of the page's sliders, and relative to the
    town, so that a slider means the same in every town.

    Parameters
    ----------
    scenario
        Name of a town that comes with the program; nothing else is opened.
    seed
        Root seed, 0 or more.
    unit
        Whose rules the following change: ``"all"``, ``"assistance"`` or ``"children"``; a town's only
        unit in any case.
    more_posts
        Posts more, or fewer, than the town has.
    caseload_limit, turnover, inflow
        Per cent of the town's own rule; 100 leaves it.

    Raises
    ------
    model.scenarios.ScenarioError
        If there is no such town or unit, or a value is outside its range.
    """

    def __init__(
        self,
        *,
        scenario: str = "standard",
        seed: int = 1,
        unit: str = ALL,
        more_posts: int = 0,
        caseload_limit: int = AS_IT_IS,
        turnover: int = AS_IT_IS,
        inflow: int = AS_IT_IS,
    ) -> None:
        if scenario not in town_names():
            message = f"there is no town {scenario!r}; there are {', '.join(town_names())}"
            raise ScenarioError(message)
        if unit not in (ALL, *UNITS[:2]):
            message = f"there is no unit {unit!r}; there are {ALL}, {', '.join(UNITS[:2])}"
            raise ScenarioError(message)
        rules = {
            "caseload_limit": of_usual(caseload_limit),
            "turnover": of_usual(turnover),
            "inflow": of_usual(inflow),
        }
        read = read_scenario(scenario)
        units = names_of(read, unit)
        changes: dict[str, object] = {
            names[rule]: change for names in units for rule, change in rules.items() if change is not None
        }
        super().__init__(
            scenario=read.variant(changes) if changes else read,
            seed=int(seed),
            events=posts_events(units, int(more_posts)),
            history=True,
        )
        self.lock = RLock()
        """Held while the town changes, and while somebody looks."""

    def step(self) -> None:
        """Live one month."""
        with self.lock:
            super().step()

    def reorganise(self, unit: str | None = None) -> None:
        """Let a reorganisation of a unit begin next month, unless one does already.

        Parameters
        ----------
        unit
            One of `UNITS`; the first that the town has if left out.
        """
        with self.lock:
            if self.running and not self.awaits_reorganisation:
                self.happen("reorganisation", **({"unit": unit} if unit else {}))

    @property
    def awaits_reorganisation(self) -> bool:
        """Whether a reorganisation begins next month."""
        return any(e.kind == "reorganisation" and e.month == self.steps + 1 for e in self.scenario.events)


def names_of(scenario: Scenario, unit: str) -> list[Mapping[str, str]]:
    """Return what the rules are called, of each unit that is to change and that the town has."""
    there: list[tuple[str, Mapping[str, str]]] = [(UNITS[0], ARGUMENTS)] if scenario.posts else []
    there += [(UNITS[1], OF_CHILDREN)] if scenario.children else []
    chosen = [names for name, names in there if unit in (name, ALL)]
    return chosen or [names for _, names in there]


def posts_events(units: Iterable[Mapping[str, str]], more: int) -> list[Event]:
    """Return the change of the posts of each unit, after what the town does in its first month."""
    words = [UNITS[1] if names is OF_CHILDREN else UNITS[0] for names in units]
    changes = ({"kind": "posts", "month": 1, "unit": word, "change": more} for word in words if more)
    return [event for change in changes for event in one_event(change)]


def of_usual(percent: int) -> str | None:
    """Return a rule's change as scenarios have it, None for no change."""
    change = int(percent) - AS_IT_IS
    return f"{change:+d}%" if change else None
