"""How much a town's effect depends on the assumptions: on effects that are known, without running a town."""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from typer.testing import CliRunner

from tests.experiments.answers.written_sweep import Array, write_sweep
from tillit.experiments.cli import app, studies
from tillit.experiments.refused import RefusedError
from tillit.experiments.sensitivity.ranking import OUTPUTS, assumptions
from tillit.experiments.sensitivity.sensitivity import Findings, Sensitivity
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.telling.catalogue import words
from tillit.experiments.worlds.world import Source

INTERVAL, RAPPORT, NETWORK = (
    "parameters.meetings.promised",
    "parameters.bonds.rapport",
    "parameters.placing.network",
)
MONTHS = 12
Effect = Callable[[dict[str, NDArray[np.float64]]], NDArray[np.float64]]


SOME = tuple(it for it in assumptions() if it.name in {INTERVAL, RAPPORT, NETWORK})


def question(
    folder: Path = Path(), factors: tuple[Factor, ...] = SOME, town: str = "hassleholm"
) -> Sensitivity:
    """Return what is asked of a town and three assumptions only."""
    return Sensitivity(Source.of(town), factors, folder, "morris", 5, 2, 3, words("en"), MONTHS)


def written(design: Design, into: Path, effect: Effect) -> None:
    """Write a sweep in which the acts change everything, each month, by a known function."""
    acted = effect({it.name: design.points[it.name].to_numpy() for it in design.factors})

    def fill(design_id: Array, replication: Array, month: Array) -> Array:
        point, second = np.divmod(design_id.astype(int), 2)
        return 50.0 + replication + second * (acted[point] + 0.01 * replication) + 0.0 * month

    into.parent.mkdir(exist_ok=True)
    write_sweep(into, design, fill, chunk=100_000)


def asked(folder: Path, effect: Effect, **changes: object) -> Findings:
    """Return what is found when the acts change everything, each month, by a known function."""

    def run(design: Design, into: Path, _what: str) -> None:
        written(design, into, effect)

    return dataclasses.replace(question(folder / "asked"), **changes).ask(run)  # type: ignore[arg-type]  # a mapping has one type of value


@pytest.mark.parametrize(
    ("lang", "words_"),
    [
        (
            "sv",
            ("antagande", "hur mycket tillit ett möte bygger", "vänder", "+1,2 mkr"),
        ),
        (
            "da",
            (
                "antagelse",
                "hvor meget tillid et møde bygger op",
                "vender",
                "+1,2 mio",
            ),
        ),
    ],
)
def test_command_says_it_in_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, words_: tuple[str, ...]
) -> None:
    def run(design: Design, into: Path, *_: object, **__: object) -> None:
        written(design, into, lambda at: 1e6 * (0.1 + at[RAPPORT] - in_default(RAPPORT)))

    monkeypatch.setattr(studies, "assumptions", lambda: SOME)
    monkeypatch.setattr(studies, "run_shown", run)
    asked = [
        "sensitivity",
        "hassleholm",
        "--months",
        str(MONTHS),
        "-o",
        str(tmp_path / "asked"),
        "--lang",
        lang,
    ]
    done = CliRunner().invoke(app, asked, env={"COLUMNS": "160"})
    told = " ".join(done.output.split())
    assert [it for it in words_ if it not in told] == []
    assert re.findall(r"\b(?:the|assumptions?|points|turns|sign|million|at low)\b", told) == []


def in_default(name: str) -> float:
    return question().defaults[name]


def test_the_value_at_which_an_assumption_alone_turns_the_effect_is_found(tmp_path: Path) -> None:
    # Negative at the default, and 0 a third of the way from there to the upper end, on a straight line.
    factor = next(it for it in SOME if it.name == RAPPORT)
    default = in_default(RAPPORT)
    turn = default + (factor.high - default) / 3.0
    found = asked(tmp_path, lambda at: 100.0 * (at[RAPPORT] - turn))
    row = found.turning["public_cost"].frame.set_index("assumption").loc["bonds.rapport"]
    assert row["verdict"] == "flips"
    assert row["turns_at"] == pytest.approx(turn, abs=0.01 * (factor.high - default))
    note = found.turning["public_cost"].note
    assert "1 of 3 assumptions alone turn the mean around within their range: bonds.rapport (at 0." in note
    assert "1 of them surely" in note


def test_assumptions_that_change_nothing_hold(tmp_path: Path) -> None:
    found = asked(tmp_path, lambda at: -100.0 + 0.0 * at[RAPPORT])
    frame = found.turning["municipal_cost"].frame
    assert set(frame["verdict"]) == {"holds"}
    assert frame["turns_at"].isna().all()
    assert (frame["swing"] == 0.0).all()
    assert "the town did lowers" in found.turning["municipal_cost"].note
    assert "another sign in 0% of the points" in found.turning["municipal_cost"].note


def test_an_effect_that_is_luck_has_no_sign_to_turn(tmp_path: Path) -> None:
    found = asked(tmp_path, lambda at: -0.01 + 0.0 * at[RAPPORT])
    assert set(found.turning["payments"].frame["verdict"]) == {"unclear"}
    assert "does not clearly change" in found.turning["payments"].note


def test_the_assumption_that_matters_most_is_ranked_first(tmp_path: Path) -> None:
    found = asked(tmp_path, lambda at: 10.0 * at[INTERVAL] + at[RAPPORT])
    assert set(found.ranking) == set(OUTPUTS)
    frame = found.ranking["payments"].frame
    sizes = frame[frame["index"] == "mu_star"].set_index("factor")["value"]
    # Over the whole range of 2 to 12 months, in each of twelve.
    assert sizes["meetings.promised"] == pytest.approx(10.0 * 10.0 * MONTHS)
    assert sizes["placing.network"] == pytest.approx(0.0, abs=1e-9)
    assert "effect on payments of assistance: meetings.promised" in found.ranking["payments"].note
    assert found.ranking["payments"].plot().axes
    assert found.turning["payments"].plot().axes


@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_points_whose_runs_give_no_number_are_refused(tmp_path: Path, method: str) -> None:
    def holed(at: dict[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        return np.where(at[INTERVAL] == 12.0, np.nan, at[RAPPORT])

    with pytest.raises(RefusedError, match="is not a number"):
        asked(tmp_path, holed, method=method, size=16)


def test_a_town_that_did_nothing_has_no_effect_to_ask_about() -> None:
    with pytest.raises(RefusedError, match="standard does nothing"):
        question(town="standard").designs()


def test_every_assumption_is_asked_about_at_both_ends_but_never_at_its_default() -> None:
    every = question(factors=assumptions())
    assert {name for name, _ in every.ends} == {it.name for it in every.factors}
    assert all(value != every.defaults[name] for name, value in every.ends)
    points = every.designs()["one-by-one"].points
    moved = (points != points.iloc[0]).sum(axis=1)
    assert moved.tolist() == [0] + [1] * len(every.ends)
