"""Trust graph: the town's ties as a NetworkX graph, current whenever it is read.

The kernel works on arrays; this graph shows them. Whoever holds the graph sees
it change in place each month; when nobody does, it costs nothing. A changed
edge attribute is written back to the arrays.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import networkx as nx

from tillit.agents.agency import Agency
from tillit.agents.caseworker import TEAM, Caseworker
from tillit.agents.child import Child
from tillit.agents.client import Client, State
from tillit.agents.employer import Employer
from tillit.agents.foundation.records import Rows, View
from tillit.agents.tie import NOBODY
from tillit.model.town.unit import Unit
from tillit.model.views.people import People
from tillit.model.views.watched import Living

ORDER = (
    (Agency, "assistance"),
    (Employer, ""),
    (Caseworker, "assistance"),
    (Client, ""),
    (Agency, "children"),
    (Caseworker, "children"),
    (Child, ""),
)
"""Classes and units in the order of the nodes."""

WRITABLE = ("trust", "since", "meetings", "last")
"""What an edge says, and what can be changed."""

MONTHS = ("since", "last")
"""Those that are months: counted from the comparison's first month, which is 1."""


class Inhabited(Living, Protocol):
    """A model whose people can be looked at."""

    people: People


class TieAttributes(dict[str, Any]):
    """One edge's attributes; a change is written to the tie that it shows."""

    def __init__(self, tie: Rows, start: int) -> None:
        self._tie = tie
        self._start = start
        values = {name: tie[name].item() for name in WRITABLE}
        last = values["last"] if values["last"] != NOBODY else values["since"]
        super().__init__(values | {"since": values["since"] - start, "last": last - start})

    def __setitem__(self, name: str, value: Any) -> None:
        """Change an attribute, and the tie if it is one of the tie's own.

        Raises
        ------
        networkx.NetworkXError
            If the value is outside the attribute's range.
        """
        if name == "trust" and not 0.0 <= value <= 1.0:
            message = f"trust = {value!r}: must be from 0 to 1"
            raise nx.NetworkXError(message)
        if name in WRITABLE:
            self._tie[name] = value + self._start if name in MONTHS else value
        super().__setitem__(name, value)

    def update(self, *others: Any, **values: Any) -> None:
        """Change several attributes."""
        for name, value in dict(*others, **values).items():
            self[name] = value

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy as an ordinary dictionary."""
        return dict, (dict(self),)


class TrustGraph(nx.Graph):
    """Who trusts whom: a `networkx.Graph` whose nodes are the agents.

    Edges are client-caseworker (a household or a child), caseworker-employer, caseworker-agency,
    caseworker-colleague, and employer-client while placed. Each has ``trust``
    (0 to 1), ``since`` (the month of the comparison in which the two began, 0
    or less for before it), ``meetings`` (kept since then) and ``last`` (month
    of the last one; `since` if there was none yet).

    Parameters
    ----------
    incoming_graph_data
        As for `networkx.Graph`; NetworkX itself makes empty ones.
    town
        The model that the graph shows.
    """

    def __init__(
        self, incoming_graph_data: Any = None, *, town: "Inhabited | None" = None, **attr: Any
    ) -> None:
        super().__init__(incoming_graph_data, **attr)
        self._town = town
        if town is not None:
            self.graph["name"] = town.scenario.title
            self.refresh()

    def copy(self, as_view: bool = False) -> nx.Graph:
        """Return an ordinary graph that stays as it is now."""
        return super().copy(as_view=True) if as_view else nx.Graph(self)

    def plain(self) -> nx.Graph:
        """Return an ordinary graph as it is now, of text and numbers only, which any writer can write.

        Nodes are named as the agents are, ``"client 1042"``.
        """
        graph = nx.Graph(**self.graph)
        graph.add_nodes_from((str(view), attributes) for view, attributes in self.nodes(data=True))
        graph.add_edges_from((str(one), str(other), dict(it)) for one, other, it in self.edges(data=True))
        return graph

    def refresh(self) -> None:
        """Show the town as it is now, in place."""
        if self._town is None:
            return
        # Filled directly: NetworkX's own add_edge would copy each attribute dictionary.
        self._node.clear()
        self._adj.clear()
        nx._clear_cache(self)  # noqa: SLF001 - what NetworkX's own mutators call
        for kind, unit in ORDER:
            for view in self._town.people.in_rows(kind, unit).values():
                self._node[view] = _described(view)
                self._adj[view] = {}
        start = self._town.months_before
        for one, other, tie in _edges(self._town):
            attributes = TieAttributes(tie, start)
            self._adj[one][other] = attributes
            self._adj[other][one] = attributes

    def _refuse(self, *_: Any, **__: Any) -> None:
        if self._town is not None:
            message = (
                "the town's people and ties come from what happens in it: change an edge's `trust`, "
                "call `agent.remove()`, or work on `model.trust.copy()`"
            )
            raise nx.NetworkXError(message)

    def add_edge(self, u_of_edge: Any, v_of_edge: Any, **attr: Any) -> None:
        """Refuse: ties are begun by meeting."""
        self._refuse()
        super().add_edge(u_of_edge, v_of_edge, **attr)

    def remove_edge(self, u: Any, v: Any) -> None:
        """Refuse: set the edge's trust to 0 instead."""
        self._refuse()
        super().remove_edge(u, v)

    def add_edges_from(self, ebunch_to_add: Any, **attr: Any) -> None:
        """Refuse, as `add_edge` does."""
        self._refuse()
        super().add_edges_from(ebunch_to_add, **attr)

    def remove_edges_from(self, ebunch: Any) -> None:
        """Refuse, as `remove_edge` does."""
        self._refuse()
        super().remove_edges_from(ebunch)

    def add_nodes_from(self, nodes_for_adding: Any, **attr: Any) -> None:
        """Refuse, as `add_node` does."""
        self._refuse()
        super().add_nodes_from(nodes_for_adding, **attr)

    def remove_nodes_from(self, nodes: Any) -> None:
        """Refuse, as `remove_node` does."""
        self._refuse()
        super().remove_nodes_from(nodes)

    def update(self, edges: Any = None, nodes: Any = None) -> None:
        """Refuse: there is nothing to add."""
        self._refuse()
        super().update(edges, nodes)

    def clear(self) -> None:
        """Refuse: the people stay."""
        self._refuse()
        super().clear()

    def clear_edges(self) -> None:
        """Refuse: the ties stay."""
        self._refuse()
        super().clear_edges()

    def add_node(self, node_for_adding: Any, **attr: Any) -> None:
        """Refuse: people come by the town's inflow."""
        self._refuse()
        super().add_node(node_for_adding, **attr)

    def remove_node(self, n: Any) -> None:
        """Refuse: call ``agent.remove()`` instead."""
        self._refuse()
        super().remove_node(n)


