"""A design file says what is run, or is refused with all that is wrong in it."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.experiments.sweep.small_designs import tables, town
from tillit.experiments.cli import app
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_file import EXAMPLE, HEADLINES, build, read_design
from tillit.model.assumptions import DECLARED
from tillit.model.indicators import INDICATORS


def refused(**changes: Any) -> str:  # noqa: ANN401 - a file holds anything
    """Return why a design with some changes cannot be run."""
    with pytest.raises(RefusedError) as caught:
        build(tables(**changes), "small.toml", Path())
    return str(caught.value)


def test_example_is_read_as_it_is() -> None:
    design = read_design(EXAMPLE)
    assert design.variant_names == ("as_it_was", "as_it_acted")
    assert design.runs == 200


def test_command_prints_the_example() -> None:
    result = CliRunner().invoke(app, ["sweep", "example"])
    assert (result.exit_code, result.stdout) == (0, EXAMPLE.read_text("utf-8"))


def test_everything_that_is_wrong_is_named_at_once() -> None:
    message = refused(
        month=3,
        towns=["standart"],
        replications=0,
        outputs=["paiments"],
        factors={"parameters.bonds.raport": {}},
        sampler={"kind": "saltelli", "size": 100},
    )
    wanted = ["'months'", "'standard'", "1 to 100,000", "'payments'", "'parameters.bonds.rapport'", "128"]
    assert [word for word in wanted if word not in message] == []


def test_value_outside_its_declared_range_is_refused_with_range_and_source() -> None:
    par = DECLARED["bonds.rapport"].par
    message = refused(factors={"parameters.bonds.rapport": {"low": 0.1, "high": 0.9}})
    assert f"{par.low:g} to {par.high:g}" in message
    assert par.source in message


def test_parameter_varies_over_its_declared_range_if_the_design_names_none() -> None:
    (factor, *_) = build(tables(), "small.toml", Path()).factors
    par = DECLARED["bonds.rapport"].par
    assert (factor.low, factor.high, factor.source) == (par.low, par.high, par.source)


def test_star_is_every_parameter_of_a_group_and_a_name_of_its_own_goes_before_it() -> None:
    own = {"parameters.stress.crisis": {"low": 0.01, "high": 0.02}, "parameters.stress.*": {}}
    factors = {it.name: it for it in build(tables(factors=own), "small.toml", Path()).factors}
    assert {name for name in DECLARED if name.startswith("stress.")} == {name[11:] for name in factors}
    assert factors["parameters.stress.crisis"].high == 0.02


def test_name_without_quotes_is_refused_with_what_to_do() -> None:
    assert "stands in quotes" in refused(factors={"parameters": {"bonds": {"rapport": {}}}})


def test_what_is_no_parameter_needs_a_range() -> None:
    assert "needs low and high" in refused(factors={"setting.inflow": {}})


def test_variant_and_factor_cannot_set_the_same() -> None:
    variant = [{"name": "v", "set": {"setting.inflow": 0.9}}]
    assert "leave one out" in refused(variant=variant)


def test_event_after_the_last_month_is_refused() -> None:
    variant = [{"name": "v", "event": [{"kind": "posts", "month": 13, "change": 1}]}]
    assert "comes after the last month" in refused(variant=variant)


def test_variant_that_no_town_can_have_is_refused() -> None:
    assert "must be 1 to" in refused(variant=[{"name": "v", "set": {"staff.posts": "-30"}}])


def test_row_that_cannot_be_is_found_before_anything_runs() -> None:
    factors = {"town.households": {"values": [1200, 2000]}, "town.inhabitants": {"values": [1500, 9000]}}
    message = refused(factors=factors, sampler=None, variant=[])
    assert "more households" in message
    assert "row 3 " in message


def test_towns_that_did_nothing_are_run_as_they_are() -> None:
    assert build(tables(variant=[]), "small.toml", Path()).variant_names == ("as_it_is",)


def test_towns_that_acted_are_run_as_they_were_and_as_they_acted() -> None:
    design = build(tables(variant=[], towns=["hassleholm", "standard"]), "small.toml", Path())
    assert design.variant_names == ("as_it_was", "as_it_acted")


def test_two_towns_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(town("standard"), encoding="utf-8")
    with pytest.raises(RefusedError, match="two are called 'standard'"):
        build(tables(towns=["a.toml", "standard"]), "t", tmp_path)


@pytest.mark.parametrize(("said", "stored"), [("all", tuple(INDICATORS)), ([], HEADLINES)])
def test_outputs_can_be_all_or_the_headlines(said: str | list[str], stored: tuple[str, ...]) -> None:
    assert build(tables(outputs=said), "small.toml", Path()).outputs == stored


def test_headlines_are_indicators() -> None:
    assert set(HEADLINES) <= set(INDICATORS)


def test_rows_in_a_file_beside_the_design_are_its_points(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("staff.posts,setting.inflow\n18,0.9\n22,1.1\n", encoding="utf-8")
    design = build(tables(factors={}, sampler={"kind": "list", "file": "rows.csv"}), "t", tmp_path)
    assert design.points.to_numpy().tolist() == [[18, 0.9], [22, 1.1]]
    assert len(design.rows) == 4


def listed(folder: Path, text: str) -> Design:
    """Return a small design with the rows of a list."""
    (folder / "rows.csv").write_text(text, encoding="utf-8")
    return build(tables(factors={}, sampler={"kind": "list", "file": "rows.csv"}), "t", folder)


def test_date_of_an_event_is_refused() -> None:
    variant = [{"name": "v", "event": [{"kind": "posts", "date": "2011-03", "change": 1}]}]
    assert "give each event a `month`" in refused(variant=variant, months=24)


def test_spreadsheet_with_semicolons_and_decimal_commas_is_read(tmp_path: Path) -> None:
    design = listed(tmp_path, "\ufeffstaff.turnover;setting.inflow\r\n2;0,9\r\n3;1,1\r\n")
    assert design.points["setting.inflow"].tolist() == [0.9, 1.1]
    assert (design.sampler.kind, len(design.rows)) == ("list", 4)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Empty CSV file"),
        ("setting.inflow\n", "a line for each point"),
        ("setting.inflow,setting.inflow\n1,1\n", "none twice"),
        ("staff.turnover,setting.inflow\n1.0\n", "Expected 2 columns, got 1"),
        ("setting.inflo\n1.0\n", "did you mean 'setting.inflow'"),
        ("setting.inflow,staff.turnover\n1.0,2\n,2\n", "row 2"),
        ("setting.inflow\n1.0\n11.0\n", "0 to 10"),
        ("staff.posts\n10.3\n", "whole or half number"),
        ("setting.inflow\n1.0\n1.1\n1.0\n", "row 3 is there twice"),
    ],
)
def test_list_that_cannot_be_run_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        listed(tmp_path, text)


def test_factor_of_one_value_cannot_be_sampled() -> None:
    assert "does not vary" in refused(factors={"staff.turnover": {"values": [1.0]}})


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("d.toml", "towns = [", "not TOML"),
        ("d.toml", 'towns = ["my-town.toml"]', "no file"),
        ("d.toml", "towns = []", "at least one"),
        ("d.toml", "", "towns is missing"),
    ],
)
def test_broken_file_says_what_is_wrong_with_it(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match=words):
        read_design(tmp_path / name)


def test_missing_file_is_refused_with_the_command_that_writes_one(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(RefusedError, match="tillit sweep example"):
            read_design(path)
