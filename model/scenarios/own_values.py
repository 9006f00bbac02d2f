"""Own values: what a place says itself where the theory has Swedish figures, prices and hours above all.

A price is in the town's currency, at the prices of its year. Whatever is left
out is the declared parameter; if that is money, at the town's price level.
"""

from collections.abc import Iterator
from typing import Annotated

from tillit.model.events import Size
from tillit.model.scenarios.schema import TownTable
from tillit.model.scenarios.table import InsteadOf, Table

DEAREST = 1e9
"""Units of a currency: more than anything here costs anywhere."""


def monthly(note: str) -> Size:
    """Return the range of what is paid by the month."""
    return Size("currency/month", 0.0, DEAREST, note)


def once(what: str, note: str) -> Size:
    """Return the range of what is paid for one of something."""
    return Size(f"currency/{what}", 0.0, DEAREST, note)


def part(note: str) -> Size:
    """Return the range of a share."""
    return Size("share", 0.0, 1.0, note)


class Prices(Table):
    """What things cost there, and who pays; what is left out is as in Sweden, at the town's price level."""

    benefit: Annotated[float | None, monthly("without rent"), InsteadOf("assistance.adult")] = None
    """What one adult is to live on."""
    second_adult: Annotated[float | None, monthly("without rent"), InsteadOf("assistance.second_adult")] = (
        None
    )
    """What a second adult adds."""
    child: Annotated[float | None, monthly("without rent"), InsteadOf("assistance.child")] = None
    """What a child adds."""
    rent: Annotated[float | None, monthly("0 if another office pays it"), InsteadOf("assistance.rent")] = None
    """Reasonable rent of one adult."""
    room: Annotated[float | None, monthly("one more room"), InsteadOf("assistance.room")] = None
    """Rent that each further person adds."""
    refunded: Annotated[float, part("0 where the municipality bears it all")] = 0.0
    """Share of the assistance that the state pays back to the municipality."""
    post: Annotated[float | None, monthly("with overheads"), InsteadOf("prices.post")] = None
    """Full cost of a caseworker's post."""
    consultant: Annotated[float | None, monthly("full fee"), InsteadOf("prices.consultant")] = None
    """Hired consultant."""
    recruitment: Annotated[
        float | None, once("hire", "without the lost work"), InsteadOf("prices.recruitment")
    ] = None
    """What filling a post costs in money."""
    administrator: Annotated[float | None, monthly("full cost"), InsteadOf("prices.administrator")] = None
    """Administrator's post."""
    officer: Annotated[float | None, monthly("full cost"), InsteadOf("prices.officer")] = None
    """Post of a housing officer, a placement controller, or one who checks payments."""
    specialist: Annotated[float | None, monthly("full cost"), InsteadOf("prices.specialist")] = None
    """Post of a specialist in social law."""
    manager: Annotated[float | None, monthly("full cost"), InsteadOf("prices.manager")] = None
    """Unit manager's post."""
    licence: Annotated[
        float | None, once("post/month", "all decisions automated"), InsteadOf("prices.licence")
    ] = None
    """Licence and upkeep of automated decisions."""
    course: Annotated[float | None, once("hour", "beside the working time"), InsteadOf("prices.course")] = (
        None
    )
    """An hour's training of one caseworker."""
    reorganisation: Annotated[
        float | None, once("post/month", "while it goes on"), InsteadOf("prices.reorganisation")
    ] = None
    """Direct cost of a reorganisation."""
    steering: Annotated[float | None, once("meeting", "all who take part"), InsteadOf("prices.steering")] = (
        None
    )
    """A meeting of a joint steering group."""
    programme: Annotated[float | None, monthly("supervision and wage"), InsteadOf("prices.programme")] = None
    """A place in the employment programme."""
    subsidy: Annotated[
        float | None, part("of a programme place"), InsteadOf("prices.subsidy", money=False)
    ] = None
    """Share of such a place that the state pays."""
    supervision: Annotated[float | None, monthly("beside assistance"), InsteadOf("prices.supervision")] = None
    """What a trainee costs the municipality."""
    activity: Annotated[float | None, monthly("full time"), InsteadOf("prices.activity")] = None
    """A required activity."""
    course_place: Annotated[float | None, monthly("with the language"), InsteadOf("prices.course_place")] = (
        None
    )
    """A place in vocational training."""
    sheltered_place: Annotated[float | None, monthly("full cost"), InsteadOf("prices.sheltered_place")] = None
    """A sheltered place."""
    summer_place: Annotated[
        float | None, monthly("supervision and wage"), InsteadOf("prices.summer_place")
    ] = None
    """A month of summer work."""
    review: Annotated[float | None, once("review", "a physician's time"), InsteadOf("prices.review")] = None
    """A review of medical histories."""
    crisis: Annotated[float | None, once("crisis", "answered in time"), InsteadOf("prices.crisis")] = None
    """Acute assistance in a crisis."""
    panic: Annotated[float | None, once("crisis", "on top of that"), InsteadOf("prices.panic")] = None
    """Acute solution when nobody has hours to answer."""
    temporary_housing: Annotated[
        float | None, monthly("hotel or hostel"), InsteadOf("prices.temporary_housing")
    ] = None
    """Temporary housing of one household."""
    activity_support: Annotated[
        float | None, monthly("paid by the state"), InsteadOf("prices.activity_support")
    ] = None
    """Activity support or student aid."""
    sickness: Annotated[float | None, monthly("paid by the state"), InsteadOf("prices.sickness")] = None
    """Sickness benefit, disability pension or another benefit."""
    care: Annotated[float | None, once("referral", "paid by the region"), InsteadOf("prices.care")] = None
    """What a referral to health care or addiction care costs."""
    wage: Annotated[float | None, monthly("entry wage"), InsteadOf("prices.wage")] = None
    """Wage of a household that left to work."""
    municipal_tax: Annotated[
        float | None, part("of that wage"), InsteadOf("prices.municipal_tax", money=False)
    ] = None
    """Tax that the municipality receives."""
    regional_tax: Annotated[
        float | None, part("of that wage"), InsteadOf("prices.regional_tax", money=False)
    ] = None
    """Tax that the region, the canton or the county receives."""
    kept_tax: Annotated[
        float | None,
        part("of more tax; 1 where nothing is equalised"),
        InsteadOf("prices.kept_tax", money=False),
    ] = None
    """What municipality and region keep of more tax, after income equalisation."""
    contributions: Annotated[
        float | None, part("of that wage, on top of it"), InsteadOf("prices.contributions", money=False)
    ] = None
    """What an employer pays to the state."""


