"""Page: what README.md and docs/validation.md say is what was recorded."""

from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tillit.experiments.calibration.models import NULL_MODELS
from tillit.experiments.calibration.targets import read_targets
from tillit.experiments.claims.record import read_record
from tillit.experiments.claims.telling import given_for, number, speaks, summary, surprise_of
from tillit.experiments.telling.catalogue import SOURCE, words

ENGLISH = words(SOURCE)
ROOT = Path(__file__).parents[1]
page = SimpleNamespace(**run_path(str(ROOT / "docs" / "validation.py")))  # what writes the pages
NATIONAL = read_targets("behaviour")
MOST_LINES = 10
"""Lines of the summary in README.md."""


def factors(log10: float, error: float = 0.05) -> dict[str, dict[str, float]]:
    return {it.name: {"log10": log10, "error": error} for it in NULL_MODELS}


def row(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - plain values
    told = {"claim": "It fell", "indicator": "stress", "said": "falls", "when": ""}
    told |= {"source": "account 999", "grade": "C"}
    found = {"unit": "%", "model": [-30.0, -25.0, -20.0, -10.0, 5.0], "chance": 0.9, "attainable": 0.0}
    return told | found | {"factors": factors(0.3), "about_ties": False} | fields


def record(*rows: dict[str, Any], name: str = "hamlet", log10: float = 1.0) -> dict[str, Any]:
    town = {"title": f"A {name}", "claims": list(rows), "factors": factors(log10), "attainable": 0.75}
    how = {"vectors": 8, "lucks": 4, "seed": 1, "lead": 24, "not_fitted": ["ties_frozen"]}
    return {"how": how, "towns": {name: town}, "gradient": None}


@pytest.mark.parametrize("name", page.PAGES)
def test_page_says_what_was_recorded(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert any(f"<!-- {part} -->" in text for part in page.PARTS)
    assert page.renew(text, read_record()) == text, "python docs/validation.py writes it again"


def test_every_generated_part_is_in_the_documentation() -> None:
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in page.PAGES[1:])
    assert [name for name in page.PARTS if f"<!-- {name} -->" not in text] == []


def test_readme_shows_a_summary_and_no_table_of_claims() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in page.PARTS if f"<!-- {name} -->" in text] == ["summary"]
    assert len(summary(read_record()).splitlines()) <= MOST_LINES


def test_of_ties_one_says_in_a_sentence_what_all_accounts_tell() -> None:
    text = page.of_ties(record(log10=1.0))
    assert text.startswith(
        "What 1 accounts say is, if ties have a history, 10 times as likely as with *ties frozen*"
    )
    assert "no more and no less likely" in page.of_ties(record(log10=0.0))


def test_claim_has_prediction_surprise_and_factors_in_words() -> None:
    text = page.claims(record(row(when="2015-12")))
    given = "X20 % (X25 … X10; X30 … 5)".replace("X", "\N{MINUS SIGN}")
    assert f"| A hamlet | It fell (account 999, C) | Stress: falls (2015-12) | {given} |" in text
    assert "| compatible (so in 90 %) | 0 % | 2 times as likely | 2 times as likely |" in text


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"tail": 0.04, "chance": None}, "surprising (tail 4 %)"),
        ({"tail": 0.3, "chance": None}, "compatible (tail 30 %)"),
        ({"chance": 0.97}, "expected (so in 97 %)"),
        ({"chance": 0.01}, "surprising (so in 1 %)"),
        ({"chance": None, "reached": 0.0}, "0 % of single pairs come so far"),
        ({"chance": None}, "-"),
    ],
)
def test_surprise_is_told_in_words(found: dict[str, Any], words: str) -> None:
    assert surprise_of(row(**found), ENGLISH) == words


def test_claim_tells_something_only_if_a_factor_is_more_than_three_and_more_than_its_error() -> None:
    assert not speaks(row(factors=factors(0.4)), 1.0)
    assert speaks(row(factors=factors(0.6)), 1.0)
    assert not speaks(row(factors=factors(0.6)), -1.0)
    assert speaks(row(factors=factors(-0.6)), -1.0)
    assert not speaks(row(factors=factors(0.6, error=0.5)), 1.0)
    assert not speaks(row(about_ties=True, factors=factors(2.0)), 1.0)


def test_prediction_that_is_not_known_is_none() -> None:
    assert given_for(row(model=[None] * 5), ENGLISH) == "-"
    assert tuple(number(it, ENGLISH) for it in (-1e-15, -0.5, 1234.5)) == ("0", "\N{MINUS SIGN}0.5", "1,234")


