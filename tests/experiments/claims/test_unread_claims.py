"""What is claimed of a town never goes into it."""

import io
import re
import tokenize
from pathlib import Path

import pytest

from tests.experiments.claims.small_towns import write_town
from tests.model.small_towns import fingerprint
from tillit.model.scenarios import parse_scenario, town_names
from tillit.model.scenarios.reading import TOWNS, plain_letters
from tillit.model.simulation import simulate
from tillit.model.town.seeds import key_of

ROOT = Path(__file__).parents[3]
TO_COME = ("gavle", "herning", "vaxjo", "sollentuna")
"""Towns whose accounts are known, whether or not their files are there."""
INVENTED = ("standard", "village")
"""Towns that are none, and whose names are ordinary words."""
CLAIMS = re.compile(r"^\[\[expect\]\]\n(?:(?!^\[).*\n?)*", re.MULTILINE)


def without_claims(text: str) -> str:
    """Return the text of a file without any [[expect]]."""
    return CLAIMS.sub("", text)


def test_claims_are_cut_out_and_nothing_else(tmp_path: Path) -> None:
    whole = write_town(tmp_path).read_text(encoding="utf-8")
    bare = write_town(tmp_path, claims="").read_text(encoding="utf-8")
    assert without_claims(whole).strip() == bare.strip()


@pytest.mark.parametrize("name", town_names())
def test_town_is_the_same_without_what_is_claimed_of_it(name: str) -> None:
    text = (TOWNS / f"{name}.toml").read_text(encoding="utf-8")
    whole = parse_scenario(text, name)
    bare = parse_scenario(without_claims(text), name)
    assert bare.expect == ()
    assert len(whole.expect) == text.count("\n[[expect]]")
    assert bare.digest == whole.digest
    assert bare.events == whole.events


def test_run_is_the_same_without_what_is_claimed(tmp_path: Path) -> None:
    text = write_town(tmp_path).read_text(encoding="utf-8")
    runs = [
        simulate(parse_scenario(told, "hamlet"), key_of(1), months=18, history=True)
        for told in (text, without_claims(text))
    ]
    assert fingerprint(runs[0]) == fingerprint(runs[1])


def known_towns() -> re.Pattern[str]:
    """Return what finds the names of the towns, in plain letters; twins have their first word in common."""
    names = {name.partition("-")[0] for name in (*town_names(), *TO_COME)} - set(INVENTED)
    return re.compile("|".join(sorted(names)))


def code_of(path: Path) -> list[str]:
    """Return the words of a source file, without comments and docstrings."""
    words = []
    begins = True
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.STRING and begins:
            continue
        if token.type in {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}:
            begins = True
        elif token.type not in {tokenize.NL, tokenize.COMMENT}:
            begins = False
            words.append(token.string)
    return words


@pytest.mark.parametrize("package", ["agents", "model"])
def test_no_code_of_the_model_names_a_town(package: str) -> None:
    towns = known_towns()
    naming = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for word in code_of(path)
        if towns.search(plain_letters(word))
    ]
    assert naming == [], "accounts are cited by their number"


def test_name_of_a_town_in_code_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "wrong.py"
    path.write_text('"""Växjö did so."""\n# Gävle\nrate = 2 if name == "Växjö" else 1\n', encoding="utf-8")
    found = [word for word in code_of(path) if known_towns().search(plain_letters(word))]
    assert found == ['"Växjö"']
