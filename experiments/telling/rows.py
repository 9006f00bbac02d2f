"""Rows: two worlds beside each other: the lines and cells of tables, and the chart; means over the pairs."""

from collections.abc import Iterable
from functools import partial
from math import floor, log10
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tillit.experiments.comparison.outcomes import MEASURED, Comparison
from tillit.experiments.comparison.statistics import in_window, telling_percent, verdict
from tillit.experiments.telling import numbers
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.facts import ENDS, Series, Spread, of_both
from tillit.experiments.telling.names import PARTIES, PUBLIC, world_names
from tillit.experiments.telling.numbers import MILLION, YEAR, number, plain, scale_of, unit_in_words, year_of
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import INDICATORS, Indicator

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Cells = tuple[str, ...]
Paid = list[tuple[str, Spread]]  # what each pays more over the horizon, or receives more
HOUSEHOLD_ROWS = (
    *("payments", "households", "exits_to_work", "returns", "caseload"),
    *("client_hours", "client_trust", "stress", "turnover"),
)
CHILD_ROWS = (
    *("placement_cost", "children_placed", "institution_share", "breakdowns", "child_caseload"),
    *("child_client_hours", "child_trust", "child_turnover"),
)
MOST_DECIMALS = 3
VERDICTS = {"unchanged": "unchanged", "rises": "more", "falls": "less", "no clear difference": "unclear"}
PUBLIC_PAYERS = (Party.MUNICIPALITY, Party.REGION, Party.STATE)
PANELS = ("payments", "caseload", "client_trust", "turnover")
CHILD_PANELS = ("placement_cost", "child_caseload", "institution_share", "child_turnover")
SHOWN, PRINTED = (10.0, 3.2), (6.85, 2.3)  # width of the chart, and height of two panels; inches
COLOURS = ("#7a7a7a", "#0b6e8a")  # of the two worlds; they differ in lightness too


class Row(NamedTuple):
    """One line, in the unit that is shown."""

    label: str
    unit: str
    decimals: int
    a: float
    b: float
    difference: Spread
    percent: float | None  # of A, where it says something
    points: bool  # the difference is in percentage points
    verdict: str  # a word of the language, nothing with too few pairs


def screen_indicators(comparison: Comparison) -> list[Indicator]:
    """Return the indicators that a screen has room for: those of the units that both towns have."""
    towns = [side.world.scenario for _, side in comparison.sides]
    return [MEASURED[it] for it in of_both(towns, HOUSEHOLD_ROWS, CHILD_ROWS)]


def headline_rows(comparison: Comparison, words: Words) -> list[Row]:
    """Return the rows of a screen, each of the last twelve months."""
    rows, window = [], min(YEAR, comparison.months)
    for it in screen_indicators(comparison):
        scale = scale_of(it.unit)
        one, other = (scale * in_window(side.series[it.name], it, window) for _, side in comparison.sides)
        spread, a, b = Spread.of(other - one), float(one.mean()), float(other.mean())
        enough = comparison.verdicts
        percent = float(telling_percent(it, np.array(a), np.array(spread.mean))) if enough else np.nan
        said = VERDICTS[verdict(spread.low, spread.high)] if enough else ""
        # Three figures, of millions two decimals; more where nine pairs in ten lie closer than that.
        decimals = 2 if scale == 1.0 / MILLION else max(0, 2 - floor(log10(max(abs(a), abs(b), 1.0))))
        while decimals < MOST_DECIMALS:
            # The difference lies between its ends, and these on one side of nothing, as all are shown.
            low, high = round(spread.low, decimals), round(spread.high, decimals)
            if low <= difference(a, b, decimals) <= high and (low * high > 0.0 or not spread.sign):
                break
            decimals += 1
        about = words.label(it.labels), unit_in_words(it.unit, comparison.currency, words)
        ends = it.unit.startswith("share"), words.pgettext("verdict", said) if said else ""
        rows.append(Row(*about, decimals, a, b, spread, None if np.isnan(percent) else percent, *ends))
    return rows


def difference(a: float, b: float, decimals: int) -> float:
    """Return by how much B is more than A as both are shown, so that whoever subtracts finds the same."""
    return round(round(b, decimals) - round(a, decimals), decimals)


def row_cells(row: Row, spoken: Words) -> Cells:
    """Return one line of the table of what changes; with too few pairs, no interval."""
    points = f" {spoken.gettext('points')}" if row.points else ""
    a, b = (number(it, spoken, decimals=row.decimals) for it in (row.a, row.b))
    low, high = round(row.difference.low, row.decimals), round(row.difference.high, row.decimals)
    by = difference(row.a, row.b, row.decimals)
    if row.verdict:
        by = min(max(by, low), high)
    mean, *ends = (number(it, spoken, decimals=row.decimals, signed=True) for it in (by, low, high))
    name, between = ", ".join(filter(None, (row.label, row.unit))), " … ".join(ends) if row.verdict else ""
    return name, a, b, mean + points, between, row.verdict


def public_payers(comparison: Comparison, words: Words) -> Paid:
    """Return what each public payer pays more over the horizon, and all together."""
    names = {PARTIES[it]: [it] for it in PUBLIC_PAYERS} | {PUBLIC: [*PUBLIC_PAYERS]}
    payers = ((words.pgettext("payer", name), those) for name, those in names.items())
    return [(name, Spread.of(-_received(comparison, those, Entry))) for name, those in payers]


