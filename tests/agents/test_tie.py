"""A tie begins, grows, fades and ends, and trust stays between 0 and 1."""

import pytest

from tests.agents.in_python import in_python, row, values
from tillit.agents.tie import NOBODY, OWN, Bonds, Tie, begin, build_trust, cut, felt_trust, lose_trust


def test_two_persons_begin_with_what_was_handed_over() -> None:
    tie = row(Tie)
    in_python(begin)(tie, 42, 3, 7, 0.25)
    begun = {"other": 42, "seat": 3, "since": 7, "trust": 0.25, "meetings": 0, "last": NOBODY}
    assert values(tie) == begun


def test_nothing_is_left_of_a_tie_that_was_cut() -> None:
    tie = row(Tie, other=42, seat=3, since=7, trust=0.9, meetings=12, last=9)
    in_python(cut)(tie)
    gone = {"other": NOBODY, "seat": NOBODY, "since": NOBODY, "trust": 0.0, "meetings": 0, "last": NOBODY}
    assert values(tie) == gone


def test_kept_meeting_builds_a_share_of_the_missing_trust() -> None:
    tie = row(Tie, trust=0.2, meetings=4)
    in_python(build_trust)(tie, 0.5, 9)
    assert tie.trust == pytest.approx(0.6)
    assert (tie.meetings, tie.last) == (5, 9)


def test_full_trust_grows_no_further_and_missing_trust_falls_no_further() -> None:
    full, none = row(Tie, trust=1.0), row(Tie, trust=0.0)
    in_python(build_trust)(full, 0.35, 1)
    in_python(lose_trust)(none, 0.5)
    assert (full.trust, none.trust) == (1.0, 0.0)


def test_trust_is_lost_as_a_share_of_what_is_there() -> None:
    tie = row(Tie, trust=0.8)
    in_python(lose_trust)(tie, 0.25)
    assert tie.trust == pytest.approx(0.6)


def test_a_broken_promise_costs_middling_trust_more_than_a_meeting_builds() -> None:
    promise, meeting = row(Tie, trust=0.5), row(Tie, trust=0.5)
    in_python(lose_trust)(promise, Bonds().broken_promise)
    in_python(build_trust)(meeting, Bonds().rapport, 1)
    assert 0.5 - promise.trust > meeting.trust - 0.5


def test_felt_trust_is_the_ties_own_unless_its_kind_is_frozen() -> None:
    tie = row(Tie, trust=0.9)
    assert in_python(felt_trust)(tie, OWN) == 0.9
    assert in_python(felt_trust)(tie, 0.3) == 0.3
    assert in_python(felt_trust)(tie, 0.0) == 0.0
