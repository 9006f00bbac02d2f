"""The town is an ordinary Mesa model."""

import copy
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest

from tests.model.small_towns import EVERYTHING, collected, fingerprint, lived, people, village
from tillit.agents.agency import Agency
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.employer import Employer
from tillit.agents.foundation.records import View
from tillit.model import Municipality
from tillit.model.books.counts import Count
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import ScenarioError

KINDS: tuple[type[View], ...] = (Client, Caseworker, Employer, Agency)

EAGER: dict[str, Any] = {"parameters.placements.begin": 0.4}


def municipality(*events: dict[str, Any], **arguments: Any) -> Municipality:  # noqa: ANN401 - Mesa's tools hand over anything
    """Return a village as a Mesa model."""
    return Municipality(scenario=village(*events), **{"months": 12, "seed": 1} | arguments)


def live(model: Municipality, months: int) -> Municipality:
    """Live some months."""
    for _ in range(months):
        model.step()
    return model


def test_every_argument_has_a_keyword_and_a_default() -> None:
    parameters = inspect.signature(Municipality).parameters.values()
    named = [it for it in parameters if it.kind is not inspect.Parameter.VAR_KEYWORD]
    assert {it.kind for it in named} == {inspect.Parameter.KEYWORD_ONLY}
    assert [it.name for it in named if it.default is inspect.Parameter.empty] == []
    assert isinstance(Municipality(), mesa.Model)


def test_a_step_is_a_month_and_the_model_runs_for_its_months() -> None:
    model = municipality(months=3)
    states = []
    for _ in range(3):
        model.step()
        states.append((model.steps, model.running))
    assert states == [(1, True), (2, True), (3, False)]


def test_a_model_can_be_stepped_beyond_its_months() -> None:
    model = live(municipality(months=2), 30)
    assert model.steps == 30
    assert (model.town.counts[:30, Count.POSTS] == 3).all()


def test_run_model_lives_exactly_the_months() -> None:
    model = municipality(months=5)
    model.run_model()
    assert model.steps == 5


def test_stepping_gives_what_a_run_in_one_go_gives() -> None:
    model = live(municipality(*EVERYTHING, months=24, history=True), 24)
    run = lived(village(*EVERYTHING), history=True)
    assert np.array_equal(model.town.counts, run.counts)
    assert np.array_equal(model.town.ledger, run.ledger)
    assert fingerprint([model.lives]) == fingerprint([run.lives])


def test_looking_at_the_people_changes_nothing() -> None:
    looked = municipality(*EVERYTHING)
    for _ in range(12):
        looked.step()
        assert len(looked.agents) > 0
        assert looked.trust.number_of_nodes() > 0
    alone = live(municipality(*EVERYTHING), 12)
    assert fingerprint(looked.town.arrays.values()) == fingerprint(alone.town.arrays.values())


def test_the_data_collector_has_a_row_a_month_and_a_column_an_indicator() -> None:
    frame = collected(live(municipality(), 7))
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == 7
    assert list(frame.columns) == ["seed", *INDICATORS]


def test_agents_are_everybody_and_are_counted_by_type() -> None:
    model = live(municipality(), 1)
    by_type = model.agents_by_type
    assert set(by_type) == set(model.agent_types) == set(KINDS)
    assert len(model.agents) == sum(len(agents) for agents in by_type.values())
    assert len(by_type[Agency]) == 6
    assert len(by_type[Employer]) == 20
    posts = model.town.counts[0, Count.POSTS] - model.town.counts[0, Count.VACANT]
    assert len(by_type[Caseworker]) == pytest.approx(posts, abs=1)
    assert all(agent.model is model for agent in model.agents)


def test_everybody_has_an_id_of_their_own_and_is_found_by_it() -> None:
    model = live(municipality(), 1)
    assert len({agent.unique_id for agent in model.agents}) == len(model.agents)
    for kind in KINDS:
        somebody = next(iter(model.agents_by_type[kind]))
        assert model.person(kind, somebody.unique_id) is somebody


def test_nobody_is_found_by_an_unknown_id() -> None:
    with pytest.raises(KeyError, match="no client 7 lives in the town now"):
        municipality().person(Client, 7)


def is_near(agent: mesa.Agent) -> bool:
    """Tell whether a household is near self-support."""
    return isinstance(agent, Client) and agent.distance < 0.3


def test_agent_sets_can_be_asked_as_in_any_mesa_model() -> None:
    model = municipality()
    near = model.agents_by_type[Client].select(is_near)
    assert 0 < len(near) < len(model.agents_by_type[Client])
    assert max(near.get("distance")) < 0.3


