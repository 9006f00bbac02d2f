"""Each child's life is written down, month by month, beside the households' when somebody asks for it."""

from pathlib import Path

import numpy as np
import pytest

from tests.model.small_towns import EVERYTHING, EVERYTHING_TO_CHILDREN, fingerprint, lived, village
from tillit.agents.child import Form
from tillit.agents.closing import End
from tillit.agents.foundation.records import Field, Rows, fields
from tillit.model import Municipality
from tillit.model.books.counts import UNIT, ChildCount, Count
from tillit.model.books.ledger import Entry, Party
from tillit.model.books.lives_of_children import ChildEvent, ChildLife
from tillit.model.simulation import Run

EAGER = {
    "parameters.staying.breakdown": 0.02,
    "parameters.staying.reunion": 1.0,
    "parameters.closing.well": 0.6,
    "parameters.risks.drift": 0.2,
}
"""What is rare would not happen at all in so small a village."""
CROWD = {"kind": "setting", "month": 2, "unit": "children", "rule": "inflow", "value": 10.0}
PAID = (Entry.NETWORK_CARE, Entry.FOSTER_CARE, Entry.OWN_RESIDENCE, Entry.INSTITUTION, Entry.PREVENTION)


@pytest.fixture(scope="module")
def run() -> Run:
    """Return a village in which everything happens, with its histories."""
    events = (*EVERYTHING, *EVERYTHING_TO_CHILDREN)
    return lived(village(*events, children=60, changes=EAGER), history=True)


def in_month(run: Run, month: int) -> Rows:
    """Return every child's life in one month."""
    lives: Rows = run.child_lives[run.child_lives["month"] == month]
    return lives


def test_without_asking_or_without_children_nothing_is_written() -> None:
    assert len(lived(village(children=30)).child_lives) == 0
    assert len(lived(village(), history=True).child_lives) == 0


def test_households_lives_are_the_same_with_children_beside_them(run: Run) -> None:
    alone = lived(village(*EVERYTHING, changes=EAGER), history=True)
    assert fingerprint([alone.lives]) == fingerprint([run.lives])


def test_children_lives_add_up_to_what_the_observers_counted_and_the_ledger_booked(run: Run) -> None:
    for month in range(1, 25):
        lives, counts = in_month(run, month), run.counts[month - 1, UNIT:]
        assert len(lives) == counts[ChildCount.CHILDREN]
        assert lives["met"].sum() == counts[Count.MET]
        assert lives["in_crisis"].sum() == counts[Count.CRISES]
        assert lives["supported"].sum() == counts[ChildCount.SUPPORTED]
        assert lives["risk"].sum() == pytest.approx(counts[ChildCount.RISK])
        assert lives["trust"][lives["caseworker"] >= 0].sum() == pytest.approx(counts[Count.CLIENT_TRUST])
        forms = np.bincount(lives["form"], minlength=len(Form))
        assert forms.tolist() == counts[ChildCount.IN_FORM : ChildCount.IN_FORM + len(Form)].tolist()
        booked = -run.ledger[month - 1, list(PAID), Party.MUNICIPALITY].sum()
        # Each payment is rounded to whole kronor on its own.
        assert lives["paid"].sum() == pytest.approx(booked, abs=0.5 * len(lives) + 1.0)


def test_each_event_and_end_is_told_as_often_as_it_was_counted(run: Run) -> None:
    counted = {
        ChildEvent.PLACED_PLANNED: ChildCount.PLANNED,
        ChildEvent.PLACED_ACUTELY: ChildCount.ACUTE,
        ChildEvent.BROKE_DOWN: ChildCount.BREAKDOWNS,
        ChildEvent.MOVED: ChildCount.MOVES,
        ChildEvent.RETURNED_HOME: ChildCount.RETURNS_HOME,
    }
    ends = {End.WELL: ChildCount.WELL, End.GROWN: ChildCount.GROWN, End.MOVED: ChildCount.MOVED_AWAY}
    happened = run.counts[:, UNIT:].sum(axis=0)
    told = {event: int((run.child_lives["event"] == event).sum()) for event in counted}
    assert told == {event: happened[column] for event, column in counted.items()}
    assert all(told.values())
    assert [int((run.child_lives["end"] == end).sum()) for end in ends] == happened[[*ends.values()]].tolist()


def test_a_child_lives_elsewhere_only_after_an_event_that_says_so(run: Run) -> None:
    lives = run.child_lives[np.lexsort((run.child_lives["month"], run.child_lives["person"]))]
    same = lives["person"][1:] == lives["person"][:-1]
    other_form = lives["form"][1:] != lives["form"][:-1]
    assert (lives["event"][1:][same & other_form] != ChildEvent.NONE).all()
    assert (lives["form"][lives["event"] == ChildEvent.RETURNED_HOME] == Form.HOME).all()


def test_a_closed_case_has_no_further_months(run: Run) -> None:
    closed = run.child_lives[run.child_lives["end"] != End.OPEN]
    last = dict(zip(closed["person"].tolist(), closed["month"].tolist(), strict=True))
    assert last
    assert all(last.get(it["person"].item(), it["month"]) >= it["month"] for it in run.child_lives)


def test_nobody_has_two_lives_in_a_month(run: Run) -> None:
    pairs = np.stack([run.child_lives["person"], run.child_lives["month"]])
    assert np.unique(pairs, axis=1).shape == pairs.shape


def test_histories_grow_with_the_children() -> None:
    run = lived(village(CROWD, children=10), history=True)
    assert len(run.child_lives) == run.counts[:, UNIT + ChildCount.CHILDREN].sum()


def test_a_model_tells_the_lives_so_far() -> None:
    model = Municipality(scenario=village(children=30), seed=1, months=3, history=True)
    model.step()
    assert set(model.child_lives["month"]) == {1}
    assert len(model.child_lives) == model.town.counts[0, UNIT + ChildCount.CHILDREN]


@pytest.mark.parametrize(("name", "field"), list(fields(ChildLife)))
def test_the_documentation_has_every_column_with_its_unit(name: str, field: Field) -> None:
    page = (Path(__file__).parents[2] / "docs" / "children.md").read_text("utf-8")
    assert f"| `{name}` | {field.unit} |" in page


@pytest.mark.parametrize(("name", "field"), list(fields(ChildLife)))
def test_every_field_lies_in_its_range(run: Run, name: str, field: object) -> None:
    low, high = getattr(field, "low", None), getattr(field, "high", None)
    assert low is not None
    assert high is not None
    assert low <= run.child_lives[name].min() <= run.child_lives[name].max() <= high
