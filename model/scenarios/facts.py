"""Facts: a value may stand alone, or in a table that says where it comes from."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator

from tillit.agents.foundation.parameters import Grade
from tillit.model.scenarios.errors import checked

NATIONAL = "national: "
"""How the sources of figures begin that are the nation's, not the place's own."""


class Fact(BaseModel):
    """A value with its unit, source and grade, as in ``{ value = 52000, source = "…", grade = "D" }``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(max_length=200)]
    """Where it stands, for example ``town.households``."""
    value: bool | int | float | str
    """The value."""
    unit: Annotated[str, StringConstraints(max_length=100)] = ""
    """What it is measured in."""
    source: Annotated[str, StringConstraints(max_length=500)] = ""
    """Who says so."""
    grade: Grade = Grade.ASSUMED
    """How well the source supports it."""

    @field_validator("value", mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        """Refuse what no value can be; the table in which it stands knows what it must be."""
        if not isinstance(value, bool | int | float | str):
            message = "must be a number, a text, true or false"
            raise ValueError(message)  # noqa: TRY004 - Pydantic expects it
        return value

    @property
    def guessed(self) -> bool:
        """Whether it was made of the nation's figures, the place's own missing."""
        return self.grade is Grade.ASSUMED and self.source.startswith(NATIONAL)


def without_sources(value: object, name: str, facts: list[Fact], problems: list[str]) -> object:
    """Return a value, or a table of values, without units, sources and grades.

    Parameters
    ----------
    value
        A value, a table that holds a value and its source, or a table of such.
    name
        Its name, for messages and for the facts' names.
    facts, problems
        Where to put facts with sources, and what is wrong with them.
    """
    if isinstance(value, bool) and not _may_be_true(name):
        # Python would take it for 0 or 1.
        problems.append(
            f"{name} = {str(value).lower()}: a truth value stands in [mechanisms] or [[event]] only"
        )
    if not isinstance(value, dict):
        return value
    table: dict[str, Any] = value
    # A rule's event has a field `value` of its own, beside its kind.
    if "value" not in table or "kind" in table:
        return {key: without_sources(inner, f"{name}.{key}", facts, problems) for key, inner in table.items()}
    fact = checked(Fact, {**table, "name": name}, name, problems)
    if fact is not None:
        facts.append(fact)
    return without_sources(table["value"], name, facts, problems)


def _may_be_true(name: str) -> bool:
    """Tell whether a truth value may stand under a name."""
    # An event looks itself which of its sizes are yes or no.
    return name.startswith(("mechanisms.", "event "))
