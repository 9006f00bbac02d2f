"""The trust graph is a NetworkX graph, current whenever it is read."""

import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from tests.model.small_towns import fingerprint, people, village
from tillit.agents.agency import Agency
from tillit.agents.caseworker import TEAM, Caseworker
from tillit.agents.client import Client, State
from tillit.agents.employer import Employer
from tillit.model import Municipality
from tillit.model.books.counts import Count
from tillit.model.views.trust_graph import TrustGraph

KINDS = {
    frozenset(("client", "caseworker")),
    frozenset(("caseworker", "employer")),
    frozenset(("caseworker", "agency")),
    frozenset(("caseworker",)),
    frozenset(("employer", "client")),
}


@pytest.fixture
def model() -> Municipality:
    """Return a village with trainees, after a year."""
    eager = {"parameters.placements.begin": 0.4}
    town = Municipality(scenario=village(households=80, posts=7, changes=eager), seed=1, months=24)
    for _ in range(12):
        town.step()
    return town


@pytest.fixture
def trust(model: Municipality) -> TrustGraph:
    """Return its graph."""
    return model.trust


def a_tie(trust: nx.Graph) -> tuple[Client, Caseworker]:
    """Return a household and its caseworker."""
    ties = ((one, other) for one, other in trust.edges if {type(one), type(other)} == {Client, Caseworker})
    one, other = next(ties)
    return (one, other) if isinstance(one, Client) else (other, one)


def test_it_is_a_networkx_graph_whose_nodes_are_the_agents(model: Municipality, trust: TrustGraph) -> None:
    assert isinstance(trust, nx.Graph)
    assert set(trust.nodes) == set(model.agents)
    assert model.trust is trust


def test_its_edges_are_of_the_five_kinds(trust: TrustGraph) -> None:
    assert {frozenset((one.kind, other.kind)) for one, other in trust.edges} == KINDS
    assert not list(nx.selfloop_edges(trust))


def test_colleagues_are_of_the_same_team(trust: TrustGraph) -> None:
    pairs = [pair for pair in trust.edges if {type(it) for it in pair} == {Caseworker}]
    assert pairs
    assert all(one.row // TEAM == other.row // TEAM for one, other in pairs)
    assert {data["team"] for _, data in trust.nodes(data=True) if "team" in data} == {0, 1}


def test_only_trainees_have_a_tie_to_their_employer(trust: TrustGraph) -> None:
    trainees = {
        client
        for client in trust
        if isinstance(client, Client) and any(isinstance(it, Employer) for it in trust[client])
    }
    assert trainees == {it for it in trust if isinstance(it, Client) and it.state == State.PLACED}


def test_every_edge_says_trust_since_meetings_and_last(model: Municipality, trust: TrustGraph) -> None:
    for _, _, data in trust.edges(data=True):
        assert data.keys() == {"trust", "since", "meetings", "last"}
        assert 0.0 <= data["trust"] <= 1.0
        assert data["since"] <= data["last"] <= model.steps
        assert data["meetings"] >= 0


def test_edges_are_counted_like_the_observers_count_them(model: Municipality) -> None:
    clients = model.town.counts[model.steps - 1, Count.CLIENT_TIES]
    graph = model.trust
    # The observers count before the month's exits and resignations, the graph is after them.
    now = sum(graph.degree(worker) > 0 for worker in graph if isinstance(worker, Client))
    assert now <= clients
    agencies = [it for it in graph if isinstance(it, Agency)]
    assert sum(dict(graph.degree(agencies)).values()) <= 6 * len(model.agents_by_type[Caseworker])


@pytest.mark.parametrize(
    "algorithm",
    [
        lambda graph: nx.pagerank(graph, weight="trust"),
        lambda graph: nx.betweenness_centrality(graph, k=20, seed=1),
        nx.degree_centrality,
        nx.connected_components,
        nx.to_dict_of_dicts,
        nx.to_pandas_edgelist,
        lambda graph: nx.to_scipy_sparse_array(graph, weight="trust"),
        lambda graph: nx.minimum_spanning_tree(graph, weight="trust"),
        lambda graph: graph.subgraph(list(graph)[:10]).copy(),
        lambda graph: graph.to_directed(),
    ],
)
def test_networkx_algorithms_run_on_it_unchanged(
    trust: TrustGraph, algorithm: Callable[[nx.Graph], object]
) -> None:
    algorithm(trust)


def test_it_is_written_as_graphml_and_read_again(trust: TrustGraph, tmp_path: Path) -> None:
    nx.write_graphml(trust, tmp_path / "trust.graphml")
    read = nx.read_graphml(tmp_path / "trust.graphml")
    assert (len(read), read.size()) == (len(trust), trust.size())
    assert {data["kind"] for _, data in read.nodes(data=True)} == {
        "client",
        "caseworker",
        "employer",
        "agency",
    }
    client, worker = a_tie(trust)
    assert read[str(client)][str(worker)] == dict(trust[client][worker])


def test_changed_trust_is_written_back_and_acts(model: Municipality, trust: TrustGraph) -> None:
    client, worker = a_tie(trust)
    trust[client][worker]["trust"] = 0.875
    assert trust[worker][client]["trust"] == 0.875
    assert model.town.ties["trust"][client.row] == 0.875


def test_trust_that_was_taken_from_everybody_changes_their_lives(
    model: Municipality, trust: TrustGraph
) -> None:
    twin = Municipality(scenario=model.scenario, seed=1, months=24)
    for _ in range(12):
        twin.step()
    assert fingerprint(twin.town.arrays.values()) == fingerprint(model.town.arrays.values())
    nx.set_edge_attributes(trust, 0.0, "trust")
    for _ in range(6):
        model.step()
        twin.step()
    trusts = [it.town.counts[12:18, Count.CLIENT_TRUST].sum() for it in (model, twin)]
    assert trusts[0] < trusts[1]


@pytest.mark.parametrize("attribute", ["since", "last"])
def test_months_are_counted_from_the_comparisons_first(
    model: Municipality, trust: TrustGraph, attribute: str
) -> None:
    client, worker = a_tie(trust)
    trust[client][worker][attribute] = 3
    assert model.town.ties[attribute][client.row] == 3 + model.months_before
    assert model.trust[client][worker][attribute] == 3


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_trust_outside_its_range_is_refused(model: Municipality, trust: TrustGraph, value: float) -> None:
    client, worker = a_tie(trust)
    before = model.town.ties["trust"][client.row]
    with pytest.raises(nx.NetworkXError, match="must be from 0 to 1"):
        trust[client][worker]["trust"] = value
    assert model.town.ties["trust"][client.row] == before


def test_a_graph_that_is_held_is_current_after_a_step(model: Municipality, trust: TrustGraph) -> None:
    before = set(trust)
    model.step()
    assert set(trust) == set(model.agents) != before
    fresh = TrustGraph(town=model)
    assert nx.utils.graphs_equal(fresh, trust)
    client, worker = a_tie(trust)
    trust[client][worker]["trust"] = 0.875
    assert model.town.ties["trust"][client.row] == 0.875


def test_an_own_attribute_of_an_edge_stays_out_of_the_town(model: Municipality, trust: TrustGraph) -> None:
    client, worker = a_tie(trust)
    before = fingerprint(model.town.arrays.values())
    trust[client][worker]["colour"] = "red"
    assert fingerprint(model.town.arrays.values()) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda graph, one, other: graph.add_edge(one, other),
        lambda graph, one, other: graph.remove_edge(one, other),
        lambda graph, one, other: graph.add_node(7),  # noqa: ARG005 - each change takes the same
        lambda graph, one, other: graph.remove_node(one),  # noqa: ARG005
        lambda graph, one, other: graph.add_edges_from([(one, other)]),
        lambda graph, one, other: graph.add_weighted_edges_from([(one, other, 0.5)]),
        lambda graph, one, other: graph.remove_edges_from([(one, other)]),
        lambda graph, one, other: graph.add_nodes_from([7]),  # noqa: ARG005
        lambda graph, one, other: graph.remove_nodes_from([one]),  # noqa: ARG005
        lambda graph, one, other: graph.update(edges=[(one, other)]),
        lambda graph, one, other: graph.clear(),  # noqa: ARG005
        lambda graph, one, other: graph.clear_edges(),  # noqa: ARG005
    ],
)
def test_people_and_ties_cannot_be_made_or_unmade_in_the_graph(
    trust: TrustGraph, change: Callable[..., None]
) -> None:
    with pytest.raises(nx.NetworkXError, match="the town's people and ties come from what happens in it"):
        change(trust, *a_tie(trust))


