"""Case: whom a caseworker is responsible for, a household or a child with its family."""

from typing import Annotated

from tillit.agents.foundation.records import Field, View

YEAR = 12
"""Months."""


class Case(View):
    """What a household on assistance and a child case have in common."""

    person: Annotated[int, Field("id", -1, 2**40, "i8")]
    """Stable id; the key of the case's luck."""
    anxiety: Annotated[float, Field("share", 0.0, 1.0)]
    """Anxiety over demands; a family's frustration with the authority."""
    contact: Annotated[float, Field("meetings", 0.0, 100.0)]
    """Meetings with the present caseworker of late; see `support`."""
    age: Annotated[int, Field("months", 0, 1300, "i2")]
    """Age of the applicant, or of the child."""
    spell: Annotated[int, Field("months", 0, 4095, "i2")]
    """Months on assistance in this spell, or with an open case."""
    caseworkers: Annotated[int, Field("caseworkers", 0, 4095, "i2")]
    """How many caseworkers have heard the story."""
    silence: Annotated[int, Field("months", 0, 4095, "i2")]
    """Months since the last kept meeting."""
    waited: Annotated[int, Field("months", 0, 4095, "i2")]
    """Months waited for a caseworker."""
    in_crisis: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 in a month with a crisis."""
    turn: Annotated[int, Field("class", 0, 32, "i2")]
    """Place in this month's queue for a meeting; see `queue`."""
    met: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 in a month with a kept meeting."""
    arm: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 if drawn by lot to be treated otherwise; see `arm`."""
