"""Source is read without running it, and only rules are found."""

from tillit.experiments.describing.parts import prose, verbs_of


def test_behaviours_of_a_module_are_found_by_their_decorator() -> None:
    assert [*verbs_of("tillit.agents.tie")] == ["begin", "cut", "build_trust", "lose_trust", "felt_trust"]
    assert verbs_of("tillit.model.town.seeds") == {}


def test_module_says_its_name_and_what_it_is_about() -> None:
    assert prose("tillit.agents.tie") == ("Tie", "What two persons have with each other.")
