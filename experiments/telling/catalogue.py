"""Catalogue: the program's words in Swedish, Danish and English, by gettext.

English stands in the code, as gettext has it. Each other language has one file ``words/LANGUAGE.po``, which
any translator's tool opens, and which is read as it is: nothing has to be compiled.
"""

import gettext
import locale
import os
import re
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tillit.experiments.refused import RefusedError

if TYPE_CHECKING:  # nobody who reads English waits for Babel
    from babel.messages.catalog import Catalog

LANGUAGES = ("sv", "da", "en")
SOURCE = "en"  # the language of the code; it needs no file
FOLDER = Path(__file__).parent / "words"
REFUSAL = "refusal"  # context of errors: texts with fields, which match a message
AGAIN = {"problem", "hint", "range", "status", "periods", "endings", "where", "unknown", "source"}
AGAIN |= {"value", "codes", "place"}
"""Fields that are told in turn."""
ENDS = {"low", "high", "least", "most", "many", "households", "inhabitants", "factor"}
ENDS |= {"below", "above", "now", "step", "loss", "whole", "default"}
NUMBER = r"[+-]?[0-9][0-9.,e+-]*"
FIGURES = {"sv": str.maketrans(",.", "\N{NO-BREAK SPACE},"), "da": str.maketrans(",.", ".,")}
"""Fields that hold a number, what matches one, and how its marks are told."""


@dataclass(frozen=True)
class Words:
    """The words of one language: gettext's methods; with `values`, in a text's ``{fields}``."""

    language: str

    @cached_property
    def _known(self) -> gettext.NullTranslations:
        if self.language == SOURCE:
            return gettext.NullTranslations()
        from babel.messages.mofile import write_mo  # noqa: PLC0415 - see above

        compiled = BytesIO()
        write_mo(compiled, catalogue(self.language))
        return gettext.GNUTranslations(BytesIO(compiled.getvalue()))

    def gettext(self, text: str, /, **values: object) -> str:
        """Return a text in this language."""
        return _filled(self._known.gettext(text), values)

    def ngettext(self, one: str, more: str, count: float, /, **values: object) -> str:
        """Return the text for one, or that for more."""
        return _filled(self._known.ngettext(one, more, 1 if count == 1 else 2), values)

    def pgettext(self, context: str, text: str, /, **values: object) -> str:
        """Return a short text, which means different things in different places."""
        return _filled(self._known.pgettext(context, text), values)

    def label(self, labels: dict[str, str]) -> str:
        """Return what indicators and events call themselves; an event of somebody's own in English."""
        return labels.get(self.language, labels[SOURCE])


def _filled(text: str, values: dict[str, Any]) -> str:
    return text.format(**values) if values else text


def catalogue(language: str) -> "Catalog":
    """Return the catalogue of a language, which is not the code's own."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@cache
def words(language: str) -> Words:
    """Return the words of a language; RefusedError if it is not spoken."""
    if language not in LANGUAGES:
        raise RefusedError(f"language {language!r}: must be one of {', '.join(LANGUAGES)}")
    return Words(language)


ENGLISH = words(SOURCE)  # what is spoken in Python, where nobody asks for another language


def language(asked: str | None = None) -> str:
    """Return the language that is asked for, else the system's, else English; RefusedError as `words`."""
    if asked is not None:
        return words(asked.strip().casefold()).language
    said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), None)
    spoken = re.split("[_.]", (said or locale.getlocale()[0] or SOURCE).casefold())[0]
    spoken = {"swedish": "sv", "danish": "da"}.get(spoken, spoken)  # Windows names them in English
    return spoken if spoken in LANGUAGES else SOURCE


def retold(message: str, spoken: Words, context: str = REFUSAL) -> str:
    """Return an error, or what else a context has texts with fields for, in a language, line by line.

    What the catalogue does not have stays in English.
    """
    if spoken.language == SOURCE:
        return message
    return "\n".join(_line(line, spoken.language, context) for line in message.split("\n"))


def _line(line: str, language: str, context: str) -> str:
    bare = line.strip()
    for pattern, told in _patterns(language, context):
        if found := pattern.fullmatch(bare):
            given = found.groupdict()
            given |= {name: _line(given[name], language, context) for name in AGAIN & given.keys()}
            given |= {name: given[name].translate(FIGURES[language]) for name in ENDS & given.keys()}
            return line.replace(bare, told.format(**given))
    return line


@cache
def _patterns(language: str, context: str) -> list[tuple[re.Pattern[str], str]]:
    """Return what matches each text of a context, and its translation; the most particular first."""
    found = {str(it.id): str(it.string) for it in catalogue(language) if it.context == context}

    def matching(field: re.Match[str]) -> str:
        return f"(?P<{field[1]}>{NUMBER if field[1] in ENDS else '.+?'})"

    return [
        (re.compile(re.sub(r"\\{(\w+)\\}", matching, re.escape(text))), found[text])
        for text in sorted(found, key=lambda it: -len(re.sub(r"{\w+}", "", it)))
    ]
