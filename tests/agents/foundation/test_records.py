"""One class is the row's layout, the Mesa agent, and the kernel's type."""

from typing import Annotated

import mesa
import numpy as np
import pytest

from tillit.agents.agency import Agency
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.employer import Employer
from tillit.agents.foundation.records import Column, Field, Record, Rows, View, fields
from tillit.agents.office import Office
from tillit.agents.tie import Tie

RECORDS: tuple[type[Record | View], ...] = (Client, Caseworker, Employer, Agency, Office, Tie)


class OneClient:
    """As much of a town as a view needs: rows, and a way out."""

    def __init__(self) -> None:
        self.clients = np.zeros(2, Client.dtype)
        self.removed: list[View] = []

    def rows_of(self, _: type[View], __: str) -> Rows:
        """Return the rows."""
        return self.clients

    def remove_person(self, view: View) -> None:
        """Note that somebody was taken out, and let go of them."""
        self.removed.append(view)
        view.let_go(self.clients[view.row].copy())


@pytest.fixture
def town() -> OneClient:
    """Return a town that lives as long as the test."""
    return OneClient()


@pytest.fixture
def client(town: OneClient) -> Client:
    """Return somebody who lives in the second row."""
    return Client(town, 1, 42)


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_has_a_unit_a_range_and_a_place_in_the_row(record: type[Record | View]) -> None:
    declared = dict(fields(record))
    assert record.dtype.names == tuple(declared)
    assert [name for name, field in declared.items() if not field.unit or field.low >= field.high] == []
    assert record.dtype.isalignedstruct


@pytest.mark.parametrize("record", RECORDS)
def test_integers_fit_their_storage_and_floats_are_wide(record: type[Record | View]) -> None:
    for name, field in fields(record):
        storage = np.dtype(field.storage)
        if storage.kind == "f":
            assert storage == np.float64, name
        else:
            assert np.iinfo(storage).min <= field.low < field.high <= np.iinfo(storage).max, name


@pytest.mark.parametrize("name", ["size", "real", "T", "data", "sort", "dtype", "field"])
def test_names_that_numpy_uses_itself_are_refused(name: str) -> None:
    with pytest.raises(TypeError, match=f"{name}: NumPy's arrays have an attribute of that name"):
        type("Wrong", (Record,), {"__annotations__": {name: Annotated[float, Field("share", 0.0, 1.0)]}})


def test_a_view_is_a_mesa_agent_that_reads_and_writes_the_row(town: OneClient, client: Client) -> None:
    assert isinstance(client, mesa.Agent)
    client.distance = 0.25
    town.clients["children"][1] = 3
    assert town.clients["distance"].tolist() == [0.0, 0.25]
    assert client.children == 3
    assert (type(client.distance), type(client.children)) == (float, int)


@pytest.mark.parametrize("value", [-0.001, 1.001, float("nan"), float("inf")])
def test_a_value_outside_the_range_is_refused_with_the_range_and_unit(client: Client, value: float) -> None:
    with pytest.raises(ValueError, match=r"Client\.distance = .* is outside 0\.0 to 1\.0 \(share\)"):
        client.distance = value
    assert client.distance == 0.0


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_both_ends_of_the_range_are_accepted(client: Client, value: float) -> None:
    client.distance = value
    assert client.distance == value


def test_asked_of_the_class_a_field_says_what_it_is() -> None:
    column: object = Client.__dict__["distance"]
    assert isinstance(column, Column)
    assert (column.field.unit, column.field.low, column.field.high) == ("share", 0.0, 1.0)


def test_somebody_who_left_shows_the_last_state_and_touches_no_row(town: OneClient, client: Client) -> None:
    client.distance = 0.5
    client.remove()
    town.clients["distance"][1] = 0.9
    assert not client.here
    assert client.distance == 0.5
    client.distance = 0.1
    assert town.clients["distance"][1] == 0.9


def test_nobody_is_taken_out_twice(town: OneClient, client: Client) -> None:
    client.remove()
    client.remove()
    assert town.removed == [client]


def test_a_view_does_not_keep_its_town_alive_and_says_so() -> None:
    orphan = Client(OneClient(), 0, 42)
    with pytest.raises(ReferenceError, match="the town of client 42 is gone"):
        _ = orphan.distance


def test_a_view_says_who_it_is_and_how_it_is(client: Client) -> None:
    assert (str(client), repr(client)) == ("client 42", "<client 42>")
    assert client.state_dict().keys() == set(Client.dtype.names or ())
