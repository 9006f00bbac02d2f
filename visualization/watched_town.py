"""Watched town: a municipality that a visitor plays, changes and looks at, at the same time."""

from threading import RLock

from model.municipality import Municipality
from model.scenarios import ScenarioError, town_names

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
    more_posts
        Posts more, or fewer, than the town has.
    caseload_limit, turnover, inflow
        Per cent of the town's own rule; 100 leaves it.

    Raises
    ------
    model.scenarios.ScenarioError
        If there is no such town, or a value is outside its range.
    """

    def __init__(
        self,
        *,
        scenario: str = "standard",
        seed: int = 1,
        more_posts: int = 0,
        caseload_limit: int = AS_IT_IS,
        turnover: int = AS_IT_IS,
        inflow: int = AS_IT_IS,
    ) -> None:
        if scenario not in town_names():
            message = f"there is no town {scenario!r}; there are {', '.join(town_names())}"
            raise ScenarioError(message)
        super().__init__(
            scenario=scenario,
            seed=int(seed),
            posts=f"{int(more_posts):+d}" if int(more_posts) else None,
            caseload_limit=of_usual(caseload_limit),
            turnover=of_usual(turnover),
            inflow=of_usual(inflow),
        )
        self.lock = RLock()
        """Held while the town changes, and while somebody looks."""

    def step(self) -> None:
        """Live one month."""
        with self.lock:
            super().step()

    def reorganise(self) -> None:
        """Let a reorganisation begin next month, unless one does already."""
        with self.lock:
            if self.running and not self.awaits_reorganisation:
                self.happen("reorganisation")

    @property
    def awaits_reorganisation(self) -> bool:
        """Whether a reorganisation begins next month."""
        return any(e.kind == "reorganisation" and e.month == self.steps + 1 for e in self.scenario.events)


def of_usual(percent: int) -> str | None:
    """Return a rule's change as scenarios have it, None for no change."""
    change = int(percent) - AS_IT_IS
    return f"{change:+d}%" if change else None