def test_whoever_leaves_shows_the_last_state_and_whoever_stays_goes_on() -> None:
    model = municipality()
    clients = people(model, Client)
    before = {client: client.state_dict() for client in clients}
    model.step()
    gone = [client for client in clients if not client.here]
    assert 0 < len(gone) < len(clients)
    assert all(client.state_dict() == before[client] for client in gone)
    assert all(client.age == before[client]["age"] + 1 for client in clients if client.here)
    assert not set(gone) & set(model.agents_by_type[Client])


def test_somebody_who_left_is_not_the_next_person_in_the_row() -> None:
    model = municipality()
    seen = {client.unique_id: client for client in people(model, Client)}
    for _ in range(40):
        model.step()
        for client in people(model, Client):
            assert client.person == client.unique_id
            seen[client.unique_id] = client
    assert all(client.person == person for person, client in seen.items())


@pytest.mark.parametrize("kind", KINDS)
def test_an_agent_that_is_removed_is_gone_with_its_ties(kind: type[View]) -> None:
    model = live(municipality(), 6)
    trust = model.trust
    somebody = max(model.agents_by_type[kind], key=trust.degree)
    assert trust.degree(somebody) > 0
    somebody.remove()
    assert not somebody.here
    assert somebody not in trust
    assert somebody not in model.agents_by_type[kind]
    live(model, 6)
    assert somebody not in set(model.agents)


@pytest.mark.parametrize("kind", KINDS)
def test_a_town_lives_on_when_everybody_of_a_kind_is_removed(kind: type[View]) -> None:
    model = live(municipality(), 3)
    for agent in list(model.agents_by_type[kind]):
        agent.remove()
    assert len(model.agents_by_type[kind]) == 0
    live(model, 6)
    assert model.town.ledger.sum() == 0


def test_households_that_were_removed_are_counted_no_more() -> None:
    model = live(municipality(inflow=0.0, history=True), 3)
    for client in list(model.agents_by_type[Client]):
        client.remove()
    live(model, 13)
    recent = model.lives[model.lives["month"] > 4]
    assert model.town.counts[15, Count.YEAR_HOUSEHOLDS] == len(set(recent["person"])) > 0


def test_an_employer_that_was_removed_takes_no_trainees() -> None:
    model = live(municipality(**EAGER), 3)
    for employer in list(model.agents_by_type[Employer])[1:]:
        employer.remove()
    live(model, 36)
    assert model.town.employers["trainees"][1:].sum() == 0
    assert model.town.counts[20:, Count.TRAINEES].max() <= np.ceil(model.town.employers["headcount"][0])


@pytest.mark.parametrize(
    "doubled",
    [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))],  # noqa: S301 - our own bytes
    ids=["deepcopy", "pickle"],
)
def test_a_copy_of_the_model_goes_on_alike_and_apart(doubled: Callable[[Municipality], Municipality]) -> None:
    model = live(municipality(*EVERYTHING), 6)
    somebody = people(model, Client)[0]
    twin = doubled(model)
    live(model, 6)
    assert twin.steps == 6
    live(twin, 6)
    assert fingerprint(twin.town.arrays.values()) == fingerprint(model.town.arrays.values())
    pd.testing.assert_frame_equal(collected(twin), collected(model))
    assert somebody.model is model
    assert all(agent.model is twin for agent in twin.agents)


def test_views_of_a_copy_look_at_the_copys_rows() -> None:
    model = municipality()
    somebody = people(model, Client)[0]
    twin = copy.deepcopy(model)
    other = twin.person(Client, somebody.unique_id)
    assert isinstance(other, Client)
    other.distance = 0.123
    assert somebody.distance != 0.123
    assert other.distance == 0.123


def test_somebody_who_left_can_be_pickled() -> None:
    model = municipality()
    somebody = people(model, Client)[0]
    somebody.remove()
    double = pickle.loads(pickle.dumps(somebody))  # noqa: S301 - our own bytes
    assert double.state_dict() == somebody.state_dict()
    assert not double.here


@pytest.mark.parametrize(
    ("as_text", "as_number"),
    [
        ({"posts": "5"}, {"posts": 5}),
        ({"seed": "42"}, {"seed": 42}),
        ({"replicate": "3"}, {"replicate": 3}),
        ({"turnover": "2.5", "inflow": "0.9"}, {"turnover": 2.5, "inflow": 0.9}),
        ({"caseload_limit": "30", "demands": "0.6"}, {"caseload_limit": 30, "demands": 0.6}),
        ({"parameters.bonds.rapport": "0.3"}, {"parameters.bonds.rapport": 0.3}),
        ({"mechanisms.reach": "false"}, {"mechanisms.reach": False}),
    ],
    ids=str,
)
def test_numbers_that_come_as_text_are_read_as_numbers(
    as_text: dict[str, Any], as_number: dict[str, Any]
) -> None:
    texts, numbers = (live(municipality(**arguments), 6) for arguments in (as_text, as_number))
    assert fingerprint(texts.town.arrays.values()) == fingerprint(numbers.town.arrays.values())
    assert fingerprint(texts.town.arrays.values()) != fingerprint(
        live(municipality(), 6).town.arrays.values()
    )


