"""Pages: the description as it is committed, and whether it is still what the program says."""

from pathlib import Path

from tillit.experiments.describing.filling import filled
from tillit.experiments.worlds.provenance import ROOT

FOLDER = ROOT / "docs"
"""Where the committed pages lie, in a checkout."""

PAGES = ("model", "reference")
"""The description itself, and what a scenario file can say and ask for."""


def described(page: str = PAGES[0]) -> str:
    """Return a page as it should be."""
    return filled(Path(__file__).with_name(f"{page}.md.in").read_text(encoding="utf-8"))


def outdated(page: str, should: str, folder: Path = FOLDER) -> str:
    """Return where the committed page first differs from what it should say; nothing if it does not."""
    path = folder / f"{page}.md"
    said = path.read_text(encoding="utf-8") if path.is_file() else ""
    return first_difference(said, should)


def first_difference(said: str, should: str) -> str:
    """Return where two texts differ first; nothing if they are the same."""
    if said == should:
        return ""
    before, after = said.splitlines(), should.splitlines()
    for line, (one, other) in enumerate(zip(before, after, strict=False), 1):
        if one != other:
            return f"line {line}: {one!r} should be {other!r}"
    line = min(len(before), len(after)) + 1
    return f"line {line}: {len(before):,} lines should be {len(after):,}"
