"""Exporting: one file that explains itself, with every figure, or no file at all."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from tests.experiments.answers.written_sweep import INTERVAL, MONTHS, numbered, write_sweep, written_design
from tillit.experiments.answers.sweep import Sweep, UnfinishedWarning
from tillit.experiments.answers.tables import export, to_pandas, to_xarray
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.files import CsvFormat, csv_format


@pytest.fixture
def sweep(tmp_path: Path) -> Sweep:
    write_sweep(tmp_path / "sweep", written_design(), numbered)
    return Sweep(tmp_path / "sweep")


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_tidy_file_is_the_pandas_frame(sweep: Sweep, tmp_path: Path, suffix: str) -> None:
    path = export(sweep, tmp_path / f"all.{suffix}")
    read = pd.read_csv(path) if suffix == "csv" else pd.read_parquet(path)
    pd.testing.assert_frame_equal(read, to_pandas(sweep), check_dtype=False)


def test_arrays_are_the_data_set(sweep: Sweep, tmp_path: Path) -> None:
    with xr.open_dataset(export(sweep, tmp_path / "all.nc")) as read:
        xr.testing.assert_identical(read.load(), to_xarray(sweep))


def test_netcdf_file_says_what_it_holds(sweep: Sweep, tmp_path: Path) -> None:
    with xr.open_dataset(export(sweep, tmp_path / "all.nc")) as read:
        assert (read.attrs["title"], read.attrs["seed"]) == ("Known figures", "7")
        assert read.attrs["source"].startswith("Tillit 0.")
        assert read["payments"].attrs == {
            "units": "SEK/month",
            "long_name": "Payments of assistance",
            "description": "assistance paid to households",
        }
        assert set(read.coords) == {"design_id", "replication", "month", "point", "town", "variant", INTERVAL}


def test_unfinished_sweep_is_exported_with_a_warning(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, without=[0], failing=[119])
    sweep = Sweep(tmp_path / "sweep")
    with pytest.warns(UnfinishedWarning, match=r"17 of 120 runs are missing, 1 of 120 runs failed"):
        assert len(pd.read_csv(export(sweep, tmp_path / "all.csv"))) == 102 * MONTHS
    with pytest.warns(UnfinishedWarning):
        export(sweep, tmp_path / "all.nc")
    with xr.open_dataset(tmp_path / "all.nc") as read:
        assert np.isnan(read["payments"]).sum() == 18 * MONTHS
        assert (read.attrs["runs_done"], read.attrs["runs_missing"]) == (102, 17)


def test_csv_is_as_swedish_spreadsheets_want_it_if_that_is_asked(sweep: Sweep, tmp_path: Path) -> None:
    asked = csv_format.set(CsvFormat.SV)
    path = export(sweep, tmp_path / "all.csv")
    csv_format.reset(asked)
    read = pd.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig")
    pd.testing.assert_frame_equal(read, to_pandas(sweep), check_dtype=False)


@pytest.mark.parametrize("name", ["all.csv", "all.nc"])
def test_nothing_is_overwritten(sweep: Sweep, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(RefusedError, match="nothing is overwritten"):
        export(sweep, tmp_path / name)
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize("suffix", ["csv", "parquet", "nc"])
def test_nothing_is_left_of_a_file_that_could_not_be_finished(
    sweep: Sweep, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        assert path.exists()
        message = "no space left"
        raise OSError(message)

    monkeypatch.setattr("tillit.experiments.worlds.files.flush_to_disk", fail)
    with pytest.raises(OSError, match="no space left"):
        export(sweep, tmp_path / f"all.{suffix}")
    assert [path.name for path in tmp_path.iterdir()] == ["sweep"]


def test_unknown_format_is_refused(sweep: Sweep, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"all.xlsx: unknown format.*\.nc"):
        export(sweep, tmp_path / "all.xlsx")
