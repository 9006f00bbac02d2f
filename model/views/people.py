"""People: the agents of a town, made when somebody looks."""

from typing import NamedTuple

import mesa
import numpy as np
from mesa.agent import AgentSet

from tillit.agents.agency import Agency
from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.child import Child
from tillit.agents.client import Client, State
from tillit.agents.employer import Employer
from tillit.agents.foundation.records import Rows, View
from tillit.model.views.watched import Living, Watched


class Table(NamedTuple):
    """Where some of the agents are written down."""

    kind: type[View]
    """Their class."""
    unit: str = ""
    """Their unit, as `Town` calls it; empty for those who belong to the whole town."""


TABLES = (Table(Client), Table(Caseworker, "assistance"), Table(Employer), Table(Agency, "assistance"))
"""Those of every town, in the order in which they are listed."""

CHILD_TABLES = (Table(Child), Table(Caseworker, "children"), Table(Agency, "children"))
"""Those that only a town with a child and family unit has; listed after the others."""


class People:
    """The views that were made of one town's people.

    Parameters
    ----------
    model
        The model that they live in; it is not kept alive.
    """

    def __init__(self, model: Living) -> None:
        self._model = Watched(model)
        tables = TABLES + CHILD_TABLES if model.town.has_children else TABLES
        self._views: dict[Table, dict[int, View]] = {table: {} for table in tables}
        self._before: dict[Table, Rows] = {}
        self._current = False

    def all(self) -> AgentSet:
        """Return everybody."""
        return self._set(self._views)

    def by_type(self) -> dict[type[mesa.Agent], AgentSet]:
        """Return everybody by class."""
        kinds = dict.fromkeys(table.kind for table in self._views)
        return {kind: self._set(self._of(kind)) for kind in kinds}

    def find(self, kind: type[View], person: int) -> View:
        """Return the agent with this id.

        Raises
        ------
        KeyError
            If nobody with this id lives in the town now.
        """
        self._look()
        for table in self._of(kind):
            if person in self._views[table]:
                return self._views[table][person]
        message = f"no {kind.kind} {person} lives in the town now"
        raise KeyError(message)

    def in_rows(self, kind: type[View], unit: str = "") -> dict[int, View]:
        """Return the agents of a class and a unit by their row; none if the town has no such class."""
        self._look()
        return {view.row: view for view in self._views.get(Table(kind, unit), {}).values()}

    def before_month(self) -> None:
        """Remember everybody who is looked at, as they are now."""
        model = self._model()
        self._before = {table: model.rows_of(*table).copy() for table, views in self._views.items() if views}

    def after_month(self) -> None:
        """Let go of those who left; their views go on showing how they were."""
        model = self._model()
        for table, before in self._before.items():
            rows = model.rows_of(*table)
            seats = _living(table.kind, rows)
            here = dict(zip(rows["person"][seats].tolist(), seats.tolist(), strict=True))
            for person, view in list(self._views[table].items()):
                if person in here:
                    view.move_to(here[person])
                else:
                    self.let_go(view, before[view.row].copy())
        self._before = {}
        self._current = False

    def let_go(self, view: View, last: np.void) -> None:
        """Let one view show `last` from now on."""
        self._views[Table(type(view), view.unit)].pop(view.unique_id, None)
        view.let_go(last)

    def _of(self, kind: type[View]) -> list[Table]:
        return [table for table in self._views if table.kind is kind]

    def _set(self, tables: "list[Table] | dict[Table, dict[int, View]]") -> AgentSet:
        self._look()
        views = [view for table in tables for view in self._views[table].values()]
        return AgentSet(views, random=self._model().random)

    def _look(self) -> None:
        """Make the views that are missing."""
        if self._current:
            return
        model = self._model()
        for table, views in self._views.items():
            rows = model.rows_of(*table)
            here = _living(table.kind, rows)
            for row, person in zip(here.tolist(), rows["person"][here].tolist(), strict=True):
                if person not in views:
                    views[person] = table.kind(model, row, person, table.unit)
        self._current = True


def _living(kind: type[View], rows: Rows) -> np.ndarray:
    """Return the rows in which somebody is: on assistance, on a post, or running."""
    if kind is Client:
        return np.flatnonzero((rows["state"] == State.ASSISTED) | (rows["state"] == State.PLACED))
    if kind is Caseworker:
        return np.flatnonzero(rows["post"] >= Post.PRESENT)
    return np.flatnonzero(rows["running"] == 1)
