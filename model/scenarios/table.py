"""Table: what all tables of a scenario file have in common."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

ROOM = 1.6
"""Assumption, grade E: how far above the first caseload the limit lies, if the file is silent."""


@dataclass(frozen=True)
class InsteadOf:
    """Which declared parameter a value stands in for.

    Parameters
    ----------
    parameter
        Its name, ``group.name``.
    money
        Whether the parameter is in SEK of 2020, and the value in the town's currency.
    """

    parameter: str
    money: bool = True


class Table(BaseModel):
    """A table of a scenario file."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
