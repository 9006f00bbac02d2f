"""The command line: plain errors, pure JSON, and a help that does not wait."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tillit.experiments.cli import app, pages

HEAVY = (
    *("numpy", "pandas", "mesa", "numba", "matplotlib", "pydantic", "pyarrow"),
    *("tillit.model", "tillit.agents"),
)


def tillit(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def refuse_constant(name: str) -> float:
    raise ValueError(name)


def pure_json(text: str) -> Any:  # noqa: ANN401 - JSON is anything
    """Return what JSON says, if there is no NaN in it."""
    return json.loads(text, parse_constant=refuse_constant)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("lang", "heavy"), [("en", (*HEAVY, "babel")), ("sv", HEAVY)])
def test_help_imports_nothing_heavy(lang: str, heavy: tuple[str, ...]) -> None:
    code = (
        "import sys\n"
        "from tillit.experiments.cli import main\n"
        f"sys.argv = ['tillit', '--lang', '{lang}', '--help']\n"
        "try:\n    main()\n"
        "except SystemExit as done:\n    assert not done.code\n"
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert ("Commands:" in done.stdout) == (lang == "en")
    assert done.stderr.strip() == "[]"


def test_run_says_what_came_out_and_where_the_files_are(town: Path) -> None:
    result = tillit("run", town, "--pairs", 20, "--months", 24, "--assumptions", 2, "--lang", "en", "--full")
    assert result.exit_code == 0
    first = result.stdout.splitlines()[1]
    assert first.startswith("One more caseworker from 2010 and a reorganisation in 2011: ")
    for words in (
        "By chance alone",
        "under 2 other sets",
        "Payments",
        "Exits to work",
        "Who pays",
        "is weighed by tillit validate FILE.toml",
    ):
        assert words in " ".join(result.stdout.split())
    assert Path("results/littletown-1/summary.csv").is_file()


def test_few_pairs_get_no_verdict(town: Path) -> None:
    result = tillit("run", town, "--pairs", 1, "--months", 14, "--lang", "en")
    assert "One simulated town is too few" in result.stdout
    assert "not met" not in result.stdout
    assert not any(words in result.stdout for words in ("1 pairs", "1 months"))


def test_version_is_an_option_too() -> None:
    result = tillit("--version")
    assert result.exit_code == 0
    assert result.stdout.split() == tillit("version").stdout.split()[:2]


def test_json_is_pure(town: Path) -> None:
    result = tillit("run", town, "--pairs", 2, "--months", 13, "--json", "--out", "there")
    results = pure_json(result.stdout)
    assert (results["pairs"], results["status"], results["folder"]) == (2, "complete", "there")
    assert {row["indicator"] for row in results["indicators"]} >= {"payments", "turnover"}


def test_quiet_prints_the_folder_only(town: Path) -> None:
    result = tillit("run", town, "--pairs", 1, "--months", 1, "--quiet")
    assert Path(result.stdout.strip()).is_dir()
    assert result.stderr == ""


@pytest.mark.parametrize(
    "asked", [("--set", "staff.posts=+0"), ("--event", "reorganisation:month=60,share=0.6")]
)
def test_what_changes_nothing_is_said_to_and_not_tried_further(town: Path, asked: tuple[str, str]) -> None:
    result = tillit("compare", town, *asked, "--pairs", 20, "--months", 6, "--lang", "en")
    said = " ".join(result.stdout.split())
    assert "What was asked for changes nothing in 6 months: both worlds are the same" in said
    assert "By assumptions" not in said
    assert ("Reorganisation (December 2014)" in said) == (asked[0] == "--event")


def test_towns_without_a_unit_in_common_are_not_compared() -> None:
    result = tillit("compare", "hassleholm", "herning")
    assert result.exit_code == 2
    assert "one has households only, the other child cases only" in " ".join(result.stderr.split())


def test_compare_takes_a_change_of_one_town(town: Path) -> None:
    words = ("compare", town, "--set", "staff.posts=+3", "--pairs", 2, "--months", 13, "--json")
    rows = {row["indicator"]: row for row in pure_json(tillit(*words).stdout)["indicators"]}
    assert rows["posts"]["difference"] == pytest.approx(3.0)


def test_rerun_of_a_folder_gives_identical_numbers(town: Path) -> None:
    tillit("compare", town, "--set", "setting.inflow=0.8", "--pairs", 2, "--months", 6, "--out", "one")
    town.unlink()
    result = tillit("rerun", "one", "--threads", 1, "--out", "two")
    assert (result.exit_code, "identical" in result.stdout) == (0, True)
    for name in ("monthly.csv", "ledger.csv", "chart.svg"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


def test_rerun_says_when_the_numbers_differ(town: Path) -> None:
    tillit("run", town, "--pairs", 1, "--months", 2, "--out", "one")
    path = Path("one/manifest.json")
    path.write_text(path.read_text(encoding="utf-8").replace('"seed": 1', '"seed": 2'), encoding="utf-8")
    result = tillit("rerun", path)
    assert (result.exit_code, "differ" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        ("run", "nowhere"),
        ("run", "missing.toml"),
        ("run", "hassleholm", "--pairs", "0"),
        ("run", "hassleholm", "--pairs", "many"),
        ("run", "hassleholm", "--pairs", "10000", "--months", "1200"),
        ("run", "hassleholm", "--threads", "0"),
        ("run", "hassleholm", "--seed", "-1"),
        ("validate", "--vectors", "0"),
        ("compare", "gavle", "gavle"),
        ("run", "hassleholm", "--out", "."),
        ("compare", "hassleholm"),
        ("compare", "hassleholm", "--set", "staff.posts"),
        ("compare", "hassleholm", "--set", "staff.psts=3"),
        ("compare", "hassleholm", "--set", "parameters.leaving.own_way=nan"),
        ("rerun", "missing.json"),
        ("parameters", "nothing"),
        ("dance",),
    ],
)
def test_wrong_input_is_one_message_and_status_2(words: tuple[str, ...]) -> None:
    Path("something").touch()
    result = tillit(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert 0 < len(result.stderr.splitlines()) <= 20
    assert "Traceback" not in result.stderr


def test_ctrl_c_keeps_what_is_done_and_exits_with_130(town: Path) -> None:
    tillit("run", town, "--pairs", 1, "--months", 1, "--quiet")
    words = [
        "-m",
        "tillit.experiments.cli",
        "run",
        str(town),
        "--pairs",
        "10000",
        "--months",
        "60",
        "--threads",
        "1",
    ]
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", RUN_THEN_STOP, root, *words[2:], "--json", "--out", "kept"],
        stdout=subprocess.PIPE,
        text=True,
    )
    printed, _ = process.communicate(timeout=120)
    assert process.returncode == 130
    results = pure_json(printed)
    assert 1 <= results["pairs"] < 10_000
    assert results["status"].startswith("stopped after")
    assert Path("kept/manifest.json").is_file()


# Whoever starts the tests in the background may have told them to ignore the interrupt. It comes when some
# pairs are done: before the first there would be nothing to keep.
RUN_THEN_STOP = f"""
import os, signal, sys, threading
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path.insert(0, sys.argv.pop(1))
import tillit.experiments.comparison.pairs as run
live, lived = run.run_world, 0
def stopping(*args, **kwargs):
    global lived
    lived += threading.current_thread() is not threading.main_thread()
    if lived == 9:
        run.run_world = live
        os.kill(os.getpid(), {int(signal.SIGINT)})
    return live(*args, **kwargs)
