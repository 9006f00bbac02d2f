"""The committed pages say what the program does, and what they lead to is there."""

import re
import subprocess
import sys
from pathlib import Path

from tillit.experiments.describing import FOLDER, described, outdated
from tillit.experiments.describing.pages import first_difference
from tillit.model.assumptions import DECLARED

SILENT = """
from numba.core import event
from tillit.experiments.describing import described

with event.install_recorder("numba:compile") as compiled:
    assert described()
assert compiled.buffer == [], compiled.buffer
"""


def test_committed_page_says_what_the_program_does() -> None:
    assert outdated() == "", "renew the description: tillit describe > docs/model.md"


def test_page_that_was_changed_by_hand_is_outdated(tmp_path: Path) -> None:
    text = (FOLDER / "model.md").read_text("utf-8")
    (tmp_path / "model.md").write_text(text.replace("# The model", "# Our model", 1), encoding="utf-8")
    assert outdated(tmp_path) == "line 1: '# Our model' should be '# The model'"


def test_page_that_is_missing_is_outdated(tmp_path: Path) -> None:
    assert outdated(tmp_path)


def test_text_that_only_goes_on_longer_differs() -> None:
    assert first_difference("a\n", "a\nb\n") == "line 2: 1 lines should be 2"
    assert first_difference("a\n", "a\n") == ""


def test_describing_compiles_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", SILENT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nothing_is_left_to_fill_in_and_nothing_is_html() -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", described(), flags=re.DOTALL)
    assert "{{" not in text
    assert re.search(r"<\w", text) is None


def test_every_link_to_a_file_leads_to_it() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)", described())
    assert any(link.startswith("../agents/") for link in links)
    assert [link for link in links if not (FOLDER / link).exists()] == []


def test_every_study_that_a_parameter_rests_on_is_in_the_references() -> None:
    references = described().partition("## References")[2]
    studies = {
        name
        for it in DECLARED.values()
        for name in re.findall(r"[A-ZÅÄÖ]\w+(?= (?:19|20)\d\d)", it.par.source)
    }
    assert studies
    assert {name for name in studies if name not in references} == set()
