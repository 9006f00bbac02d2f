"""The committed pages say what the program does, and what they lead to is there."""

import re
from functools import cache
from pathlib import Path

import pytest
from numba.core import event

from tillit.experiments.describing import FOLDER, PAGES, described, outdated
from tillit.model.assumptions import DECLARED


@cache
def page(name: str = "model") -> str:
    return described(name)


@pytest.mark.parametrize("name", PAGES)
def test_committed_page_says_what_the_program_does(name: str) -> None:
    assert not outdated(name, page(name)), f"tillit describe {name} > docs/{name}.md renews it"


def test_page_that_is_missing_is_outdated(tmp_path: Path) -> None:
    assert outdated("model", "# The model\n", tmp_path)


def test_describing_compiles_nothing() -> None:
    with event.install_recorder("numba:compile") as compiled:
        assert described()
    assert compiled.buffer == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_left_to_fill_in_and_nothing_is_html(name: str) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page(name), flags=re.DOTALL)
    assert "{{" not in text
    assert re.search(r"<\w", text) is None


@pytest.mark.parametrize("name", PAGES)
def test_every_link_to_a_file_leads_to_it(name: str) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)", page(name))
    assert links
    assert [link for link in links if not (FOLDER / link).exists()] == []


def test_every_study_that_a_parameter_rests_on_is_in_the_references() -> None:
    references = page().partition("## References")[2]
    studies = {
        name
        for it in DECLARED.values()
        for name in re.findall(r"[A-ZÅÄÖ]\w+(?= (?:19|20)\d\d)", it.par.source)
    }
    assert studies
    assert {name for name in studies if name not in references} == set()


def test_description_is_short_enough_to_be_read() -> None:
    assert len(page().split()) < 7_000
