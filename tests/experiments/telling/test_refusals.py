"""Refusals: what was wrong is said in the reader's language, and the catalogue follows the code."""

import ast
import itertools
import math
import re
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel
from pydantic_core import PydanticKnownError
from pydantic_core._pydantic_core import list_all_errors
from typer.testing import CliRunner

from tillit.experiments.cli import app, pages
from tillit.experiments.telling import words
from tillit.experiments.telling.catalogue import REFUSAL, catalogue, retold
from tillit.experiments.worlds.files import UNFINISHED
from tillit.model.events import EVENTS
from tillit.model.scenarios.children import Children
from tillit.model.scenarios.claim import Claim
from tillit.model.scenarios.errors import checked
from tillit.model.scenarios.observed import Observed
from tillit.model.scenarios.variants import TABLES

ROOT = Path(__file__).parents[3]
ENGLISH = re.compile(r"\b(?:the|must|is|of|or|to|and|with|should|has|not|are|it|needs|a|than)\b(?!-)")
TEXTS = {lang: {str(it.id) for it in catalogue(lang) if it.context == REFUSAL} for lang in ("sv", "da")}


@pytest.mark.parametrize(
    ("lang", "asked", "said"),
    [
        ("sv", ["run", "hasleholm"], "det finns ingen kommun 'hasleholm'; menade du 'hassleholm'?"),
        ("da", ["run", "hasleholm"], "der er ingen kommune 'hasleholm'; mente du 'hassleholm'?"),
        (
            "sv",
            ["compare", "hassleholm", "--set", "staff.posts=+1.3"],
            "hassleholm kan inte ändras så:\n  staff.posts = '+1.3': hela eller halva, som 1 eller 1,5; det",
        ),
        (
            "sv",
            ["compare", "hassleholm", "--set", "staff.posts=+2%"],
            "hassleholm kan inte ändras så:\n  staff.posts = '+2%': går i steg om 0,5, så 0,2 av 10",
        ),
        (
            "sv",
            ["compare", "hassleholm", "--set", "staff.posts=+0,3"],
            "'+0.3': hela eller halva, som 0,5; det",
        ),
        ("sv", ["compare", "hassleholm", "--set", "staff.posts==0"], "'=0': ska vara 1 till 50"),
        ("da", ["compare", "hassleholm", "--event", "post"], "--event post: skal være SLAGS:NAVN"),
        ("sv", ["report", "nosuch"], "nosuch: där finns inga resultat av en körning; ange en mapp"),
        ("da", ["rerun", "nosuch"], "nosuch: Der er ingen resultater af en kørsel; angiv en mappe"),
        (
            "sv",
            ["compare", "herning", "--set", "staff.posts=+2"],
            "staff.posts: kan inte ändras; kommunen har ingen sådan enhet; menade du 'children.posts'?",
        ),
        ("sv", ["compare", "gavle", "gavle"], "gavle och gavle är samma kommun: ingenting kan skilja sig"),
        ("da", ["life", "herning"], "Herning: ingen får kontanthjælp der, så der er intet liv at fortælle"),
        ("sv", ["lesson", "print", "99"], "det finns ingen lektion '99'; kända: 1"),
        ("da", ["compare", "gavle"], "angiv en anden kommune, eller en ændring af den første"),
        ("sv", ["trials", "show", "X99"], "det finns inget försök 'X99'; menade du 'X9'?"),
        ("da", ["validate", "standard"], "filen har ingen [[expect]], så intet påstås om den; prøv gavle"),
        ("sv", ["sensitivity", "standard"], "standard gör ingenting, så det finns ingen effekt att fråga om"),
        (
            "sv",
            ["calibrate", "behavior"],
            "det finns inga mål 'behavior'; menade du 'behaviour'? (en fils namn",
        ),
        ("da", ["calibrate", "behaviour", "-o", "."], ".: findes allerede og er ingen kalibrering; angiv en"),
        ("en", ["run", "hasleholm"], "there is no town 'hasleholm'; did you mean 'hassleholm'?"),
    ],
)
def test_error_is_in_the_language_that_was_asked_for(lang: str, asked: list[str], said: str) -> None:
    for way in (["--lang", lang], [f"--lang={lang}"]):
        done = CliRunner().invoke(app, [*asked, *way])
        assert (done.exit_code, said in done.stderr) == (2, True), done.stderr


