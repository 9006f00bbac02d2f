"""Sentences: every state of an answer, in three languages, as an official would write it."""

import numpy as np
import pytest

from tests.experiments.telling.pretended import HIRE, facts, series
from tillit.experiments.claims.record import missed_in
from tillit.experiments.comparison.statistics import BreakEven
from tillit.experiments.telling import LANGUAGES
from tillit.experiments.telling.catalogue import words
from tillit.experiments.telling.facts import Assumed, Facts, Fit, Guess, Spread, facts_from
from tillit.experiments.telling.numbers import beside
from tillit.experiments.telling.sentences import sentences
from tillit.experiments.worlds.plan import Conversion
from tillit.experiments.worlds.world import World
from tillit.model.events.caseload_norm import CaseloadNorm
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.events.setting import Setting
from tillit.model.scenarios import read_scenario


def first(it: Facts, lang: str) -> str:
    """Return the first sentence with ordinary spaces."""
    return sentences(it, lang)[0].replace("\N{NO-BREAK SPACE}", " ")


def told(it: Facts, lang: str) -> str:
    """Return all sentences with ordinary spaces."""
    return " ".join(sentences(it, lang)).replace("\N{NO-BREAK SPACE}", " ")


CLEAR = {
    "sv": "Tre handläggare till från 1999: kommunen sparar 86 miljoner kronor på tio år, "
    "det offentliga 71 miljoner.",
    "da": "Tre sagsbehandlere mere fra 1999: kommunen sparer 86 mio. svenske kroner på ti år, "
    "det offentlige 71 mio.",
    "en": "Three more caseworkers from 1999: the municipality saves SEK 86 million in ten years, "
    "the public purse 71 million.",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_clear_answer_is_one_sentence(lang: str) -> None:
    assert first(facts(86.0, 8.0, -23.0, sd=10.0), lang) == CLEAR[lang]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "sv",
            "kommunen sparar 75 miljoner kronor på tio år, men staten betalar 60 miljoner mer; för",
        ),
        (
            "da",
            "kommunen sparer 75 mio. svenske kroner på ti år, men staten betaler 60 mio. mere; for",
        ),
        (
            "en",
            "the municipality saves SEK 75 million in ten years, but the state pays 60 million more; for",
        ),
    ],
)
def test_costs_that_only_moved_are_said_to_have_moved(lang: str, words: str) -> None:
    assert words in first(facts(75.0, 0.0, -60.0, sd=20.0), lang)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "sv",
            "det går inte att säga om kommunen tjänar på det: mellan −6 och +12 miljoner kronor på tio år",
        ),
        (
            "da",
            "det kan ikke afgøres, om kommunen tjener på det: mellem −6 og +12 mio. svenske kroner på ti år",
        ),
        ("en", "one cannot tell whether the municipality gains: between SEK −6 and +12 million in ten years"),
    ],
)
def test_unclear_answer_gives_both_ends(lang: str, words: str) -> None:
    assert words in first(facts(3.0, sd=10.0), lang)


def test_loss_is_more_paid_and_no_negative_saving() -> None:
    assert "kommunen betalar 12 miljoner kronor mer på tio år, det offentliga 15 miljoner mer" in first(
        facts(-12.0, 0.0, -3.0, sd=1.0), "sv"
    )


def test_loss_that_the_state_saves_is_moved_too() -> None:
    said = first(facts(-12.0, 0.0, 40.0, sd=1.0), "en")
    assert "pays SEK 12 million more in ten years, but the state saves 40 million; together, the" in said
    assert "saves 28 million" in said


def test_what_is_handed_to_the_region_but_hardly_anything_is_not_named() -> None:
    assert "region" not in first(facts(75.0, -1.0, -74.0, sd=0.5), "en").replace("public", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_few_towns_give_no_answer_and_say_so_alone(lang: str) -> None:
    said = sentences(facts(86.0, pairs=8), lang)
    assert len(said) == 1
    assert "8" in said[0]
    assert "86" not in said[0]


def test_one_town_is_in_the_singular() -> None:
    assert first(facts(86.0, pairs=1), "sv").startswith("En simulerad kommun räcker inte")
    assert first(facts(86.0, pairs=1), "en").startswith("One simulated town is too few")


def test_work_under_way_says_how_far_it_is() -> None:
    assert first(facts(86.0, pairs=8).also(planned=100), "sv") == "Räknar … 8 av 100 kommuner."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_town_in_which_nothing_is_done_gets_one_line(lang: str) -> None:
    said = sentences(facts(0.0, events=()), lang)
    assert len(said) == 1
    assert "tillit compare" in said[0]


def test_act_that_moves_no_money_costs_nobody_anything() -> None:
    assert "it costs nobody more or less in ten years" in first(facts(0.0), "en")
    assert "det kostar ingen mer eller mindre på tio år" in first(facts(0.0), "sv")


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ((HIRE.model_copy(update={"change": 1}),), "En handläggare till från 1999"),
        ((HIRE.model_copy(update={"change": -2}),), "Två handläggare färre från 1999"),
        ((HIRE, HIRE.model_copy(update={"month": 25})), "Sex handläggare till från 1999"),
        ((HIRE.model_copy(update={"change": None, "to": 99}),), "handläggare till från 1999"),
        ((Reorganisation(month=25),), "En omorganisation år 2000"),
        ((HIRE, Reorganisation(month=25)), "Tre handläggare till från 1999 och en omorganisation år 2000"),
        ((Setting(month=13, rule="inflow", value=1.25),), "125 procent av det vanliga inflödet från 1999"),
        ((Setting(month=13, rule="caseload_limit", value=45),), "Högst 45 ärenden per handläggare från 1999"),
        ((HIRE.model_copy(update={"change": 0.5}),), "0,5 handläggare till från 1999"),
        ((CaseloadNorm(month=1, cases=22.5),), "En handläggare per 22,5 ärenden från 1998"),
    ],
)
def test_acts_are_named_with_their_year(events: tuple[Reorganisation, ...], words: str) -> None:
    assert words in first(facts(86.0, events=events), "sv")


