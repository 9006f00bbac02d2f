"""Folder: files that read back as what was written, and a manifest that gives the same numbers."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tillit.experiments.comparison.manifest import Manifest, read_manifest, results_digest
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.refused import RefusedError
from tillit.experiments.results.folder import new_folder, tables, write_results
from tillit.experiments.telling.rows import draw
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World, changed, worlds_of
from tillit.model.books.lives_of_children import ChildLife

PLAN = Plan(pairs=3, months=24, seed=5, histories=2)


@pytest.fixture
def comparison(town: Path) -> Comparison:
    return run_pairs(*worlds_of(town), PLAN)


@pytest.fixture
def folder(comparison: Comparison, tmp_path: Path) -> Path:
    with new_folder(tmp_path / "out", "unused", 0) as draft:
        write_results(draft.path, comparison, Manifest.of(comparison, ["tillit"], datetime.now(UTC)))
        return draft.keep()


@pytest.mark.parametrize("name", ["summary", "differences", "totals", "monthly", "ledger"])
def test_tables_read_back_as_they_were(folder: Path, comparison: Comparison, name: str) -> None:
    written = tables(comparison)[name]
    for read in (pd.read_parquet(folder / f"{name}.parquet"), pd.read_csv(folder / f"{name}.csv")):
        pd.testing.assert_frame_equal(read, written, check_dtype=False, check_exact=True)


def test_tables_hold_no_infinity_and_gaps_only_in_percent(comparison: Comparison) -> None:
    for frame in tables(comparison).values():
        gaps = frame.isna().any()
        assert set(gaps[gaps].index) <= {"percent", "percent_low", "percent_high"}
        assert not np.isinf(frame.select_dtypes("number")).any(axis=None)


def test_yearly_ledger_sums_to_nothing_for_each_entry(comparison: Comparison) -> None:
    ledger = tables(comparison)["ledger"]
    assert (ledger.groupby(["pair", "world", "year", "entry"])["received"].sum() == 0).all()
    assert ledger["received"].abs().sum() == sum(
        abs(it.ledger.reshape(3, 2, 12, *it.ledger.shape[2:]).sum(axis=2)).sum()
        for it in (comparison.a, comparison.b)
    )


def test_lives_are_those_of_the_same_households(folder: Path) -> None:
    lives = pd.read_parquet(folder / "lives.parquet")
    assert set(lives["pair"]) == {1, 2}
    before = lives[lives["month"] <= 6]
    a, b = (before[before["world"] == world].drop(columns="world").reset_index(drop=True) for world in "ab")
    pd.testing.assert_frame_equal(a, b)
    assert set(lives["state"]) <= {"absent", "assisted", "placed", "away"}


def test_childrens_lives_are_written_with_words_beside_households_or_alone(tmp_path: Path) -> None:
    together, alone = (written(tmp_path / name, name) for name in ("vaxjo", "herning"))
    assert (together / "lives.parquet").exists()
    assert not (alone / "lives.parquet").exists()
    for folder in (together, alone):
        lives = pd.read_parquet(folder / "child_lives.parquet")
        assert list(lives.columns) == ["pair", "world", *(ChildLife.dtype.names or ())]
        assert set(lives["form"]) == {"home", "network", "foster", "residence", "institution"}
        assert set(lives["event"]) > {"none", "placed_planned"}
        assert set(lives["end"]) > {"open"}
        assert set(lives["world"]) == {"a", "b"}


def written(folder: Path, town: str) -> Path:
    """Return a folder with the histories of one pair of a town."""
    comparison = run_pairs(*worlds_of(town), Plan(pairs=1, months=12, histories=1))
    folder.mkdir()
    write_results(folder, comparison, Manifest.of(comparison, [], datetime.now(UTC)))
    return folder


def test_chart_draws_the_units_that_the_town_has(comparison: Comparison) -> None:
    children = run_pairs(*worlds_of("herning"), Plan(pairs=1, months=2))
    both = run_pairs(*worlds_of("vaxjo"), Plan(pairs=1, months=2))
    panels = [[axes.get_title("left") for axes in draw(it).axes] for it in (comparison, children, both)]
    assert [len(it) for it in panels] == [4, 4, 8]
    assert panels[2] == [title.replace("DKK", "SEK") for title in panels[0] + panels[1]]


def test_chart_is_the_same_byte_for_byte(comparison: Comparison, folder: Path, tmp_path: Path) -> None:
    with new_folder(tmp_path / "again", "unused", 0) as draft:
        write_results(draft.path, comparison, Manifest.of(comparison, ["tillit"], datetime.now(UTC)))
        again = draft.keep()
    assert (again / "chart.svg").read_bytes() == (folder / "chart.svg").read_bytes()


def test_manifest_gives_the_same_numbers(folder: Path, comparison: Comparison) -> None:
    manifest = read_manifest(folder)
    again = run_pairs(manifest.a.world(), manifest.b.world(), manifest.again(threads=1))
    assert results_digest(again) == manifest.results == results_digest(comparison)


def test_manifest_remembers_what_was_changed(town: Path) -> None:
    world = changed(World.of(town), {"staff.posts": "+3", "mechanisms.reach": "false"})
    comparison = run_pairs(World.of(town), world, Plan(pairs=1, months=2))
    manifest = Manifest.of(comparison, [], datetime.now(UTC))
    copy = Manifest.model_validate_json(manifest.model_dump_json())
    assert copy.b.world().scenario.digest == world.scenario.digest
    assert copy.b.world().scenario.digest != copy.a.world().scenario.digest


def test_manifest_holds_whole_files_and_every_parameter(folder: Path, town: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for world in ("a", "b"):
        assert manifest[world]["source"]["text"] == town.read_text(encoding="utf-8")
    assert manifest["b"]["parameters"]["leaving.own_way"] > 0
    assert {"numpy", "numba", "mesa"} <= manifest["versions"].keys()


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"seed": NaN}', "\x00" * 100])
def test_file_that_is_no_manifest_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RefusedError, match="not a manifest"):
        read_manifest(path)


def test_folder_with_files_is_never_overwritten(folder: Path) -> None:
    with pytest.raises(RefusedError, match="nothing is overwritten"), new_folder(folder, "unused", 0):
        pass


def test_usual_folder_gets_a_number_when_it_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = []
    for _ in range(3):
        with new_folder(None, "littletown", 7) as draft:
            (draft.path / "file").touch()
            kept.append(draft.keep().name)
    assert kept == ["littletown-7", "littletown-7-2", "littletown-7-3"]
    assert sorted(path.name for path in (tmp_path / "results").iterdir()) == sorted(kept)


def test_a_folder_that_another_program_wrote_meanwhile_is_kept_and_so_is_this_one(tmp_path: Path) -> None:
    out = tmp_path / "same"
    with new_folder(out, "unused", 0) as one, new_folder(out, "unused", 0) as other:
        (one.path / "one").touch()
        (other.path / "other").touch()
        assert (one.keep(), other.keep()) == (out, tmp_path / "same-2")
    assert [it.name for it in out.iterdir()] == ["one"]
    assert [it.name for it in (tmp_path / "same-2").iterdir()] == ["other"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with new_folder(tmp_path / "out", "unused", 0) as draft:
        assert draft.keep() == tmp_path / "out"


def test_nothing_stays_of_a_run_that_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_folder(tmp_path / "out", "unused", 0):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
