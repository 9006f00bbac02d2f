"""Regional sensitivity: what lies apart where there is much and where there is little."""

import numpy as np
import pytest

from tests.experiments.answers.known_functions import cases_of, factors, linear
from tillit.experiments.answers.sensitivity import sensitivity
from tillit.experiments.refused import RefusedError

ABC = factors("a", "b", "c")


def test_the_factor_that_parts_is_named_and_the_idle_one_is_not() -> None:
    answer = sensitivity(cases_of("lhs", linear, 300, ABC), "regional")
    ks = answer.frame[answer.frame["index"] == "ks"].set_index("factor")
    assert list(ks.sort_values("value", ascending=False).index) == ["a", "b", "c"]
    assert (ks.loc["a", "more"], ks.loc["b", "more"]) == ("high", "low")
    assert "a (high values go with more)" in answer.note
    assert "c (" not in answer.note


def test_both_signs_are_parted_at_0_and_one_sign_at_the_median() -> None:
    signs = sensitivity(cases_of("lhs", linear, 100, ABC), "regional")
    assert "above or below 0 " in signs.note
    positive = sensitivity(cases_of("lhs", lambda x: 10.0 + x[:, 0], 100, ABC), "regional")
    assert "above or below 10.5 " in positive.note


def test_too_few_points_are_refused() -> None:
    with pytest.raises(RefusedError, match="too few"):
        sensitivity(cases_of("lhs", linear, 10, ABC), "regional")


def test_a_constant_has_nothing_to_explain() -> None:
    answer = sensitivity(cases_of("lhs", lambda x: np.ones(len(x)), 40, ABC), "regional")
    assert "nothing to explain" in answer.note
    assert answer.plot().axes
