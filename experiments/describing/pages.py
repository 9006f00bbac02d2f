"""Pages: templates with what the program says put in, and whether the committed pages still say it.

``{{symbols}}`` stands for a generated part, ``{{parameter bonds.rapport}}`` for one that
takes words: here the value of a parameter. Parts are the functions of the other files.
"""

import re
from collections.abc import Callable, Mapping
from itertools import zip_longest
from pathlib import Path

from tillit.experiments.describing import acting, declared, inputs
from tillit.experiments.worlds.provenance import ROOT

FOLDER = ROOT / "docs"
"""Where the committed pages lie, in a checkout."""
PAGES = ("model", "reference")
"""The description itself, and what a scenario file can say and ask for."""
PLACE = re.compile(r"\{\{(\w+)((?: [\w.]+)*)\}\}")
PARTS: Mapping[str, Callable[..., str]] = vars(acting) | vars(declared) | vars(inputs)


def filled(template: str, parts: Mapping[str, Callable[..., str]] = PARTS) -> str:
    """Return a template with all that it names; LookupError if something cannot be generated."""
    return PLACE.sub(lambda place: parts[place[1]](*place[2].split()), template)


def described(page: str = PAGES[0]) -> str:
    """Return a page as it should be."""
    return filled(Path(__file__).with_name(f"{page}.md.in").read_text(encoding="utf-8"))


def outdated(page: str, should: str, folder: Path = FOLDER) -> str:
    """Return where the committed page first differs from what it should say; nothing if it does not."""
    path = folder / f"{page}.md"
    return first_difference(path.read_text(encoding="utf-8") if path.is_file() else "", should)


def first_difference(said: str, should: str) -> str:
    """Return where two texts differ first; nothing if they are the same."""
    lines = zip_longest(said.splitlines(), should.splitlines(), fillvalue="")
    for line, (one, other) in enumerate(lines, 1):
        if one != other:
            return f"line {line}: {one!r} should be {other!r}"
    return "" if said == should else "line 1: other ends of lines"
