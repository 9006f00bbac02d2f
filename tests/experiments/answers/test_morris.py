"""Elementary effects: against a linear function, and against the library's own."""

import numpy as np
import pytest
from SALib.analyze import morris

from tests.experiments.answers.known_functions import cases_of, factors, ishigami, linear
from tillit.experiments.answers.sensitivity import Sampled, elementary_effects, sensitivity
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor, problem_of

ABC = factors("a", "b", "c")


def values(cases: Sampled, index: str) -> list[float]:
    frame = sensitivity(cases, "morris").frame
    return [float(it) for it in frame[frame["index"] == index].set_index("factor").loc[cases.names, "value"]]


def test_the_effects_of_a_linear_function_are_its_slopes_and_have_no_spread() -> None:
    cases = cases_of("morris", linear, 6, ABC)
    assert values(cases, "mu_star") == pytest.approx([4.0, 2.0, 0.0])
    assert values(cases, "mu") == pytest.approx([4.0, -2.0, 0.0])
    assert values(cases, "sigma") == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)


def test_the_effects_are_those_of_the_library() -> None:
    cases = cases_of("morris", ishigami, 12, factors("a", "b", "c", low=-np.pi, high=np.pi))
    found = morris.analyze(problem_of(cases.factors), cases.points, cases.means, seed=1)
    for index in ("mu_star", "mu", "sigma"):
        np.testing.assert_allclose(values(cases, index), np.asarray(found[index], float))


def test_a_whole_number_counts_by_the_step_that_it_really_made() -> None:
    whole = (Factor("a", 1.0, 6.0, whole=True), Factor("b", 0.0, 1.0))
    cases = cases_of("morris", lambda x: 3.0 * np.round(x[:, 0]), 8, whole)
    steps = np.column_stack((np.round(cases.points[:, 0]), cases.points[:, 1]))
    rounded = Sampled(whole, steps, cases.values, kind="morris")
    assert values(rounded, "mu_star")[0] == pytest.approx(15.0)


def test_intervals_hold_the_value_and_the_largest_comes_first_in_the_note() -> None:
    answer = sensitivity(
        cases_of("morris", ishigami, 12, factors("a", "b", "c", low=-np.pi, high=np.pi)), "morris"
    )
    inside = answer.frame["low"].le(answer.frame["value"] + 1e-9) & answer.frame["high"].ge(
        answer.frame["value"] - 1e-9
    )
    assert inside[answer.frame["index"] != "sigma"].all()
    sizes = answer.frame[answer.frame["index"] == "mu_star"].set_index("factor")["value"]
    assert f"changed most by {sizes.idxmax()}, " in answer.note


def test_effects_beside_a_missing_figure_are_left_out_and_the_others_stay() -> None:
    cases = cases_of("morris", linear, 6, ABC)
    cases.means[0] = np.nan
    effects = elementary_effects(cases)
    assert np.isnan(effects).sum() == 1
    np.testing.assert_allclose(np.nanmean(effects, axis=0), [4.0, -2.0, 0.0], atol=1e-9)


def test_points_of_another_sampler_are_no_trajectories() -> None:
    with pytest.raises(RefusedError, match="morris"):
        sensitivity(cases_of("lhs", linear, 40, ABC), "morris")


def test_a_constant_has_nothing_to_explain() -> None:
    answer = sensitivity(cases_of("morris", lambda x: np.zeros(len(x)), 3, ABC), "morris")
    assert "nothing to explain" in answer.note
    assert (answer.frame["value"] == 0.0).all()
    assert answer.plot().axes
