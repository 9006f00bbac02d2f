"""Checks: the 52 that an outside reader made of sums, files, seeds and meaning, and where each is a test.

Those that no other file had are below the list. A check of what runs of hours have made is no test: the
record of `tests/renewed.py` says when it is stale, and `.ci/renew` makes it again.
"""

import ast
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.cli import app
from tillit.experiments.notebook import compare
from tillit.experiments.worlds.world import worlds_of

TESTS = Path(__file__).parents[1]

CHECKS: dict[str, dict[int, str]] = {
    "experiments/test_consistency.py": {
        1: "test_ledger_sums_to_nothing_for_each_kind_of_entry",
        2: "test_differences_are_of_the_last_year_of_the_months",
        4: "test_summary_is_the_mean_of_the_differences_with_the_ends_of_nine_in_ten",
        5: "test_summary_is_the_mean_of_the_differences_with_the_ends_of_nine_in_ten",
        6: "test_differences_are_of_the_last_year_of_the_months",
        7: "test_totals_are_the_sums_of_the_months",
        8: "test_exits_are_the_sum_of_where_households_went",
        9: "test_payments_are_the_assistance_of_the_ledger_and_of_each_household",
        10: "test_cost_of_a_payer_is_what_the_ledger_has",
        11: "test_public_cost_is_that_of_municipality_region_and_state",
        12: "test_payments_are_the_assistance_of_the_ledger_and_of_each_household",
        14: "test_households_of_a_month_are_those_before_less_who_left_and_who_came",
        16: "test_shares_are_shares_and_no_nothing_has_a_sign",
        17: "test_swapping_the_worlds_mirrors_every_difference",
        20: "test_one_change_has_one_answer_however_it_is_written",
        21: "test_shorter_run_is_the_beginning_of_a_longer_one",
        25: "test_one_change_has_one_answer_however_it_is_written",
        26: "test_price_level_and_start_change_no_household",
        27: "test_price_level_and_start_change_no_household",
        33: "test_replicate_of_a_model_is_the_pair_of_that_number",
        40: "test_lives_sum_to_the_months",
        46: "test_percent_is_only_where_it_says_something",
        48: "test_a_row_cannot_contradict_itself",
    },
    "experiments/comparison/test_comparison.py": {
        3: "test_difference_is_world_b_less_world_a_in_the_window",
    },
    "experiments/test_checks.py": {
        13: "test_verdict_follows_from_the_interval",
        15: "test_every_table_says_the_same_as_csv_and_as_parquet",
        18: "test_account_of_two_towns_is_the_two_compared",
        28: "test_json_is_the_summary",
        30: "test_page_of_results_says_what_its_command_gives",
        34: "test_replication_of_a_sweep_is_the_pair_of_that_number",
        35: "test_replication_of_a_sweep_is_the_pair_of_that_number",
        45: "test_net_costs_are_level_where_nothing_is_done",
    },
    "experiments/comparison/test_pairs.py": {
        19: "test_same_scenario_twice_differs_in_nothing",
        22: "test_more_pairs_leave_the_first_ones_as_they_are",
        23: "test_numbers_do_not_depend_on_threads",
    },
    "experiments/test_cli.py": {
        24: "test_rerun_of_a_folder_gives_identical_numbers",
    },
    "test_renewed.py": {
        29: "test_everything_is_stale_when_people_behave_otherwise",
    },
    "experiments/results/test_folder.py": {
        31: "test_chart_is_the_same_byte_for_byte",
    },
    "experiments/explanation/test_explaining.py": {
        32: "test_shares_sum_to_the_difference_that_comparing_finds_to_the_last_krona",
    },
    "experiments/answers/test_sobol.py": {
        36: "test_the_indices_of_ishigami_s_function_are_found",
        37: "test_the_note_says_how_much_is_luck_and_how_many_replications_would_do",
    },
    "experiments/nation/test_sums.py": {
        38: "test_the_sums_are_those_of_the_municipalities",
    },
    "experiments/test_kolada_shape.py": {
        39: "test_figures_are_those_of_the_run",
    },
    "experiments/answers/test_export.py": {
        41: "test_arrays_are_the_data_set",
    },
    "experiments/importing/test_socialstyrelsen.py": {
        42: "test_encodings_that_are_met_read_alike",
    },
    "experiments/test_right.py": {
        43: "test_amounts_of_two_currencies_are_converted_by_what_either_buys",
        44: "test_amounts_of_two_price_years_are_converted_and_the_rate_is_said",
        47: "test_two_towns_are_never_said_to_save_each_others_money",
        51: "test_published_base_year_is_set_beside_the_first_year",
    },
    "model/test_taxes.py": {
        49: "test_municipality_and_region_keep_the_same_share_of_the_tax_on_both",
    },
    "model/test_batch_run.py": {
        50: "test_iterations_differ_and_each_says_how_to_live_it_again",
    },
    "experiments/test_one_answer.py": {
        52: "test_routes_to_one_post_more_agree_within_what_each_says",
    },
}
"""By file, the number of each check and the test that holds it; their names say what it is."""