run.run_world = stopping
from tillit.experiments.cli import main
main()
"""


def test_accounts_name_towns_and_acts_in_every_language() -> None:
    for lang, act, title in (
        ("en", "Training", "Gävle, the rehabilitation group"),
        ("sv", "Vidareutbildning", "Gävle, rehabiliteringsgruppen"),
    ):
        shown = tillit("accounts", "--lang", lang).stdout
        for word in ("hassleholm", "tvillingar", act, title):
            assert word in shown
    assert {town["name"] for town in pure_json(tillit("accounts", "--json").stdout)} >= {"hassleholm"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "hassleholm", "--pairs", -3), "--pairs = -3: must be a whole number from 1 to 10,000"),
        (("run", "hassleholm", "--seed", "abc"), "--seed = abc: must be a whole number from 0"),
        (("life", "hassleholm", "--household", 0), "--household = 0: must be a whole number, 1 or more"),
        (
            ("run", "hassleholm", "--pairs", 0, "--lang", "sv"),
            "--pairs = 0: ska vara ett heltal från 1 till 10\xa0000",
        ),
        (("explain", "hassleholm", "--of", "cost"), "'municipal_cost'"),
        (
            ("compare", "hassleholm", "gavle", "--rate", "SEK/DKK=1.5"),
            "one town counts in SEK, the other in SEK",
        ),
    ],
)
def test_what_is_wrong_is_named_with_what_can_be(words: tuple[object, ...], said: str) -> None:
    done = tillit(*words) if "--lang" in words else tillit(*words, "--lang", "en")
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr


def test_accounts_in_swedish_have_no_english_pieces() -> None:
    shown = tillit("accounts", "--lang", "sv").stdout
    assert not re.search(r"\d\.\d", shown)
    for word in ("Sverige", "Danmark", "ändring = 3", "En sak som berättas"):
        assert word in shown
    for word in ("Sweden", "change", "1 saker", "meetings", "places", "share", "hours"):
        assert word not in shown


def test_accounts_say_which_claims_are_of_a_year_of_their_own() -> None:
    claims = {town["name"]: town["claims"] for town in pure_json(tillit("accounts", "--json").stdout)}
    dated = [it for it in claims["herning"] if it["when"]]
    assert len(dated) == len(claims["herning"])
    words = f"{len(dated)} claims of the account to compare with, {len(dated)} of a year of their own"
    assert words in " ".join(tillit("accounts", "--lang", "en").stdout.split())


def test_claims_of_a_town_are_shown_with_their_year_and_what_was_predicted() -> None:
    words = ("run", "herning", "--pairs", 2, "--months", 2, "--lang", "en")
    shown = " ".join(tillit(*words, "--full").stdout.split())
    assert "What the account says, and what the model predicts" in shown
    assert "(2015-12)" in shown
    claims = pure_json(tillit(*words, "--json").stdout)["claims"]
    assert "2015-12" in {it["when"] for it in claims}


def test_parameters_are_listed_with_their_ranges() -> None:
    rows = {row["name"]: row for row in pure_json(tillit("parameters", "--json").stdout)}
    assert rows["leaving.own_way"]["low"] < rows["leaving.own_way"]["high"]
    assert "own_way" in tillit("parameters", "leaving").stdout


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        (("--town", "gavle"), ["127.0.0.1", "--town", "gavle"]),
        (("--class",), ["0.0.0.0", "--class"]),  # noqa: S104 - a class alone lets the network in
        (("--host", "::1", "--browser"), ["::1", "--browser"]),
    ],
)
def test_page_is_served_as_it_is_asked_for(
    asked: tuple[str, ...], served: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    echo = (sys.executable, "-c", "import json, sys; json.dump(sys.argv[1:], open('words', 'w'))")
    monkeypatch.setattr(pages, "SERVING", echo)
    with socket.create_server(("", 0)) as free:
        port = free.getsockname()[1]
    assert tillit("app", "--no-browser", "--port", port, *asked).exit_code == 0
    host, *further = served
    assert json.loads(Path("words").read_text("utf-8")) == [host, str(port), *further]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that can be caught")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_page_ends_its_server_when_it_is_told_to_end(tmp_path: Path, stop: signal.Signals) -> None:
    pid = tmp_path / "pid"
    server = f"import os, time; open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    code = (
        # Whoever starts the tests in the background has them ignore Ctrl-C.
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from tillit.experiments.cli import pages\n"
        f"pages.SERVING = (sys.executable, '-c', {server!r})\n"
        "pages.app(host='127.0.0.1', port=9000, browser=False)"
    )
    program = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2])
    while not (pid.is_file() and pid.read_text(encoding="utf-8")):
        time.sleep(0.05)
    program.send_signal(stop)
    program.wait(20)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text(encoding="utf-8")), 0)
