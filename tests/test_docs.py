"""What the documentation shows works: its programs run, its commands are understood."""

import itertools
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from tests import r_page
from tillit.model.scenarios import town_names

UsageError: Any = typer.BadParameter.__base__
"""Typer keeps its parser's errors to itself, all but this one's heir."""
ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SCRIPTS = [*sorted((ROOT / "docs").rglob("*.sh")), *sorted((ROOT / "docs").rglob("Snakefile"))]
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES + SCRIPTS]


def blocks(page: Path, language: str) -> list[str]:
    """Return the blocks of a page in a language; those marked otherwise, as in ``python no-run``, are not."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def commands(name: str) -> list[list[str]]:
    """Return the words of each `tillit` command that a page or a script shows."""
    path = ROOT / name
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        text = "\n".join(blocks(path, "sh") + re.findall(r"`(tillit [^`\n]+)`", text))
    found = re.findall(r'^(?: *shell: ")?(tillit .*)', text, re.MULTILINE)
    return [words_of(it.replace("{threads}", "2")) for it in found]


def words_of(line: str) -> list[str]:
    """Return the words of a command, without what a shell does with its output."""
    words = shlex.split(line.removesuffix('"') if line.count('"') % 2 else line, comments=True)
    return list(itertools.takewhile(lambda word: word not in {"|", ">", "&"}, words))[1:]


def understand(words: list[str]) -> None:
    """Parse a command as the program does, without carrying it out."""
    from tillit.experiments.cli import app  # noqa: PLC0415 - the parsers are made when asked for

    command: Any = typer.main.get_command(app)
    while words and hasattr(command, "commands"):
        # What stands before a command is the program's own.
        _, words, _ = command.make_parser(command.context_class(command)).parse_args(list(words))
        if not words:
            return  # a group that does something by itself
        found = command.get_command(None, words[0])
        assert found is not None, f"there is no command {words[0]!r}"
        # What is announced is imported when it is given.
        command, words = getattr(found, "load", lambda found=found: found)(), words[1:]
    if words:
        command.make_context(command.name, list(words))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_programs_in_the_documentation_run(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for program in blocks(path, "python"):
        exec(program, names)  # noqa: S102 - our own documentation


def test_the_example_in_python_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks(ROOT / "README.md", "python")
    exec(example, {})  # noqa: S102 - our own documentation
    assert "client_trust" in capsys.readouterr().out


def test_the_documentation_is_a_site_without_a_dead_link(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {f"{page.stem}.html" for page in PAGES[1:]} | {"index.html"} <= {
        it.name for it in tmp_path.iterdir()
    }
    for page in tmp_path.glob("*.html"):
        assert not re.search(r'<(?:script|img)[^>]+src="?http', page.read_text("utf-8")), page.name
    model = (tmp_path / "model.html").read_text("utf-8")
    assert ("<math" in model, 'class="arithmatex"' in model) == (True, False)
    assert 'id="tillit.model.municipality.Municipality"' in (tmp_path / "api.html").read_text("utf-8")


def test_numbers_for_r_are_those_of_the_files() -> None:
    assert r_page.BLOCK.findall(r_page.PAGE.read_text("utf-8")) == [r_page.table()], ".ci/renew pages"


@pytest.mark.parametrize("name", NAMES)
def test_commands_in_the_documentation_are_understood(name: str) -> None:
    for words in commands(name):
        if words and words[-1] != "…":
            understand(words)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_towns_that_the_documentation_compares_can_be_compared(page: Path) -> None:
    from tillit.experiments.cli.options import chosen  # noqa: PLC0415 - as above

    for words in commands(page.relative_to(ROOT).as_posix()):
        if words[:1] == ["compare"] and len(words[1:]) > 1 and {*words[1:3]} <= {*town_names()}:
            chosen(words[1], words[2], (), ())


def test_a_command_that_is_not_there_is_noticed() -> None:
    with pytest.raises(AssertionError, match="swep"):
        understand(["swep", "run"])
    with pytest.raises(UsageError, match="--pears"):
        understand(["run", "hassleholm", "--pears", "3"])
