"""What is in the folder is done, and nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.experiments.sweep.looking import contents, failed_runs
from tests.experiments.sweep.pretending import PRETEND, village_design
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.sweep.store import STUDY, Store
from tillit.experiments.sweep.work import Threads


def test_every_run_has_every_month_once_and_in_order(undisturbed: Path, design: Design) -> None:
    rows = contents(undisturbed)
    assert list(rows.columns) == ["run_id", "design_id", "replication", "month", *design.outputs]
    expected = [(run, month) for run in range(design.runs) for month in (1, 2, 3)]
    assert list(zip(rows["run_id"], rows["month"], strict=True)) == expected
    assert (rows["run_id"] == rows["replication"] * len(design.rows) + rows["design_id"]).all()


def test_files_are_compressed_and_split(undisturbed: Path) -> None:
    column = parquet.ParquetFile(Store(undisturbed).run_files()[0]).metadata.row_group(0).column(4)
    assert column.compression == "ZSTD"
    assert "BYTE_STREAM_SPLIT" in column.encodings


def test_types_of_columns_are_as_described(undisturbed: Path) -> None:
    schema = parquet.read_schema(Store(undisturbed).run_files()[0])
    assert [str(it) for it in schema.types] == ["int64", "int32", "int32", "int16", "double", "double"]


def test_design_comes_back_as_it_was(undisturbed: Path, design: Design) -> None:
    assert Store(undisturbed).design.to_json() == design.to_json()


def test_rows_of_the_design_are_there_as_a_table(undisturbed: Path, design: Design) -> None:
    table = parquet.read_table(undisturbed / "design.parquet").to_pandas()
    assert table.drop(columns="design_id").equals(design.rows.reset_index(drop=True))
    assert list(table["design_id"]) == list(design.rows.index)


def test_chunk_without_its_file_is_missing(undisturbed: Path) -> None:
    (undisturbed / "runs" / "000004.parquet").unlink()
    assert Store(undisturbed).missing() == [4]
    assert Store(undisturbed).progress().done == 17


def test_failure_of_a_chunk_that_is_not_done_does_not_count(tmp_path: Path) -> None:
    run_sweep(village_design("raise 7"), tmp_path, engine=Threads(1), chunk=3, run_one=PRETEND)
    assert failed_runs(tmp_path) == [7]
    (tmp_path / "runs" / "000002.parquet").unlink()
    assert failed_runs(tmp_path) == []


def test_another_design_is_refused_and_the_difference_shown(undisturbed: Path, design: Design) -> None:
    with pytest.raises(RefusedError, match=r"(?s)months: 3 → 6.*another folder"):
        Store.opened(undisturbed, replace(design, months=6), 3)


def test_another_town_is_refused_and_its_line_shown(undisturbed: Path, design: Design) -> None:
    town = replace(design.towns[0], text=design.towns[0].text.replace("households = 20", "households = 21"))
    with pytest.raises(RefusedError, match="households = 20 → households = 21"):
        Store.opened(undisturbed, replace(design, towns=(town,)), 3)


def test_other_prose_is_the_same_design(undisturbed: Path, design: Design) -> None:
    kept = Store.opened(undisturbed, replace(design, title="Another title"), 3).design
    assert kept.to_json() == design.to_json()


def test_another_version_is_refused(
    undisturbed: Path, design: Design, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tillit.agents.foundation.source.source_hash", lambda: "another")
    with pytest.raises(RefusedError, match=r"(?s)source: \w+ → another.*another folder"):
        Store.opened(undisturbed, design, 3)


def test_folder_with_something_else_is_refused(tmp_path: Path, design: Design) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(RefusedError, match=r"thesis\.docx"):
        Store.opened(tmp_path, design, 3)


def test_folder_without_a_sweep_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no folder of a sweep"):
        Store(tmp_path)


@pytest.mark.parametrize("text", ["", "{}", "[1, 2", json.dumps({"title": 1}), "\x00\xff"])
def test_garbage_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / STUDY).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match="is not the record of a sweep"):
        Store(tmp_path)