@pytest.mark.parametrize("path", CHECKS)
def test_each_check_is_a_test(path: str) -> None:
    tree = ast.parse((TESTS / path).read_text("utf-8"))
    assert set(CHECKS[path].values()) <= {it.name for it in tree.body if isinstance(it, ast.FunctionDef)}


def test_no_check_is_left_out() -> None:
    assert {number for held in CHECKS.values() for number in held} == set(range(1, 53))


@pytest.fixture
def folder(town: Path, tmp_path: Path) -> Path:
    """Return the results of twenty short pairs."""
    _run("run", town, "--pairs", 20, "--months", 18, "--out", tmp_path / "found")
    return tmp_path / "found"


def _run(*words: object) -> str:
    done = CliRunner().invoke(app, [*map(str, words), "--assumptions", "0", "--lang", "en"])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_verdict_follows_from_the_interval(folder: Path) -> None:
    rows = pd.read_parquet(folder / "summary.parquet")
    low, high = rows["difference_low"], rows["difference_high"]
    follows = np.select(
        [(low == 0.0) & (high == 0.0), low > 0.0, high < 0.0],
        ["unchanged", "rises", "falls"],
        "no clear difference",
    )
    assert rows["verdict"].tolist() == follows.tolist()
    assert {"rises", "falls", "unchanged", "no clear difference"} >= set(rows["verdict"])


def test_every_table_says_the_same_as_csv_and_as_parquet(folder: Path) -> None:
    tables = sorted(folder.glob("*.parquet"))
    assert [it.stem for it in tables] == ["differences", "ledger", "monthly", "summary", "totals"]
    for path in tables:
        pd.testing.assert_frame_equal(
            pd.read_csv(path.with_suffix(".csv")),
            pd.read_parquet(path),
            check_dtype=False,
            check_categorical=False,
        )


def test_json_is_the_summary(folder: Path, town: Path) -> None:
    told = json.loads(_run("run", town, "--pairs", 20, "--months", 18, "--json"))["indicators"]
    rows = pd.read_parquet(folder / "summary.parquet")
    assert [it["indicator"] for it in told] == rows["indicator"].tolist()
    for column in ("a", "b", "difference", "difference_low", "difference_high"):
        assert [it[column] for it in told] == rows[column].tolist()


def test_account_of_two_towns_is_the_two_compared() -> None:
    once = compare(*worlds_of("tvillingar"), pairs=1, months=6)
    again = compare("tvilling-omorganiserar", "tvilling-satsar", pairs=1, months=6)
    for one, other in ((once.a, again.a), (once.b, again.b)):
        assert (one.counts == other.counts).all()
        assert (one.ledger == other.ledger).all()


def test_replication_of_a_sweep_is_the_pair_of_that_number(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    variants = '[[variant]]\nname = "was"\nbefore = true\n[[variant]]\nname = "acted"\n'
    about = f'towns = ["{town.name}"]\nmonths = 12\nreplications = 3\noutputs = ["payments"]\n'
    Path("design.toml").write_text(about + variants, "utf-8")
    assert CliRunner().invoke(app, ["sweep", "run", "design.toml", "-o", "swept", "-j", "1"]).exit_code == 0
    both = Sweep("swept").array("payments")
    comparison = compare(*worlds_of(town), pairs=3, months=12)
    for row, world in enumerate((comparison.a, comparison.b)):
        assert np.array_equal(both[row], world.series["payments"])
    totals = comparison.totals().query("indicator == 'payments'")["difference"]
    assert np.allclose((both[1] - both[0]).sum(axis=1), totals)


def test_net_costs_are_level_where_nothing_is_done() -> None:
    was, _ = worlds_of("hassleholm")
    town = compare(was, was, pairs=16, months=60).a
    for payer in ("municipal_cost", "public_cost"):
        years = town.series[payer].mean(axis=0).reshape(5, 12).mean(axis=1)
        assert np.ptp(years) < 0.15 * abs(years.mean())


def test_page_of_results_says_what_its_command_gives() -> None:
    """100 pairs, as the page says; `tillit run` starts from the same seed."""
    said = (TESTS.parent / "docs/results.md").read_text("utf-8")
    hassleholm = compare(*worlds_of("hassleholm"), pairs=100, months=120)
    percent = hassleholm.summary().set_index("indicator")["percent"]["payments"]
    when = hassleholm.break_even()
    caseload = hassleholm.b.series["caseload"][:, -12:].mean()
    assert f"Payments in the tenth year are **{-percent:.0f} % lower**" in said
    assert f"in month {when['municipal'].quantile(0.5)} for the municipality" in said
    assert f"in month {when['public'].quantile(0.5)} for the public purse" in said
    assert f"a caseload of {caseload:.0f} at the end" in said
