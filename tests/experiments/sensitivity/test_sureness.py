"""Sureness: how wide an answer is for its assumptions alone, without the luck of the few pairs under each."""

import numpy as np
import pandas as pd
import pytest

from tests.experiments.town_files import town_file
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.sensitivity import sureness
from tillit.experiments.sensitivity.sureness import SURE, strengths, under_assumptions, without_luck
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World
from tillit.model.scenarios import parse_scenario

CHANCE = np.random.default_rng(7).normal(scale=30.0, size=(4_000, 6))


@pytest.mark.parametrize("between", [0.0, 5.0, 20.0])
def test_spread_is_that_of_the_vectors_and_not_of_their_luck(between: float) -> None:
    effects = np.random.default_rng(8).normal(100.0, between, size=(4_000, 1))
    means = without_luck(effects + CHANCE)
    assert means.mean() == pytest.approx(100.0, abs=1.0)
    assert means.std() == pytest.approx(between, abs=2.0)


def test_one_pair_or_one_vector_tells_nothing_of_luck() -> None:
    for shape in ((3, 1), (1, 3)):
        figures = CHANCE[: shape[0], : shape[1]]
        assert (without_luck(figures) == figures.mean(axis=1)).all()


def test_strongest_comes_first_and_chance_alone_is_beaten_by_nothing() -> None:
    vectors = pd.DataFrame(CHANCE[:36], columns=list("abcdef"))
    by_c = strengths(vectors, -vectors["c"].to_numpy())
    assert by_c.index[0] == "c"
    assert by_c.iloc[0] == pytest.approx(1.0)
    assert strengths(vectors, CHANCE[36:72, 0]).max() < SURE / 36**0.5
    assert strengths(vectors[:29], vectors["c"].to_numpy()[:29]).empty


def test_each_set_has_luck_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = []

    def noted(a: World, b: World, plan: Plan) -> object:
        seeds.append(plan.seed)
        return run_pairs(a, b, plan)

    monkeypatch.setattr(sureness, "run_pairs", noted)
    town = parse_scenario(town_file("town", "Town"), "town")
    worlds = World("a", town), World("b", town.variant({"staff.posts": "+1"}))
    assert under_assumptions(*worlds, Plan(pairs=2, months=12, seed=2**63 - 1), 3) is not None
    assert len(set(seeds)) == len(seeds) == 3
