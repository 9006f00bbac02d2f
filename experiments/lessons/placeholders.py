"""Placeholders: where a text asks for a number, and numbers that nobody gave.

``{model: net@36}`` is the median of a series in a month, ``.size`` the same without its sign, ``.many``
and ``.much`` its sign in words: more or fewer, more or less, and ``.told`` what was saved, or paid; ``.low``
and ``.high`` the ends between which nine towns in ten lie, ``.share`` in how many per cent of the towns
it is above nothing, and ``.even`` from which month on half of the towns stay above nothing until then;
``{model: X6.1}`` is what the model gives for the first figure of a trial. ``{source: posts}`` is a
number of a source, and ``{say: paid}`` a phrase that what comes out chooses.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

PLACEHOLDER = re.compile(r"\{\s*(model|source|say)\s*:\s*([^{}]*?)\s*\}")
SERIES = re.compile(r"^([a-z][a-z0-9_-]*)@(\d{1,3})(?:\.(low|high|share|size|even|many|much|told))?$")
TRIAL = re.compile(r"^([A-Z][A-Za-z0-9-]*)\.(\d{1,2})(?:\.(low|high|size))?$")
NUMBER_WORDS = {
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio femtio hundra tusen",
    "da": "to tre fire fem seks syv otte ni ti elleve tolv tyve tredive halvtreds hundrede tusind",
    "en": "two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred thousand",
}
"""Numbers in letters are numbers too; "one" is an article as well."""


class Asked(NamedTuple):
    """What a placeholder asks for."""

    kind: str
    """``series``, ``trial``, ``source`` or ``say``."""
    name: str
    """Which of them."""
    turn: int = 0
    """The month of a series, or the number of a trial's figure."""
    end: str = ""
    """``low``, ``high`` and so on, or nothing for the middle."""


def asked(kind: str, what: str) -> Asked | None:
    """Return what a placeholder asks for; None if it is not written as one."""
    if kind != "model":
        return Asked(kind, what)
    for name, form in (("series", SERIES), ("trial", TRIAL)):
        found = form.match(what)
        if found:
            return Asked(name, found[1], int(found[2]), found[3] or "")
    return None


def all_asked(text: str) -> Iterator[tuple[str, Asked | None]]:
    """Yield each placeholder of a text as it is written, and what it asks for."""
    for found in PLACEHOLDER.finditer(text):
        yield found[0], asked(found[1], found[2])


def bare_numbers(text: str, language: str) -> list[str]:
    """Return the numbers of a text, in digits or letters, that are no placeholders, and loose brackets."""
    rest = PLACEHOLDER.sub(" ", text)
    words = "|".join(NUMBER_WORDS[language].split())
    return re.findall(rf"[{{}}]|\d[\d.,:]*|\b(?:{words})\b", rest, re.IGNORECASE)


def filled(text: str, value_of: Callable[[Asked], str]) -> str:
    """Return a text with what its placeholders ask for."""

    def put(found: re.Match[str]) -> str:
        it = asked(found[1], found[2])
        return found[0] if it is None else value_of(it)

    return PLACEHOLDER.sub(put, text)
