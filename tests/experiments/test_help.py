"""Help: every page of it, and what Click refuses, in Swedish and Danish, as the words or the system ask."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from tillit.experiments.cli import COMMANDS, Announced, app
from tillit.experiments.cli.help import HELP, OWN, paragraphs
from tillit.experiments.telling.catalogue import catalogue

TRANSLATED = ("sv", "da")
SAME = {"", "A", "B", "A B", "N", "I/N", "SEK/DKK=1.5", "URL", "sv|da|en"}
"""What every language calls so."""
ENGLISH = re.compile(r"\b(the|of|and|is|or|are|not|no|if|Usage|Options|Error|default|required|such|what)\b")
QUOTED = re.compile(r"SELECT.*?ALL ORDER BY ALL|--[a-z-]+")


def commands(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 - Typer's
    """Yield every command of the program, with the words that it is called by."""
    command = command.load() if isinstance(command, Announced) else command
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, *path, name)


EVERY = dict(commands(get_command(app)))


def texts() -> set[str]:
    """Return every text of the help."""
    found = {*OWN, "Usage", "Arguments", "Options", "Commands", *(about for _, about in COMMANDS.values())}
    for command in EVERY.values():
        found |= {command.options_metavar, getattr(command, "subcommand_metavar", "")}
        for it in (command, *command.params):
            found |= {*paragraphs(it.help or ""), getattr(it, "metavar", None) or ""}
    return found - SAME


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_text_of_the_help_is_told_and_no_other(lang: str) -> None:
    known = {str(it.id) for it in catalogue(lang) if it.context == HELP and it.string}
    kinds = {it for it in known if it.startswith("<")}
    assert (texts() - known, known - texts() - kinds) == (set(), set())


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_no_page_of_the_help_has_english_left(
    path: tuple[str, ...], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", f"{lang}_{lang.upper()}.UTF-8")
    done = CliRunner().invoke(app, [*path, "--help"])
    assert done.exit_code == 0
    shown = " ".join(done.stdout.split())
    assert ENGLISH.findall(QUOTED.sub("", shown)) == []
    assert ("Användning: " if lang == "sv" else "Brug: ") in shown


def test_help_is_in_the_language_that_the_words_ask_for_wherever_they_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "da_DK.UTF-8")
    for words in (["--lang", "sv", "run", "--help"], ["run", "--help", "--lang=SV"]):
        assert "Antal månader." in CliRunner().invoke(app, words).stdout
    assert "Antal måneder." in CliRunner().invoke(app, ["run", "--help", "--lang", "xx"]).stdout
    assert "Months to run." in CliRunner().invoke(app, ["run", "--help", "--lang", "en"]).stdout


def test_what_stands_before_the_command_is_the_language_of_its_answer() -> None:
    said = CliRunner().invoke(app, ["--lang", "da", "lesson", "list"]).stdout
    assert said == CliRunner().invoke(app, ["lesson", "list", "--lang", "da"]).stdout
    done = CliRunner().invoke(app, ["--lang", "xx", "lesson", "list"])
    assert (done.exit_code, "xx" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("asked", "swedish", "danish"),
    [
        (["dance"], "Det finns inget kommando 'dance'.", "Der er ingen kommando 'dance'."),
        (["runn"], "'runn'. Menade du 'run'", "'runn'. Mente du 'run'"),
        (["--foo"], "Det finns ingen flagga --foo", "Der er intet tilvalg --foo"),
        (["run", "gavle", "--paris", "3"], "(de närmaste: --pairs", "(de nærmeste: --pairs"),
        (["run", "gavle", "--pairs"], "Flaggan '--pairs' behöver ett värde.", "'--pairs' skal have en værdi"),
        (["sweep", "convergence", "x", "--between", "A"], "behöver 2 värden.", "skal have 2 værdier."),
        (["run", "gavle", "--json=1"], "'--json' tar inget värde.", "'--json' tager ingen værdi."),
        (["run"], "Argumentet 'NAMN|FIL' saknas.", "Argumentet 'NAVN|FIL' mangler."),
        (["sweep", "export", "x"], "Flaggan '--out' / '-o' saknas.", "Tilvalget '--out' / '-o' mangler."),
        (["run", "gavle", "herning"], "Det här är för mycket: herning", "Dette er for meget: herning"),
        (["run", "gavle", "--pairs", "0"], "ska vara ett heltal från 1", "skal være et helt tal fra 1"),
        (["explain", "gavle", "--by", "luck"], "'luck' är inget av 'mech", "'luck' er ikke en af 'mech"),
        (
            ["--csv-format", "x", "version"],
            "TILLIT_CSV_FORMAT') har ett fel",
            "TILLIT_CSV_FORMAT') har en for",
        ),
        (["sweep", "prim", "x", "--threshold", "low"], "det ska vara ett tal", "det skal være et tal"),
        (["--lang", "xx", "version"], "'xx': ska vara ett av sv, da", "'xx': skal være et af sv, da"),
    ],
)
def test_what_click_refuses_is_told(
    asked: list[str], swedish: str, danish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lang, told in zip(TRANSLATED, (swedish, danish), strict=True):
        monkeypatch.setenv("LC_ALL", f"{lang}_XX")
        done = CliRunner().invoke(app, asked)
        assert (done.exit_code, told in done.stderr) == (2, True), done.stderr
        assert ENGLISH.findall(done.stderr) == []


def test_completion_is_in_the_readers_language() -> None:
    asked = {"_TILLIT_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "tillit run --ful", "LANG": "sv_SE"}
    code = "from tillit.experiments.cli import main; main()"
    words = [sys.executable, "-c", f"import sys; sys.argv[0] = 'tillit'; {code}"]
    root = Path(__file__).parents[2]
    done = subprocess.run(words, env=asked, capture_output=True, text=True, check=True, cwd=root)
    assert "--full" in done.stdout
    assert "Skriv också ut vad berättelsen påstår." in done.stdout
