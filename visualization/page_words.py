"""Page words: the texts that the page's scripts say, in the visitor's language."""

import re
from functools import cache
from pathlib import Path

from tillit.experiments.telling import words
from tillit.experiments.telling.names import assumption
from tillit.model.assumptions import DECLARED

STATIC = Path(__file__).with_name("static")
"""What the browser is given."""
SAID = re.compile(r"""_\(\s*(?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)')""")
"""How a script says a text: ``_("Undo")``, as gettext's tools know it."""


@cache
def texts() -> tuple[str, ...]:
    """Return every text that the page's scripts say, in the order of the scripts."""
    found: dict[str, None] = {}
    for path in sorted(STATIC.glob("*.js")):
        for double, single in SAID.findall(path.read_text(encoding="utf-8")):
            found[(double or single).replace("\\'", "'").replace('\\"', '"')] = None
    return tuple(found)


@cache
def page_words(language: str) -> dict[str, str]:
    """Return the page's texts, each with what it is called in a language."""
    return {text: words(language).gettext(text) for text in texts()}


@cache
def assumptions(language: str) -> dict[str, str]:
    """Return what each assumption is called in a language, as a heading, by its declared name."""
    called = {name: assumption(name, words(language)) for name in DECLARED}
    return {name: text[:1].upper() + text[1:] for name, text in called.items()}
