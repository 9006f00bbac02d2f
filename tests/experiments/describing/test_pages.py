"""The committed pages say what the program does, and what they lead to is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tillit.experiments.describing import FOLDER, PAGES, described, outdated
from tillit.experiments.describing.pages import first_difference
from tillit.model.assumptions import DECLARED

SILENT = """
from numba.core import event
from tillit.experiments.describing import PAGES, described

with event.install_recorder("numba:compile") as compiled:
    for page in PAGES:
        assert described(page)
assert compiled.buffer == [], compiled.buffer
"""


def test_committed_pages_say_what_the_program_does() -> None:
    renew = "tillit describe > docs/model.md; tillit describe submodels > docs/submodels.md"
    assert outdated() == {}, f"renew the description: {renew}"


def test_page_that_was_changed_by_hand_is_outdated(tmp_path: Path) -> None:
    for page in PAGES:
        (tmp_path / f"{page}.md").write_bytes((FOLDER / f"{page}.md").read_bytes())
    model = tmp_path / "model.md"
    model.write_text(model.read_text("utf-8").replace("# The model", "# Our model", 1), encoding="utf-8")
    assert outdated(tmp_path) == {"model": "line 1: '# Our model' should be '# The model'"}


def test_page_that_is_missing_is_outdated(tmp_path: Path) -> None:
    assert set(outdated(tmp_path)) == set(PAGES)


def test_text_that_only_goes_on_longer_differs() -> None:
    assert first_difference("a\n", "a\nb\n") == "line 2: 1 lines should be 2"
    assert first_difference("a\n", "a\n") == ""


def test_describing_compiles_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", SILENT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_left_to_fill_in_and_nothing_is_html(page: str) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", described(page), flags=re.DOTALL)
    assert "{{" not in text
    assert re.search(r"<\w", text) is None


def test_every_link_to_a_submodel_leads_to_its_heading() -> None:
    headings = re.findall(r"^## (.+)$", described("submodels"), re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", it).lower().replace(" ", "-") for it in headings}
    links = re.findall(r"\(submodels\.md#([^)]+)\)", described("model"))
    assert links
    assert set(links) <= anchors


def test_every_study_that_a_parameter_rests_on_is_in_the_references() -> None:
    references = described("model").partition("## References")[2]
    studies = {
        name
        for it in DECLARED.values()
        for name in re.findall(r"[A-ZÅÄÖ]\w+(?= (?:19|20)\d\d)", it.par.source)
    }
    assert studies
    assert {name for name in studies if name not in references} == set()
