"""Screen: the answer on the terminal, a table that fits on it, and where the rest is."""

from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tillit.experiments.claims.beside_a_run import predictions
from tillit.experiments.cli.as_json import without_nan
from tillit.experiments.cli.claims_table import show_claims
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.cli.terminal_chart import payments_chart
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.costs import span
from tillit.experiments.telling.facts import Facts
from tillit.experiments.telling.names import world_names
from tillit.experiments.telling.numbers import number
from tillit.experiments.telling.rows import (
    Paid,
    Row,
    headline_rows,
    others,
    public_payers,
    shown,
    window_in_words,
)
from tillit.experiments.telling.sentences import sentences
from tillit.experiments.telling.units import millions
from tillit.experiments.tipping.drift import drift_of

__all__ = ["headline_table", "payers_table", "show", "without_nan"]

MILLION = 1e6
LABEL = 26
"""Characters of a row's label, at least."""
WIDEST = 100
"""Characters of a line of prose, at most."""


def show(comparison: Comparison, facts: Facts, folder: Path, language: str, *, full: bool = False) -> None:
    """Print the answer, the table, and where the files are; in full with chart and claims, too."""
    console, spoken = terminal(), words(language)
    title = dict.fromkeys(spoken.gettext(it.world.scenario.title) for it in (comparison.a, comparison.b))
    console.print(" · ".join(title), style="bold")
    for turn, sentence in enumerate(sentences(facts, language)):
        console.print(sentence, style="bold" if turn == 0 else "", width=min(console.width, WIDEST))
    if facts.alike:
        console.print(spoken.gettext("Files: {folder}", folder=folder), soft_wrap=True)
        return
    print_table(console, headline_table(comparison, spoken))
    if facts.same_place:
        show_payers(console, comparison, facts, spoken)
    if full:
        chart = payments_chart(comparison, min(console.width, WIDEST), spoken, console.is_terminal)
        console.print(Text.from_ansi(chart))
        show_claims(console, predictions(comparison), spoken)
    for note in notes(comparison, spoken):
        console.print(note, style="yellow")
    rest = spoken.gettext(
        "The rest is in {folder}: results.xlsx, chart.png, tables. For two pages: tillit report {folder}. "
        "Chart and claims here: --full.",
        folder=folder,
    )
    console.print(rest, soft_wrap=True)


def notes(comparison: Comparison, spoken: Words) -> list[str]:
    """Return what else must be known of a run: that it was stopped, or that an event lies beyond its end."""
    said = []
    if (drift := drift_of(comparison)) is not None:
        said.append(drift.in_words(spoken))
    late = late_events(comparison)
    if late:
        said.append(
            spoken.ngettext(
                "Not within the one month that was run, so without effect: {events}.",
                "Not within the {months} months that were run, so without effect: {events}.",
                comparison.months,
                months=comparison.months,
                events=", ".join(late),
            )
        )
    if not comparison.complete:
        said.append(
            spoken.gettext(
                "Stopped after {done} of {asked} pairs; these are kept.",
                done=comparison.pairs,
                asked=comparison.plan.pairs,
            )
        )
    return said


def late_events(comparison: Comparison) -> list[str]:
    """Return the events of either world that come after the last month, as kind and month."""
    events = (it for side in (comparison.a, comparison.b) for it in side.world.scenario.events)
    return list(dict.fromkeys(f"{it.kind} ({it.month})" for it in events if it.month > comparison.months))


def headline_table(comparison: Comparison, spoken: Words) -> Table:
    """Return the table of what differs in the last year."""
    table = Table(box=SIMPLE_HEAD, title=heading(comparison, spoken), title_justify="left")
    table.add_column("", min_width=LABEL)
    for label in world_names(comparison, spoken):
        table.add_column(label, justify="right", overflow="fold")
    table.add_column(spoken.gettext("difference"), justify="right", no_wrap=True)
    table.add_column(spoken.gettext("nine in ten"), justify="right", no_wrap=True)
    table.add_column("%", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for row in headline_rows(comparison, spoken):
        table.add_row(*cells(row, spoken))
    return table


def heading(comparison: Comparison, spoken: Words) -> str:
    """Return which statistic a table has, and of which months."""
    return spoken.ngettext(
        "Means of one pair, {year}",
        "Means of {pairs} pairs, {year}",
        comparison.pairs,
        pairs=comparison.pairs,
        year=window_in_words(comparison, spoken),
    )


def cells(row: Row, spoken: Words) -> tuple[str, ...]:
    """Return the cells of one line."""
    points = f" {spoken.gettext('points')}" if row.points else ""
    ends = (shown(end, row, spoken, signed=True) for end in (row.difference.low, row.difference.high))
    return (
        ", ".join(filter(None, (row.label, row.unit))),
        shown(row.a, row, spoken),
        shown(row.b, row, spoken),
        shown(row.difference.mean, row, spoken, signed=True) + points,
        " … ".join(ends),
        "" if row.percent is None else number(row.percent, spoken, signed=True),
        row.verdict,
    )


def show_payers(console: Console, comparison: Comparison, facts: Facts, spoken: Words) -> None:
    """Print who pays: public payers first, and apart from them what others receive."""
    unit = millions(comparison.currency, spoken)
    title = spoken.gettext(
        "Who pays more (+) or less (-) {span}, {million}", span=span(facts, spoken), million=unit
    )
    print_table(console, payers_table(title, public_payers(comparison, spoken), spoken))
    other = [it for it in others(comparison, spoken) if it.more.low or it.more.high]
    if other:
        title = spoken.gettext("Beside that, others receive more (+) or less (-)")
        print_table(console, payers_table(title, other, spoken))


def payers_table(title: str, paid: list[Paid], spoken: Words) -> Table:
    """Return a table of who pays or receives more, in millions."""
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left", show_header=False)
    table.add_column("")
    for _ in range(2):
        table.add_column("", justify="right", no_wrap=True)
    decimals = 0 if max(abs(end) for it in paid for end in (it.more.low, it.more.high)) >= 10 * MILLION else 2
    for it in paid:
        mean, low, high = (
            number(value / MILLION, spoken, decimals=decimals, signed=True)
            for value in (it.more.mean, it.more.low, it.more.high)
        )
        table.add_row(it.label, mean, f"{low} … {high}")
    return table
