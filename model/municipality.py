"""Municipality: the town as an ordinary Mesa model."""

import secrets
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import mesa
from mesa.agent import AgentSet

from tillit.agents.agency import Agency
from tillit.agents.caseworker import Caseworker
from tillit.agents.child import Child
from tillit.agents.client import Client
from tillit.agents.employer import Employer
from tillit.agents.foundation.records import Rows, View
from tillit.model.arguments import changed, whole
from tillit.model.events import Event
from tillit.model.origin import RUN_IN, Origin
from tillit.model.scenarios import Scenario, ScenarioError, one_event
from tillit.model.scenarios.schema import switch
from tillit.model.simulation import advance, begin_at, settled
from tillit.model.town.arrays import Town
from tillit.model.town.growth import with_page
from tillit.model.town.removal import remove
from tillit.model.town.seeds import key_of
from tillit.model.views.collector import Collector
from tillit.model.views.notebook import page_of
from tillit.model.views.people import People
from tillit.model.views.trust_graph import TrustGraph

SEEDS = 2**31
"""Seeds from which one is drawn where none is given."""

ROWS: dict[type[View], str] = {
    Client: "households",
    Child: "cases",
    Employer: "employers",
    Caseworker: "caseworkers",
    Agency: "agencies",
}
"""In which array of the town, or of a unit, each class lives."""


