"""Source is read without running it, and rules are shown as they are."""

import ast
import textwrap

import pytest

from tillit.experiments.describing import source
from tillit.experiments.describing.source import Verb, called, members, prose, reached, verbs_of


def test_behaviours_of_a_module_are_found_by_their_decorator() -> None:
    names = [verb.name for verb in verbs_of("tillit.agents.tie")]
    assert names == ["begin", "cut", "build_trust", "lose_trust", "felt_trust"]
    assert verbs_of("tillit.model.town.seeds") == ()


def test_rule_keeps_its_indentation_and_leaves_its_docstring_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = textwrap.dedent('''
        def go(steps: int) -> int:
            """Go some steps.

            More words.
            """
            if steps > 0:
                return 1

            return 0
        ''')
    (node,) = ast.parse(text).body
    assert isinstance(node, ast.FunctionDef)
    monkeypatch.setattr(source, "text_of", lambda _: text)
    verb = Verb("somewhere", "go", node)
    assert verb.rule == "if steps > 0:\n    return 1\n\nreturn 0"
    assert verb.says == "Go some steps."


def test_calls_are_followed_into_other_files() -> None:
    (meet,) = (verb for verb in verbs_of("tillit.agents.meeting") if verb.name == "meet")
    assert {("tillit.agents.tie", "build_trust"), ("tillit.agents.meeting", "keeps_appointment")} <= {
        (verb.module, verb.name) for verb in called(meet)
    }
    assert set(called(meet)) < set(reached(meet))


def test_language_of_the_agents_is_no_part_of_the_theory() -> None:
    (draws,) = (verb for verb in verbs_of("tillit.agents.learning") if verb.name == "brings")
    assert called(draws) == ()


def test_module_says_its_name_and_what_it_does_without_its_references() -> None:
    title, said = prose("tillit.agents.tie")
    assert title == "Tie"
    assert said.startswith("What two persons have with each other.")
    assert "Slovic" not in said


def test_members_of_an_enumeration_say_their_group_and_docstring() -> None:
    said = members("tillit.agents.foundation.decisions", "Decision")
    assert said["AGE"] == ("3", "", "Who somebody is when they come")
    assert said["LOST_CONTACT"][1].startswith("The first of")
    assert said["RECOVERY"][2] == "A caseworker's month"
