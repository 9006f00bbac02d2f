"""Screen: the answer of a run on the terminal, a table that fits on it, and where the rest is."""

from pathlib import Path

from rich.table import Column

from tillit.experiments.claims.record import recorded_of
from tillit.experiments.claims.telling import given_for, surprise_of
from tillit.experiments.cli.terminal import print_line, print_table, terminal
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.sensitivity.sureness import drift_of
from tillit.experiments.telling import Facts, Words, sentences
from tillit.experiments.telling import rows as tables
from tillit.experiments.telling.names import said_in, world_names
from tillit.experiments.telling.numbers import millions, number, span

LABEL_WIDTH, PROSE_WIDTH = 26, 100


def show(comparison: Comparison, facts: Facts, folder: Path, spoken: Words, *, full: bool = False) -> None:
    """Print the answer, the table, and where the files are; in full with the account's claims, too."""
    console, gettext = terminal(), spoken.gettext
    title = dict.fromkeys(gettext(it.world.scenario.title) for it in (comparison.a, comparison.b))
    console.print(" · ".join(title), style="bold")
    for turn, sentence in enumerate(sentences(facts, spoken.language)):
        console.print(sentence, style="" if turn else "bold", width=min(console.width, PROSE_WIDTH))
    notes, files = tables.caveats(comparison, spoken), gettext("Files: {folder}", folder=folder)
    rest = gettext(
        "The rest is in {folder}: results.xlsx, chart.png, tables. For two pages: tillit report {folder}.",
        folder=folder,
    )
    if not (facts.alike or facts.without_effect):
        _show_what_differs(comparison, spoken)
        if facts.same_place:
            _show_who_pays(comparison, facts, spoken)
        if full:
            _show_claims(comparison, spoken)
        files = rest if full else f"{rest} {gettext('What the account claims: --full.')}"
        if drift := drift_of(comparison, spoken):
            notes = [drift, *notes]
    for note in notes:
        console.print(note, style="yellow")
    print_line(files)


def _show_what_differs(comparison: Comparison, spoken: Words) -> None:
    gettext, pairs, rows = spoken.gettext, comparison.pairs, []
    when = tables.window_in_words(comparison, spoken)
    title = spoken.ngettext(
        "Means of one pair, {year}", "Means of {pairs} pairs, {year}", pairs, pairs=pairs, year=when
    )
    for row in tables.headline_rows(comparison, spoken):
        *cells, verdict = tables.row_cells(row, spoken)
        percent = "" if row.percent is None else number(row.percent, spoken, signed=True)
        rows.append((*cells, percent, verdict))
    heads = (*world_names(comparison, spoken), gettext("difference"), gettext("nine in ten"), "%", "")
    print_table(rows, (Column("", min_width=LABEL_WIDTH), *heads), title=title)


def _show_who_pays(comparison: Comparison, facts: Facts, spoken: Words) -> None:
    """Print who pays: public payers first, then what others receive."""
    unit, when = millions(comparison.currency, spoken), span(facts.months, spoken)
    title = spoken.gettext("Who pays more (+) or less (-) {span}, {million}", span=when, million=unit)
    beside = spoken.gettext("Beside that, others receive more (+) or less (-)")
    other = [it for it in tables.others(comparison, spoken) if it[1].low or it[1].high]
    for heading, paid in ((title, tables.public_payers(comparison, spoken)), (beside, other)):
        if paid:
            print_table(tables.payers_cells(paid, spoken), ("", "", ""), title=heading)


def _show_claims(comparison: Comparison, spoken: Words) -> None:
    """Print what accounts say of the towns, and what was predicted when they were last weighed."""
    gettext, rows = spoken.gettext, []
    for row in (row for _, it in comparison.sides for row in recorded_of(it.world.scenario)):
        given = given_for(row, spoken).replace(" (", "\n(")
        rows.append((gettext(row["claim"]), said_in(row, spoken), given, surprise_of(row, spoken)))
    if rows:
        heads = (gettext("claim"), gettext("said"), gettext("model predicts"), gettext("how surprising"))
        print_table(rows, heads, title=gettext("What the account says, and what the model predicts"))
