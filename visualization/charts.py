"""Charts: which indicators the page draws over the months, for each unit."""

from collections.abc import Mapping
from typing import NamedTuple

from tillit.model.indicators import INDICATORS


class Chart(NamedTuple):
    """Which indicators one chart shows, and in what unit."""

    title: str
    unit: str
    """Unit on the axis; kronor are the town's own currency."""
    lines: Mapping[str, str]
    """Indicators, and what the legend calls them."""
    scale: float = 1.0
    """What the indicator is multiplied by to come out in the unit."""
    top: float | None = None
    """End of the axis, None to fit the line."""


CHARTS = (
    Chart("Payments", "million kronor a month", {"payments": "Payments"}, scale=1e-6),
    Chart("Caseload", "households per caseworker", {"caseload": "Caseload"}),
    Chart("Staff turnover", "% a year", {"turnover": "Turnover"}, scale=100.0),
    Chart(
        "Mean trust",
        "0 none, 1 full",
        {
            "client_trust": "clients",
            "colleague_trust": "colleagues",
            "agency_trust": "agencies",
            "employer_trust": "employers",
        },
        top=1.0,
    ),
)
"""Those of the assistance unit, in order."""

CHILD_CHARTS = (
    Chart(
        "Children placed",
        "children",
        {
            "children_placed": "all placed",
            "children_in_foster": "foster families",
            "children_in_institution": "institutions",
        },
    ),
    Chart("Share in institutions", "% of placed children", {"institution_share": "Share"}, scale=100.0),
    Chart("Cost of placements", "million kronor a month", {"placement_cost": "Cost"}, scale=1e-6),
    Chart(
        "Trust around the children",
        "0 none, 1 full",
        {"child_trust": "families", "child_partner_trust": "school, health and family care"},
        top=1.0,
    ),
    Chart("Kept meetings", "% of cases", {"child_kept_meetings": "Kept"}, scale=100.0, top=100.0),
    Chart("Caseworkers' stress", "% of full stress", {"child_stress": "Stress"}, scale=100.0),
)
"""Those of the child and family unit, in order."""

CURRENCIES = {"SEK": "kronor", "DKK": "kroner"}
"""What people call the currency."""


def unit_in(chart: Chart, currency: str) -> str:
    """Return the unit of a chart in a town with this currency."""
    return chart.unit.replace("kronor", CURRENCIES.get(currency, currency))


def label(chart: Chart, language: str) -> str:
    """Return what the chart's indicators are called in a language."""
    words = (INDICATORS[name].labels[language] for name in chart.lines)
    return " · ".join(dict.fromkeys(words))
