"""Refusals: what was wrong, in the reader's language.

A message is written in English where it arises. The catalogue has those that are met most with the
context "refusal", as texts with fields; a message that it does not have stays in English.
"""

import re
from functools import cache

from tillit.experiments.telling.catalogue import SOURCE, Words, catalogue

CONTEXT = "refusal"
AGAIN = ("problem", "hint", "range")
"""Fields that hold a text of the same kind."""


def retold(message: str, spoken: Words) -> str:
    """Return a message in a language, line by line; what the catalogue does not have as it is."""
    if spoken.language == SOURCE:
        return message
    return "\n".join(_line(line, spoken.language) for line in message.split("\n"))


def _line(line: str, language: str) -> str:
    bare = line.strip()
    for pattern, told in _templates(language):
        if found := pattern.fullmatch(bare):
            given = found.groupdict()
            again = {name: _line(given[name], language) for name in AGAIN if name in given}
            return line.replace(bare, told.format(**(given | again)))
    return line


@cache
def _templates(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Return what matches each text of the catalogue, and its translation; the most particular first."""
    found = [it for it in catalogue(language) if it.context == CONTEXT]
    found.sort(key=lambda it: -len(re.sub(r"{\w+}", "", str(it.id))))
    return [
        (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(str(it.id)))), str(it.string))
        for it in found
    ]
