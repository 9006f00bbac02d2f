"""Sobol's indices: against a function whose indices are known."""

import numpy as np

from tests.experiments.answers.known_functions import ISHIGAMI, cases_of, factors, ishigami
from tillit.experiments.answers.sensitivity import sensitivity

ANGLES = factors("a", "b", "c", low=-np.pi, high=np.pi)


def test_the_indices_of_ishigami_s_function_are_found() -> None:
    answer = sensitivity(cases_of("saltelli", ishigami, 1024, ANGLES), "sobol")
    for index, known in ISHIGAMI.items():
        found = answer.frame[answer.frame["index"] == index].set_index("factor")["value"]
        np.testing.assert_allclose(found[["a", "b", "c"]], known, atol=0.05)
    assert "a matters most" in answer.note


def test_the_intervals_hold_what_is_known_and_are_the_same_each_time() -> None:
    cases = cases_of("saltelli", ishigami, 512, ANGLES)
    one, other = (sensitivity(cases, "sobol").frame for _ in range(2))
    assert one.equals(other)
    total = one[one["index"] == "total"].set_index("factor").loc[["a", "b", "c"]]
    assert (total["low"] < ISHIGAMI["total"]).all()
    assert (total["high"] > ISHIGAMI["total"]).all()


def test_a_constant_has_nothing_to_explain() -> None:
    cases = cases_of("saltelli", lambda x: np.full(len(x), 5.0), 8, ANGLES)
    answer = sensitivity(cases, "sobol")
    assert (answer.frame["value"] == 0.0).all()
    assert "nothing to explain" in answer.note
    assert answer.plot().axes


def test_the_note_says_how_much_is_luck_and_how_many_replications_would_do() -> None:
    lucky = cases_of("saltelli", ishigami, 128, ANGLES, replications=4, sd=4.0)
    note = sensitivity(lucky, "sobol").note
    assert "luck makes" in note
    assert "replications would bring it to 5 %" in note