def test_accounts_are_told_together() -> None:
    both = record(row(), name="hamlet", log10=1.0)
    both["towns"] |= record(row(), row(), name="village", log10=2.0)["towns"]
    counted, whole, _ = summary(both).splitlines()
    assert "2 accounts predicted**, 3 claims" in counted
    assert "1,000 times as likely as under *nothing done*" in whole
    assert "| **all that are predicted** |" in page.weighed(both)


def test_what_cannot_be_told_is_a_result_and_what_is_not_fitted_is_said() -> None:
    text = summary(record(row(), log10=0.1))
    assert "no more and no less likely, as far as one can tell, than under *nothing done*" in text
    assert "Not fitted for themselves, but run with the theory's vectors: ties frozen" in text


def test_only_what_stands_between_markers_is_written_again() -> None:
    text = "before\n<!-- claims -->\nold\n<!-- /claims -->\nafter\n"
    new = page.renew(text, record(row()))
    assert new.startswith("before\n<!-- claims -->\n\n| town |")
    assert new.endswith("\n<!-- /claims -->\nafter\n")
    assert "old" not in new
    assert page.renew(new, record(row())) == new


def test_gradient_says_how_much_remains_without_the_effect() -> None:
    shares = {"1": 0.9, "2": 0.5, "3": None, "1_households": 100, "2_households": 10, "3_households": 0}
    sides = {"milwaukee": shares, "landmark": shares | {"2": 0.95}}
    text = page.gradient({"months": 24, "landmark": 6, "on": sides, "off": sides})
    assert "90.0 % of 100 households" in text
    assert "+40.0 points of +40.0 points remain" in text
    assert "\N{MINUS SIGN}5.0 points with ties on" in text


@pytest.fixture(name="vectors")
def made_up_vectors(tmp_path: Path) -> Path:
    """Return a file of eleven vectors, evenly over the whole of every range."""
    values = NATIONAL.space.values(
        np.linspace(0.0, 1.0, 11)[:, None].repeat(len(NATIONAL.space.names), axis=1)
    )
    frame = pd.DataFrame(values, columns=NATIONAL.space.names)
    figures = {f"target.{it.name}": np.linspace(0.0, 10.0, 11) for it in NATIONAL.targets}
    path = tmp_path / "vectors.parquet"
    frame.assign(**figures, implausibility=1.0).to_parquet(path)
    return path


def test_each_target_stands_beside_what_the_vectors_give(vectors: Path) -> None:
    table = page.calibrated({}, vectors).splitlines()
    assert len(table) == 2 + len(NATIONAL.targets)
    assert "11 vectors" in table[0]
    assert all("| 5 (0.5 … 9.5) |" in line for line in table[2:])


def test_vectors_all_over_a_range_leave_all_of_it(vectors: Path) -> None:
    table = page.left_open({}, vectors).splitlines()
    assert len(table) == 2 + len(NATIONAL.space.names)
    even = [line for line, it in zip(table[2:], NATIONAL.space.parameters, strict=True) if not it.whole]
    assert all("| 100 % |" in line for line in even)
    assert sum("(log)" in line for line in table) == sum(it.log for it in NATIONAL.space.parameters)


FULL = [20.0, 10.0, 30.0]
LESS = [5.0, 1.0, 9.0]


def switched(whole: list[float] = FULL) -> dict[str, Any]:
    return {"label": "shaken", "effects": dict.fromkeys(page.SWITCHES, LESS) | {page.WHOLE: whole}}


def test_what_is_lost_is_a_share_of_the_whole_effect() -> None:
    assert page.lost(switched()["effects"], "neither") == "75 %"
    assert page.lost(switched([2.0, 1.0, 3.0])["effects"], "neither") == "\N{MINUS SIGN}150 %"


def test_of_an_effect_that_may_be_chance_nothing_can_be_lost() -> None:
    assert page.lost(switched([2.0, -1.0, 5.0])["effects"], "neither") == "cannot tell"


def test_table_and_sentence_say_the_same() -> None:
    found = {"pairs": 3, "months": 120, "rows": [switched()]}
    assert "| shaken | +20.0 % (+10.0 … +30.0) | +5.0 % (+1.0 … +9.0) |" in page.switch_table(found)
    told = "a town shaken pays +20.0 % (+10.0 … +30.0) in the tenth year; without a history of ties"
    assert f"{told} that would be +5.0 %" in page.in_short(found)
