"""People: who lives in a country, and the ages at which its laws change their lives.

Facts, not behaviour: the country's figures, in whose place a town's file may state its own.
"""

from typing import Annotated, NamedTuple

from tillit.agents.foundation.parameters import Grade, Par


class People(NamedTuple):
    """Figures of the country."""

    couples: Annotated[
        float, Par("share", 0.0, 1.0, "no source looked up; most households are single adults", Grade.ASSUMED)
    ] = 0.25
    """Share of applying households with two adults."""
    parents: Annotated[
        float, Par("share", 0.0, 0.8, "no source looked up; about a third has children", Grade.ASSUMED)
    ] = 0.4
    """Chance that such a household has a child, and of each further one."""
    homeless: Annotated[float, Par("share", 0.0, 0.3, "no published share", Grade.ASSUMED)] = 0.03
    """Share of them that comes without a home."""
    pension: Annotated[
        int, Par("months", 720, 840, "no source looked up; 65 years, own rule", Grade.ASSUMED)
    ] = 780
    """Age at which somebody leaves to a pension."""
    school_age: Annotated[
        int, Par("months", 60, 84, "no source looked up; from six years", Grade.ASSUMED)
    ] = 72
    """Age from which school is around a child, and before which day care is."""
