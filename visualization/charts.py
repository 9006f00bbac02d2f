"""Shown: which figures the charts can draw, and what is kept of a world that was lived."""

from typing import NamedTuple

from tillit.model.books.ledger import Entry
from tillit.model.scenarios import Scenario

MILLION = 1e-6
HUNDRED = 100.0


class Chart(NamedTuple):
    """A figure over the months."""

    indicator: str
    """The indicator that is drawn, or whose savings are added up."""
    unit: str
    """Unit on the axis, a word of the catalogue."""
    scale: float = 1.0
    """What the indicator is multiplied by to come out in the unit."""
    net: bool = False
    """Whether savings against the town as it was are added up since the start, in place of the level."""
    top: float | None = None
    """End of the axis, None to fit the lines."""


ASSISTANCE = {
    "payments": Chart("payments", "million kronor a month", MILLION),
    "households": Chart("households", "households"),
    "caseload": Chart("caseload", "households per caseworker"),
    "client_trust": Chart("client_trust", "of 100", HUNDRED, top=100.0),
    "kept_meetings": Chart("kept_meetings", "% of households", HUNDRED),
    "turnover": Chart("turnover", "% a year", HUNDRED),
    "stress": Chart("stress", "of 100", HUNDRED),
    "anxiety": Chart("anxiety", "of 100", HUNDRED),
    "crises": Chart("crises", "crises a month"),
}
"""Of the assistance unit, in the order of the menu."""

CHILDREN = {
    "children_placed": Chart("children_placed", "children"),
    "placement_cost": Chart("placement_cost", "million kronor a month", MILLION),
    "institution_share": Chart("institution_share", "% of placed children", HUNDRED),
    "child_caseload": Chart("child_caseload", "cases per caseworker"),
    "child_trust": Chart("child_trust", "of 100", HUNDRED, top=100.0),
    "child_kept_meetings": Chart("child_kept_meetings", "% of cases", HUNDRED),
    "child_stress": Chart("child_stress", "of 100", HUNDRED),
}
"""Of the child and family unit."""

MONEY = {
    "net": Chart("municipal_cost", "million kronor since the start", MILLION, net=True),
    "public_net": Chart("public_cost", "million kronor since the start", MILLION, net=True),
}
"""Of every town."""

CHARTS = ASSISTANCE | CHILDREN | MONEY
"""All charts, by the word in an address."""

PAYERS = ("municipal_cost", "regional_cost", "state_cost", "public_cost")
"""Who pays, in the order of the bars."""

MADE_OF: dict[str, tuple[Entry, ...]] = {
    "Assistance": (Entry.ASSISTANCE,),
    "Staff": (Entry.STAFF, Entry.CONSULTANTS, Entry.RECRUITMENT, Entry.TRAINING),
    "Acute solutions": (Entry.ACUTE, Entry.TEMPORARY_HOUSING),
    "Measures": (Entry.MEASURES,),
    "Reorganisation": (Entry.REORGANISATION,),
    "Placements and prevention": (
        Entry.PREVENTION,
        Entry.NETWORK_CARE,
        Entry.FOSTER_CARE,
        Entry.OWN_RESIDENCE,
        Entry.INSTITUTION,
    ),
    "Tax and all else": (Entry.TAXES, Entry.WAGES, Entry.BENEFITS, Entry.CARE),
}
"""What the municipality's cost is made of: together, every entry of the ledger."""

INDICATORS_KEPT = tuple(dict.fromkeys([*(it.indicator for it in CHARTS.values()), *PAYERS]))
"""Indicators that are kept of each world."""
KEPT = (*INDICATORS_KEPT, *MADE_OF)
"""Everything that is kept of each world, in this order."""

ROW = {name: row for row, name in enumerate(KEPT)}


def charts_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the charts of a town, in the order of the menu."""
    own = {**(ASSISTANCE if scenario.posts else {}), **(CHILDREN if scenario.children else {})}
    return (*own, *MONEY)
