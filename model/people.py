"""People: the agents of a town, made when somebody looks."""

import weakref
from typing import TYPE_CHECKING

import mesa
import numpy as np
from mesa.agent import AgentSet

from tillit.agents.agency import Agency, ChildAgency
from tillit.agents.caseworker import Caseworker, ChildWorker, Post
from tillit.agents.child import Child
from tillit.agents.client import Client, State
from tillit.agents.employer import Employer
from tillit.agents.foundation.records import Rows, View

if TYPE_CHECKING:
    from tillit.model.municipality import Municipality

KINDS: tuple[type[View], ...] = (Client, Caseworker, Employer, Agency)
"""The classes of agents in every town."""

CHILD_KINDS: tuple[type[View], ...] = (Child, ChildWorker, ChildAgency)
"""Those that only a town with a child and family unit has; listed after the others."""


def living(kind: type[View], rows: Rows) -> np.ndarray:
    """Return the rows in which somebody is: on assistance, on a post, or running."""
    if kind is Client:
        return np.flatnonzero((rows["state"] == State.ASSISTED) | (rows["state"] == State.PLACED))
    if issubclass(kind, Caseworker):
        return np.flatnonzero(rows["post"] >= Post.PRESENT)
    return np.flatnonzero(rows["running"] == 1)


class People:
    """The views that were made of one town's people."""

    def __init__(self, model: "Municipality") -> None:
        self._model = weakref.ref(model)
        self._kinds = KINDS + CHILD_KINDS if model.town.has_children else KINDS
        self._views: dict[type[View], dict[int, View]] = {kind: {} for kind in self._kinds}
        self._before: dict[type[View], Rows] = {}
        self._current = False

    @property
    def model(self) -> "Municipality":
        """The town."""
        model = self._model()
        if model is None:
            message = "the town is gone; keep a reference to the model"
            raise ReferenceError(message)
        return model

    def all(self) -> AgentSet:
        """Return everybody."""
        self._look()
        views = [view for kind in self._kinds for view in self._views[kind].values()]
        return AgentSet(views, random=self.model.random)

    def by_type(self) -> dict[type[mesa.Agent], AgentSet]:
        """Return everybody by class."""
        self._look()
        random = self.model.random
        return {kind: AgentSet(self._views[kind].values(), random=random) for kind in self._kinds}

    def find(self, kind: type[View], person: int) -> View:
        """Return the agent with this id."""
        self._look()
        if person not in self._views.get(kind, {}):
            message = f"no {kind.kind} {person} lives in the town now"
            raise KeyError(message)
        return self._views[kind][person]

    def in_rows(self, kind: type[View]) -> dict[int, View]:
        """Return the agents of a class by their row; none if the town has no such class."""
        self._look()
        return {view.row: view for view in self._views.get(kind, {}).values()}

    def before_month(self) -> None:
        """Remember everybody who is looked at, as they are now."""
        self._before = {k: self.model.rows_of(k).copy() for k in self._kinds if self._views[k]}

    def after_month(self) -> None:
        """Let go of those who left; their views go on showing how they were."""
        for kind, before in self._before.items():
            rows = self.model.rows_of(kind)
            seats = living(kind, rows)
            here = dict(zip(rows["person"][seats].tolist(), seats.tolist(), strict=True))
            for person, view in list(self._views[kind].items()):
                if person in here:
                    view.move_to(here[person])
                else:
                    self.let_go(view, before[view.row].copy())
        self._before = {}
        self._current = False

    def let_go(self, view: View, last: np.void) -> None:
        """Let one view show `last` from now on."""
        self._views[type(view)].pop(view.unique_id, None)
        view.let_go(last)

    def _look(self) -> None:
        """Make the views that are missing."""
        if self._current:
            return
        model = self.model
        for kind in self._kinds:
            rows = model.rows_of(kind)
            views = self._views[kind]
            here = living(kind, rows)
            for row, person in zip(here.tolist(), rows["person"][here].tolist(), strict=True):
                if person not in views:
                    views[person] = kind(model, row, person)
        self._current = True
