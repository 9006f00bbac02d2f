"""A class's room: who comes in, what is taken of whom, and that nobody makes it large."""

import random
from typing import Any

import pytest

from tillit.experiments.lessons.tables import ROLES
from tillit.visualization.classroom.guesses import CHECK, CODED, LETTERS, NoGuessError, Question
from tillit.visualization.classroom.room import (
    HERE,
    MOST_BEHIND,
    MOST_CHANGES,
    MOST_STUDENTS,
    MOST_TYPED,
    MOST_WRONG,
    Room,
)
from tillit.visualization.classroom.students import Reason, RefusedStudentError

HOME = "192.0.2.7"
DRAW = Question(1, 1, "draw", -6.0, 14.0)
SIX = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]


class Clock:
    """A time that stands until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def screen(at: int = 1, form: str | None = "draw", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - of any kind
    """Return a step as a teacher's page shows it."""
    step = {"form": form, "chart": {"axis": [-6, 14]}, "range": None}
    return {"lesson": 1, "at": at, "title": "Gävle", "of": 8, "step": step, **more}


def room(clock: Clock | None = None) -> Room:
    """Return a class in which six points are asked."""
    found = Room(clock or Clock())
    found.show(screen(), "sv")
    return found


def reason(refused: pytest.ExceptionInfo[RefusedStudentError]) -> Reason:
    """Return why somebody was refused."""
    return refused.value.reason


def test_thirty_students_guess_and_the_teacher_sees_each_once() -> None:
    it = room()
    keys = [it.join(it.code, HOME) for _ in range(30)]
    for turn, key in enumerate(keys):
        it.answer(key, (1, 1), [turn / 10] * 6)
        it.answer(key, (1, 1), [turn / 10 + 1] * 6)  # she thought again, or in another tab
    seen = it.overview((1, 1))
    assert seen["here"] == 30
    assert [guess[1:] for guess in seen["guesses"]] == [[turn / 10 + 1] * 6 for turn in range(30)]


def test_whoever_left_is_not_counted_but_her_guess_is() -> None:
    clock = Clock()
    it = room(clock)
    gone, there = (it.join(it.code, HOME) for _ in range(2))
    it.answer(gone, (1, 1), SIX)
    clock.now += HERE
    it.see(there)
    assert (it.overview((1, 1))["here"], len(it.overview((1, 1))["guesses"])) == (1, 1)
    it.see(gone)  # she is back
    assert it.overview((1, 1))["here"] == 2


def test_nobody_comes_in_without_the_code_or_by_trying_all() -> None:
    it = room()
    for _ in range(MOST_WRONG):
        with pytest.raises(RefusedStudentError) as refused:
            it.join("AAAA", HOME)
        assert reason(refused) is Reason.WRONG
    with pytest.raises(RefusedStudentError) as refused:
        it.join(it.code, HOME)
    assert reason(refused) is Reason.BARRED
    it.join(it.code.lower(), "192.0.2.8")  # nobody else has to pay for it


def test_one_address_cannot_fill_the_room() -> None:
    it = room()
    for _ in range(MOST_BEHIND):
        it.join(it.code, HOME)
    with pytest.raises(RefusedStudentError) as refused:
        it.join(it.code, HOME)
    assert reason(refused) is Reason.FULL
    it.join(it.code, "192.0.2.8")


def test_a_full_room_forgets_first_who_has_been_gone_longest() -> None:
    clock = Clock()
    it = room(clock)
    keys = []
    for turn in range(MOST_STUDENTS):
        keys.append(it.join(it.code, f"192.0.2.{turn}"))
        clock.now += 0.01
    it.answer(keys[0], (1, 1), SIX)
    with pytest.raises(RefusedStudentError):
        it.join(it.code, "198.51.100.1")
    clock.now += HERE
    it.join(it.code, "198.51.100.1")
    with pytest.raises(RefusedStudentError) as refused:
        it.see(keys[0])
    assert reason(refused) is Reason.UNKNOWN
    assert it.overview((1, 1))["guesses"] == []
    it.see(keys[1])


def test_a_thousand_answers_are_one_and_then_it_stands() -> None:
    it = room()
    key = it.join(it.code, HOME)
    for turn in range(MOST_CHANGES):
        it.answer(key, (1, 1), [turn / 1_000] * 6)
    for _ in range(1_000 - MOST_CHANGES):
        with pytest.raises(RefusedStudentError) as refused:
            it.answer(key, (1, 1), SIX)
        assert reason(refused) is Reason.STANDS
    assert it.overview((1, 1))["guesses"] == [["manager", *[(MOST_CHANGES - 1) / 1_000] * 6]]


