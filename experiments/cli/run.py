"""Run: two worlds beside each other, from their files to the answer on the terminal; and the same again."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Column

from tillit.experiments.claims.record import recorded_of
from tillit.experiments.claims.telling import factor_in, given_for, in_words, surprise_of
from tillit.experiments.cli import FAILED, STOPPED, say
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.terminal import bar, compiling, print_json, print_line, print_table, terminal
from tillit.experiments.comparison.manifest import Manifest, read_manifest, results_digest
from tillit.experiments.comparison.outcomes import WINDOW, Comparison
from tillit.experiments.comparison.pairs import planned, run_pairs
from tillit.experiments.results.folder import new_folder, told_of, write_results
from tillit.experiments.sensitivity.sureness import drift_of, guesses, under_assumptions
from tillit.experiments.telling import Words
from tillit.experiments.telling import rows as tables
from tillit.experiments.telling.catalogue import retold
from tillit.experiments.telling.facts import Facts
from tillit.experiments.telling.names import said_in, world_names
from tillit.experiments.telling.numbers import millions, number, span
from tillit.experiments.telling.sentences import sentences
from tillit.experiments.worlds.plan import MOST_PAIRS, Plan
from tillit.experiments.worlds.world import World, worlds_of

LABEL_WIDTH, PROSE_WIDTH = 26, 100
HISTORIES = 3  # pairs whose people's lives are written down when asked for
Worlds = tuple[World, World]
Out = Annotated[Path | None, opt.out("Folder; results/NAME-SEED if left out. Nothing is overwritten.")]


def _beside(
    choose: Callable[[], tuple[Worlds, Sequence[str]]],
    pairs: Annotated[int, opt.count("Pairs; below twenty there is no answer.", 1, MOST_PAIRS)] = 100,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    out: Out = None,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
    history: Annotated[bool, opt.option(f"Write the lives of {HISTORIES} pairs.", None, "--history")] = False,
    spoken: opt.Lang = opt.SYSTEM,
    assumptions: Annotated[int | None, opt.count("Sets of assumptions tried, too; or all.", 0, 1_000)] = None,
    full: Annotated[bool, opt.option("Print what the account claims, too.", None, "--full")] = False,
) -> None:
    worlds, rates = choose()
    plan = Plan(pairs, months, seed, threads, histories=history * min(pairs, HISTORIES), rates=tuple(rates))
    name = "-".join(dict.fromkeys(it.scenario.name for it in worlds))
    comparison, facts, folder = _run(worlds, plan, out, name, spoken, assumptions)
    if as_json:
        print_json(_plain(comparison, facts, folder, spoken))
    elif quiet:
        typer.echo(folder)
    else:
        _show(comparison, facts, folder, spoken, full=full)
    if not comparison.complete:
        raise typer.Exit(STOPPED)


@opt.within(_beside)
def run(
    town: Annotated[str, opt.argument("A town of 'tillit accounts', twins, or a .toml file.", "NAME|FILE")],
) -> tuple[Worlds, Sequence[str]]:
    """Run a town as it acted beside the same town as it was.

    Both begin with the same people and share their luck, so what differs was caused by what the town did.
    Says first what changes, how sure that is and for whom it pays; writes a workbook, tables, a chart, and a
    manifest that reproduces them.
    """
    return worlds_of(town), ()


@opt.within(_beside)
def compare(
    a: opt.WorldA,
    b: Annotated[str | None, opt.argument("World B; the same as A if left out.", "B")] = None,
    changes: opt.Changes = None,
    events: opt.Events = None,
    rates: opt.Rates = None,
) -> tuple[Worlds, Sequence[str]]:
    """Run any two towns beside each other, or one town and a variant of it.

    tillit compare hassleholm --set staff.posts=+3 asks what three posts more would have done, with --event
    reorganisation:month=13,share=0.6 what a reorganisation would: both happen in the second world. tillit
    compare standard mytown.toml compares two towns as they acted, in the money of the first, and says the
    rate.
    """
    return opt.chosen(a, b, changes or (), events or ()), rates or ()


def rerun(
    manifest: Annotated[Path, opt.argument("A manifest.json, or a folder of results.", "MANIFEST|FOLDER")],
    threads: opt.Threads = None,
    out: Out = None,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Run again what a manifest describes, and say whether the numbers are the same.

    Exit status 0 if every number is identical, 1 if not. The NAME of its folder ends in -again.
    """
    was = read_manifest(manifest)
    worlds = was.a.world(), was.b.world()
    name = f"{worlds[1].scenario.name}-again"
    comparison, _, folder = _run(worlds, was.again(threads), out, name, spoken, assumptions=0)
    typer.echo(folder)
    if not comparison.complete:
        raise typer.Exit(STOPPED)
    if results_digest(comparison) == was.results:
        typer.echo(spoken.gettext("Every number is identical to the manifest's."))
        return
    made = ", ".join(f"{name} {version}" for name, version in {"tillit": was.tillit, **was.versions}.items())
    if Manifest.of(comparison, [], datetime.now(UTC)).source == was.source:
        told = spoken.gettext(
            "the numbers differ, although the model's source is the same; then: {made}", made=made
        )
    else:
        told = spoken.gettext("the numbers differ, and so does the model's source; then: {made}", made=made)
    say(told)
    raise typer.Exit(FAILED)


