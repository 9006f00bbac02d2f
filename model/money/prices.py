"""Prices: what things cost besides assistance, at the price level of 2020 in SEK."""

from typing import Annotated, NamedTuple

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par


class Prices(NamedTuple):
    """Parameters of the ledger."""

    post: Annotated[
        float,
        Par(
            "SEK/month",
            30000.0,
            70000.0,
            "no published figure; 550-650 kSEK a year with overheads",
            Grade.ASSUMED,
        ),
    ] = 50000.0
    """Full cost of a caseworker's post."""
    consultant: Annotated[
        float, Par("SEK/month", 80000.0, 160000.0, "about twice an employee: press", Grade.STATEMENT)
    ] = 105000.0
    """Hired consultant."""
    recruitment: Annotated[
        float,
        Par(
            "SEK/hire",
            30000.0,
            360000.0,
            "340-357 kSEK with lost work, a third of it paid: SSR",
            Grade.DERIVED,
        ),
    ] = 115000.0
    """What filling a post costs in money; the lost work is in the model."""
    administrator: Annotated[
        float,
        Par("SEK/month", 25000.0, 60000.0, "no published figure; less than a caseworker", Grade.ASSUMED),
    ] = 42000.0
    """Full cost of an administrator's post."""
    officer: Annotated[
        float, Par("SEK/month", 25000.0, 75000.0, "no published figure; as a caseworker", Grade.ASSUMED)
    ] = 50000.0
    """Full cost of the post of a housing officer, a placement controller, or one who checks payments."""
    specialist: Annotated[
        float,
        Par(
            "SEK/month",
            30000.0,
            80000.0,
            "no published figure; between caseworker and manager",
            Grade.ASSUMED,
        ),
    ] = 56000.0
    """Full cost of the post of a specialist in social law."""
    manager: Annotated[float, Par("SEK/month", 40000.0, 100000.0, "no source looked up", Grade.ASSUMED)] = (
        68000.0
    )
    """Full cost of a unit manager's post."""
    licence: Annotated[float, Par("SEK/post/month", 0.0, 10000.0, "no published figure", Grade.ASSUMED)] = (
        1500.0
    )
    """Licence and upkeep of automated decisions for each caseworker's post, where all are automated."""
    course: Annotated[float, Par("SEK/hour", 50.0, 1500.0, "no published figure", Grade.ASSUMED)] = 250.0
    """An hour's training of one caseworker, beside the working time."""
    reorganisation: Annotated[
        float, Par("SEK/post/month", 0.0, 30000.0, "no published figure", Grade.ASSUMED)
    ] = 6000.0
    """Direct cost of a reorganisation while it goes on."""
    steering: Annotated[
        float,
        Par("SEK/meeting", 0.0, 50000.0, "no published figure; half a day of six managers", Grade.ASSUMED),
    ] = 12000.0
    """A meeting of a joint steering group."""
    programme: Annotated[
        float, Par("SEK/month", 5000.0, 30000.0, "no published figure; supervision and wage", Grade.ASSUMED)
    ] = 24000.0
    """A place in the employment programme."""
    subsidy: Annotated[
        float, Par("share", 0.0, 1.0, "no source looked up; wage subsidies of the state", Grade.ASSUMED)
    ] = 0.6
    """Share of a programme place that the state pays."""
    activity: Annotated[float, Par("SEK/month", 0.0, 10000.0, "no published figure", Grade.ASSUMED)] = 1500.0
    """A full-time activity of somebody unemployed, or learning the language."""
    course_place: Annotated[
        float, Par("SEK/month", 1000.0, 20000.0, "no published figure", Grade.ASSUMED)
    ] = 6500.0
    """A place in vocational training that is combined with the language."""
    sheltered_place: Annotated[
        float, Par("SEK/month", 1000.0, 25000.0, "no published figure", Grade.ASSUMED)
    ] = 7000.0
    """A sheltered place."""
    summer_place: Annotated[
        float, Par("SEK/month", 1000.0, 25000.0, "supervision and wage; no source looked up", Grade.ASSUMED)
    ] = 9000.0
    """A month of summer work."""
    review: Annotated[
        float, Par("SEK/review", 500.0, 20000.0, "no published figure; a physician's half day", Grade.ASSUMED)
    ] = 4000.0
    """A physician's review of a medical history."""
    supervision: Annotated[float, Par("SEK/month", 0.0, 15000.0, "no published figure", Grade.ASSUMED)] = (
        2500.0
    )
    """What a trainee costs the municipality beside assistance."""
    crisis: Annotated[
        float, Par("SEK/crisis", 500.0, 10000.0, "no published figure; acute assistance", Grade.ASSUMED)
    ] = 2500.0
    """Acute assistance in a crisis that a caseworker answers."""
    panic: Annotated[float, Par("SEK/crisis", 2000.0, 40000.0, "direction: account 000", Grade.ASSUMED)] = (
        12000.0
    )
    """Further price of the acute solution when nobody has hours to answer."""
    temporary_housing: Annotated[
        float, Par("SEK/month", 5000.0, 40000.0, "no published figure; hotel or hostel", Grade.ASSUMED)
    ] = 14000.0
    """Temporary housing of one household."""
    activity_support: Annotated[
        float,
        Par("SEK/month", 4000.0, 25000.0, "no source looked up; order of both, before tax", Grade.ASSUMED),
    ] = 9500.0
    """Activity support or student aid, paid by the state."""
    sickness: Annotated[
        float,
        Par("SEK/month", 6000.0, 25000.0, "no source looked up; order of the guarantee level", Grade.ASSUMED),
    ] = 11000.0
    """Sickness benefit, sickness compensation or another benefit, paid by the state."""
    care: Annotated[float, Par("SEK/referral", 0.0, 10000.0, "no published figure", Grade.ASSUMED)] = 900.0
    """What a referral to health care or addiction care costs the region."""
    wage: Annotated[
        float,
        Par("SEK/month", 15000.0, 40000.0, "no source looked up; order of an entry wage", Grade.ASSUMED),
    ] = 24500.0
    """Wage of a household that left to work."""
    municipal_tax: Annotated[
        float, Par("share", 0.1, 0.3, "no source looked up; order of the Swedish average", Grade.ASSUMED)
    ] = 0.207
    """Share of a wage that is municipal tax."""
    regional_tax: Annotated[
        float, Par("share", 0.0, 0.2, "no source looked up; order of the Swedish average", Grade.ASSUMED)
    ] = 0.116
    """Share of a wage that is regional tax."""
    contributions: Annotated[
        float, Par("share", 0.0, 0.5, "no source looked up; statutory rate", Grade.ASSUMED)
    ] = 0.3142
    """What an employer pays to the state on top of a wage."""
    kept_tax: Annotated[
        float,
        Par(
            "share",
            0.0,
            1.0,
            "no source looked up; Swedish income equalisation takes about nine tenths",
            Grade.ASSUMED,
        ),
    ] = 0.1
    """Share of more tax that municipality and region keep; income equalisation takes the rest."""


@behaviour
def crisis_cost(calm: float, p: Prices) -> float:
    """Return what one crisis costs, in SEK of 2020, when a share `calm` of them is answered."""
    return p.crisis + p.panic * (1.0 - calm)
