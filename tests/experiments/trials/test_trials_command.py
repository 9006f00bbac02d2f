"""`tillit trials` prints what studies found beside what the model gives."""

import json
import re
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from tests.experiments.trials.tiny import TINY
from tillit.experiments.cli import app
from tillit.experiments.trials.reading import trial_files

ROOT = Path(__file__).parents[3]
pages = SimpleNamespace(**run_path(str(ROOT / "docs" / "trials.py")))  # what writes the pages


def tillit(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a file of one's own."""
    path = tmp_path / "my-trial.toml"
    path.write_text(TINY, encoding="utf-8")
    return path


def test_a_trial_of_ones_own_is_run_and_judged(own: Path) -> None:
    done = tillit("trials", "run", own)
    assert done.exit_code == 0, done.output
    assert "T1" in done.output
    assert "+10 %" in done.output
    assert "direction right in" in " ".join(done.output.split())


def test_json_has_a_row_for_each_figure(own: Path) -> None:
    done = tillit("trials", "run", own, "--json", "--replications", 2, "--seed", 5)
    rows = json.loads(done.stdout)
    assert [row["figure"]["outcome"] for row in rows] == ["left", "households"]
    assert rows[0]["replications"] == 2
    assert rows[0]["model"]["low"] <= rows[0]["model"]["value"] <= rows[0]["model"]["high"]


def test_show_tells_the_study_the_office_the_arms_and_what_came_of_it() -> None:
    done = tillit("trials", "show", "X6", "--replications", 2)
    assert done.exit_code == 0, done.output
    told = " ".join(done.output.split())
    for words in (
        "Schiprowski 2020",
        "450 households (unemployed 100%), 90 for each post",
        "30% of the cases",
        "lost_first 1",
        "+5.0 % (+2.0 … +10)",
        "What the model cannot express:",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", ("Ett planerat möte faller bort", "450 hushåll (arbetslösa 100 %)", "+5,0 % (+2,0 … +10)")),
        ("da", ("Et planlagt møde falder ud", "450 husstande (ledige 100 %)", "+5,0 % (+2,0 … +10)")),
    ],
)
def test_a_trial_is_told_in_the_language_asked_for(lang: str, words: tuple[str, ...]) -> None:
    done = tillit("trials", "show", "X6", "--replications", 2, "--lang", lang)
    told = " ".join(done.output.split())
    assert [it for it in words if it not in told] == []
    assert re.findall(r"\b(the|of|and|months|cases)\b", told) == []


@pytest.mark.parametrize(("lang", "heads"), [("sv", "riktning storlek"), ("da", "retning størrelse")])
def test_the_table_has_no_english_heading(own: Path, lang: str, heads: str) -> None:
    told = " ".join(tillit("trials", "run", own, "--replications", 2, "--lang", lang).output.split())
    assert heads in told
    assert [it for it in ("trials", "found", "said", "gives", "direction", "right in") if it in told] == []


def test_what_is_wrong_is_one_plain_message(own: Path) -> None:
    own.write_text(TINY.replace('outcome = "left"', 'outcome = "lef"'), encoding="utf-8")
    done = tillit("trials", "run", own)
    assert done.exit_code == 2
    assert tillit("trials", "show", "X99").exit_code == 2


def part(page: str, name: str) -> str:
    text = (ROOT / "docs" / page).read_text("utf-8")
    return text.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- /{name} -->")[0]


def test_the_page_tells_every_trial_that_comes_with_the_program() -> None:
    assert all(f"| {name} |" in part("trials.md", "trials") for name in trial_files())


def test_the_page_of_continuity_tells_of_ties_what_the_page_of_trials_tells() -> None:
    rows = [it for it in part("does-continuity-matter.md", "trials of ties").splitlines() if it[:1] == "|"]
    assert all(any(row.startswith(f"| {name} |") for row in rows) for name in (*pages.TIES, *pages.PERSONS))
    assert [row for row in rows if row not in part("trials.md", "trials")] == []


def test_a_page_may_have_one_part_or_several() -> None:
    page = "a\n<!-- trials of ties -->\nold\n<!-- /trials of ties -->\nb\n"
    told = pages.renewed(page, ())
    assert "old" not in told
    assert "first figure is right in 0." in told
    assert told.startswith("a\n<!-- trials of ties -->\n\n|")
    assert told.endswith("<!-- /trials of ties -->\nb\n")
