"""The program's fingerprint follows every file that numbers are made by."""

from pathlib import Path

import pytest

from tillit.agents.foundation import source
from tillit.agents.foundation.source import ROOMS, source_hash


@pytest.mark.parametrize("room", ROOMS)
def test_the_fingerprint_changes_with_any_file_of_agents_and_model(
    room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ROOMS:
        (tmp_path / name / "inner").mkdir(parents=True)
    monkeypatch.setattr(source, "__file__", str(tmp_path / "agents" / "foundation" / "source.py"))
    file = tmp_path / room / "inner" / "one.py"
    hashes = [source_hash()]
    for text in ("", "pace = 0.1\n", "pace = 0.2\n"):
        file.write_text(text, encoding="utf-8")
        hashes.append(source_hash())
    file.rename(file.with_name("other.py"))
    hashes.append(source_hash())
    assert len(set(hashes)) == len(hashes)
