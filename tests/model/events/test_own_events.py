"""An event of anybody's own: a class in a user's file works as those that come with the program do."""

import copy
import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from tests.model.events.own_module import write_module
from tests.model.small_towns import VILLAGE, fingerprint, lived, village
from tillit.agents.office import Office
from tillit.experiments.importing.own_town import with_events
from tillit.model import Municipality
from tillit.model.events import Event, Sort, UnitEvent, event_class
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.scenarios import Scenario, ScenarioError, one_event, parse_scenario

STRIKE = '[[event]]\nkind = "{module}:Strike"\nmonth = 5\npart = 0.8\n'
OF_VILLAGE = VILLAGE.format(inhabitants=5000, households=60, posts=3)


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Write a module into the working folder, and return its name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [it for it in sys.path if it])
    name = write_module(tmp_path)
    yield name
    sys.modules.pop(name, None)


def told(text: str) -> Scenario:
    """Return the village to which a file says that something happens."""
    return parse_scenario(OF_VILLAGE + text, "own.toml")


def refusal(kind: str) -> str:
    """Return what is said of a kind of event."""
    with pytest.raises(ScenarioError) as caught:
        told(f"[[event]]\nkind = {kind!r}\nmonth = 1")
    return str(caught.value)


def test_file_may_name_a_class_of_the_working_folder(mine: str) -> None:
    own = lived(told(STRIKE.format(module=mine)))
    wave = lived(village({"kind": "resignation_wave", "month": 5, "share": 0.8}))
    assert np.array_equal(own.counts, wave.counts)
    assert np.array_equal(own.ledger, wave.ledger)


def test_own_event_may_be_handed_over_or_happen_by_hand(mine: str) -> None:
    strike = event_class(f"{mine}:Strike").model_validate({"month": 5, "part": 0.8})
    towns = [Municipality(scenario=village(), months=8, seed=1) for _ in range(2)]
    towns.append(Municipality(scenario=village(), months=8, seed=1, events=[strike]))
    for town in towns:
        for _ in range(4):
            town.step()
    towns[0].happen(f"{mine}:Strike", part=0.8)
    towns[1].happen(strike)
    copied = pickle.loads(pickle.dumps(copy.deepcopy(towns[2])))  # noqa: S301 - our own town
    for town in (*towns, copied):
        for _ in range(4):
            town.step()
    assert len({fingerprint(town.town.arrays.values()) for town in (*towns, copied)}) == 1


def test_own_event_reads_back_from_what_is_written_of_it(mine: str) -> None:
    scenario = told(STRIKE.format(module=mine) + "wild = true")
    (strike,) = scenario.events
    assert strike.model_dump()["kind"] == f"{mine}:Strike"
    assert one_event(strike.model_dump()) == (strike,)
    assert parse_scenario(with_events(OF_VILLAGE, [strike]), "again.toml").events == (strike,)
    assert told(STRIKE.format(module=mine)).digest != scenario.digest


def test_another_process_finds_the_class_where_this_one_did(mine: str) -> None:
    scenario = told(STRIKE.format(module=mine))
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        assert pool.submit(digest_of, scenario).result() == scenario.digest


def digest_of(scenario: Scenario) -> str:
    """Return a scenario's digest, in a process of its own."""
    return scenario.digest


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("trainin", "did you mean 'training'?"),
        ("mime:Strike", "there is no module 'mime' on Python's path or in "),
        ("{mine}:Strife", "has no class 'Strife'; its events: Strike"),
        ("{mine}:NUMBER", "is no event; make it a class from `tillit.Event` with a method `happen`"),
        ("{mine}:Half", "is no event; make it a class from `tillit.Event` with a method `happen`"),
        ("../mine:Strike", "an event of your own is named 'module:Class'"),
    ],
)
def test_kind_that_cannot_be_found_says_what_to_try(mine: str, kind: str, said: str) -> None:
    assert said in refusal(kind.format(mine=mine))


def test_module_that_is_broken_says_how(mine: str) -> None:
    Path(f"{mine}.py").write_text("import nothing_of_that_name", encoding="utf-8")
    assert "cannot be imported: ModuleNotFoundError: No module named 'nothing" in refusal(f"{mine}:Strike")


def test_kind_without_a_colon_imports_nothing(mine: str) -> None:
    assert "unknown kind" in refusal(mine)
    assert mine not in sys.modules


def test_sizes_of_an_own_event_are_checked_as_everybody_s(mine: str) -> None:
    with pytest.raises(ScenarioError, match=r"part = True: must be 0 to 1 share of the staff"):
        told(STRIKE.format(module=mine).replace("0.8", "true"))
    with pytest.raises(ScenarioError, match="did you mean 'part'"):
        told(STRIKE.format(module=mine).replace("part", "parts"))


def test_class_that_does_not_say_enough_of_itself_is_refused() -> None:
    with pytest.raises(TypeError, match=r"lacks labels .* sort \(STAFF, PARTNERS, .* a docstring"):

        class Silent(UnitEvent):
            def happen(self, office: Office) -> None:
                """Do nothing."""

    with pytest.raises(TypeError, match="leave out `kind`"):

        class Named(Event):
            """It names itself."""

            kind = "named"
            sort = Sort.STAFF
            labels: ClassVar[dict[str, str]] = {"en": "Named"}

            def happen(self, office: Office) -> None:
                """Do nothing."""


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (
            "office.shared_cases = float('nan')",
            r"sets office.shared_cases to nan: must be 0 to 1 \(share\)",
        ),
        ("office.shared_cases = 30.0", "sets office.shared_cases to 30.0: must be 0 to 1"),
        ("office.posts = 100_000", "sets office.posts to 100000.0: must be 0 to 50000"),
        ("office.posts = -5", "sets office.posts to -5"),
        ("office.posts = 0", "leaves 0 posts: a unit needs 1 or more, whole or half"),
        ("office.posts = 2.3", "leaves 2.3 posts: a unit needs"),
        ("office.postts = 3", "failed: AttributeError: .*test_own_events.py, line"),
        ("office.posts = 'many'", "failed: ValueError: .*many"),
    ],
)
def test_own_event_that_does_what_cannot_be_is_named(what: str, message: str) -> None:
    class Wrong(Event):
        """Something that cannot be."""

        sort = Sort.STAFF
        labels: ClassVar[dict[str, str]] = {"en": "Wrong"}

        def happen(self, office: Office) -> None:
            """Let it be."""
            exec(what, {"office": office})  # noqa: S102 - the words above

    with pytest.raises(ScenarioError, match=f"the event .*Wrong' of month 2.*{message}"):
        lived(village().with_events([Wrong(month=2)]))


@pytest.mark.parametrize("events", [["reorganisation"], [{"kind": "reorganisation"}], [Reorganisation]])
def test_what_is_no_event_is_refused(events: list[Any]) -> None:
    with pytest.raises(ScenarioError, match=r"is no event; make one, .*\.Reorganisation\(month=12\)"):
        Municipality(scenario=village(), events=events)


def test_a_single_event_must_be_in_a_list() -> None:
    event: Any = Reorganisation(month=3)
    with pytest.raises(ScenarioError, match=r"must be a list, for example \[Reorganisation\(month=12\)\]"):
        Municipality(scenario=village(), events=event)


def test_what_happens_by_hand_happens_next_month_and_in_no_other() -> None:
    town = Municipality(scenario=village(), months=8, seed=1)
    with pytest.raises(ScenarioError, match="month = 3: the next month is 1; give later events as `events`"):
        town.happen("reorganisation", month=3)
