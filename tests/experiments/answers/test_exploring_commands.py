"""What is asked on the command line: tables, JSON, files, and refusals."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from tests.experiments.answers.known_functions import cases_of, factors, linear
from tests.experiments.answers.written_sweep import Array, write_sweep, written_design
from tillit.experiments.cli import app
from tillit.experiments.sweep.factors import Factor, Sampler

NAMES = ("parameters.bonds.rapport", "parameters.stress.relief")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a Morris sweep in which the first factor alone has an effect, of 12 months."""
    points = cases_of("morris", linear, 4, factors(*NAMES)).points
    design = written_design(
        factors=tuple(Factor(name, 0.0, 1.0) for name in NAMES),
        sampler=Sampler(kind="morris", size=4),
        points=pd.DataFrame(points, columns=list(NAMES)),
        replications=2,
        months=12,
        outputs=("public_cost",),
    )

    def cost(design_id: Array, replication: Array, month: Array) -> Array:
        point, acted = design_id.astype(int) // 2, design_id % 2.0
        result: Array = acted * (points[point, 0] - 0.4) + replication + 0.0 * month
        return result

    path = tmp_path_factory.mktemp("commands") / "sweep"
    write_sweep(path, design, cost, chunk=1_000)
    return path


def said(*words: str | Path, status: int = 0) -> str:
    result = CliRunner().invoke(app, ["sweep", *(str(word) for word in words)])
    assert result.exit_code == status, result.output
    return result.output


def test_json_has_the_sentence_and_the_rows(folder: Path) -> None:
    answer = json.loads(said("sensitivity", folder, "--json"))
    sizes = {row["factor"]: row["value"] for row in answer["rows"] if row["index"] == "mu_star"}
    assert sizes == pytest.approx({NAMES[0]: 12.0, NAMES[1]: 0.0}, abs=1e-9)
    assert f"changed most by {NAMES[0]}, " in answer["note"]


def test_figure_and_table_are_written_and_never_written_over(folder: Path, tmp_path: Path) -> None:
    figure, table = tmp_path / "bars.svg", tmp_path / "table.csv"
    said("sensitivity", folder, "-o", figure, "-o", table)
    assert b"<svg" in figure.read_bytes()
    assert set(pd.read_csv(table)["factor"]) == set(NAMES)
    assert "nothing is overwritten" in said("sensitivity", folder, "-o", table, status=2)


def test_a_file_of_an_unknown_kind_is_refused_before_anything_is_asked(folder: Path, tmp_path: Path) -> None:
    assert "must end in" in said("sensitivity", folder, "-o", tmp_path / "bars.docx", status=2)


def test_prim_says_where_most_of_what_was_looked_for_is(folder: Path) -> None:
    assert "in 6 of 12 points" in said("prim", folder)


def test_a_mistyped_variant_is_named_with_the_ones_that_are_there(folder: Path) -> None:
    assert "as_it_acted" in said("sensitivity", folder, "--variant", "as_it_actd", status=2)