class Work(Table):
    """A caseworker's month in the assistance unit; what is left out is as in Sweden."""

    hours: Annotated[
        float | None,
        Size("hours/month", 60.0, 200.0, "full time less holidays"),
        InsteadOf("hours.month", money=False),
    ] = None
    """Hours that a full-time caseworker is at work."""
    statutory: Annotated[
        float | None,
        Size("hours/case/month", 0.0, 10.0, "little where another office decides and pays"),
        InsteadOf("hours.statutory", money=False),
    ] = None
    """Decisions, payments and documentation of one household."""
    first_month: Annotated[
        float | None,
        Size("hours/case", 0.0, 40.0, "investigation of a new case"),
        InsteadOf("hours.first_month", money=False),
    ] = None
    """Further hours in the month in which a household is new to its caseworker."""
    meeting: Annotated[
        float | None,
        Size("hours/meeting", 0.1, 10.0, "with preparation and travel"),
        InsteadOf("meetings.hours", money=False),
    ] = None
    """Hours of the caseworker that one meeting takes."""
    crisis: Annotated[
        float | None,
        Size("hours/crisis", 0.0, 40.0, "0 where another office is there for emergencies"),
        InsteadOf("crises.hours", money=False),
    ] = None
    """Caseworker's time that one crisis needs."""


def _stand_ins(table: type[Table]) -> Iterator[tuple[str, InsteadOf]]:
    """Yield the values of a table that stand in for a parameter, in order."""
    for name, info in table.model_fields.items():
        for mark in info.metadata:
            if isinstance(mark, InsteadOf):
                yield name, mark


STAND_INS: dict[str, InsteadOf] = {
    f"{group}.{name}": mark
    for group, table in (("town", TownTable), ("prices", Prices), ("work", Work))
    for name, mark in _stand_ins(table)
}
"""Which parameter each value stands in for, by the value's dotted name."""
