"""Living: an account's worlds, with a lead, other luck where it must be, and each model's ties."""

from dataclasses import replace

import numpy as np
import pytest

from tests.experiments.claims.small_towns import AS_IT_IS
from tests.model.small_towns import village
from tillit.experiments.calibration.models import MODELS, PlausibleSet
from tillit.experiments.claims.measuring import LEAD, Account
from tillit.experiments.claims.record import Lived, Plan, after_a_lead, live_all, with_sizes
from tillit.model.events.posts import Posts

ACTS = village(
    {"kind": "posts", "month": 2, "change": 2}, {"kind": "resignation_wave", "month": 4, "share": 0.5}
)
MONTHS = LEAD + 12
NAMES = ("posts", "households", "payments", "client_trust")
WORLDS = {"acted": ACTS, "as it was": ACTS.before(), "acted, as many": ACTS}
ACCOUNT = Account(ACTS, (), (), WORLDS, NAMES, MONTHS)
PLAN = Plan(lucks=3, threads=1)
SETS = dict.fromkeys((it.name for it in MODELS), AS_IT_IS)


@pytest.fixture(scope="module")
def lived() -> dict[str, Lived]:
    return live_all(ACCOUNT, SETS, PLAN, lambda _: None)


def test_everything_happens_later_and_nothing_before() -> None:
    later = after_a_lead(ACTS)
    assert [it.month for it in later.events] == [2 + LEAD, 4 + LEAD]
    assert later.before().digest == ACTS.before().digest


def test_acts_begin_after_the_lead(lived: dict[str, Lived]) -> None:
    posts = lived["theory"]["acted"]["posts"][0]
    assert posts.shape == (3, MONTHS)
    assert (posts[:, : LEAD + 1] == posts[:, :1]).all()
    assert (posts[:, -1] > posts[:, 0]).all()
    assert (lived["nothing_done"]["acted"]["posts"] == posts[0, 0]).all()


def test_town_that_did_not_act_has_other_luck(lived: dict[str, Lived]) -> None:
    acted, calm = (lived["theory"][world]["households"][0] for world in ("acted", "as it was"))
    assert not np.array_equal(acted[0, :LEAD], calm[0, :LEAD])
    assert np.array_equal(acted[1, :LEAD], calm[0, :LEAD])


def test_every_explanation_begins_with_the_same_people(lived: dict[str, Lived]) -> None:
    """Ties and acts alone differ: in the first month nobody has come or gone for them."""
    for name in ("nothing_done", "ties_frozen", "random_ties"):
        first, other = (lived[it]["acted"]["households"][0, :, 0] for it in ("theory", name))
        assert np.abs(first - other).max() <= 2.0


def test_ties_make_a_difference_in_every_way_of_leaving_them_out(lived: dict[str, Lived]) -> None:
    payments = {it.ties: lived[it.name]["acted"]["payments"] for it in MODELS if not it.off and it.ties}
    assert set(payments) == {"lasting", "frozen", "drawn anew"}
    assert len({it.tobytes() for it in payments.values()}) == len(payments)


def test_many_similar_towns_have_acts_of_other_sizes(lived: dict[str, Lived]) -> None:
    posts = lived["theory"]["acted, as many"]["posts"][0]
    before, after = posts[:, 0], posts[:, LEAD + 2]
    assert (after - before).tolist() == [1.0, 2.0, 3.0]


def test_size_that_cannot_be_is_left_as_it_is() -> None:
    wave = village({"kind": "resignation_wave", "month": 4, "share": 0.8})
    assert with_sizes(wave, 1.5).events == wave.events
    (posts,) = with_sizes(village({"kind": "posts", "month": 2, "change": 2}), 1.5).events
    assert isinstance(posts, Posts)
    assert (posts.change, posts.month) == (3, 2)


def test_worlds_do_not_depend_on_threads_or_on_what_else_is_run(lived: dict[str, Lived]) -> None:
    account = replace(ACCOUNT, worlds={"acted": ACTS})
    again = live_all(account, {"theory": AS_IT_IS}, Plan(lucks=3, threads=2), lambda _: None)
    for name in NAMES:
        assert np.array_equal(again["theory"]["acted"][name], lived["theory"]["acted"][name])


def test_each_model_has_vectors_of_its_own(
    village_of_vectors: tuple[dict[str, PlausibleSet], list[int]],
) -> None:
    sets, ran = village_of_vectors
    account = Account(village(), (), (), {"acted": village()}, ("households",), LEAD)
    found = live_all(account, sets, Plan(lucks=2), ran.append)
    assert {name: it["acted"]["households"].shape for name, it in found.items()} == {
        "theory": (2, 2, LEAD),
        "nothing_done": (1, 2, LEAD),
    }
    assert sum(ran) == 6


@pytest.fixture
def village_of_vectors() -> tuple[dict[str, PlausibleSet], list[int]]:
    two = PlausibleSet(({"stress.load": 0.4}, {"stress.load": 0.8}), np.array([0.5, 0.5]), own=True)
    return {"theory": two, "nothing_done": AS_IT_IS}, []
