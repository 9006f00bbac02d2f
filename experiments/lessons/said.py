"""Said: a text in every language."""

from typing import Annotated

from pydantic import Field

from tillit.model.scenarios.table import Table

Words = Annotated[str, Field(min_length=1, max_length=4000, description="a text of 1 to 4,000 characters")]


class Said(Table):
    """A text in every language."""

    sv: Words
    da: Words
    en: Words

    def __getitem__(self, language: str) -> str:
        text: str = getattr(self, language)
        return " ".join(text.split()) if "\n\n" not in text.strip() else text.strip()


class Citation(Said):
    """Who says something, and where: its numbers are years and pages."""