def paid_back(month: int, pairs: int) -> BreakEven:
    """Return that so many of 100 pairs have broken even, in one month."""
    return BreakEven(np.array([month] * pairs + [0] * (100 - pairs)))


def test_month_of_payback_has_its_date_and_whom_it_is_for() -> None:
    paid = {"municipal": paid_back(41, 98), "public": paid_back(1, 3)}
    said = told(facts(86.0, 0.0, -200.0, sd=1.0).also(paid_back=paid), "sv")
    assert (
        "i maj 2001 (månad 41) för kommunen, i 98 av 100 simulerade kommuner. Inte på tio år för det" in said
    )
    paid = {"municipal": paid_back(1, 0), "public": paid_back(52, 90)}
    said = told(facts(-9.0, 0.0, 200.0, sd=1.0).also(paid_back=paid), "en")
    assert "paid for itself by April 2002 (month 52) for the public purse. Not in ten years for the" in said


def test_nobody_is_said_to_be_paid_back_where_that_is_unclear() -> None:
    paid = {"municipal": paid_back(41, 60), "public": paid_back(41, 60)}
    assert "paid for itself" not in told(facts(3.0, sd=10.0).also(paid_back=paid), "en")


def test_years_are_counted_where_no_start_is_known() -> None:
    it = facts(86.0, sd=1.0).also(
        start=None, paid_back={"municipal": paid_back(41, 98), "public": paid_back(52, 90)}
    )
    assert first(it, "en").startswith("Three more caseworkers from year 2:")
    assert "by month 41 for the municipality, in 98 of 100" in told(it, "en")


def test_assumptions_are_told_apart_from_chance_and_named() -> None:
    assumed = Assumed(12, 2, Spread(1e7, -2e6, 4e7, 11), 11, ("bonds.rapport", "meetings.hours"))
    said = told(facts(86.0, sd=10.0).also(assumed=assumed), "sv")
    assert "Svaret ovan är det med de vanliga antagandena, som ligger utanför." in said
    assert "Enbart slumpen: kommunen tjänar på det i 100 av 100 simulerade kommuner" in said
    assert "med 12 andra uppsättningar" in said
    assert "I medeltal tjänar den på det med 11 av dem." in said
    assert "Svaret hänger mest på: hur mycket tillit ett möte bygger; tiden som ett möte tar." in said


def test_losses_are_said_without_a_sign() -> None:
    assumed = Assumed(12, 2, Spread(-4e7, -5.9e7, -2.6e7, 12), 12)
    said = told(facts(-42.0, sd=5.0).also(assumed=assumed), "en")
    assert "the municipality loses between SEK 26 and 59 million" in said
    assert "of them." not in said
    assert "lies outside" not in said
    assert "nine in ten lose between" in said
    assert "\N{MINUS SIGN}" not in said


def test_answer_that_hangs_on_no_single_assumption_says_so_where_enough_were_tried() -> None:
    few, many = (Assumed(number, 2, Spread(4e7, 3e7, 6e7, number), number) for number in (29, 30))
    few_said, many_said = (told(facts(86.0, sd=10.0).also(assumed=it), "en") for it in (few, many))
    assert "no single one stands out" not in few_said
    assert "no single one stands out" in many_said


def test_small_amounts_have_as_many_figures_as_large_ones() -> None:
    said = beside(571_462.0, 547_863.0, "SEK", words("en"))
    assert [it.replace("\N{NO-BREAK SPACE}", " ") for it in said] == ["SEK 571,000", "548,000"]


def test_what_changes_nothing_is_said_in_one_sentence() -> None:
    said = sentences(facts(86.0, sd=10.0).also(without_effect=True), "en")
    assert len(said) == 1
    assert said[0].startswith("What was asked for changes nothing in ten years")


def test_guessed_posts_are_shown_a_fifth_less_and_more() -> None:
    said = told(facts(86.0, sd=10.0).also(guessed=(Guess("staff.posts", 11, 1.72e8, -4.1e6),)), "sv")
    assert "en gissning (11): med en femtedel färre blir det i medeltal en vinst på 172" in said
    assert "med en femtedel fler en förlust på 4,1 miljoner kronor" in said


