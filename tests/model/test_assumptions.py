"""All behavioural parameters together: the defaults, and changes within their ranges."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tillit.model.assumptions import DECLARED, ParameterError, assume

ANY_NAME = st.sampled_from(sorted(DECLARED))


def test_without_changes_everything_is_at_its_default() -> None:
    assumed = assume()
    for name, declaration in DECLARED.items():
        group, _, field = name.partition(".")
        value = getattr(getattr(assumed, group), field)
        assert value == declaration.default
        assert type(value) is declaration.kind


def test_a_change_changes_one_parameter() -> None:
    assert assume({"bonds.rapport": 0.2}) == assume()._replace(bonds=assume().bonds._replace(rapport=0.2))


@pytest.mark.parametrize("name", DECLARED)
def test_both_ends_of_every_range_are_accepted_and_nothing_beyond(name: str) -> None:
    par = DECLARED[name].par
    for value in (par.low, par.high, str(par.low)):
        assume({name: value})
    below, above = par.low - 1e-3 * (1.0 + abs(par.low)), par.high * 1.001 + 1e-3
    wrong: list[object] = [below, above, float("nan"), "much", None]
    for beyond in wrong:
        with pytest.raises(ParameterError, match=name):
            assume({name: beyond})


def test_whole_numbers_stay_whole_and_others_become_floats() -> None:
    assumed = assume({"returning.watch": "24", "hours.month": 140})
    assert (assumed.returning.watch, type(assumed.returning.watch)) == (24, int)
    assert (assumed.hours.month, type(assumed.hours.month)) == (140.0, float)


def test_half_a_month_is_refused_where_whole_ones_are_counted() -> None:
    with pytest.raises(ParameterError, match=r"returning\.watch = 24\.5: must be a whole number from"):
        assume({"returning.watch": 24.5})


def test_a_value_outside_its_range_is_refused_with_range_unit_source_and_default() -> None:
    par = DECLARED["bonds.rapport"].par
    with pytest.raises(ParameterError) as caught:
        assume({"bonds.rapport": 9})
    for word in (f"{par.low:g}", f"{par.high:g}", par.unit, par.source, "default"):
        assert word in str(caught.value)


@pytest.mark.parametrize(("name", "near"), [("bonds.raport", "bonds.rapport"), ("hour.month", "hours.month")])
def test_an_unknown_name_is_refused_with_the_nearest_one(name: str, near: str) -> None:
    with pytest.raises(ParameterError, match=f"did you mean '{near}'"):
        assume({name: 0.1})


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.dictionaries(ANY_NAME, st.floats() | st.text(max_size=8) | st.none() | st.booleans(), max_size=3))
def test_any_values_are_taken_within_their_range_or_refused(changes: dict[str, object]) -> None:
    try:
        assumed = assume(changes)
    except ParameterError:
        return
    for name in changes:
        group, _, field = name.partition(".")
        value = getattr(getattr(assumed, group), field)
        assert DECLARED[name].par.low <= value <= DECLARED[name].par.high