class Municipality(mesa.Model):
    """A municipality's social services, month by month.

    Parameters
    ----------
    scenario
        Name of a town that comes with the program, path of a scenario file, or
        a `Scenario`.
    seed
        Root seed, 0 or more. None draws another one each time, as Mesa does; the
        attribute `seed` says which, and giving that one again lives the same months again.
    replicate
        Number of the replicate under that seed, 0 or more.
    months
        Months after which `running` turns false; `step` may be called further.
    posts, caseload, caseload_limit, turnover, inflow, demands
        Decisions that hold from the first month on; the town before it is the
        scenario's own. `posts` and `inflow` as in a file: ``12``, ``"+3"``,
        ``"-10%"``. None leaves the scenario's value. They are the assistance unit's, or
        the children's in a town that has no other.
    events
        Further events.
    history
        Whether the life of every household and child is written down; see `lives` and `child_lives`.
    philox
        Whether to draw with the checking generator.
    run_in
        Months that the town lives before the first one, 0 to 96. Fewer than 96 are for debugging
        and tests, where plain Python takes its time, and neither files nor the command line can
        ask for them: people are not sorted out, ties and stress have not found their level, and
        the inflow is that of the last three eighths of one short run-in. With 0 the town begins
        as it is founded and stays in balance: each household and case that leaves is replaced by
        one like it, whatever `inflow` says. Do not compare such a town with any other.
    **kwargs
        Any other value of a scenario file by its dotted name, for example
        ``{"parameters.bonds.rapport": 0.2, "mechanisms.continuity": False}``.
        NumPy's numbers do as plain ones.

    Raises
    ------
    model.scenarios.ScenarioError
        If a name is unknown or a value is outside its range.
    ValueError
        If `seed`, `replicate`, `months` or `run_in` is outside its range.
    """

    def __init__(  # noqa: PLR0913 - Mesa's tools set a model's parameters by keyword
        self,
        *,
        scenario: str | Path | Scenario = "standard",
        seed: int | None = None,
        replicate: int = 0,
        months: int = 120,
        posts: float | str | None = None,
        caseload: float | str | None = None,
        caseload_limit: float | str | None = None,
        turnover: float | str | None = None,
        inflow: float | str | None = None,
        demands: float | str | None = None,
        events: Iterable[Event] = (),
        history: bool = False,
        philox: bool = False,
        run_in: int = RUN_IN,
        **kwargs: object,
    ) -> None:
        root = secrets.randbelow(SEEDS) if seed is None else whole("seed", seed, 0)
        super().__init__(seed=root)
        self._unwrap_step()
        self.seed = root
        """Root seed, given or drawn."""
        self.replicate = whole("replicate", replicate, 0)
        """Number of the replicate under it."""
        given = {"posts": posts, "caseload": caseload, "caseload_limit": caseload_limit}
        given |= {"turnover": turnover, "inflow": inflow, "demands": demands}
        changes = {name: value for name, value in given.items() if value is not None}
        self.scenario = changed(scenario, changes, kwargs, events)
        self.months = whole("months", months, 1)
        self._origin = Origin.of(self.scenario, philox=switch(philox), run_in=whole("run_in", run_in, 0))
        self._key = key_of(self.seed, self.replicate)
        start = settled(self._origin, self._key)
        self.town: Town = begin_at(self._origin, start, months=self.months, history=switch(history))
        """The arrays in which everybody lives."""
        self.people = People(self)
        self._graph: weakref.ref[TrustGraph] | None = None
        self.datacollector = Collector(self)

    def _unwrap_step(self) -> None:
        # Mesa keeps a bound method of the model in the model, a cycle that
        # only the garbage collector could free; `step` counts by itself here.
        del self.step, self._user_step

    def step(self) -> None:
        """Live one month; `live_month` lists what happens in it."""
        self.steps += 1
        self.people.before_month()
        self.town = with_page(self.town, self.steps)
        self.town = advance(
            self.town, self._origin, self._key, page=self.steps - 1, months=1, events=self.scenario.events
        )
        self.people.after_month()
        if self._graph is not None and (graph := self._graph()) is not None:
            graph.refresh()
        self.datacollector.collect(self)  # type: ignore[no-untyped-call]
        self.running = self.steps < self.months

    def reset_randomizer(self, seed: int | None = None) -> None:
        """Refuse: all luck comes from the seed that the town was made with.

        Raises
        ------
        RuntimeError
            Says how to live with another one.
        """
        new = "N" if seed is None else seed
        message = f"a town keeps its seed, {self.seed}; make another town: Municipality(seed={new})"
        raise RuntimeError(message)

    def reset_rng(self, rng: object = None) -> None:
        """Refuse, as `reset_randomizer` does."""
        self.reset_randomizer(rng if isinstance(rng, int) else None)

    def happen(self, event: str | Event, /, **sizes: object) -> None:
        """Let an event happen at the start of next month.

        Parameters
        ----------
        event
            A word of scenario files, for example ``"reorganisation"``, or an event, whatever its month.
        **sizes
            Its sizes, as in a scenario file.

        Raises
        ------
        model.scenarios.ScenarioError
            If there is no such event, or a size is outside its range.
        """
        if (month := sizes.get("month", self.steps + 1)) != self.steps + 1:
            message = f"month = {month!r}: the next month is {self.steps + 1}; give later events as `events`"
            raise ScenarioError(message)
        told = event.model_dump() if isinstance(event, Event) else {"kind": event}
        owner = type(event) if isinstance(event, Event) else None
        happening = one_event({**told, **sizes, "month": self.steps + 1}, owner)
        self.scenario = self.scenario.with_events(happening)

    @property  # type: ignore[misc]
    def agents(self) -> AgentSet:
        """Everybody who lives in the town now."""
        return self.people.all()

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], AgentSet]:
        """Everybody who lives in the town now, by class."""
        return self.people.by_type()

    @property
    def agent_types(self) -> list[type]:
        """The classes of agents."""
        return list(self.agents_by_type)

    @property
    def trust(self) -> TrustGraph:
        """The trust graph, current whenever it is read."""
        graph = self._graph() if self._graph is not None else None
        if graph is None:
            graph = TrustGraph(town=self)
            self._graph = weakref.ref(graph)
        return graph

    @property
    def months_before(self) -> int:
        """Months that the town had lived when the comparison began."""
        return self._origin.run_in

    @property
    def lives(self) -> Rows:
        """Households' lives so far, shape (rows,) of `books.lives.Life`; empty without `history`."""
        return self.town.told_lives

    @property
    def child_lives(self) -> Rows:
        """Children's lives so far, shape (rows,) of `books.lives_of_children.ChildLife`; as `lives`."""
        return self.town.told_case_lives

    def rows_of(self, kind: type[View], unit: str = "") -> Rows:
        """Return the rows that agents of a class look at; caseworkers and agencies are a unit's."""
        holder = getattr(self.town, unit) if unit else self.town
        rows: Rows = getattr(holder, ROWS[kind])
        return rows

    def person(self, kind: type[View], person: int) -> View:
        """Return the agent with this id.

        Raises
        ------
        KeyError
            If nobody with this id lives in the town now.
        """
        return self.people.find(kind, person)

    def remove_person(self, view: View) -> None:
        """Take somebody out of the town, with all their ties."""
        last = view.row_data().copy()
        remove(self.town, type(view), view.unit, view.row)
        self.people.let_go(view, last)
        if self._graph is not None and (graph := self._graph()) is not None:
            graph.refresh()

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the last twelve months beside the first."""
        return page_of(self)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is made again when somebody looks."""
        return {**self.__dict__, "people": None, "_graph": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Make the views anew: they look at this model's rows."""
        self.__dict__.update(state)
        self.people = People(self)
        self.datacollector.watch(self)