def _described(view: View) -> dict[str, Any]:
    """Return a node's attributes."""
    attributes: dict[str, Any] = {"kind": view.kind, "label": str(view)}
    if isinstance(view, Caseworker):
        attributes["team"] = view.row // TEAM
    return attributes


def _edges(model: "Inhabited") -> Iterator[tuple[View, View, Rows]]:
    """Yield each tie that exists, with its two persons and its row."""
    town, people = model.town, model.people
    households, employers = people.in_rows(Client), people.in_rows(Employer)
    yield from _held(town.ties, households, people.in_rows(Caseworker, "assistance"))
    placed = {row: it for row, it in households.items() if town.households["state"][row] == State.PLACED}
    yield from _held(town.traineeships, placed, employers)
    yield from _staff_edges(people, town.assistance, "assistance", employers)
    yield from _held(town.case_ties, people.in_rows(Child), people.in_rows(Caseworker, "children"))
    yield from _staff_edges(people, town.children, "children", employers)


def _staff_edges(
    people: People, unit: Unit, name: str, employers: Mapping[int, View]
) -> Iterator[tuple[View, View, Rows]]:
    """Yield the ties of one unit's caseworkers to colleagues, employers and agencies."""
    workers, agencies = people.in_rows(Caseworker, name), people.in_rows(Agency, name)
    for seat, worker in workers.items():
        for ties, others in (
            (unit.colleagues[seat], workers),
            (unit.books[seat], employers),
            (unit.partners[seat], agencies),
        ):
            yield from _held(ties, dict.fromkeys(range(len(ties)), worker), others)


def _held(
    ties: Rows, ones: Mapping[int, View], others: Mapping[int, View]
) -> Iterator[tuple[View, View, Rows]]:
    """Yield the ties in `ties` whose both ends are here: row of the tie to one, its seat to the other."""
    seats = ties["seat"]
    for row, one in ones.items():
        other = others.get(int(seats[row]))
        if other is not None and other is not one and ties["since"][row] != NOBODY:
            yield one, other, ties[row]
