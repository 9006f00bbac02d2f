"""Accounts: what is cited, with title, publisher and date as far as they are known."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from tillit.experiments.lessons.said import Said
from tillit.experiments.telling.catalogue import Words
from tillit.model.scenarios.schema import Line
from tillit.model.scenarios.table import Table

FILE = Path(__file__).with_name("accounts.toml")


class Account(Table):
    """An account that is cited."""

    title: Line = ""
    """Its title, in its own language, if it is known."""
    publisher: Said
    """Who wrote and published it."""
    date: Line = ""
    """Year or day, if it is known."""
    language: Literal["sv", "da"]
    """Its own language."""
    link: Line = ""
    """Where it was read, if it is public."""

    def by(self, words: Words) -> str:
        """Return title, publisher and date."""
        publisher = f"{self.publisher[words.language]}, {self.date or words.gettext('undated')}"
        return f"{self.title} ({publisher})" if self.title else publisher


@cache
def accounts() -> dict[str, Account]:
    """Return the accounts by name; those of towns have the town's."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: Account.model_validate(it) for name, it in tables.items()}