@pytest.mark.parametrize(
    ("numpys", "plain"),
    [
        ({"posts": np.int64(5)}, {"posts": 5}),
        ({"seed": np.int64(42), "replicate": np.uint8(3)}, {"seed": 42, "replicate": 3}),
        ({"inflow": np.float32(0.9), "demands": np.float16(0.6)}, {"inflow": 0.9, "demands": 0.6}),
        ({"mechanisms.reach": np.False_}, {"mechanisms.reach": False}),
        ({"town.inhabitants": np.int32(30_000)}, {"town.inhabitants": 30_000}),
        ({"parameters.bonds.rapport": np.float64(0.3)}, {"parameters.bonds.rapport": 0.3}),
    ],
    ids=str,
)
def test_numpys_numbers_do_as_the_plain_ones(numpys: dict[str, Any], plain: dict[str, Any]) -> None:
    one, other = (live(municipality(**arguments), 6) for arguments in (numpys, plain))
    assert one.scenario == other.scenario
    assert fingerprint(one.town.arrays.values()) == fingerprint(other.town.arrays.values())


def test_an_event_takes_numpys_numbers() -> None:
    one, other = municipality(), municipality()
    one.happen("posts", change=np.int64(2))
    other.happen("posts", change=2)
    assert one.scenario == other.scenario
    with pytest.raises(ScenarioError, match="change = "):
        one.happen("posts", change=np.True_)


@pytest.mark.parametrize("reset", ["reset_randomizer", "reset_rng"])
def test_another_seed_needs_another_town(reset: str) -> None:
    with pytest.raises(RuntimeError, match=r"keeps its seed, 1; make another town: Municipality\(seed=5\)"):
        getattr(municipality(), reset)(5)


def test_months_that_come_as_text_are_months() -> None:
    assert municipality(months="2").months == 2


@pytest.mark.parametrize(
    ("name", "value", "least"),
    [
        ("months", 2.9, 1),
        ("months", 0, 1),
        ("months", "many", 1),
        ("seed", True, 0),
        ("run_in", 1.5, 0),
    ],
)
def test_what_is_no_whole_number_is_refused(name: str, value: object, least: int) -> None:
    with pytest.raises(ValueError, match=f"{name} = {value!r}: must be a whole number, {least} or more"):
        municipality(**{name: value})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"posts": "many"}, "staff.posts"),
        ({"caseload": 0}, "posts"),
        ({"demands": 2}, "demands"),
        ({"parameters.bonds.raport": 0.2}, "did you mean"),
        ({"colour": "red"}, "colour"),
    ],
    ids=str,
)
def test_senseless_arguments_are_refused_with_a_message(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        municipality(**arguments)


@pytest.mark.parametrize("arguments", [{"seed": -1}, {"replicate": -1}], ids=str)
def test_negative_seeds_are_refused(arguments: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"must be a whole number, 0 or more"):
        municipality(**arguments)


def test_something_that_happens_by_hand_is_what_the_same_event_would_have_done() -> None:
    by_hand = live(municipality(), 4)
    by_hand.happen("reorganisation", share=0.6, months=3)
    live(by_hand, 8)
    planned = live(municipality({"kind": "reorganisation", "month": 5, "share": 0.6, "months": 3}), 12)
    assert fingerprint(by_hand.town.arrays.values()) == fingerprint(planned.town.arrays.values())


def test_what_happened_before_does_not_happen_again_when_something_else_does() -> None:
    shock = {"kind": "labour_market_shock", "month": 2, "depth": 0.5, "recovery": 0.0}
    model = live(municipality(shock, {**shock, "month": 8}), 4)
    model.happen("training")
    live(model, 1)
    assert model.town.place.market == 0.5
    live(model, 4)
    assert model.town.place.market == 0.25


def test_without_a_seed_every_town_has_its_own() -> None:
    towns = {fingerprint(Municipality(scenario=village()).town.arrays.values()) for _ in range(3)}
    assert len(towns) == 3


def test_a_seed_that_was_drawn_gives_the_same_months_again() -> None:
    drawn = live(Municipality(scenario=village(), replicate=2), 6)
    again = live(Municipality(scenario=village(), seed=drawn.seed, replicate=drawn.replicate), 6)
    assert fingerprint(drawn.town.arrays.values()) == fingerprint(again.town.arrays.values())
    assert set(collected(drawn)["seed"]) == {drawn.seed}
