"""Caseworker: a post in a unit, and whoever holds it."""

from enum import IntEnum
from typing import Annotated

from tillit.agents.foundation.records import Field, View

TEAM = 6
"""Posts in a team (assumption, grade E: a common size of a Swedish assistance team)."""


class Post(IntEnum):
    """What a post is doing this month."""

    NONE = 0
    """There is no such post."""
    VACANT = 1
    PRESENT = 2
    SICK = 3
    CONSULTANT = 4
    """Held by a hired consultant."""


class Caseworker(View):
    """A post in the unit and the person who holds it; rows are posts."""

    kind = "caseworker"

    person: Annotated[int, Field("id", -1, 2**40, "i8")]
    """Who holds the post; the n-th holder of a post is the same in all worlds."""
    training: Annotated[float, Field("share", 0.0, 1.0)]
    """General competence."""
    talent: Annotated[float, Field("factor", 0.0, 2.0)]
    """How good the holder is at it, for good: 1 in the mean; see `learning`."""
    local: Annotated[float, Field("share", 0.0, 1.0)]
    """Knowledge of the town."""
    stress: Annotated[float, Field("share", 0.0, 1.0)]
    """Stress."""
    hours: Annotated[float, Field("hours", 0.0, 400.0)]
    """Hours of this month that are left."""
    worked: Annotated[float, Field("hours", 0.0, 400.0)]
    """Hours of this month in all."""
    casework: Annotated[float, Field("hours", 0.0, 400.0)]
    """Those of them that the organisation leaves for casework."""
    statutory: Annotated[float, Field("hours", 0.0, 1e6)]
    """Hours that this month's decisions, payments and documentation need."""
    acute: Annotated[float, Field("hours", 0.0, 1e6)]
    """Hours that this month's crises need."""
    wanted: Annotated[float, Field("hours", 0.0, 1e6)]
    """Hours that planned meetings need."""
    met: Annotated[float, Field("hours", 0.0, 1e6)]
    """Hours that meetings with clients are planned in."""
    saved: Annotated[float, Field("hours", 0.0, 1e6)]
    """Hours for meetings that were too few for one more, and are there next month."""
    depth: Annotated[float, Field("meetings", 0.0, 100.0)]
    """Ordinary meetings that one planned meeting is worth: more than 1 with hours to spare."""
    kept: Annotated[float, Field("hours", 0.0, 1e6)]
    """Hours of meetings to which the client came."""
    duties: Annotated[float, Field("hours", 0.0, 1e6)]
    """Hours that duties took: those of the law, and what care beyond them there was time for."""
    late: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of this month's duties that there were no hours for; decisions come late."""
    excess: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the cases that are given to others this month, because others have fewer."""
    outward: Annotated[float, Field("hours", 0.0, 400.0)]
    """Hours given to partners and employers."""
    calm: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of this month's crises that there were hours for."""
    post: Annotated[int, Field("Post", 0, 4, "i2")]
    """What the post is doing."""
    part: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of full time: 1, or 0.5 for half a post."""
    holder: Annotated[int, Field("count", 0, 4095, "i2")]
    """How many have held the post."""
    tenure: Annotated[int, Field("months", 0, 4095, "i2")]
    """Months that the holder has held it."""
    idle: Annotated[int, Field("months", 0, 4095, "i2")]
    """Months that the post has been vacant, or its holder ill."""
    cases: Annotated[int, Field("cases", 0, 32767, "i4")]
    """Households, or children, that the caseworker is responsible for."""
    room: Annotated[float, Field("cases", 0.0, 1e9)]
    """Further cases that there is room for this month, here and on all posts in rows before."""
    crises: Annotated[int, Field("crises", 0, 32767, "i4")]
    """Crises among them this month."""
    served: Annotated[int, Field("class", 0, 32, "i4")]
    """Classes of the queue that there are hours for."""
    arm: Annotated[int, Field("0 or 1", 0, 1, "i4")]
    """1 if drawn by lot to be treated otherwise; see `arm`."""
    through: Annotated[int, Field("row, -1 for none", -1, 2**31 - 1, "i4")]
    """Colleague through whom employers are reached best; the own row if without."""
