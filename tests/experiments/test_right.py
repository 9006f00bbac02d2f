"""Right: money of two price years, groups of a town, late events, guesses, and what a table means."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.experiments.town_files import town_file
from tillit.experiments.cli import app
from tillit.experiments.comparison.outcomes import CLIENT_HOURS
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.notebook import Comparison, compare
from tillit.experiments.refused import RefusedError
from tillit.experiments.results.folder import read_kept
from tillit.experiments.sensitivity.sureness import guesses, under_assumptions
from tillit.experiments.telling import words
from tillit.experiments.telling.facts import base_year_fits, facts_of
from tillit.experiments.telling.rows import caveats, headline_rows, others, public_payers
from tillit.experiments.telling.sentences import sentences
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World, worlds_of
from tillit.model.books.ledger import Entry, Party
from tillit.model.scenarios import parse_scenario, read_scenario

EN = words("en")
PLAN = Plan(pairs=2, months=12)
OBSERVED = """
[[observed]]
indicator = "households"
measure = "Antal hushåll"
unit = "households"
values = {{ {months} }}
"""


@pytest.fixture
def comparison(town: Path) -> Comparison:
    return compare(*worlds_of(town), pairs=4, months=24)


def test_amounts_of_two_currencies_are_converted_by_what_either_buys(town: Path) -> None:
    was = parse_scenario(town.read_text("utf-8"), "town").before()
    danish = was.variant({"town.price_level": 0.8, "town.price_year": 2019, "town.currency": "DKK"})
    both = compare(was, danish, pairs=2, months=12)
    rounded = 0.75 * both.a.series["households"].max() * 1.25
    assert np.allclose(both.a.series["payments"], both.b.series["payments"], rtol=0.0, atol=rounded)
    said = " ".join(sentences(facts_of(both).also(alike=False, pairs=20), "sv"))
    assert "1 DKK år 2019 är 1,25 SEK, efter vad pengarna räcker till" in said


@pytest.mark.parametrize("rate", ["SEK/DKK=1.5", "DKK/SEK=0,66666666667"])
def test_rate_given_by_hand_goes_before_price_levels_and_is_in_the_manifest(
    town: Path, tmp_path: Path, rate: str
) -> None:
    danish = town.read_text("utf-8").replace("[town]", '[town]\ncurrency = "DKK"\nprice_level = 1.0', 1)
    (tmp_path / "danish.toml").write_text(danish, "utf-8")
    asked = ["--pairs", "2", "--months", "12", "--assumptions", "0", "--rate", rate, "--out", "found"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        assert CliRunner().invoke(app, ["compare", str(town), "danish.toml", *asked]).exit_code == 0
        comparison, facts, manifest = read_kept(Path("found"))
    assert manifest.plan.rates == (rate,)
    assert manifest.converted == comparison.conversion == facts.converted
    assert comparison.conversion is not None
    assert comparison.conversion.given
    payments = comparison.a.series["payments"], comparison.b.series["payments"]
    assert np.allclose(payments[0] * 1.5, payments[1], rtol=1e-6)


def test_town_whose_file_does_not_say_what_its_money_buys_is_refused_before_anything_runs(town: Path) -> None:
    francs = read_scenario(town).variant({"town.currency": "CHF"})
    with pytest.raises(RefusedError, match=r"CHF of 2020, .* price_level .* or give --rate SEK/CHF=…"):
        compare(town, francs, pairs=1, months=1)


@pytest.mark.parametrize("rate", ["SEK/CHF", "SEK/CHF=0", "sek/chf=9", "SEK/CHF=-9"])
def test_rate_that_cannot_be_read_is_refused(town: Path, rate: str) -> None:
    francs = read_scenario(town).variant({"town.currency": "CHF"})
    with pytest.raises(RefusedError, match=r"must be as in SEK/DKK=1.5"):
        run_pairs(World.of(town), World.of(francs), Plan(pairs=1, months=1, rates=(rate,)))


def test_amounts_of_two_price_years_are_converted_and_the_rate_is_said(town: Path) -> None:
    was = parse_scenario(town.read_text("utf-8"), "town").before()
    dear = was.variant({"town.price_level": 2.0, "town.price_year": 2030})
    both = compare(was, dear, pairs=2, months=12)
    # Each payment is rounded to a krona of its own, and a month has one for each household.
    payments = both.a.series["households"].max()
    assert np.allclose(both.a.series["payments"], both.b.series["payments"], rtol=0.0, atol=0.75 * payments)
    assert abs(both.payers()["more"]).max() < 1000.0
    said = " ".join(sentences(facts_of(both).also(alike=False, pairs=20), "en"))
    assert "at prices of 2020: 1 SEK of 2030 is 0.5 SEK, by what either buys." in said


def test_two_towns_are_never_said_to_save_each_others_money() -> None:
    both = compare("hassleholm", "gavle", pairs=20, months=12)
    said = " ".join(sentences(facts_of(both), "en"))
    assert "two different towns" in said
    assert "saves" not in said


def test_group_of_a_town_is_named_and_not_divided_by_all_its_inhabitants() -> None:
    gavle = read_scenario("gavle")
    assert gavle.title == "Gävle, the rehabilitation group"
    assert words("sv").gettext(gavle.title) == "Gävle, rehabiliteringsgruppen"
    both = compare(gavle.before(), gavle, pairs=1, months=1)
    assert "payments_per_inhabitant" not in set(both.summary()["indicator"])
    assert "payments_per_inhabitant" in set(
        compare("village", "village", pairs=1, months=1).summary()["indicator"]
    )


def test_naming_a_group_changes_no_number() -> None:
    gavle = read_scenario("gavle")
    whole = dataclasses.replace(gavle, town=gavle.town.model_copy(update={"group": ""}))
    assert whole.digest == gavle.digest


def test_time_with_clients_is_in_hours_for_each_household(comparison: Comparison) -> None:
    row = next(it for it in headline_rows(comparison, EN) if it.label == "Time for each household")
    hours = CLIENT_HOURS.compute(comparison.a.counts, comparison.a.ledger)[:, -12:].mean()
    assert row.a == pytest.approx(hours)
    assert row.unit == "hours a month"


def test_share_differs_in_points_and_has_no_percent(comparison: Comparison) -> None:
    rows = [it for it in headline_rows(comparison, EN) if it.unit.startswith("%")]
    assert rows
    assert all(it.points and it.percent is None for it in rows)


def test_public_payers_come_first_and_sum_to_all_of_them(comparison: Comparison) -> None:
    *each, (_, together) = public_payers(comparison, EN)
    assert [label for label, _ in each] == ["the municipality", "the region", "the state"]
    assert together.mean == pytest.approx(sum(it.mean for _, it in each))


def test_wages_and_staff_stand_apart_from_what_clients_receive(comparison: Comparison) -> None:
    clients, wages, staff, _ = (it.mean for _, it in others(comparison, EN))
    ledgers = [it.ledger[..., Party.HOUSEHOLDS].sum(axis=(0, 1)) / 4 for it in (comparison.a, comparison.b)]
    received = ledgers[1] - ledgers[0]
    assert (wages, staff) == pytest.approx((received[Entry.WAGES], received[Entry.STAFF]))
    assert clients == pytest.approx(received.sum() - wages - staff - received[Entry.TAXES])


def run(*words_given: object) -> str:
    done = CliRunner().invoke(app, [str(it) for it in (*words_given, "--lang", "en", "--assumptions", 0)])
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def test_file_in_which_nothing_is_done_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("quiet.toml").write_text(town_file("quiet", "Quiet"), encoding="utf-8")
    said = run("run", "quiet.toml", "--pairs", 1, "--months", 1)
    assert "Nothing is done in this town" in said
    assert "Who pays" not in said


def test_event_after_the_last_month_is_said_to_have_no_effect(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(town.parent)
    said = run("run", town, "--pairs", 1, "--months", 12)
    late = "Not within the 12 months that were run, so without effect: Reorganisation (January 2011)."
    assert late in said


def test_interval_of_too_few_pairs_is_not_shown(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(town.parent)
    assert "…" not in run("run", town, "--pairs", 2, "--months", 12)


def test_event_of_two_towns_is_said_with_whose_it_is() -> None:
    both = compare("tvilling-satsar", "gavle", pairs=1, months=1)
    (said,) = caveats(both, EN)
    assert "Gävle, the rehabilitation group: More or fewer posts (" in said


def test_year_of_the_table_is_the_calendars(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(town.parent)
    assert "last twelve months (2011)" in run("run", town, "--pairs", 1, "--months", 24)


def test_guessed_posts_are_tried_a_fifth_fewer_and_more(tmp_path: Path) -> None:
    path = tmp_path / "guessed.toml"
    guess = 'posts = {value = 5, unit = "posts", source = "assumed", grade = "E"}'
    path.write_text(town_file("guessed", "Guessed", posts=5).replace("posts = 5", guess), encoding="utf-8")
    a = World.of(path)
    (guessed,) = guesses(a, World("with", a.scenario.variant({"staff.posts": "+1"})), PLAN)
    assert (guessed.name, guessed.value) == ("staff.posts", 5)
    assert guessed.less != guessed.more
    told = dataclasses.replace(a.scenario, facts=())
    assert guesses(World("a", told), World("b", told), PLAN) == ()


def test_assumptions_that_somebody_changed_by_name_stay_changed(town: Path) -> None:
    was = parse_scenario(town.read_text("utf-8"), "town").before()
    other = was.variant({"parameters.bonds.rapport": 0.2})
    assumed = under_assumptions(World("a", was), World("b", other), PLAN, 2)
    assert assumed is not None
    assert assumed.vectors == 2
    assert assumed.saved.low != 0.0
    assert under_assumptions(World("a", was), World("b", other), PLAN, 0) is None


def test_published_base_year_is_set_beside_the_first_year(tmp_path: Path) -> None:
    months = ", ".join(f'"2010-{month:02}" = {30 + month}' for month in range(1, 13))
    path = tmp_path / "town.toml"
    path.write_text(town_file("own", "Own", more=OBSERVED.format(months=months)), encoding="utf-8")
    both = compare(path, path, pairs=2, months=24)
    (fit,) = base_year_fits(both.a)
    assert (fit.year, fit.indicator, fit.published) == ("2010", "households", 36.5)
    assert fit.model == both.a.series["households"][:, :12].mean()
    assert base_year_fits(compare(path, path, pairs=1, months=6).a) == ()


FITTED = """
[[event]]
kind = "setting"
month = 1
rule = "inflow"
value = 0.75
source = "fitted to observed figures"
fact = true
"""


def test_fitted_value_is_a_fact_of_the_place_in_both_worlds(tmp_path: Path) -> None:
    path = tmp_path / "fitted.toml"
    path.write_text(town_file("fitted", "Fitted", more=FITTED), encoding="utf-8")
    was, acted = worlds_of(path)
    assert facts_of(compare(was, acted, pairs=1, months=1)).alike
    plain = parse_scenario(town_file("fitted", "Fitted"), "plain")
    both = compare(plain, was, pairs=2, months=24)
    assert both.b.series["households"][:, -1].sum() < both.a.series["households"][:, -1].sum()