def test_error_is_in_the_systems_language_and_what_no_catalogue_has_in_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert "der er ingen kommune" in CliRunner().invoke(app, ["run", "nowhere"]).stderr
    assert retold("something new is wrong", words("sv")) == "something new is wrong"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "[mechanisms]: reach = 'x': must be true or false",
            "[mechanisms]: reach = 'x': ska vara true eller false",
        ),
        ("[town]: name is missing; it must be small letters a-z, digits and hyphens", "bindestreck"),
        ("event 3: unknown kind 'foo'; did you mean 'lot'?", "event 3: okänt slag 'foo'; menade du 'lot'?"),
        ('event 3 (training): needs `month = 13` or `date = "2005-03"`', "behöver `month = 13` eller `date"),
        (
            "posts: change = 9.5: a whole number is needed; it must be -50,000 to 50,000 posts (3 hires)",
            "posts: change = 9.5: det måste vara ett heltal; det ska vara -50\xa0000 till 50\xa0000",
        ),
        (
            "25,000 households or cases: the page takes 20,000; use tillit run for more",
            "sidan klarar 20\xa0000",
        ),
        ("Antal hushåll: no value (missing) for 2023-11", "Antal hushåll: inget värde (saknas) för 2023-11"),
        ("x: is preliminary for 2021-01 and 24 more", "x: är preliminärt för 2021-01 och 24 till"),
        ("a.pdf: the name must end in .docx or .html", "namnet måste sluta på .docx eller .html"),
        ("0.5 posts from month 1 on: must be 1 to 50,000 posts", "ska vara 1 till 50\xa0000 tjänster"),
        (
            "[parameters]: x = 7: must be from 0.02 to 0.35 1/contact (source: swept; default 0.096)",
            "ska vara från 0,02 till 0,35 (annars 0,096)",
        ),
    ],
)
def test_what_is_wrong_in_a_file_is_told_part_by_part(message: str, told: str) -> None:
    assert told in retold(message, words("sv"))


def test_a_place_where_nothing_can_be_written_is_named_without_the_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _text: str) -> None:
        raise PermissionError(13, "Permission denied", str(path.with_name(f"{UNFINISHED}1-{path.name}")))

    lesson = tmp_path / "lesson.toml"
    monkeypatch.setattr(pages, "save_text", refuse)
    done = CliRunner().invoke(app, ["--lang", "sv", "lesson", "new", str(lesson)])
    told = f"{tmp_path}: ingenting kan skrivas där (Permission denied); ange en annan plats"
    assert (done.exit_code, told in done.stderr) == (2, True), done.stderr


def in_english(told: str) -> list[str]:
    """Return the English words of what is told, without names and values, which are as in the file."""
    return ENGLISH.findall(re.sub(r"""'[^']*'|"[^"]*"|`[^`]*`|\w+ =""", "", told))


def test_what_a_value_must_be_is_told_whole() -> None:
    problems: list[str] = []
    tables: list[type[BaseModel]] = [*TABLES.values(), Claim, Observed, Children, *EVENTS.values()]
    wrong: list[object] = ["x" * 3000, True, math.nan, -1e12, [], {}, 10**5000]
    for table, value in itertools.product(tables, wrong):
        for name in table.model_fields:
            checked(table, {name: value}, "[x]", problems)
    told = [retold(it, words("sv")) for it in dict.fromkeys(problems)]
    assert [it for it in told if in_english(it)] == []


@pytest.mark.parametrize("room", ["scenarios", "events"])
def test_what_is_wrong_in_a_file_is_told_whole(room: str) -> None:
    untold = []
    for file in (ROOT / "model" / room).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if file.stem != "event" and (said := said_by(node)):
                told = [retold(f"{where}{said}", words("sv")) for where in ("", "[x] ")]
                untold += [said] if all(map(in_english, told)) else []
    assert untold == []


def said_by(node: ast.AST) -> str:
    """Return the message that a statement makes or notes, with 7 for what it names."""
    text = node.value if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message" else None
    if isinstance(node, ast.Call) and ast.unparse(node.func) in {"problems.append", "wrong.append"}:
        text = node.args[0]
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    return "".join(str(it.value) if isinstance(it, ast.Constant) else "7" for it in parts if it)


def test_both_languages_have_the_same_errors() -> None:
    assert TEXTS["sv"] == TEXTS["da"]


def test_every_error_of_the_catalogue_is_still_one_of_the_program() -> None:
    # What Pydantic and Click put together from pieces.
    said = {PydanticKnownError("float_parsing").message(), "Value error, ", "requires an argument."}
    said |= {"Missing argument", "Missing option"} | {
        it["message_template_python"] for it in list_all_errors()
    }
    rooms = [ROOT / it for it in ("experiments", "model", "visualization")]
    for file in [path for it in (*rooms, Path(typer.__file__).parent) for path in it.rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
    phrases = {
        it.strip()
        for text in TEXTS["sv"]
        for it in re.split(r"{\w+}|[:;()]|, or --force to|\. | or (?=\.)", text)
    }
    assert {phrase for phrase in phrases if not any(phrase in it for it in said)} == set()


def test_what_was_predicted_of_a_claim_is_in_the_readers_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    short = ["--pairs", "1", "--months", "24", "--assumptions", "0", "--full", "--lang", "sv"]
    told = " ".join(CliRunner().invoke(app, ["run", "gavle", *short]).stdout.split())
    assert "förenligt" in told
    assert "%-enh." in told
