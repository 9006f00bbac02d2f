"""Explaining small towns: sums to the last krona, nothing for who does nothing, refusals in words."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.model.small_towns import village
from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.explanation import Explanation, Question, explain
from tillit.experiments.explanation.games import FROM_OUTSIDE, by_events, by_mechanisms
from tillit.experiments.notebook import compare
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import words as words_of
from tillit.experiments.telling.names import MECHANISMS
from tillit.experiments.worlds.world import World, worlds_of
from tillit.model import events
from tillit.model.events.setting import RULES
from tillit.model.scenarios import Scenario, read_scenario

MONTHS = 18
EN = words_of("en")
SUM = Question(total=True)
EVENTS = Question(total=True, by="events")
FEW = Question(total=True, orders=2)
HIRE = {"kind": "posts", "month": 1, "change": 2}
REORGANISE = {"kind": "reorganisation", "month": 3, "share": 0.8, "months": 2}
DEARER = {"kind": "price_change", "month": 5, "prices": 1.25}
MORE_COME = {"kind": "newly_arrived", "month": 2, "households": 6, "months": 6}


def explained(a: Scenario, b: Scenario, question: Question = FEW, pairs: int = 2) -> Explanation:
    return explain(a, b, question, pairs=pairs, months=MONTHS)


def shares_of(explanation: Explanation) -> dict[str, float]:
    """Return the mean share of each, and of what is left, by name."""
    frame = explanation.frame
    shares = frame[frame["part"].isin(["rest", "share"])]
    return dict(zip(shares["name"], shares["value"], strict=True))


def test_shares_sum_to_the_difference_that_comparing_finds_to_the_last_krona(town: Path) -> None:
    a, b = worlds_of(town)
    explanation = explain(a, b, SUM, pairs=1, months=MONTHS)
    compared = compare(a, b, pairs=1, months=MONTHS)
    totals = compared.totals().query("indicator == 'payments'")
    assert explanation.a.tolist() == totals["a"].tolist()
    assert explanation.b.tolist() == totals["b"].tolist()
    summed = explanation.alone + explanation.shares.sum(axis=1)
    assert np.abs(summed - totals["difference"].to_numpy()).max() < 0.01
    assert (explanation.difference != 0.0).all()


def test_mechanism_that_does_nothing_in_a_town_gets_exactly_nothing() -> None:
    # Both worlds demand what an ordinary town does, and so does a town without the mechanism.
    explanation = explained(village(), village(HIRE, REORGANISE))
    names = [*explanation.game.players]
    assert (explanation.shares[:, names.index("demands")] == 0.0).all()
    assert (explanation.shares[:, names.index("continuity")] != 0.0).any()


def test_mechanism_that_is_off_in_both_worlds_is_not_tried() -> None:
    place = village(changes={"mechanisms.reach": False})
    explanation = explained(place, place.variant({"staff.posts": "+2"}))
    assert "reach" not in explanation.game.players


def test_mechanism_that_only_one_world_has_is_what_differs() -> None:
    place = village()
    shares = shares_of(explained(place, place.variant({"mechanisms.continuity": False})))
    assert shares["continuity"] != 0.0


def test_dearer_prices_are_mostly_the_share_of_prices() -> None:
    # Not all: what a price change costs depends on how many people the mechanisms leave on assistance.
    explanation = explained(village(), village(DEARER))
    shares = shares_of(explanation)
    assert shares["rest"] == 0.0
    assert shares["prices"] > 0.8 * explanation.difference.mean() > 0.0


def test_prices_and_inflow_that_are_the_same_are_not_tried() -> None:
    both = (DEARER, MORE_COME)
    explanation = explained(village(*both), village(HIRE, *both))
    assert not {"prices", "inflow"} & explanation.game.players.keys()


def test_newly_arrived_are_the_share_of_inflow() -> None:
    explanation = explained(village(), village(MORE_COME))
    shares = shares_of(explanation)
    assert shares["rest"] == 0.0
    assert shares["inflow"] > 0.5 * explanation.difference.mean() > 0.0


def test_without_prices_world_b_has_those_of_world_a() -> None:
    cheaper = DEARER | {"prices": 0.8}
    game = by_mechanisms(World.of(village(HIRE, cheaper)), World.of(village(HIRE, DEARER)))
    assert next(iter(game.players)) == "prices"
    everybody = 2 ** len(game.players) - 1
    events = game.stages(everybody - 1)[1].scenario.events
    assert events == village(HIRE, cheaper).events
    assert game.stages(everybody)[1].scenario.digest == village(HIRE, DEARER).digest


def test_everything_off_leaves_the_people_and_the_inflow_as_they_are() -> None:
    small, large = village(), village(households=90)
    game = by_mechanisms(World.of(small), World.of(large))
    nobody, everybody = game.stages(0)[1], game.stages(2 ** len(game.players) - 1)[1]
    assert everybody.inflow is None
    assert nobody.inflow is not None
    assert sum(nobody.scenario.mechanisms) == 0


def test_two_places_that_did_nothing_differ_by_themselves() -> None:
    explanation = explained(village(), village(households=90))
    assert explanation.game.rest.startswith("The places themselves")
    assert shares_of(explanation)["rest"] > 0.0


def test_town_with_one_act_gives_all_to_it() -> None:
    explanation = explained(village(), village(HIRE), EVENTS)
    assert explanation.shares[:, 0].tolist() == explanation.difference.tolist()
    assert (explanation.alone == 0.0).all()
    assert explanation.game.rest == ""


def test_acts_share_the_whole_difference() -> None:
    explanation = explained(village(), village(HIRE, REORGANISE, MORE_COME), EVENTS)
    assert explanation.shares.sum(axis=1) == pytest.approx(explanation.difference, abs=0.01)
    labels = [label(EN) for label in explanation.game.players.values()]
    assert labels[0] == "More or fewer posts (+2; 2010-01)"


def test_all_that_is_said_is_in_the_language_that_was_asked_for() -> None:
    rule = {"kind": "setting", "month": 2, "rule": "caseload_limit", "value": 30.5}
    explanation = explained(village(HIRE), village(rule, REORGANISE | {"every": 4, "times": 3}), EVENTS)
    told = dataclasses.replace(explanation, words=words_of("sv")).answer()
    assert told.frame.query("part == 'share'").set_index("name")["label"].to_dict() == {
        "no_posts_1": "Inte gjort: Fler eller färre tjänster (+2; 2010-01)",
        "setting_2": "Gjort: Ändrad regel (högsta antal ärenden 30,5 hushåll per handläggare; 2010-02)",
        "reorganisation_3": "Gjort: Omorganisation (80 % av klienter och kontakter, 2 månader, "
        "15 % av timmarna, 3 gånger; 2010-03 till 2010-11)",
    }
    assert told.note.startswith("Varje kombination prövades; medelvärden över 2 par; raderna ger tillsammans")
    assert told.plot().axes[0].get_xlabel().startswith("mkr, summan av 18 månader; tunna linjer")


def test_act_that_is_repeated_is_one_act() -> None:
    repeated = REORGANISE | {"every": 4, "times": 3}
    game = by_events(World.of(village()), World.of(village(HIRE, repeated)))
    assert [*game.players] == ["posts_1", "reorganisation_2"]
    assert "3 times; 2010-03 to 2010-11" in game.players["reorganisation_2"](EN)


def test_what_both_worlds_did_explains_nothing() -> None:
    game = by_events(World.of(village(HIRE, REORGANISE)), World.of(village(HIRE, MORE_COME)))
    assert [*game.players] == ["no_reorganisation_1", "newly_arrived_2"]
    assert game.players["no_reorganisation_1"](EN).startswith(
        "Not done: Reorganisation (80 % of clients and contacts"
    )
    assert game.stages(0)[1].scenario.digest == village(HIRE, REORGANISE).digest
    assert game.stages(0b01)[1].scenario.digest == village(HIRE).digest
    assert game.stages(0b10)[1].scenario.digest == village(HIRE, MORE_COME, REORGANISE).digest
    assert game.stages(0b11)[1].scenario.digest == village(HIRE, MORE_COME).digest


def test_acts_that_cannot_be_told_apart_are_refused() -> None:
    cut = {"kind": "posts", "month": 6, "change": -4}
    with pytest.raises(RefusedError, match="cannot be done without the rest"):
        explained(village(), village(HIRE, cut), EVENTS)


def test_numbers_do_not_depend_on_threads(town: Path) -> None:
    worlds = worlds_of(town)
    one, two = (
        explain(*worlds, FEW, pairs=3, months=MONTHS, threads=threads).shares.tobytes() for threads in (1, 2)
    )
    assert one == two


def test_exact_and_sampled_agree_on_a_town() -> None:
    acts = (HIRE, REORGANISE, MORE_COME)
    exact = explained(village(), village(*acts), EVENTS, pairs=1)
    sampled = explained(village(), village(*acts), dataclasses.replace(EVENTS, orders=400), pairs=1)
    size = np.abs(exact.shares).sum()
    assert np.abs(sampled.shares - exact.shares).max() < 0.1 * size
    assert exact.difference.tolist() == sampled.difference.tolist()


def test_all_combinations_of_few_are_tried_and_orders_of_many() -> None:
    many = explained(village(), village(DEARER), Question(), pairs=1)
    few = explained(village(), village(HIRE, DEARER), EVENTS, pairs=1)
    assert (len(many.game.players), many.orders) == (9, 4)
    assert (len(few.game.players), few.orders) == (2, None)
    assert "4 orders of each pair were tried" in many.note
    assert few.note.startswith("Every combination was tried")


def test_ctrl_c_keeps_the_pairs_that_are_done() -> None:
    def stop(done: int, _whole: int) -> None:
        if done >= 2:
            raise KeyboardInterrupt

    whole = explain(village(), village(HIRE), FEW, pairs=12, months=MONTHS)
    stopped = explain(village(), village(HIRE), FEW, pairs=12, months=MONTHS, threads=1, progress=stop)
    assert 1 <= stopped.pairs <= 12
    assert ("(stopped: 12 were asked for)" in stopped.note) == (stopped.pairs < 12)
    assert (stopped.shares == whole.shares[: stopped.pairs]).all()


def test_ctrl_c_before_the_first_pair_ends_it() -> None:
    def stop(_done: int, _whole: int) -> None:
        raise KeyboardInterrupt

    try:
        explanation = explain(village(), village(HIRE), SUM, pairs=3, months=MONTHS, threads=1, progress=stop)
    except KeyboardInterrupt:
        return
    assert explanation.pairs >= 1


def test_shares_that_miss_the_difference_are_never_shown() -> None:
    explanation = explained(village(), village(HIRE), EVENTS)
    with pytest.raises(ArithmeticError, match="miss the difference"):
        dataclasses.replace(explanation, alone=explanation.alone + 1_000.0)


def test_difference_that_may_be_chance_is_called_so() -> None:
    explanation = explained(village(), village(HIRE), EVENTS)
    assert "too few for a verdict" in explanation.note

    def of(difference: NDArray[np.float64]) -> Explanation:
        nothing, shares = np.zeros(len(difference)), difference[:, None]
        return dataclasses.replace(explanation, a=nothing, b=difference, alone=nothing, shares=shares)

    assert "the shares may be chance" in of(np.linspace(-1.0, 2.0, 20)).note
    assert of(np.linspace(1.0, 2.0, 20)).note.endswith("not the town.")


def test_bridge_has_a_bar_for_each_share_that_is_something() -> None:
    explanation = explained(village(), village(HIRE, REORGANISE), EVENTS)
    figure = explanation.answer().plot()
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert len(labels) == 4
    assert labels[0].startswith("A:")
    assert len(figure.axes[0].patches) == 4


def test_figures_that_are_no_amounts_are_explained_too() -> None:
    explanation = explained(village(), village(HIRE), Question(of="client_trust", by="events"))
    assert set(explanation.frame["unit"]) == {"share"}
    assert explanation.answer().plot().axes[0].get_xlabel().startswith("%")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"of": "payment"}, "did you mean 'payments'"),
        ({"of": "caseload", "total": True}, "caseload has no sum over months"),
        ({"by": "magic"}, "must be mechanisms or events"),
        ({"orders": 3}, "even number"),
        ({"orders": 0}, "even number"),
    ],
)
def test_question_that_means_nothing_is_refused_in_words(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        Question(**wrong)  # type: ignore[arg-type]  # that is the point


def test_worlds_that_are_the_same_are_refused() -> None:
    standard = read_scenario("standard")
    for question in (SUM, EVENTS):
        with pytest.raises(RefusedError, match="both worlds are the same"):
            explained(standard, standard, question)


def test_places_that_did_the_same_cannot_be_explained_by_acts() -> None:
    with pytest.raises(RefusedError, match="--by mechanisms"):
        explained(village(HIRE), village(HIRE, households=90), EVENTS)


def test_amounts_of_two_currencies_are_explained_in_the_money_of_the_first() -> None:
    kronor, danish = village(), village(HIRE).variant({"town.price_level": 0.5, "town.currency": "DKK"})
    found = explained(kronor, danish)
    assert found.b == pytest.approx(explained(kronor, village(HIRE)).b, rel=1e-3)
    assert (found.unit, "1 DKK of 2020 is 2 SEK" in found.note) == ("SEK", True)
    with pytest.raises(RefusedError, match=r"price_level .* or give --rate SEK/DKK=…"):
        explained(kronor, village(HIRE).variant({"town.currency": "DKK"}))


@pytest.mark.parametrize("wrong", [{"pairs": 0}, {"months": 0}, {"seed": -1}, {"threads": 0}])
def test_number_outside_its_range_is_refused_by_name(wrong: dict[str, int]) -> None:
    with pytest.raises(RefusedError, match=next(iter(wrong))):
        explain(village(), village(HIRE), FEW, **wrong)  # type: ignore[arg-type]


def test_everybody_who_may_share_has_a_name() -> None:
    assert set(MECHANISMS) == {*FROM_OUTSIDE, *Mechanisms._fields}


def test_what_comes_from_outside_is_something_that_can_happen() -> None:
    assert set().union(*FROM_OUTSIDE.values()) <= {*events.EVENTS, *RULES}
