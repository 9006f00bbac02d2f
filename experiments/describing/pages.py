"""Pages: the description as it is committed, and whether it is still what the program says."""

from pathlib import Path

from tillit.experiments.describing.filling import filled
from tillit.experiments.version import ROOT

PAGES = ("model", "submodels")
"""The page to read, and the page to look things up in."""

FOLDER = ROOT / "docs"
"""Where the committed pages lie, in a checkout."""

TEMPLATES = Path(__file__).parent


def described(page: str) -> str:
    """Return a page of the description as it should be."""
    return filled((TEMPLATES / f"{page}.md.in").read_text(encoding="utf-8"))


def outdated(folder: Path = FOLDER) -> dict[str, str]:
    """Return the committed pages that no longer say what the program does, with the first difference."""
    found = {}
    for page in PAGES:
        path = folder / f"{page}.md"
        said = path.read_text(encoding="utf-8") if path.is_file() else ""
        difference = first_difference(said, described(page))
        if difference:
            found[page] = difference
    return found


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