def test_published_base_year_stands_beside_the_models() -> None:
    fits = (Fit("2023", "households", 658, 678), Fit("2023", "payments", 5.87e6, 7.42e6))
    said = told(facts(86.0, sd=10.0).also(fits=fits), "sv")
    assert (
        "2023: publicerat 658 hushåll och 5,9 miljoner kronor i månaden; modellen 678 hushåll och 7,4" in said
    )
    assert "Det är 26 % fel: läs förändringar i procent, inte i belopp." in said
    near = told(facts(86.0, sd=10.0).also(fits=fits[:1]), "sv")
    assert "modellen 678 hushåll." in near
    assert "fel:" not in near


def test_danish_amounts_at_home_are_kroner() -> None:
    it = facts(3.7, sd=0.1, town="herning")
    assert "kommunen sparer 3,7 mio. kr. på ti år" in first(it, "da")
    assert "kommunen sparar 3,7 miljoner danska kronor på tio år" in first(it, "sv")


def test_towns_that_each_do_something_else_are_named_and_no_act_of_one_alone() -> None:
    here, there = (read_scenario(f"tvilling-{name}") for name in ("satsar", "omorganiserar"))
    costs = series(100, (86.0, 0.0, 0.0), 1.0)
    it = facts_from(World("reorganises", there), World("invests", here), *costs, planned=100)
    assert first(it, "sv").startswith(
        "Tvillingen som satsar på personalen i stället för Tvillingen som omorganiserar gång på gång: "
        "kommunen sparar 86 miljoner kronor"
    )


def test_towns_that_begin_in_other_years_have_no_year_in_common() -> None:
    here, there = (World(name, read_scenario(name)) for name in ("hassleholm", "gavle"))
    said = told(facts_from(here, there, *series(100, (0.0, 0.0, 0.0), 0.0), planned=100), "en")
    assert "in the last year" in said
    assert "assumptions" not in said


def test_few_pairs_of_two_towns_still_say_at_what_rate_amounts_are_converted() -> None:
    rate = Conversion("CHF", 2023, "SEK", 2020, 7.14, given=False)
    said = told(facts(86.0, pairs=2).also(converted=rate), "sv")
    assert "räcker inte för ett svar" in said
    assert "7,14 SEK" in said


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", "Två år efter starten har kommunen sparat 26 miljoner kronor. Knappt någon studie har följt"),
        ("da", "To år efter starten har kommunen sparet 26 mio. svenske kroner. Næsten ingen undersøgelse"),
        ("en", "Two years after it began, the municipality has saved SEK 26 million. Hardly any study has"),
    ],
)
def test_ten_years_are_a_direction_beside_what_trials_have_followed(lang: str, words: str) -> None:
    said = sentences(facts(86.0, sd=1.0), lang)[1].replace("\N{NO-BREAK SPACE}", " ")
    assert words in said


def test_what_it_has_cost_or_may_have_after_two_years_is_said_without_a_sign_or_with_both_ends() -> None:
    assert "Två år efter starten har det kostat kommunen 3,6 miljoner kronor." in told(
        facts(-12.0, sd=1.0), "sv"
    )
    unclear = told(facts(3.0, sd=10.0), "en")
    assert (
        "one cannot tell whether the municipality has gained: between SEK −1.8 and +3.6 million." in unclear
    )
    assert "read what happens in ten years as a direction, not a size" in unclear


def test_two_years_are_counted_from_what_happens_first_and_said_only_where_more_than_three_are_run() -> None:
    late, later = ((HIRE.model_copy(update={"month": month}),) for month in (84, 85))
    assert "To år efter starten" in told(facts(86.0, events=late), "da")
    assert "To år efter starten" not in told(facts(86.0, events=later), "da")
    assert "To år efter starten" not in told(facts(0.0), "da")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", "Jämfört med tiden före säger berättelsen −25 % och modellen −52 %: en miss."),
        ("da", "Sammenlignet med tiden før siger beretningen −25 % og modellen −52 %: Modellen rammer"),
        ("en", "Against the time before, the account says −25% and the model −52%: a miss."),
    ],
)
def test_what_the_model_misses_of_the_account_is_said_with_what_changes(lang: str, words: str) -> None:
    missed = missed_in(read_scenario("hassleholm"), "payments", 120)
    assert words in sentences(facts(86.0).also(missed=missed), lang)[2].replace("\N{NO-BREAK SPACE}", " ")


def test_only_figures_that_the_model_misses_are_missed_and_only_of_the_run_that_was_weighed() -> None:
    hassleholm = read_scenario("hassleholm")
    assert missed_in(hassleholm, "payments", 24) is None
    assert missed_in(hassleholm, "households", 120) is None  # a direction
    assert missed_in(hassleholm.variant({"staff.posts": "+1"}), "payments", 120) is None
    assert missed_in(read_scenario("herning"), "children_placed", 120) is None
