"""Page words: the page's texts in the visitor's language."""

import gettext
import re
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

STATIC = Path(__file__).with_name("static")
"""What the browser is given."""
FOLDER = Path(__file__).with_name("words")
SAID = re.compile(r"""_\(\s*(?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)')""")
"""How a script says a text: ``_("Undo")``."""


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str

    @cached_property
    def _known(self) -> gettext.NullTranslations:
        path = FOLDER / f"{self.language}.po"
        if not path.exists():
            return gettext.NullTranslations()
        compiled = BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=self.language))
        compiled.seek(0)
        return gettext.GNUTranslations(compiled)

    def gettext(self, text: str, **values: object) -> str:
        """Return a text in this language."""
        said = self._known.gettext(text)
        return said.format(**values) if values else said

    def label(self, labels: dict[str, str]) -> str:
        """Return what indicators and events call themselves."""
        return labels.get(self.language, labels["en"])


@cache
def words(language: str) -> Words:
    """Return the words of a language."""
    return Words(language)


@cache
def texts() -> tuple[str, ...]:
    """Return every text that the page's scripts say."""
    found: dict[str, None] = {}
    for path in sorted(STATIC.glob("*.js")):
        for double, single in SAID.findall(path.read_text(encoding="utf-8")):
            found[(double or single).replace("\\'", "'").replace('\\"', '"')] = None
    return tuple(found)


@cache
def page_words(language: str) -> dict[str, str]:
    """Return the page's texts, each with what it is called in a language."""
    return {text: words(language).gettext(text) for text in texts()}
