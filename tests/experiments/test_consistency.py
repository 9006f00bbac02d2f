"""Consistency: what the files of a run say agrees, sum by sum and table by table."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.experiments.conftest import TOWN
from tillit.experiments.comparison.manifest import Manifest
from tillit.experiments.comparison.outcomes import MEASURED, Comparison
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.notebook import compare
from tillit.experiments.results.folder import lives_of, write_results
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import worlds_of
from tillit.model.books.counts import Count
from tillit.model.indicators import INDICATORS
from tillit.model.municipality import Municipality
from tillit.model.scenarios import parse_scenario

PLAN = Plan(pairs=6, months=36, seed=3, histories=1)
PARTIES = {"municipality": "municipal_cost", "region": "regional_cost", "state": "state_cost"}
KEYS = ["pair", "world", "year"]


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    path = tmp_path_factory.mktemp("town") / "littletown.toml"
    path.write_text(TOWN, encoding="utf-8")
    return run_pairs(*worlds_of(path), PLAN)


@pytest.fixture(scope="module")
def files(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    folder = tmp_path_factory.mktemp("results")
    write_results(folder, comparison, Manifest.of(comparison, ["tillit"], datetime.now(UTC)))
    return {path.stem: pd.read_parquet(path) for path in folder.glob("*.parquet")}


def by_year(files: dict[str, pd.DataFrame], indicator: str) -> pd.Series:
    """Return the yearly sum of an indicator of `monthly`."""
    monthly = files["monthly"]
    return monthly.assign(year=(monthly["month"] - 1) // 12 + 1).groupby(KEYS)[indicator].sum()


def received(files: dict[str, pd.DataFrame], **which: str) -> pd.Series:
    """Return what was received by year, of a party or a kind of entry."""
    ledger = files["ledger"]
    for column, value in which.items():
        ledger = ledger[ledger[column] == value]
    return ledger.groupby(KEYS)["received"].sum()


def test_ledger_sums_to_nothing_for_each_kind_of_entry(files: dict[str, pd.DataFrame]) -> None:
    assert (files["ledger"].groupby([*KEYS, "entry"])["received"].sum() == 0).all()


@pytest.mark.parametrize("party", PARTIES)
def test_cost_of_a_payer_is_what_the_ledger_has(files: dict[str, pd.DataFrame], party: str) -> None:
    beside = by_year(files, PARTIES[party]).add(received(files, party=party), fill_value=0.0)
    assert beside.abs().max() == 0.0


def test_public_cost_is_that_of_municipality_region_and_state(files: dict[str, pd.DataFrame]) -> None:
    monthly = files["monthly"]
    assert np.allclose(monthly[list(PARTIES.values())].sum(axis=1), monthly["public_cost"])


def test_payments_are_the_assistance_of_the_ledger_and_of_each_household(
    files: dict[str, pd.DataFrame],
) -> None:
    paid = received(files, entry="assistance", party="households")
    assert by_year(files, "payments").sub(paid, fill_value=0.0).abs().max() == 0.0
    monthly = files["monthly"]
    assert np.allclose(monthly["payments"] / monthly["households"], monthly["payments_per_household"])


def test_households_of_a_month_are_those_before_less_who_left_and_who_came(
    files: dict[str, pd.DataFrame],
) -> None:
    for _, world in files["monthly"].groupby(["pair", "world"]):
        now, before = world[1:].reset_index(), world[:-1].reset_index()
        came = now["applicants"] + now["returns"]
        assert (now["households"] == before["households"] + came - before["exits"]).all()


def test_exits_are_the_sum_of_where_households_went(files: dict[str, pd.DataFrame]) -> None:
    monthly = files["monthly"]
    where = [
        name for name in monthly if str(name).startswith("exits_to_") and name != "exits_to_support_or_work"
    ]
    assert len(where) == 9
    assert (monthly[where].sum(axis=1) == monthly["exits"]).all()


def test_differences_are_of_the_last_year_of_the_months(files: dict[str, pd.DataFrame]) -> None:
    monthly, differences = files["monthly"], files["differences"]
    last = monthly[monthly["month"] > 24].groupby(["pair", "world"]).mean()
    for name, part in differences.groupby("indicator"):
        if not MEASURED[str(name)].rolling:
            assert np.allclose(part["a"], last[name].xs("a", level="world")), name
            assert np.allclose(part["b"], last[name].xs("b", level="world")), name
    assert np.allclose(differences["difference"], differences["b"] - differences["a"])


def test_totals_are_the_sums_of_the_months(files: dict[str, pd.DataFrame]) -> None:
    sums = files["monthly"].groupby(["pair", "world"]).sum()
    for name, part in files["totals"].groupby("indicator"):
        assert np.allclose(part["a"], sums[name].xs("a", level="world"))


def test_a_row_cannot_contradict_itself(files: dict[str, pd.DataFrame]) -> None:
    rows = files["summary"]
    assert np.allclose(rows["difference"], rows["b"] - rows["a"])
    known = rows[rows["percent"].notna() & (rows["difference"] != 0.0)]
    assert (np.sign(known["percent"]) == np.sign(known["difference"])).all()


def test_summary_is_the_mean_of_the_differences_with_the_ends_of_nine_in_ten(
    files: dict[str, pd.DataFrame],
) -> None:
    rows = files["summary"].set_index("indicator")
    differences = files["differences"].groupby("indicator")["difference"]
    assert np.allclose(rows["difference"], differences.mean().reindex(rows.index))
    for end, at in (("low", 0.05), ("high", 0.95)):
        assert np.allclose(rows[f"difference_{end}"], differences.quantile(at).reindex(rows.index))


def test_percent_is_only_where_it_says_something(files: dict[str, pd.DataFrame]) -> None:
    rows = files["summary"].set_index("indicator")
    known = rows[rows["percent"].notna()]
    assert known["percent"].abs().max() <= 300.0
    assert not known["unit"].str.startswith("share").any()
    assert not set(known.index) & {*PARTIES.values(), "public_cost"}
    assert "payments" in known.index


def test_shares_are_shares_and_no_nothing_has_a_sign(files: dict[str, pd.DataFrame]) -> None:
    monthly = files["monthly"].select_dtypes("number")
    shares = [it.name for it in INDICATORS.values() if it.unit == "share"]
    assert monthly[shares].min().min() >= 0.0
    assert monthly[shares].max().max() <= 1.0 + 1e-9
    assert not (monthly.eq(0.0) & np.signbit(monthly)).any(axis=None)


def test_lives_sum_to_the_months(comparison: Comparison) -> None:
    lives = lives_of(comparison.lives).to_pandas()
    sums = lives[lives["world"] == "b"].groupby("month")
    series = {name: it[0] for name, it in comparison.b.series.items()}
    assert (sums.size().to_numpy() == series["households"]).all()
    assert (sums["met"].sum().to_numpy() == np.rint(series["kept_meetings"] * series["households"])).all()
    left = lives[(lives["world"] == "b") & (lives["destination"] != "none")].groupby("month").size()
    assert (left.reindex(range(1, 37), fill_value=0).to_numpy() == series["exits"]).all()


def test_swapping_the_worlds_mirrors_every_difference(town: Path) -> None:
    a, b = worlds_of(town)
    there, back = compare(a, b, pairs=3, months=24), compare(b, a, pairs=3, months=24)
    assert np.allclose(there.differences()["difference"], -back.differences()["difference"])
    for name, series in there.a.series.items():
        assert (series == back.b.series[name]).all()


def test_shorter_run_is_the_beginning_of_a_longer_one(town: Path) -> None:
    short, long = (compare(*worlds_of(town), pairs=2, months=months) for months in (12, 24))
    assert (short.b.counts == long.b.counts[:, :12]).all()


def test_one_change_has_one_answer_however_it_is_written(town: Path) -> None:
    was = parse_scenario(town.read_text(encoding="utf-8"), "town").before()
    ways = [was.variant({"staff.posts": how}) for how in ("+2", "=4", "+100%", "4")]
    counts = [compare(was, it, pairs=2, months=12).b.counts.tobytes() for it in ways]
    assert len(set(counts)) == 1
    nothing = compare(was, was.variant({"staff.posts": "+0"}), pairs=2, months=12)
    assert (nothing.differences()["difference"] == 0.0).all()


def test_price_level_and_start_change_no_household(town: Path) -> None:
    was = parse_scenario(town.read_text(encoding="utf-8"), "town").before()
    dear = was.variant({"town.price_level": 2.0})
    later = was.variant({"town.start": "2001-07"})
    one, other = (compare(was, it, pairs=2, months=12) for it in (dear, later))
    assert (one.a.counts == one.b.counts).all()
    # Each payment is rounded to a krona of its own, and a month has one for each household.
    payments = one.a.counts[..., Count.HOUSEHOLDS].max()
    assert np.allclose(one.b.ledger / 2.0, one.a.ledger, rtol=0.0, atol=0.75 * payments)
    assert (other.a.ledger == other.b.ledger).all()


def test_replicate_of_a_model_is_the_pair_of_that_number(town: Path) -> None:
    comparison = compare(*worlds_of(town), pairs=3, months=6, seed=5)
    model = Municipality(scenario=str(town), seed=5, replicate=2, months=6)
    for _ in range(6):
        model.step()
    paid = model.datacollector.get_model_vars_dataframe()["payments"].iloc[-1]
    assert paid == comparison.b.series["payments"][2, -1]
