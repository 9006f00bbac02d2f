"""Source is read without running it, and only rules are found."""

from tillit.experiments.describing.acting import place_of, prose, verbs_of


def test_behaviours_of_a_module_are_found_by_their_decorator() -> None:
    names = [verb.name for verb in verbs_of("tillit.agents.tie")]
    assert names == ["begin", "cut", "build_trust", "lose_trust", "felt_trust"]
    assert verbs_of("tillit.model.town.seeds") == ()


def test_module_says_its_name_and_what_it_does_without_its_references() -> None:
    title, said = prose("tillit.agents.tie")
    assert title == "Tie"
    assert said.startswith("What two persons have with each other.")
    assert "Slovic" not in said


def test_file_is_named_as_it_is_found_in_the_repository() -> None:
    assert place_of("tillit.agents.tie") == "agents/tie.py"
    assert place_of("tillit.agents") == "agents/__init__.py"
