"""Child: a child case, the second kind of client; the child with its family."""

from enum import IntEnum
from typing import Annotated

from tillit.agents.case import Case
from tillit.agents.foundation.records import Field


class Form(IntEnum):
    """Where a child lives."""

    HOME = 0
    """At home with its family, perhaps with preventive support."""
    NETWORK = 1
    """With relatives or others whom the child knows."""
    FOSTER = 2
    """With a foster family."""
    RESIDENCE = 3
    """In a room of its own, with support (eget værelse, stödboende)."""
    INSTITUTION = 4


YOUTH = 192
"""Months of age from which a room of one's own is possible, and placements break down more: 16 years."""

FORMS = len(Form)


class Child(Case):
    """A child case: a child that the unit is responsible for, at home or placed."""

    kind = "child"

    risk: Annotated[float, Field("share", 0.0, 1.0)]
    """Risk that the child comes to harm at home: 0 none, 1 as high as can be."""
    strain: Annotated[float, Field("share", 0.0, 1.0)]
    """Strain on the family, towards which the risk moves when nobody does anything."""
    form: Annotated[int, Field("Form", 0, 4, "i2")]
    """Where the child lives."""
    placed: Annotated[int, Field("months", 0, 4095, "i2")]
    """Months in the present placement; 0 at home."""
    acute: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 if the present placement began acutely."""
    breakdowns: Annotated[int, Field("breakdowns", 0, 4095, "i2")]
    """Placements of the child that broke down; no rule reads it, it is there for whoever looks at a child."""
    supported: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 while the family gets preventive support."""
    running: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 while the case is open."""
