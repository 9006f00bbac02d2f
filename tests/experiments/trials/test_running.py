"""A trial runs its arms with the same people and the same luck."""

import math

import pytest

from tests.experiments.trials.tiny import tiny
from tillit.experiments.refused import RefusedError
from tillit.experiments.trials.effects import effects
from tillit.model.assumptions import ParameterError

ALIKE = ("change = 2", "change = 0")


def test_more_staff_changes_what_is_measured() -> None:
    left, households = effects(tiny(("change = 2", "change = 6")))
    assert left.replications == 4
    assert left.value != 0.0
    assert households.error > 0.0


def test_arms_that_are_alike_differ_by_exactly_nothing() -> None:
    for effect in effects(tiny(ALIKE)):
        assert (effect.value, effect.error) == (0.0, 0.0)


def test_the_numbers_depend_on_the_seed_and_on_nothing_else() -> None:
    one, same, other = (
        [it.value for it in effects(tiny(), seed=seed, threads=threads)]
        for seed, threads in ((3, 1), (3, 2), (4, 1))
    )
    assert one == same
    assert one != other


def test_other_assumptions_give_another_effect() -> None:
    usual, slow = (
        effects(tiny(), changes, replications=4)[0]
        for changes in ({}, {"leaving.own_way": 0.1, "demands.push": 0.0})
    )
    assert usual.value != slow.value
    assert all(math.isfinite(it.error) for it in (usual, slow))


def test_what_the_file_says_of_its_office_stays_whatever_is_assumed() -> None:
    stated = ("[treated]", '[office.parameters]\n"leaving.own_way" = 0.2\n\n[treated]')
    usual, assumed = (effects(tiny(stated), it, replications=2) for it in ({}, {"leaving.own_way": 0.4}))
    assert [(it.value, it.error) for it in usual] == [(it.value, it.error) for it in assumed]


def test_a_parameter_that_is_not_there_is_refused() -> None:
    with pytest.raises(ParameterError, match=r"leaving\.own_wy"):
        effects(tiny(), {"leaving.own_wy": 0.1})


@pytest.mark.parametrize("wrong", [{"replications": 1}, {"seed": -1}, {"threads": 0}])
def test_a_number_out_of_range_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(RefusedError, match=next(iter(wrong))):
        effects(tiny(), **wrong)  # type: ignore[arg-type]


def test_a_trial_that_comes_with_the_program_runs() -> None:
    (exits, *_) = effects("X5", replications=3)
    assert exits.figure.value == 28.0
    assert math.isfinite(exits.value)
