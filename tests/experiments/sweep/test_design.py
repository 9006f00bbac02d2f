"""A design knows its rows, the town of each, and all of itself after a journey."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.analyze import sobol as salib_sobol

from tests.experiments.sweep.small_designs import tables, town
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_file import build
from tillit.experiments.sweep.factors import problem_of
from tillit.model.events.posts import Posts
from tillit.model.origin import Origin
from tillit.model.scenarios import read_scenario
from tillit.model.simulation import run_world, settled
from tillit.model.town.seeds import key_of


def small(**changes: object) -> Design:
    return build(tables(**changes), "small.toml", Path())


def two_towns(folder: Path) -> Design:
    for name in ("one", "other"):
        (folder / f"{name}.toml").write_text(town(name), encoding="utf-8")
    return build(tables(towns=["one.toml", "other.toml"]), "two.toml", folder)


def test_rows_go_point_by_point_then_by_town_then_by_variant(tmp_path: Path) -> None:
    rows = two_towns(tmp_path).rows
    assert rows["point"].tolist() == np.repeat(range(4), 4).tolist()
    assert rows["town"].tolist() == ["one", "one", "other", "other"] * 4
    assert rows["variant"].tolist() == ["as_it_was", "more"] * 8
    assert rows.index.name == "design_id"


def test_rows_of_one_town_and_variant_are_in_the_order_of_the_sampler(tmp_path: Path) -> None:
    design = two_towns(tmp_path)
    block = design.rows.query("town == 'other' and variant == 'more'")
    assert np.array_equal(block[design.points.columns].to_numpy(), design.points.to_numpy())


def test_town_of_a_row_has_the_values_of_the_row() -> None:
    design = small()
    for design_id, row in design.rows.iterrows():
        scenario = design.scenario(int(str(design_id)))
        assert scenario.parameters["bonds.rapport"] == row["parameters.bonds.rapport"]
        assert scenario.parameters["meetings.promised"] == row["parameters.meetings.promised"]
        assert any(getattr(it, "value", None) == row["setting.inflow"] for it in scenario.events)


def test_town_of_a_row_is_the_variant_that_one_would_make_by_hand() -> None:
    design = small()
    by_hand = {it.name: it.value(float(design.rows[it.name][5])) for it in design.factors}
    assert design.scenario(5) == design.variants[1].of(read_scenario("standard")).variant(by_hand)


def test_posts_of_a_variant_come_on_top_of_those_of_a_factor() -> None:
    design = small(factors={"staff.posts": {"values": [10, 15]}}, sampler=None)
    after = [design.scenario(row).posts_over_time()[-1][1] for row in range(4)]
    assert after == [10, 13, 15, 18]


def test_variant_that_leaves_the_events_out_has_none_of_the_files_own(tmp_path: Path) -> None:
    design = two_towns(tmp_path)
    own = [[it for it in design.scenario(row).events if isinstance(it, Posts)] for row in (0, 1)]
    assert [len(it) for it in own] == [0, 2]


def test_runs_are_rows_times_replications() -> None:
    assert small().runs == 4 * 2 * 3


def test_design_without_factors_has_one_point() -> None:
    design = small(factors={}, sampler=None)
    assert len(design.rows) == 2
    assert design.scenario(1).name == "standard"


@settings(max_examples=25, deadline=None)
@given(
    numbers=st.lists(st.floats(0.0, 10.0), min_size=1, max_size=6, unique=True),
    seed=st.integers(0, 2**63 - 1),
    title=st.text(min_size=1, max_size=40),
    change=st.sampled_from(["+3", "-10%", 20, 21.5]),
)
def test_design_is_the_same_after_a_journey_as_json(
    numbers: list[float], seed: int, title: str, change: str | float
) -> None:
    variant = {"name": "v", "set": {"staff.caseload": change}}
    design = small(
        seed=seed,
        title=title,
        variant=[variant],
        factors={"setting.inflow": {"values": numbers}},
        sampler=None,
    )
    again = Design.from_json(design.to_json())
    assert again.to_json() == design.to_json()
    assert again.digest() == design.digest()
    assert again.points.equals(design.points)
    assert again.scenario(0) == design.scenario(0)


@pytest.mark.parametrize("text", ["", "{}", "[]", "12", '{"title": 1}'])
def test_what_is_no_design_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="not a design"):
        Design.from_json(text)


TEXT = small().to_json()


@pytest.mark.parametrize("name", ["title", "months", "sampler", "own_luck"])
def test_design_with_a_misspelt_part_is_refused(name: str) -> None:
    with pytest.raises(RefusedError, match="not a design"):
        Design.from_json(TEXT.replace(f'\n "{name}"', f'\n "{name[1:]}"', 1))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_damaged_design_is_read_or_refused(data: st.DataObject) -> None:
    text = TEXT
    at = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, 30))
    try:
        design = Design.from_json(text[:at] + data.draw(st.text(max_size=5)) + text[at + length :])
    except RefusedError:
        return
    assert isinstance(design, Design)


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 8},
        {"months": 13},
        {"replications": 4},
        {"outputs": ["payments"]},
        {"towns": ["hassleholm"]},
        {"sampler": {"kind": "lhs", "size": 4, "seed": 2}},
        {"variant": [{"name": "as_it_was", "before": True}]},
    ],
)
def test_digest_changes_with_whatever_decides_the_numbers(change: dict[str, object]) -> None:
    assert small(**change).digest() != small().digest()


def test_digest_does_not_depend_on_the_title() -> None:
    assert small(title="Another").digest() == small().digest()


def test_rows_that_differ_only_in_their_events_begin_with_the_same_town(tmp_path: Path) -> None:
    (tmp_path / "little.toml").write_text(town(), encoding="utf-8")
    design = build(tables(towns=["little.toml"]), "t", tmp_path)
    towns = []
    for row in (0, 1):
        origin = Origin.of(design.scenario(row))
        towns.append(settled(origin, key_of(design.seed, 0)).arrays.values())
    assert all(np.array_equal(one, other) for one, other in zip(*towns, strict=True))


def test_same_replication_has_the_same_luck_until_something_is_done(tmp_path: Path) -> None:
    (tmp_path / "little.toml").write_text(town(acts=False), encoding="utf-8")
    late = {"name": "late", "event": [{"kind": "posts", "month": 6, "change": 1}]}
    design = build(
        tables(towns=["little.toml"], variant=[{"name": "as_it_was"}, late], factors={}, sampler=None),
        "t",
        tmp_path,
    )
    runs = []
    for row in (0, 1):
        scenario = design.scenario(row)
        origin, key = Origin.of(scenario), key_of(design.seed, 1)
        runs.append(run_world(origin, scenario, settled(origin, key), key, months=12).counts)
    assert np.array_equal(runs[0][:5], runs[1][:5])
    assert not np.array_equal(runs[0][5:], runs[1][5:])


def test_salib_finds_in_a_block_of_rows_what_was_put_into_it() -> None:
    design = small(
        factors={"setting.inflow": {"low": 0.5, "high": 1.5}, "policy.demands": {"low": 0.0, "high": 1.0}},
        sampler={"kind": "saltelli", "size": 256},
    )
    block = design.rows.query("variant == 'more'")
    outcome = 3.0 * block["setting.inflow"].to_numpy() + block["policy.demands"].to_numpy()
    found = salib_sobol.analyze(problem_of(design.factors), outcome, calc_second_order=False, seed=1)
    assert found["S1"] == pytest.approx([0.9, 0.1], abs=0.02)