@pytest.mark.parametrize(
    "junk",
    [
        None,
        "123456",
        [1.0] * 5,
        [1.0] * 7,
        [[1.0]] * 6,
        [True] * 6,
        ["1"] * 6,
        [float("nan")] * 6,
        [float("inf")] * 6,
        [14.001] * 6,
        {"0": 1.0},
    ],
)
def test_junk_is_no_answer(junk: object) -> None:
    it = room()
    key = it.join(it.code, HOME)
    with pytest.raises(NoGuessError):
        it.answer(key, (1, 1), junk)
    assert it.overview((1, 1))["guesses"] == []


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [("choose", [3.0], [2.5]), ("choose", [0.0], [4.0]), ("range", [-6.0, 14.0], [2.0, 1.0])],
)
def test_choices_are_one_of_four_and_ranges_do_not_end_before_they_begin(
    form: str, good: list[float], bad: list[float]
) -> None:
    it = Room(Clock())
    it.show(screen(form=form), "en")
    key = it.join(it.code, HOME)
    it.answer(key, (1, 1), good)
    with pytest.raises(NoGuessError):
        it.answer(key, (1, 1), bad)
    assert it.overview((1, 1))["guesses"] == [["manager", *good]]


def test_only_what_is_shown_can_be_answered_and_earlier_guesses_are_kept() -> None:
    it = room()
    key = it.join(it.code, HOME)
    it.answer(key, (1, 1), SIX)
    it.show(screen(2, None), "sv")
    for at in ((1, 1), (1, 2)):
        with pytest.raises(RefusedStudentError) as refused:
            it.answer(key, at, SIX)
        assert reason(refused) is Reason.NOT_NOW
    it.show(screen(), "sv")
    assert len(it.overview((1, 1))["guesses"]) == 1


def test_starting_over_forgets_the_guesses_and_tells_the_students() -> None:
    it = room()
    key = it.join(it.code, HOME)
    it.answer(key, (1, 1), SIX)
    before = it.see(key)
    it.start_over((1, 1))
    after = it.see(key)
    assert it.overview((1, 1))["guesses"] == []
    assert after["round"] == before["round"] + 1
    assert after["version"] > before["version"]


def test_a_new_code_sends_everybody_out_and_asks_on() -> None:
    it = room()
    key, code = it.join(it.code, HOME), it.code
    while it.code == code:
        it.renew()
    with pytest.raises(RefusedStudentError):
        it.see(key)
    it.answer(it.join(it.code, HOME), (1, 1), SIX)


def test_roles_go_round_and_each_sees_its_own_chart_alone() -> None:
    it = Room(Clock())
    it.show(screen(0, None, roles={role: {"label": role} for role in ROLES}), "en")
    seen = [it.see(it.join(it.code, HOME)) for _ in range(6)]
    assert [it["role"]["name"] for it in seen] == [*ROLES, ROLES[0]]
    assert [it["role"]["chart"]["label"] for it in seen] == [*ROLES, ROLES[0]]
    assert all("roles" not in it for it in seen)


def test_the_same_code_twice_is_one_guess_and_codes_are_bounded() -> None:
    it = room()
    code = written(DRAW, 7)
    it.type_in((1, 1), code)
    it.type_in((1, 1), f" {code[:4]} {code[4:].lower()} ")
    assert len(it.overview((1, 1))["guesses"]) == 1
    for turn in range(8, 7 + MOST_TYPED):
        it.type_in((1, 1), written(DRAW, turn))
    with pytest.raises(NoGuessError):
        it.type_in((1, 1), written(DRAW, 0))


def written(question: Question, payload: int) -> str:
    """Return the code of a payload, by trying what is left."""
    number = payload * CHECK + (7 * (payload % 1009) + 31 * question.at + 7 * question.lesson) % CHECK
    code = ""
    for _ in range(CODED):
        number, letter = divmod(number, len(LETTERS))
        code = LETTERS[letter] + code
    return code


def test_a_slip_of_the_hand_is_noticed_nineteen_times_in_twenty() -> None:
    luck = random.Random(1)  # noqa: S311 - no secret
    slips = noticed = 0
    for _ in range(300):
        code = written(DRAW, luck.randrange(41**6))
        for turn in range(CODED):
            other = luck.choice([it for it in LETTERS if it != code[turn]])
            slips += 1
            try:
                DRAW.decoded(code[:turn] + other + code[turn + 1 :])
            except NoGuessError:
                noticed += 1
    assert noticed / slips > 0.95
