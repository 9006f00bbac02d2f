"""Child prices: what a month costs by where a child lives, at the price level of 2020 in SEK."""

from typing import Annotated, NamedTuple

from tillit.agents.foundation.parameters import Grade, Par


class ChildPrices(NamedTuple):
    """Costs of child welfare in a town whose file gives none of its own."""

    prevention: Annotated[float, Par("SEK/month", 1000.0, 40000.0, "no published figure", Grade.ASSUMED)] = (
        9000.0
    )
    """Preventive support for a family at home."""
    network: Annotated[
        float,
        Par(
            "SEK/month",
            5000.0,
            60000.0,
            "no published figure; half of what a foster family costs",
            Grade.ASSUMED,
        ),
    ] = 24000.0
    """A placement with relatives or others whom the child knows."""
    foster: Annotated[
        float,
        Par(
            "SEK/month",
            20000.0,
            80000.0,
            "470 kDKK a year (Denmark, 2019): NB Økonomi; 0.8 DKK a SEK",
            Grade.DERIVED,
        ),
    ] = 49000.0
    """A placement with a foster family."""
    residence: Annotated[float, Par("SEK/month", 5000.0, 60000.0, "no published figure", Grade.ASSUMED)] = (
        31000.0
    )
    """A room of one's own, with support."""
    institution: Annotated[
        float,
        Par(
            "SEK/month",
            33000.0,
            255000.0,
            "1,160 kDKK a year (Denmark, 2019): NB Økonomi; 1,100-8,400 SEK a day: Socialstyrelsen",
            Grade.DERIVED,
        ),
    ] = 121000.0
    """A placement in an institution."""
