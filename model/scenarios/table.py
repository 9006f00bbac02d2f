"""Table: what all tables of a scenario file have in common."""

from pydantic import BaseModel, ConfigDict

ROOM = 1.6
"""Assumption, grade E: how far above the first caseload the limit lies, if the file is silent."""


class Table(BaseModel):
    """A table of a scenario file."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
