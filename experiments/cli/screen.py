"""Screen: the answer of a run on the terminal, a table that fits on it, and where the rest is."""

from collections.abc import Sequence
from pathlib import Path

from rich.table import Column

from tillit.experiments.claims.beside_a_run import Prediction, predictions
from tillit.experiments.claims.telling import words_of
from tillit.experiments.cli.terminal import print_line, print_table, terminal
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling.catalogue import Words, retold, words
from tillit.experiments.telling.facts import Facts
from tillit.experiments.telling.names import said_in, world_names
from tillit.experiments.telling.numbers import millions, number, plain, span
from tillit.experiments.telling.rows import (
    caveats,
    headline_rows,
    others,
    payers_cells,
    public_payers,
    row_cells,
    window_in_words,
)
from tillit.experiments.telling.sentences import sentences
from tillit.experiments.tipping.drift import drift_of

LABEL_WIDTH, PROSE_WIDTH = 26, 100


def show(comparison: Comparison, facts: Facts, folder: Path, language: str, *, full: bool = False) -> None:
    """Print the answer, the table, and where the files are; in full with the account's claims, too."""
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
        _show_tables(comparison, facts, spoken)
        if full:
            _show_claims(predictions(comparison), spoken)
        files = rest if full else f"{rest} {gettext('What the account claims: --full.')}"
        if drift := drift_of(comparison):
            notes = [drift.in_words(spoken), *notes]
    for note in notes:
        console.print(note, style="yellow")
    print_line(files)


def _show_tables(comparison: Comparison, facts: Facts, spoken: Words) -> None:
    """Print what differs in the last year; and who pays: public payers first, then what others receive."""
    gettext, pairs = spoken.gettext, comparison.pairs
    title = spoken.ngettext(
        "Means of one pair, {year}",
        "Means of {pairs} pairs, {year}",
        pairs,
        pairs=pairs,
        year=window_in_words(comparison, spoken),
    )
    rows = []
    for row in headline_rows(comparison, spoken):
        *cells, verdict = row_cells(row, spoken)
        rows.append(
            (*cells, "" if row.percent is None else number(row.percent, spoken, signed=True), verdict)
        )
    names, differing = world_names(comparison, spoken), (gettext("difference"), gettext("nine in ten"))
    print_table(rows, (Column("", min_width=LABEL_WIDTH), *names, *differing, "%", ""), title=title)
    if not facts.same_place:
        return
    unit, when = millions(comparison.currency, spoken), span(facts.months, spoken)
    title = gettext("Who pays more (+) or less (-) {span}, {million}", span=when, million=unit)
    beside = gettext("Beside that, others receive more (+) or less (-)")
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
