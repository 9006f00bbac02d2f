"""Screen: the answer of a run on the terminal, a table that fits on it, and where the rest is."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path

import numpy as np
import plotext
from rich.table import Column
from rich.text import Text

from tillit.experiments.claims.beside_a_run import Prediction, predictions
from tillit.experiments.claims.telling import words_of
from tillit.experiments.cli.terminal import print_line, print_table, terminal
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.reporting.content import caveats, payers_cells, row_cells
from tillit.experiments.telling.catalogue import Words, retold, words
from tillit.experiments.telling.costs import span
from tillit.experiments.telling.facts import Facts
from tillit.experiments.telling.names import said_in, world_names
from tillit.experiments.telling.numbers import (
    MILLION,
    YEAR,
    first_year,
    millions,
    number,
    plain,
    unit_in_words,
)
from tillit.experiments.telling.rows import headline_rows, others, public_payers, window_in_words
from tillit.experiments.telling.sentences import sentences
from tillit.experiments.tipping.drift import drift_of
from tillit.model.indicators import INDICATORS

LABEL_WIDTH, PROSE_WIDTH, CHART_LINES = 26, 100, 16
MARKERS = {"hd": "▚", "dot": "•"}
"""How the two lines are drawn, told apart without colours too, and what that looks like."""


def show(comparison: Comparison, facts: Facts, folder: Path, language: str, *, full: bool = False) -> None:
    """Print the answer, the table, and where the files are; in full with chart and claims, too."""
    console, spoken = terminal(), words(language)
    gettext = spoken.gettext
    title = dict.fromkeys(gettext(it.world.scenario.title) for it in (comparison.a, comparison.b))
    console.print(" · ".join(title), style="bold")
    for turn, sentence in enumerate(sentences(facts, language)):
        console.print(sentence, style="" if turn else "bold", width=min(console.width, PROSE_WIDTH))
    notes, files = caveats(comparison, spoken), gettext("Files: {folder}", folder=folder)
    rest = gettext(
        "The rest is in {folder}: results.xlsx, chart.png, tables. For two pages: tillit report {folder}.",
        folder=folder,
    )
    if not (facts.alike or facts.without_effect):
        _show_headlines(comparison, spoken)
        if facts.same_place:
            _show_payers(comparison, facts, spoken)
        if full:
            chart = _chart(comparison, min(console.width, PROSE_WIDTH), spoken, colours=console.is_terminal)
            console.print(Text.from_ansi(chart))
            _show_claims(predictions(comparison), spoken)
        files = rest if full else f"{rest} {gettext('Chart and claims here: --full.')}"
        if drift := drift_of(comparison):
            notes = [drift.in_words(spoken), *notes]
    for note in notes:
        console.print(note, style="yellow")
    print_line(files)


def _show_headlines(comparison: Comparison, spoken: Words) -> None:
    """Print the table of what differs in the last year, the difference in per cent before the verdict."""
    title = spoken.ngettext(
        "Means of one pair, {year}",
        "Means of {pairs} pairs, {year}",
        comparison.pairs,
        pairs=comparison.pairs,
        year=window_in_words(comparison, spoken),
    )
    rows = []
    for row in headline_rows(comparison, spoken):
        *cells, verdict = row_cells(row, spoken)
        percent = "" if row.percent is None else number(row.percent, spoken, signed=True)
        rows.append((*cells, percent, verdict))
    differing = (spoken.gettext("difference"), spoken.gettext("nine in ten"), "%", "")
    heads = (Column("", min_width=LABEL_WIDTH), *world_names(comparison, spoken), *differing)
    print_table(rows, heads, title=title)


def _show_payers(comparison: Comparison, facts: Facts, spoken: Words) -> None:
    """Print who pays: public payers first, and apart from them what others receive; in millions."""
    unit = millions(comparison.currency, spoken)
    title = spoken.gettext(
        "Who pays more (+) or less (-) {span}, {million}", span=span(facts, spoken), million=unit
    )
    beside = spoken.gettext("Beside that, others receive more (+) or less (-)")
    other = [it for it in others(comparison, spoken) if it.more.low or it.more.high]
    for heading, paid in ((title, public_payers(comparison, spoken)), (beside, other)):
        if paid:
            print_table(payers_cells(paid, spoken), ("", "", ""), title=heading)


def _show_claims(claims: Sequence[Prediction], spoken: Words) -> None:
    gettext, rows = spoken.gettext, []
    for it in claims:
        if it.median is None or it.low is None or it.high is None:
            given = f"- ({retold(it.why, spoken)})" if it.why else "-"
        else:
            middle, low, high = (plain(float(f"{at:.3g}"), spoken) for at in (it.median, it.low, it.high))
            name = {"ratio": "times"}.get(it.unit, it.unit)
            unit = gettext(name) if name else ""
            unit = unit.replace("/", " a ") if unit == name else unit
            given = " ".join(filter(None, (middle, unit, f"({low}…{high})")))
        said = said_in(words_of(it.claim), spoken)
        rows.append((gettext(it.claim.claim), said, given, spoken.pgettext("surprise", it.surprise)))
    if rows:
        heads = (gettext("claim"), gettext("said"), gettext("model predicts"), gettext("how surprising"))
        title = gettext(
            "What the account says, and what the model predicts: nine in ten of these towns, by chance "
            "alone. tillit validate and the page vary the assumptions too, so their intervals and words are "
            "others."
        )
        print_table(rows, heads, title=title)


def _chart(comparison: Comparison, width: int, spoken: Words, *, colours: bool) -> str:
    assists = comparison.a.world.scenario.posts or comparison.b.world.scenario.posts
    name = "payments" if assists else "placement_cost"
    figure = plotext.figure
    figure.clear()
    figure.theme("simple")
    figure.plot_size(width, CHART_LINES)
    first = first_year(comparison.b.world.scenario.town.start)
    years = (first + np.arange(comparison.months) / YEAR).tolist()
    means = [it.series[name].mean(axis=0) / MILLION for it in (comparison.a, comparison.b)]
    for mean, marker in zip(means, MARKERS, strict=True):
        figure.draw(figure.signal(years, mean.tolist(), marker=marker).lines())
    labels = zip(MARKERS.values(), world_names(comparison, spoken), strict=True)
    indicator = INDICATORS[name]
    unit = unit_in_words(indicator.unit, comparison.currency, spoken)
    figure.title(f"{spoken.label(indicator.labels)}, {unit}: {'   '.join(map(' '.join, labels))}")
    figure.ruler("y").lim(0.0, max(float(np.max(means)) * 1.1, 0.01))
    whole = list(range(ceil(first), int(years[-1]) + 1, max(1, comparison.months // 120)))
    figure.ruler("x").ticks(whole, [str(year) for year in whole])
    drawn = str(figure.build())
    return drawn if colours else str(plotext.uncolorize(drawn))
