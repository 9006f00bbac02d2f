"""Notebook: a town as one sees it in a notebook, the last twelve months beside the first."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from tillit.model.indicators import INDICATORS, Indicator
from tillit.model.indicators.indicator import YEAR, Series

if TYPE_CHECKING:
    from tillit.model.municipality import Municipality

HOUSEHOLDS = ("posts", "households", "caseload", "payments", "client_trust", "kept_meetings", "turnover")
"""What is _shown of the assistance unit."""

CHILDREN = ("child_posts", "children", "children_placed", "child_caseload", "placement_cost", "child_trust")
"""What is _shown of the child and family unit."""

WHOLE = 100.0  # from here on decimals say nothing


def page_of(town: "Municipality") -> str:
    """Return the town as a piece of HTML that needs nothing else."""
    title = escape(town.scenario.title)
    luck = f"seed {town.seed}" + (f", replicate {town.replicate}" if town.replicate else "")
    when = f"month {town.steps} of {town.months}" if town.steps else f"{town.months} months to live"
    return f"<div><strong>{title}</strong><br>{when}, {luck}{_table_of(town) if town.steps else ''}</div>"


def rows_of(town: "Municipality") -> Iterator[str]:
    """Yield the cells of each indicator."""
    counts, ledger = town.town.counts[: town.steps], town.town.ledger[: town.steps]
    for indicator in _shown(town):
        series = indicator.compute(counts, ledger, inhabitants=town.scenario.town.inhabitants)
        figures = "".join(
            f'<td style="text-align: right">{number(it)}</td>' for it in ends(series, indicator)
        )
        unit = escape(indicator.unit.replace("SEK", town.scenario.town.currency))
        yield f"<th>{escape(indicator.labels['en'])}</th>{figures}<td>{unit}</td>"


def ends(series: Series, indicator: Indicator) -> Iterator[float]:
    """Yield the mean of the first twelve months, and of the last if there are more."""
    years = [series[:YEAR], series[-YEAR:]] if len(series) > YEAR else [series]
    for year in years:
        # A rolling figure is about the twelve months that end with it.
        yield float(year[-1] if indicator.rolling else year.mean())


def number(value: float) -> str:
    """Return a number as one reads it."""
    return f"{value:,.0f}" if abs(value) >= WHOLE else f"{value:.3g}"


def _table_of(town: "Municipality") -> str:
    """Return the table of indicators; one column of figures in the first year, two after it."""
    first = min(YEAR, town.steps)
    columns = [f"months 1-{first}"]
    if town.steps > YEAR:
        columns += [f"months {town.steps - YEAR + 1}-{town.steps}"]
    head = "".join(f"<th>{name}</th>" for name in ("monthly mean", *columns, "unit"))
    rows = "".join(f"<tr>{row}</tr>" for row in rows_of(town))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _shown(town: "Municipality") -> Iterator[Indicator]:
    """Yield the indicators of the units that the town has."""
    names = (HOUSEHOLDS if town.scenario.posts else ()) + (CHILDREN if town.town.has_children else ())
    return (INDICATORS[name] for name in names)
