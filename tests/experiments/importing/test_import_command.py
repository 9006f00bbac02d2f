"""The command `tillit import`: it never overwrites unasked, and what it writes runs at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.experiments.importing.published_files import SAMPLES
from tests.experiments.importing.speaking_kolada import Service, speaking
from tillit.experiments.cli import app, imports
from tillit.model.scenarios import read_scenario

KOLADA, MONTHS = SAMPLES / "kolada.json", SAMPLES / "socialstyrelsen.csv"


def tillit(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # What it does has tests of its own, and takes a second of running.
    monkeypatch.setattr(imports, "with_level", lambda town: town)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("NO_PROXY", "*")
    with speaking() as it:
        yield it


def test_imported_town_runs_at_once() -> None:
    small = KOLADA.read_text(encoding="utf-8").replace("52003.0", "4000.0").replace("1019.0", "73.0")
    Path("small.json").write_text(small, encoding="utf-8")
    result = tillit("import", "kolada", "small.json", "-o", "my.toml")
    assert result.exit_code == 0, result.output
    assert "Källa: Kolada" in result.stdout
    result = tillit("compare", "my.toml", "--set", "staff.posts=+3", "--pairs", 2, "--months", 12)
    assert result.exit_code == 0, result.output


def test_what_was_guessed_is_said_first_and_the_posts_before_all() -> None:
    lines = tillit("import", "kolada", KOLADA, "-o", "my.toml").stdout.split("\n")
    assert lines[1].startswith("Guessed from national figures")
    assert "--posts" in lines[1]
    assert lines[2].startswith("  households for each post: 60 (E)")


@pytest.mark.parametrize(("said", "posts"), [("14,5", 14.5), ("14.5", 14.5), ("6000", 6000)])
def test_posts_are_read_with_a_decimal_comma_and_as_many_as_the_model_takes(said: str, posts: float) -> None:
    assert tillit("import", "kolada", KOLADA, "-o", "my.toml", "--posts", said).exit_code == 0
    assert read_scenario("my.toml").posts == posts


@pytest.mark.parametrize("said", ["14,3", "60000", "1,500", "nan", "many"])
def test_posts_that_cannot_be_are_refused_with_what_can(said: str) -> None:
    refused = tillit("import", "kolada", KOLADA, "-o", "my.toml", "--posts", said, "--lang", "sv").stderr
    assert f"--posts {said}: ska vara hela eller halva tjänster, 1 till 50\xa0000, eller 0" in refused


def test_both_publishers_share_one_file() -> None:
    assert tillit("import", "kolada", KOLADA, "-o", "my.toml").exit_code == 0
    result = tillit("import", "socialstyrelsen", MONTHS, "--into", "my.toml", "-o", "both.toml")
    assert result.exit_code == 0, result.output
    assert "town.households: 560 becomes 554" in result.stderr
    assert len(read_scenario("both.toml").observed) == 6
    assert len(read_scenario("my.toml").observed) == 4


@pytest.mark.parametrize("words", [["-o", "my.toml"], ["--into", "my.toml"]])
def test_nothing_is_overwritten_where_nobody_can_be_asked(words: list[str]) -> None:
    assert tillit("import", "kolada", KOLADA, "-o", "my.toml").exit_code == 0
    before = Path("my.toml").read_bytes()
    result = tillit("import", "kolada", KOLADA, *words)
    assert result.exit_code == 2
    assert "nothing was written" in result.stderr
    assert Path("my.toml").read_bytes() == before
    assert tillit("import", "kolada", KOLADA, *words, "--force").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["kolada", "-o", "my.toml"], "give a file of Kolada's, or --fetch"),
        (["kolada", KOLADA], "say where the town shall be written"),
        (["kolada", KOLADA, "-o", "my.csv"], "the name must end in .toml"),
        (["kolada", KOLADA, "-o", "none/my.toml"], "there is no folder none"),
        (["kolada", MONTHS, "-o", "my.toml"], "no line names the columns"),
        (["socialstyrelsen", KOLADA, "-o", "my.toml"], "no line begins with Region;Mått"),
        (["kolada", KOLADA, "--into", "none.toml"], "there is no file none.toml"),
        (["kolada", KOLADA, "--year", "2007", "-o", "my.toml"], "complete years: 2021, 2022, 2023"),
        (["kolada", "--fetch", "-o", "my.toml"], "--fetch needs --municipality"),
        (["kolada", KOLADA, "--fetch", "-o", "my.toml"], "give files or --fetch, not both"),
        (["kolada", "--fetch", "--municipality", "1293", "--since", "1492", "-o", "my.toml"], "--since"),
    ],
)
def test_wrong_use_is_told_in_words(words: list[object], said: str) -> None:
    result = tillit("import", *words)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert not list(Path().glob("*.toml"))


def test_fetched_town_is_written(service: Service) -> None:
    where = ["--api", f"{service.base}/v3", "--since", "2015", "--year", "2023"]
    result = tillit("import", "kolada", "--fetch", "--municipality", "1293", *where, "-o", "my.toml")
    assert result.exit_code == 0, result.output
    town = read_scenario("my.toml")
    assert (town.title, town.town.start, town.town.inhabitants) == ("Hässleholm", "2023-01", 52_023)


def test_nothing_is_asked_of_kolada_for_a_file_that_must_not_be_written(service: Service) -> None:
    Path("my.toml").write_text("mine", encoding="utf-8")
    where = ["--api", f"{service.base}/v3"]
    result = tillit("import", "kolada", "--fetch", "--municipality", "1293", *where, "-o", "my.toml")
    assert (result.exit_code, service.asked) == (2, [])
