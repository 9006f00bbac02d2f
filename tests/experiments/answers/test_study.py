"""Study: reads every run once, in its place, and refuses what is not whole."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pyarrow import parquet

from tests.experiments.answers.written_sweep import (
    INTERVAL,
    MONTHS,
    OUTPUTS,
    REPLICATIONS,
    figures_of,
    numbered,
    write_sweep,
    written_design,
)
from tillit.experiments.answers import Study
from tillit.experiments.answers.study import UnfinishedWarning
from tillit.experiments.refused import RefusedError
from tillit.experiments.sources import Source
from tillit.experiments.sweep.run_table import as_bytes, from_bytes, table_of


@pytest.fixture
def study(tmp_path: Path) -> Study:
    write_sweep(tmp_path / "sweep", written_design(), numbered)
    return Study(tmp_path / "sweep")


def test_array_has_each_figure_where_its_row_replication_and_month_say(study: Study) -> None:
    array = study.array("payments")
    assert array.shape == (10, REPLICATIONS, MONTHS)
    assert array[7, 3, 10] == 7e6 + 3e3 + 11
    row, replication, month = np.indices(array.shape)
    assert (array == 1e6 * row + 1e3 * replication + month + 1).all()


def test_by_month_is_the_array_the_other_way_round(study: Study) -> None:
    by_month = study.by_month("payments").reshape(MONTHS, REPLICATIONS, 10)
    assert (by_month.transpose(2, 1, 0) == study.array("payments")).all()


def test_figure_is_the_sum_of_what_adds_and_the_last_year_of_what_does_not(study: Study) -> None:
    array = study.array("payments")
    assert np.allclose(study.figures("payments"), array.sum(axis=-1), rtol=1e-15)
    assert np.allclose(study.figures("households"), array[..., -12:].mean(axis=-1), rtol=1e-15)
    assert (study.figures("turnover") == array[..., -1]).all()
    assert (study.figures("payments", 5) == array[..., 4]).all()


def test_window_that_there_is_not_is_refused(study: Study) -> None:
    with pytest.raises(RefusedError, match=r"households.*do not add up"):
        study.figures("households", "sum")
    with pytest.raises(RefusedError, match="a month from 1 to 24"):
        study.figures("payments", 25)


def test_output_that_was_not_written_is_refused_with_the_nearest(study: Study) -> None:
    with pytest.raises(RefusedError, match=r"no output 'payment'; did you mean 'payments'\?.*turnover"):
        study.array("payment")


def test_missing_runs_are_refused_with_how_to_finish(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, without=[2, 7])
    with pytest.raises(RefusedError, match=r"18 of 120 runs are missing.*tillit sweep run"):
        Study(tmp_path / "sweep").array("payments")


def test_failed_runs_are_refused_with_how_to_do_them_again(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, failing=[3, 30, 31])
    with pytest.raises(RefusedError, match=r"3 of 120 runs failed.*tillit sweep retry"):
        Study(tmp_path / "sweep").array("payments")


def test_runs_beside_a_failed_one_stay_in_their_places(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, failing=[3])
    array = Study(tmp_path / "sweep").with_gaps("payments")
    assert np.isnan(array[3, 0]).all()
    assert array[4, 0, 0] == 4e6 + 1
    assert np.isnan(array).sum() == MONTHS


def test_what_is_not_a_number_is_refused_with_its_row(tmp_path: Path) -> None:
    def holed(*where: np.ndarray) -> np.ndarray:
        design_id, replication, month = np.broadcast_arrays(*where)
        return np.where((design_id == 4) & (replication == 2) & (month == 9), np.nan, 1.0)

    write_sweep(tmp_path / "sweep", written_design(), dict.fromkeys(OUTPUTS, numbered) | {"turnover": holed})
    study = Study(tmp_path / "sweep")
    study.refuse_incomplete("payments", "households")
    with pytest.raises(
        RefusedError, match=r"turnover is not a number.*1 of 120 runs.*design_id 4, replication 2"
    ):
        study.figures("turnover")
    with pytest.raises(RefusedError, match="turnover is not a number"):
        study.refuse_incomplete("payments", "turnover")


def test_runs_in_two_files_while_they_are_joined_count_once(tmp_path: Path) -> None:
    design = written_design()
    store = write_sweep(tmp_path / "sweep", design, numbered)
    runs = range(51)
    figures = np.stack([figures_of(design, numbered)] * len(OUTPUTS), axis=1)
    (store.runs / "000000-000002.parquet").write_bytes(as_bytes(table_of(design, runs, figures[:51])))
    study = Study(tmp_path / "sweep")
    assert len(study.to_pandas()) == design.runs * MONTHS
    assert study.sql("SELECT count(*) AS n FROM runs")["n"].item() == design.runs * MONTHS
    assert (study.array("payments")[..., 0].sum()) == figures[:, 0, 0].sum()


def test_file_without_notes_of_its_columns_is_read_all_the_same(tmp_path: Path) -> None:
    store = write_sweep(tmp_path / "sweep", written_design(), numbered)
    for path in store.run_files():
        parquet.write_table(from_bytes(path.read_bytes()), path, write_statistics=False)
    assert Study(tmp_path / "sweep").array("payments")[7, 3, 10] == 7e6 + 3e3 + 11


def test_pandas_has_each_row_beside_its_design(study: Study) -> None:
    frame = study.to_pandas(["households"], months=[2, 24])
    assert len(frame) == 240
    first = ["run_id", "design_id", "replication", "point", "town", "variant", INTERVAL]
    assert list(frame) == [*first, "month", "households"]
    row = frame[(frame["design_id"] == 7) & (frame["replication"] == 3) & (frame["month"] == 24)].iloc[0]
    assert (row["point"], row["variant"], row[INTERVAL]) == (3, "as_it_acted", 4.0)
    assert row["households"] == 7e6 + 3e3 + 24


def test_xarray_is_the_array_with_its_names(study: Study) -> None:
    data = study.to_xarray()
    assert data["payments"].dims == ("design_id", "replication", "month")
    assert data["payments"].sel(design_id=7, replication=3, month=11).item() == 7e6 + 3e3 + 11
    assert data["payments"].attrs["units"] == "SEK/month"
    acted = data["payments"].where(data["variant"] == "as_it_acted", drop=True)
    assert acted["design_id"].to_numpy().tolist() == [1, 3, 5, 7, 9]
    assert data[INTERVAL].attrs == {"units": "months", "source": "made up"}


def test_dask_frame_is_the_pandas_frame(study: Study) -> None:
    whole = study.to_dask(["payments"]).compute(scheduler="sync").reset_index(drop=True)
    pd.testing.assert_frame_equal(whole, study.to_pandas(["payments"]), check_dtype=False)


def test_unfinished_sweep_gives_what_is_there_and_a_warning(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, without=[0])
    study = Study(tmp_path / "sweep")
    with pytest.warns(UnfinishedWarning, match="17 of 120 runs are missing"):
        assert len(study.to_pandas()) == 103 * MONTHS
    with pytest.warns(UnfinishedWarning):
        assert study.sql("SELECT count(DISTINCT run_id) AS n FROM runs")["n"].item() == 103


def test_sweep_without_any_run_is_empty_in_sql_and_refused_in_pandas(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, without=range(8))
    study = Study(tmp_path / "sweep")
    with pytest.warns(UnfinishedWarning):
        assert study.sql("SELECT payments FROM runs").empty
    with pytest.warns(UnfinishedWarning), pytest.raises(RefusedError, match="no run is done yet"):
        study.to_pandas()


def test_sql_joins_runs_with_their_design(study: Study) -> None:
    frame = study.sql(
        'SELECT "parameters.meetings.interval" AS every, max(payments) AS most '
        "FROM runs JOIN design USING (design_id) WHERE variant = 'as_it_was' GROUP BY ALL ORDER BY ALL"
    )
    assert frame["every"].tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert frame["most"].tolist() == [row * 1e6 + 11e3 + 24 for row in (0, 2, 4, 6, 8)]


@pytest.mark.parametrize(
    "query", ["SELEC 1", "SELECT nothing FROM runs", "SELECT * FROM nowhere", "SELECT * FROM study"]
)
def test_wrong_query_is_refused_with_the_views_and_their_columns(study: Study, query: str) -> None:
    with pytest.raises(RefusedError, match=r"(?s)cannot be answered.*runs \(run_id.*failures \(run_id"):
        study.sql(query)


@pytest.mark.parametrize("query", ["", "SELECT 1; SELECT 2", "CREATE TABLE t AS SELECT 1", "DROP VIEW runs"])
def test_query_that_does_not_only_read_is_refused(study: Study, query: str) -> None:
    with pytest.raises(RefusedError, match="only one query that reads"):
        study.sql(query)


def test_query_cannot_write_files(study: Study, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="only one query that reads"):
        study.sql(f"COPY runs TO '{tmp_path / 'it.csv'}'")
    assert not (tmp_path / "it.csv").exists()


def test_failures_are_a_view(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, failing=[30])
    with pytest.warns(UnfinishedWarning):
        frame = Study(tmp_path / "sweep").sql("SELECT design_id, replication, message FROM failures")
    assert frame.to_numpy().tolist() == [[0, 3, "no such luck"]]


def test_unit_is_in_the_towns_own_currency(tmp_path: Path) -> None:
    text = Source.of("standard").text
    danish = Source("danish.toml", text.replace('name = "standard"', 'name = "danish"\ncurrency = "DKK"'))
    design = replace(written_design(), towns=(danish,))
    write_sweep(tmp_path / "sweep", design, numbered)
    assert Study(tmp_path / "sweep").unit("payments") == "DKK/month"


def test_amounts_of_two_currencies_are_put_together_in_no_answer(tmp_path: Path) -> None:
    text = Source.of("standard").text
    danish = Source("danish.toml", text.replace('name = "standard"', 'name = "danish"\ncurrency = "DKK"'))
    twin = Source("twin.toml", text.replace('name = "standard"', 'name = "twin"'))
    design = replace(written_design(), towns=(Source.of("standard"), danish, twin))
    write_sweep(tmp_path / "sweep", design, numbered)
    study = Study(tmp_path / "sweep")
    with pytest.raises(RefusedError, match=r"payments: standard in SEK, danish in DKK, which cannot be put"):
        study.compare("standard", "danish", ["payments"])
    with pytest.raises(RefusedError, match="twin in SEK, which cannot be put together"):
        study.compare("as_it_was", "as_it_acted", ["payments"])
    with pytest.raises(RefusedError, match="cannot be put together"):
        study.bands("payments")
    with pytest.raises(RefusedError, match="cannot be put together"):
        study.convergence("payments")
    assert set(study.compare("standard", "twin", ["payments"]).frame["unit"]) == {"SEK"}
    assert set(study.compare("standard", "danish", ["households"]).frame["unit"]) == {"households"}


def test_folder_that_is_no_sweep_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        Study(tmp_path)
