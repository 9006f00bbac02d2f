"""A trial's file is checked as it is read, and all that is wrong with it is named."""

import pytest

from tests.experiments.trials.tiny import changed, tiny
from tillit.experiments.trials.reading import all_trials, parse_trial, read_trial, trial_files
from tillit.model.scenarios import ScenarioError


def test_every_trial_that_comes_with_the_program_can_be_read() -> None:
    trials = all_trials()
    assert [it.name for it in trials] == [f"X{number}" for number in range(1, 18)]
    assert [it.name for it in trials] == list(trial_files())
    assert all(it.about.lacks for it in trials)


def test_a_name_may_be_written_as_one_likes() -> None:
    assert read_trial("x5") == read_trial("X05") == read_trial(trial_files()["X5"])


def test_every_arm_has_the_same_lot_and_its_own_acts() -> None:
    before, after = (arm.scenario.events for arm in tiny().arms)
    assert [it.kind for it in before] == ["lot"]
    assert sorted(it.kind for it in after) == ["lot", "posts"]


def test_a_trial_lasts_until_the_last_who_came_has_been_followed() -> None:
    trial = tiny()
    assert trial.months == max(12, 6 + 5)
    assert trial.sides_of(trial.figures[0]) == (0, 1)
    assert trial.window_of(trial.figures[1]) == (0, 12)


WRONG = {
    "unknown table": (("[treated]", "[treat]"), "'treated'"),
    "unknown key": (('who = "entrants"', 'wo = "entrants"'), "did you mean 'who'"),
    "unknown outcome": (('outcome = "left"', 'outcome = "lef"'), "did you mean 'left'"),
    "unknown cohort": (('outcome = "left"', 'outcome = "left"\ncohort = "nw"'), "did you mean 'new'"),
    "unknown arm": (('outcome = "left"', 'outcome = "left"\narm = "two post more"'), "two posts more"),
    "unknown event": (('kind = "posts"', 'kind = "pots"'), "did you mean 'posts'"),
    "event too large": (("change = 2", "change = 2.3"), "whole or half, such as 2 or 2.5"),
    "no people to follow": (
        ('outcome = "households"', 'outcome = "households"\ncohort = "new"'),
        "leave `cohort` out",
    ),
    "beyond what is followed": (
        ('outcome = "left"', 'outcome = "left"\nlast = 7'),
        "only 6 months are followed",
    ),
    "interval without reason": (('interval = "invented"\n', ""), "needs `interval`"),
    "value outside its interval": (("value = 10.0", "value = 30.0"), "must lie from low = 5"),
    "level of one arm": (
        ('outcome = "left"', 'outcome = "left"\nchange = "level"'),
        "says what one arm was like",
    ),
    "money in percent": (('outcome = "households"', 'outcome = "payback"'), 'change must be "level"'),
    "direction alone, unchanged": (('direction = "falls"', 'direction = "unchanged"'), "needs `value`"),
    "share too large": (("cases = 0.5", "cases = 1.5"), "0 to 1 share"),
    "treated cohort without a lot": (("cases = 0.5", "cases = 0.0"), "say in [treated]"),
    "two of a name": (('name = "two posts more"', 'name = "as before"'), "two arms are called"),
    "office without households": (("households = 90\n", ""), "households is missing"),
    "obstacles of children": (
        ('title = "new"\nwho', 'title = "new"\nof = "children"\nobstacles = ["sick"]\nwho'),
        "of households only",
    ),
    "spells in no order": (("last = 6\n", "first = 9\nlast = 6\n"), "first = 9 is more than last = 6"),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named_with_what_to_try(change: tuple[str, str], said: str) -> None:
    text = (
        changed(change, ('title = "new"\n', 'title = "new"\ntreated = true\n'))
        if "lot" in said
        else changed(change)
    )
    if said == "say in [treated]":
        text = text.replace('title = "new"\n', 'title = "new"\ntreated = true\n')
    with pytest.raises(ScenarioError) as error:
        parse_trial(text, "tiny.toml")
    assert said in str(error.value)
    assert "tiny.toml" in str(error.value)


def test_one_arm_is_no_trial_and_a_file_without_figures_none_either() -> None:
    text = changed().partition("[[arm]]")[0]
    with pytest.raises(ScenarioError) as error:
        parse_trial(text, "tiny.toml")
    assert "two or more are needed" in str(error.value)
    assert "at least one is needed" in str(error.value)


def test_a_trial_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(ScenarioError, match="there is no trial 'X55'"):
        read_trial("X55")
    with pytest.raises(ScenarioError, match="there is no file"):
        read_trial("nowhere.toml")


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(ScenarioError, match="not TOML"):
        parse_trial("[trial", "tiny.toml")
