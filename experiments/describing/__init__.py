"""The model's description: templates that ask for what the program says; nothing is compiled.

``{{symbols}}`` stands for a generated part, ``{{parameter bonds.rapport}}`` for one that takes words.
Parts are the functions of `parts`.
"""

import re
from pathlib import Path

from tillit.experiments.describing import parts
from tillit.experiments.worlds.provenance import ROOT

FOLDER = ROOT / "docs"  # where the committed pages lie, in a checkout
PAGES = ("model", "reference")  # the description itself, and what a scenario file can say and ask for
PLACE = re.compile(r"\{\{(\w+)((?: [\w.]+)*)\}\}")


def filled(template: str) -> str:
    """Return a template with all that it names; LookupError if something cannot be generated."""
    return PLACE.sub(lambda place: str(vars(parts)[place[1]](*place[2].split())), template)


def described(page: str = PAGES[0]) -> str:
    """Return a page as it should be."""
    return filled(Path(__file__).with_name(f"{page}.md.in").read_text(encoding="utf-8"))


def outdated(page: str, should: str, folder: Path = FOLDER) -> bool:
    """Tell whether the committed page is another than it should be."""
    path = folder / f"{page}.md"
    return not path.is_file() or path.read_text(encoding="utf-8") != should