def _run(
    worlds: Worlds, plan: Plan, out: Path | None, name: str, spoken: Words, assumptions: int | None
) -> tuple[Comparison, Facts, Path]:
    """Run two worlds, and write the files; return what came out, what is told of it, and the folder."""
    started = datetime.now(UTC)
    with new_folder(out, name, plan.seed) as draft:
        with compiling(spoken):
            planned(*worlds, plan).find_inflows()
        with bar(spoken.gettext("Pairs of worlds")) as tell:
            comparison = run_pairs(*worlds, plan, lambda done: tell(done, plan.pairs))
        facts = told_of(comparison)
        differ = facts.same_place and not (facts.alike or facts.without_effect)
        if differ and comparison.verdicts and comparison.complete:
            with bar(spoken.gettext("Sets of assumptions")) as tell:
                assumed = under_assumptions(*worlds, plan, assumptions, tell)
            facts = facts.also(assumed=assumed, guessed=guesses(*worlds, plan))
        manifest = Manifest.of(comparison, ["tillit", *sys.argv[1:]], started)
        write_results(draft.path, comparison, manifest, facts, spoken.language)
        return comparison, facts, draft.keep()


def _plain(comparison: Comparison, facts: Facts, folder: Path, spoken: Words) -> dict[str, Any]:
    worlds = {
        side: {"label": it.world.label, "name": it.world.scenario.name, "digest": it.world.scenario.digest}
        for side, it in comparison.sides
    }
    evens = comparison.break_even() if comparison.verdicts else {}
    return worlds | {
        "status": comparison.status,
        "pairs": comparison.pairs,
        "asked": comparison.plan.pairs,
        "months": comparison.months,
        "seed": comparison.plan.seed,
        "window": min(WINDOW, comparison.months),
        "answer": sentences(facts, spoken.language),
        "indicators": comparison.summary().to_dict("records"),
        "payers": comparison.payers().to_dict("records"),
        "break_even": {payer: {"never": it.never, "text": str(it)} for payer, it in evens.items()},
        "claims": [row for _, it in comparison.sides for row in recorded_of(it.world.scenario)],
        "folder": str(folder),
    }


def _show(comparison: Comparison, facts: Facts, folder: Path, spoken: Words, *, full: bool = False) -> None:
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
        claims = [row for _, it in comparison.sides for row in recorded_of(it.world.scenario)]
        claimed = any(it.world.scenario.expect for _, it in comparison.sides)
        if full and claims:
            head = gettext("What the account says, and what the model predicts")
            show_claims({"claims": claims, "not_counted": ()}, head, {}, spoken)
        elif full and claimed:
            print_line(
                gettext("What is claimed of a town of one's own is weighed by tillit validate FILE.toml.")
            )
        files = f"{rest} {gettext('What the account claims: --full.')}" if claimed and not full else rest
        if drift := drift_of(comparison, spoken):
            notes = [drift, *notes]
    for note in notes:
        console.print(note, style="yellow")
    print_line(files)


def _show_what_differs(comparison: Comparison, spoken: Words) -> None:
    gettext, pairs, rows = spoken.gettext, comparison.pairs, []
    values = {"pairs": pairs, "year": tables.window_in_words(comparison, spoken)}
    title = spoken.ngettext("Means of one pair, {year}", "Means of {pairs} pairs, {year}", pairs, **values)
    for row in tables.headline_rows(comparison, spoken):
        *cells, verdict = tables.row_cells(row, spoken)
        percent = "" if row.percent is None else number(row.percent, spoken, signed=True)
        rows.append((*cells, percent, verdict))
    heads = (*world_names(comparison, spoken), gettext("difference"), gettext("nine in ten"), "%", "")
    print_table(rows, (Column("", min_width=LABEL_WIDTH), *heads), title=title)


def _show_who_pays(comparison: Comparison, facts: Facts, spoken: Words) -> None:
    unit, when = millions(comparison.currency, spoken), span(facts.months, spoken)
    title = spoken.gettext("Who pays more (+) or less (-) {span}, {million}", span=when, million=unit)
    beside = spoken.gettext("Beside that, others receive more (+) or less (-)")
    other = [it for it in tables.others(comparison, spoken) if it[1].low or it[1].high]
    for heading, paid in ((title, tables.public_payers(comparison, spoken)), (beside, other)):
        if paid:
            cells = tables.payers_cells(paid, spoken, enough=comparison.verdicts)
            print_table(cells, ("", "", ""), title=heading)


def show_claims(town: dict[str, Any], title: str, labels: dict[str, str], spoken: Words) -> None:
    """Print a town's claims, weighed against some simpler explanations, and those that are not counted."""
    gettext, rows = spoken.gettext, []
    for row in town["claims"]:
        given = given_for(row, spoken).replace(" (", "\n(")
        factors = (in_words(factor_in(row, name), spoken) for name in labels)
        rows.append((gettext(row["claim"]), said_in(row, spoken), given, surprise_of(row, spoken), *factors))
    for row in town["not_counted"]:
        why, not_counted = retold(row["why"], spoken), spoken.pgettext("surprise", "not counted")
        told = (gettext(row["claim"]), said_in(row, spoken), f"- ({why})", not_counted)
        rows.append((*told, *[""] * len(labels)))
    heads = (gettext("claim"), gettext("said"), gettext("model predicts"), gettext("how surprising"))
    against = (gettext("than under: {label}", label=label) for label in labels.values())
    print_table(rows, (*heads, *against), title=title)
