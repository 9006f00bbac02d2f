"""Texts: in every language, with placeholders for numbers, and the accounts that are cited.

``{model: net@36}`` is the median of a series in a month, ``.size`` the same without its sign, ``.many``
and ``.much`` its sign in words: more or fewer, more or less, and ``.told`` what was saved, or paid; ``.low``
and ``.high`` the ends between which nine towns in ten lie, ``.share`` in how many per cent of the towns
it is above nothing, and ``.even`` from which month on half of the towns stay above nothing until then;
``{model: X6.1}`` is what the model gives for the first figure of a trial. ``{source: posts}`` is a
number of a source, and ``{say: paid}`` a phrase that what comes out chooses.
"""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from tillit.experiments.telling.catalogue import Words
from tillit.model.scenarios.schema import Line
from tillit.model.scenarios.table import Table

PLACEHOLDER = re.compile(r"\{\s*(model|source|say)\s*:\s*([^{}]*?)\s*\}")
FORMS = {
    "series": re.compile(r"([a-z][\w-]*)@([1-9]\d{0,2})(?:\.(low|high|size|share|even|many|much|told))?"),
    "trial": re.compile(r"([A-Z][A-Za-z0-9-]*)\.([1-9]\d?)(?:\.(low|high|size))?"),
}
"""What can be asked of the model."""
NUMBER_WORDS = {
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio femtio hundra tusen",
    "da": "to tre fire fem seks syv otte ni ti elleve tolv tyve tredive halvtreds hundrede tusind",
    "en": "two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred thousand",
}
"""Numbers in letters are numbers too; "one" is an article as well."""

Text = Annotated[str, Field(min_length=1, max_length=4000, description="a text of 1 to 4,000 characters")]


class Asked(NamedTuple):
    """What a placeholder asks for: a ``series``, ``trial``, ``source`` or ``say``; ``model`` is neither."""

    kind: str
    name: str
    turn: int = 0  # the month of a series, or the number of a trial's figure
    end: str = ""  # ``low``, ``high`` and so on, or nothing for the middle


def asked(kind: str, what: str) -> Asked:
    """Return what a placeholder asks for."""
    for name, form in FORMS.items() if kind == "model" else ():
        if found := form.fullmatch(what):
            return Asked(name, found[1], int(found[2]), found[3] or "")
    return Asked(kind, what)


def all_asked(text: str) -> list[tuple[str, Asked]]:
    """Return each placeholder of a text as it is written, and what it asks for."""
    return [(found[0], asked(*found.groups())) for found in PLACEHOLDER.finditer(text)]


def filled(text: str, value_of: Callable[[Asked], str]) -> str:
    """Return a text with what its placeholders ask for."""
    return PLACEHOLDER.sub(lambda found: value_of(asked(*found.groups())), text)


def bare_numbers(text: str, language: str) -> list[str]:
    """Return the numbers of a text, in digits or letters, that are no placeholders, and loose brackets."""
    words = NUMBER_WORDS[language].replace(" ", "|")
    return re.findall(rf"[{{}}]|\d[\d.,:]*|\b(?:{words})\b", PLACEHOLDER.sub(" ", text), re.IGNORECASE)


class Said(Table):
    """A text in every language."""

    sv: Text
    da: Text
    en: Text

    def __getitem__(self, language: str) -> str:
        text: str = getattr(self, language)
        return " ".join(text.split()) if "\n\n" not in text.strip() else text.strip()


class Account(Table):
    """An account that is cited; empty is what is not known, or not public."""

    title: Line = ""
    publisher: Said
    date: Line = ""
    language: Literal["sv", "da"]
    link: Line = ""

    def by(self, words: Words) -> str:
        """Return title, publisher and date."""
        publisher = f"{self.publisher[words.language]}, {self.date or words.gettext('undated')}"
        return f"{self.title} ({publisher})" if self.title else publisher


FILE = tomllib.loads(Path(__file__).with_name("accounts.toml").read_text(encoding="utf-8"))
ACCOUNTS = {name: Account.model_validate(it) for name, it in FILE.items()}  # of a town by its name
