"""What runs have made is stale when the model, or what it was made from, is another."""

import stat
from pathlib import Path

import pytest

from tests import renewed
from tests.renewed import MADE_FROM, ROOT, main, record, stale


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with a file of each kind that something is made from."""
    for pattern in {it for patterns in MADE_FROM.values() for it in patterns}:
        path = tmp_path / pattern.replace("*", "one")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was", "utf-8")
    return tmp_path


def test_what_was_never_recorded_is_stale(root: Path) -> None:
    assert stale(root / "none.json", root) == list(MADE_FROM)


def test_what_was_recorded_is_stale_only_when_its_own_files_change(root: Path) -> None:
    path = root / "record.json"
    record(MADE_FROM, path, root)
    assert stale(path, root) == []
    (root / "experiments/calibration/plausible.parquet").write_text("other vectors", "utf-8")
    assert stale(path, root) == ["validation"]
    (root / "experiments/trials/files/one.toml").write_text("another study", "utf-8")
    assert stale(path, root) == ["plausible", "trials", "validation"]
    record(["trials"], path, root)
    assert stale(path, root) == ["plausible", "validation"]


def test_everything_is_stale_when_people_behave_otherwise(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = root / "record.json"
    record(MADE_FROM, path, root)
    monkeypatch.setattr(renewed, "behaviour", lambda: "another")
    assert stale(path, root) == list(MADE_FROM)


def test_stale_products_are_named_with_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewed, "stale", lambda: ["trials"])
    assert main([]) == 1
    assert capsys.readouterr().out == (
        "trials: made by other rules than those of now; renew it: .ci/renew trials\n"
    )
    monkeypatch.setattr(renewed, "stale", list)
    assert main([]) == 0


def test_a_product_that_there_is_not_is_refused() -> None:
    with pytest.raises(SystemExit, match="there is no 'trails': plausible, trials, validation"):
        main(["trails"])


def test_the_files_that_products_are_made_from_are_there_and_the_command_makes_each_product() -> None:
    assert all(list(ROOT.glob(pattern)) for patterns in MADE_FROM.values() for pattern in patterns)
    command = ROOT / renewed.COMMAND
    assert command.stat().st_mode & stat.S_IXUSR
    text = command.read_text("utf-8")
    assert all(f"make_{product}()" in text for product in MADE_FROM)