def others(comparison: Comparison, words: Words) -> Paid:
    """Return what others receive more over the horizon: clients, staff, those who found work, firms."""
    households, wages, staff = [Party.HOUSEHOLDS], {Entry.WAGES}, {Entry.STAFF}
    as_employees, firms = {*wages, *staff, Entry.TAXES}, set(Entry) - {Entry.WAGES, Entry.TAXES}
    received = (
        (words.gettext("clients receive, benefits"), households, set(Entry) - as_employees),
        (words.gettext("wages of those who found work"), households, wages),
        (words.gettext("pay of the municipality's staff"), households, staff),
        (words.gettext("firms receive, wages apart"), [Party.EMPLOYERS], firms),
    )
    return [(label, Spread.of(_received(comparison, who, what))) for label, who, what in received]


def _received(comparison: Comparison, parties: list[Party], entries: Iterable[Entry]) -> Series:
    books = (side.books[..., sorted(entries), :][..., parties] for _, side in comparison.sides)
    one, other = (it.sum(axis=(1, 2, 3)).astype(float) for it in books)
    return np.asarray(other - one)


def payers_cells(paid: Paid, spoken: Words, *, enough: bool) -> tuple[Cells, ...]:
    """Return who pays or receives more, and nine in ten of the pairs, if these are enough, in millions."""
    decimals = 0 if max(max(-it.low, it.high) for _, it in paid) >= 10.0 * MILLION else 2
    said = partial(number, words=spoken, decimals=decimals, signed=True)
    shown = ((label, *(said(x / MILLION) for x in (it.mean, it.low, it.high))) for label, it in paid)
    return tuple((label, mean, f"{low} … {high}" if enough else "") for label, mean, low, high in shown)


def window_in_words(comparison: Comparison, words: Words) -> str:
    """Return of which months a table is: the last twelve, with their year, or all if they are fewer."""
    months = min(YEAR, comparison.months)
    starts = {side.world.scenario.town.start for _, side in comparison.sides}
    if months < YEAR or len(starts) > 1:
        return words.ngettext("last month", "last {months} months", months, months=months)
    return words.gettext("last twelve months ({year})", year=year_of(comparison.months, starts.pop()))


def caveats(comparison: Comparison, words: Words) -> list[str]:
    """Return which events come after the last month, each with its time, and how many pairs are missing."""
    said, months, late = [], comparison.months, dict[str, None]()
    titles = {it.world.scenario.title for _, it in comparison.sides}
    for town in (it.world.scenario for _, it in comparison.sides):
        whose = f"{words.gettext(town.title)}: " if len(titles) > 1 else ""
        for event in sorted(town.events, key=attrgetter("month")):
            if event.month > months:
                when = numbers.month_of_year(event.month, town.town.start, words)
                late[f"{whose}{words.label(event.labels)} ({when})"] = None
    if late:
        text = words.ngettext(
            "Not within the one month that was run, so without effect: {events}.",
            "Not within the {months} months that were run, so without effect: {events}.",
            months,
        )
        said.append(text.format(months=months, events=", ".join(late)))
    if not comparison.complete:
        of = {"done": comparison.pairs, "asked": comparison.plan.pairs}
        said.append(words.gettext("Stopped after {done} of {asked} pairs; these are kept.", **of))
    return said


def draw(comparison: Comparison, language: str = "en", *, printed: bool = False) -> "Figure":
    """Return the chart: means as lines, nine pairs in ten as bands, by calendar year.

    What is `printed` is as wide as the text of an A4 page, and has half the panels.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - lazy: takes a second

    spoken, towns = words(language), [it.world.scenario for _, it in comparison.sides]
    most, (width, height) = (2, PRINTED) if printed else (4, SHOWN)
    panels, pairs = of_both(towns, PANELS[:most], CHILD_PANELS[:most]), comparison.pairs
    figure = Figure(figsize=(width, height * len(panels) / 2), layout="constrained")
    for axes, name in zip(figure.subplots(len(panels) // 2, 2).flat, panels, strict=True):
        _draw_panel(axes, comparison, INDICATORS[name], spoken)
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    what = spoken.ngettext("one pair of towns", "mean of {pairs} pairs", pairs, pairs=pairs)
    what += spoken.gettext(", band: nine in ten") if comparison.verdicts else ""
    titles = dict.fromkeys(spoken.gettext(it.title) for it in towns)
    figure.suptitle(f"{' · '.join(titles)}: {what}", fontsize=10 if printed else 12)
    return figure


def _draw_panel(axes: "Axes", comparison: Comparison, it: Indicator, spoken: Words) -> None:
    year, month = map(int, comparison.b.world.scenario.town.start.split("-"))
    years = year + (month - 1 + np.arange(comparison.months)) / YEAR
    # What is of the last twelve months means little before a year has passed.
    first = YEAR - 1 if it.rolling and comparison.months > YEAR else 0
    names = world_names(comparison, spoken)
    for (_, outcome), colour, label in zip(comparison.sides, COLOURS, names, strict=True):
        values = outcome.series[it.name][:, first:] * scale_of(it.unit)
        mean = values.mean(axis=0)
        if comparison.verdicts:
            ends = np.quantile(values, ENDS, axis=0)
            axes.fill_between(years[first:], *ends, color=colour, alpha=0.2, lw=0.0)
        axes.plot(years[first:], mean, color=colour, linewidth=1.8, label=label)
        last = number(float(mean[-1]), spoken, decimals=int(mean[-1] < 100.0))  # noqa: PLR2004
        axes.text(years[-1], mean[-1], f" {last}", color=colour, fontsize=9, va="center")
    title = spoken.label(it.labels), unit_in_words(it.unit, comparison.currency, spoken)
    axes.set_title(", ".join(filter(None, title)), loc="left", fontsize=10)
    axes.set_xlim(years[0], max(years[-1], years[0] + 1.0 / YEAR))
    axes.set_ylim(bottom=0.0)
    axes.yaxis.set_major_formatter(lambda value, _: plain(value, spoken))
    axes.locator_params(axis="x", integer=True, nbins=7)
    axes.spines[["top", "right"]].set_visible(False)