def test_a_copy_is_free_and_stays_as_it_is(model: Municipality, trust: TrustGraph) -> None:
    copy = trust.copy()
    client, worker = a_tie(copy)
    before = float(model.town.ties["trust"][client.row])
    copy.add_edge("a", "b")
    copy[client][worker]["trust"] = 0.125
    assert model.town.ties["trust"][client.row] == before
    model.step()
    assert copy[client][worker]["trust"] == 0.125
    assert type(copy) is nx.Graph
    assert "a" not in trust


def test_nobody_has_a_tie_to_a_vacant_post(model: Municipality, trust: TrustGraph) -> None:
    somebody = people(model, Caseworker)[0]
    somebody.remove()
    assert somebody not in trust
    rows = {worker.row for worker in people(model, Caseworker)}
    assert somebody.row not in rows
    assert np.isin([it.row for it in trust if isinstance(it, Caseworker)], list(rows)).all()


def test_any_writer_takes_the_plain_graph(trust: TrustGraph, tmp_path: Path) -> None:
    plain = trust.plain()
    assert (len(plain), plain.size(), plain.graph["name"]) == (len(trust), trust.size(), trust.graph["name"])
    for write in (nx.write_gml, nx.write_graphml, nx.write_gexf, nx.write_adjlist, nx.write_edgelist):
        write(plain, tmp_path / write.__name__)
    for tell in (nx.node_link_data, nx.cytoscape_data, nx.adjacency_data):
        assert json.dumps(tell(plain))
    read = nx.read_gml(tmp_path / "write_gml")
    assert set(read.nodes) == {str(it) for it in trust.nodes}
    one, other = a_tie(trust)
    assert read.edges[str(one), str(other)]["trust"] == pytest.approx(trust.edges[one, other]["trust"])


def test_a_change_of_the_plain_graph_changes_nothing_in_the_town(trust: TrustGraph) -> None:
    plain = trust.plain()
    one, other = a_tie(trust)
    before = trust.edges[one, other]["trust"]
    plain.edges[str(one), str(other)]["trust"] = 2.0
    plain.nodes[str(one)]["label"] = "nobody"
    assert trust.edges[one, other]["trust"] == before
    assert trust.nodes[one]["label"] == str(one)
