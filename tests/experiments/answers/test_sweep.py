"""Sweep: reads every run once, in its place, and refuses what is not whole."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet

from tests.experiments.answers.written_sweep import (
    INTERVAL,
    MONTHS,
    OUTPUTS,
    REPLICATIONS,
    numbered,
    write_sweep,
    written_design,
)
from tillit.experiments.answers.distributions import bands, compare, convergence
from tillit.experiments.answers.sweep import Sweep, UnfinishedWarning, usual_window
from tillit.experiments.answers.tables import sql, to_pandas, to_xarray
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.world import Source


@pytest.fixture
def sweep(tmp_path: Path) -> Sweep:
    write_sweep(tmp_path / "sweep", written_design(), numbered)
    return Sweep(tmp_path / "sweep")


def test_array_has_each_figure_where_its_row_replication_and_month_say(sweep: Sweep) -> None:
    array = sweep.array("payments")
    assert array.shape == (10, REPLICATIONS, MONTHS)
    assert array[7, 3, 10] == 7e6 + 3e3 + 11
    row, replication, month = np.indices(array.shape)
    assert (array == 1e6 * row + 1e3 * replication + month + 1).all()


def test_figure_is_the_sum_of_what_adds_and_the_last_year_of_what_does_not(sweep: Sweep) -> None:
    array = sweep.array("payments")
    figures = {name: sweep.array(name, usual_window(name)) for name in OUTPUTS}
    assert np.allclose(figures["payments"], array.sum(axis=-1), rtol=1e-15)
    assert np.allclose(figures["households"], array[..., -12:].mean(axis=-1), rtol=1e-15)
    assert (figures["turnover"] == array[..., -1]).all()
    assert (sweep.array("payments", 5) == array[..., 4]).all()


def test_window_that_there_is_not_is_refused(sweep: Sweep) -> None:
    with pytest.raises(RefusedError, match=r"households.*do not add up"):
        sweep.array("households", "sum")
    with pytest.raises(RefusedError, match="a month from 1 to 24"):
        sweep.array("payments", 25)


def test_output_that_was_not_written_is_refused_with_the_nearest(sweep: Sweep) -> None:
    with pytest.raises(RefusedError, match=r"no output 'payment'; did you mean 'payments'"):
        sweep.array("payment")


def test_missing_runs_are_refused_with_how_to_finish(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, without=[2, 7])
    with pytest.raises(RefusedError, match=r"18 of 120 runs are missing.*tillit sweep run"):
        Sweep(tmp_path / "sweep").array("payments")


def test_failed_runs_are_refused_with_how_to_do_them_again(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, failing=[3, 30, 31])
    with pytest.raises(RefusedError, match=r"3 of 120 runs failed.*tillit sweep retry"):
        Sweep(tmp_path / "sweep").array("payments")


def test_runs_beside_a_failed_one_stay_in_their_places(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, failing=[3])
    array = Sweep(tmp_path / "sweep").array("payments", gaps=True)
    assert np.isnan(array[3, 0]).all()
    assert array[4, 0, 0] == 4e6 + 1
    assert np.isnan(array).sum() == MONTHS


def test_what_is_not_a_number_is_refused_with_its_row(tmp_path: Path) -> None:
    def holed(*where: np.ndarray) -> np.ndarray:
        design_id, replication, month = np.broadcast_arrays(*where)
        return np.where((design_id == 4) & (replication == 2) & (month == 9), np.nan, 1.0)

    write_sweep(tmp_path / "sweep", written_design(), dict.fromkeys(OUTPUTS, numbered) | {"turnover": holed})
    sweep = Sweep(tmp_path / "sweep")
    sweep.array("payments", "sum")
    with pytest.raises(
        RefusedError, match=r"turnover is not a number.*1 of 120 runs.*design_id 4, replication 2"
    ):
        sweep.array("turnover", "end")
    with pytest.raises(RefusedError, match="turnover is not a number"):
        sweep.array("turnover")


def test_file_without_notes_of_its_columns_is_read_all_the_same(tmp_path: Path) -> None:
    store = write_sweep(tmp_path / "sweep", written_design(), numbered)
    for path in store.run_files():
        parquet.write_table(parquet.read_table(path, partitioning=None), path, write_statistics=False)
    assert Sweep(tmp_path / "sweep").array("payments")[7, 3, 10] == 7e6 + 3e3 + 11


def test_pandas_has_each_row_beside_its_design(sweep: Sweep) -> None:
    frame = to_pandas(sweep)
    assert len(frame) == 120 * MONTHS
    first = ["run_id", "design_id", "replication", "point", "town", "variant", INTERVAL]
    assert list(frame) == [*first, "month", *OUTPUTS]
    row = frame[(frame["design_id"] == 7) & (frame["replication"] == 3) & (frame["month"] == 24)].iloc[0]
    assert (row["point"], row["variant"], row[INTERVAL]) == (3, "as_it_acted", 4.0)
    assert row["households"] == 7e6 + 3e3 + 24


def test_xarray_is_the_array_with_its_names(sweep: Sweep) -> None:
    data = to_xarray(sweep)
    assert data["payments"].dims == ("design_id", "replication", "month")
    assert data["payments"].sel(design_id=7, replication=3, month=11).item() == 7e6 + 3e3 + 11
    assert data["payments"].attrs["units"] == "SEK/month"
    acted = data["payments"].where(data["variant"] == "as_it_acted", drop=True)
    assert acted["design_id"].to_numpy().tolist() == [1, 3, 5, 7, 9]
    assert data[INTERVAL].attrs == {"units": "months", "source": "made up"}


def test_unfinished_sweep_gives_what_is_there_and_a_warning(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, without=[0])
    sweep = Sweep(tmp_path / "sweep")
    with pytest.warns(UnfinishedWarning, match="17 of 120 runs are missing"):
        assert len(to_pandas(sweep)) == 103 * MONTHS
    with pytest.warns(UnfinishedWarning):
        assert sql(sweep, "SELECT count(DISTINCT run_id) AS n FROM runs")["n"].item() == 103


def test_sweep_without_any_run_is_empty(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, without=range(8))
    sweep = Sweep(tmp_path / "sweep")
    with pytest.warns(UnfinishedWarning):
        assert sql(sweep, "SELECT payments FROM runs").empty
    with pytest.warns(UnfinishedWarning):
        assert to_pandas(sweep).empty


def test_sql_joins_runs_with_their_design(sweep: Sweep) -> None:
    frame = sql(
        sweep,
        'SELECT "parameters.meetings.promised" AS every, max(payments) AS most '
        "FROM runs JOIN design USING (design_id) WHERE variant = 'as_it_was' GROUP BY ALL ORDER BY ALL",
    )
    assert frame["every"].tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert frame["most"].tolist() == [row * 1e6 + 11e3 + 24 for row in (0, 2, 4, 6, 8)]


@pytest.mark.parametrize(
    "query", ["SELEC 1", "SELECT nothing FROM runs", "SELECT * FROM nowhere", "SELECT * FROM sweep"]
)
def test_wrong_query_is_refused_with_the_views_and_their_columns(sweep: Sweep, query: str) -> None:
    with pytest.raises(RefusedError, match=r"(?s)cannot be answered.*runs \(run_id.*failures \(run_id"):
        sql(sweep, query)


@pytest.mark.parametrize("query", ["", "SELECT 1; SELECT 2", "CREATE TABLE t AS SELECT 1", "DROP VIEW runs"])
def test_query_that_does_not_only_read_is_refused(sweep: Sweep, query: str) -> None:
    with pytest.raises(RefusedError, match="only one query that reads"):
        sql(sweep, query)


def test_query_cannot_write_files(sweep: Sweep, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="only one query that reads"):
        sql(sweep, f"COPY runs TO '{tmp_path / 'it.csv'}'")
    assert not (tmp_path / "it.csv").exists()


def test_failures_are_a_view(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, failing=[30])
    with pytest.warns(UnfinishedWarning):
        frame = sql(Sweep(tmp_path / "sweep"), "SELECT design_id, replication, message FROM failures")
    assert frame.to_numpy().tolist() == [[0, 3, "no such luck"]]


def test_unit_is_in_the_towns_own_currency(tmp_path: Path) -> None:
    text = Source.of("standard").text
    danish = Source(
        "danish.toml",
        text.replace('name = "standard"', 'name = "danish"\ncurrency = "DKK"\nprice_level = 1.0'),
    )
    design = replace(written_design(), towns=(danish,))
    write_sweep(tmp_path / "sweep", design, numbered)
    assert Sweep(tmp_path / "sweep").unit("payments", "danish") == "DKK/month"


def test_amounts_of_two_currencies_are_put_together_in_the_money_of_the_first(tmp_path: Path) -> None:
    text = Source.of("standard").text
    danish = 'name = "danish"\ncurrency = "DKK"\nprice_level = 0.8'
    towns = [Source(it, text.replace('name = "standard"', it)) for it in (danish, 'name = "twin"')]
    design = replace(written_design(), towns=(Source.of("standard"), *towns))
    write_sweep(tmp_path / "sweep", design, numbered)
    sweep = Sweep(tmp_path / "sweep")
    own = sweep.array("payments", "end")
    danish_rows = (sweep.rows["town"] == "danish").to_numpy()
    swedish = own * np.where(danish_rows, 1.25, 1.0)[:, None]
    both = compare(sweep, "standard", "danish", ["payments"], over="end")
    points = both.frame[both.frame["scope"] == "point"]
    assert np.allclose(points["b"], swedish[danish_rows].mean(axis=1))
    assert set(both.frame["unit"]) == {"SEK/month"}
    for answer in (both, bands(sweep, "payments"), convergence(sweep, "payments")):
        assert "1 DKK of 2020 is 1.25 SEK, by what either buys." in answer.note
    last = bands(sweep, "payments").frame.query("month == 24 and town == 'danish'")
    mine = danish_rows & (sweep.rows["variant"] == "as_it_was").to_numpy()
    assert np.isclose(last["q50"].iloc[0], 1.25 * np.median(sweep.array("payments")[mine, :, -1]))
    for plain in (
        compare(sweep, "standard", "twin", ["payments"]),
        compare(sweep, "standard", "danish", ["households"]),
    ):
        assert "converted" not in plain.note


def test_rate_given_by_hand_converts_a_sweeps_amounts(tmp_path: Path) -> None:
    text = Source.of("standard").text
    danish = Source(
        "danish.toml",
        text.replace('name = "standard"', 'name = "danish"\ncurrency = "DKK"\nprice_level = 1.0'),
    )
    write_sweep(
        tmp_path / "sweep", replace(written_design(), towns=(Source.of("standard"), danish)), numbered
    )
    with pytest.raises(RefusedError, match=r"DKK of 2020, .* give --rate SEK/DKK=…"):
        compare(Sweep(tmp_path / "sweep"), "standard", "danish", ["payments"])
    sweep = Sweep(tmp_path / "sweep", ["SEK/DKK=1.5"])
    assert "1.5 SEK, a rate given by hand." in compare(sweep, "standard", "danish", ["payments"]).note


def test_folder_that_is_no_sweep_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        Sweep(tmp_path)
