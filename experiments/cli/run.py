"""Run: two worlds beside each other, from their files to the answer on the terminal; and the same again."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from tillit.experiments.claims.record import recorded_of
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import FAILED, STOPPED, say
from tillit.experiments.cli.screen import show
from tillit.experiments.cli.terminal import bar, compiling, print_json
from tillit.experiments.comparison.manifest import Manifest, read_manifest, results_digest
from tillit.experiments.comparison.outcomes import WINDOW, Comparison
from tillit.experiments.comparison.pairs import planned, run_pairs
from tillit.experiments.refused import RefusedError
from tillit.experiments.results.folder import new_folder, told_of, write_results
from tillit.experiments.sensitivity.sureness import guesses, under_assumptions
from tillit.experiments.telling import Facts, Words, sentences
from tillit.experiments.worlds.plan import MOST_PAIRS, Plan
from tillit.experiments.worlds.world import World, changed, worlds_of

HISTORIES = 3
"""Pairs whose people's lives are written down when asked for."""

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
    """Run two worlds beside each other, write the files, and show the answer."""
    worlds, rates = choose()
    plan = Plan(pairs, months, seed, threads, histories=history * min(pairs, HISTORIES), rates=tuple(rates))
    name = "-".join(dict.fromkeys(it.scenario.name for it in worlds))
    comparison, facts, folder = _run(worlds, plan, out, name, spoken, assumptions)
    if as_json:
        print_json(_plain(comparison, facts, folder, spoken))
    elif quiet:
        typer.echo(folder)
    else:
        show(comparison, facts, folder, spoken, full=full)
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
    reorganisation:month=13,share=0.6 what a reorganisation would. tillit compare standard my-town.toml
    compares two towns as they acted, in the money of the first, and says the rate.
    """
    return chosen(a, b, changes or (), events or ()), rates or ()


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
    comparison, _, folder = _run(
        worlds, was.plan(threads), out, f"{worlds[1].scenario.name}-again", spoken, assumptions=0
    )
    typer.echo(folder)
    if not comparison.complete:
        raise typer.Exit(STOPPED)
    if results_digest(comparison) == was.results:
        typer.echo("Every number is identical to the manifest's.")
        return
    same_model = Manifest.of(comparison, [], datetime.now(UTC)).source == was.source
    why = "although the model's source is the same" if same_model else "and so does the model's source"
    versions = ", ".join(f"{name} {version}" for name, version in was.versions.items())
    say(f"the numbers differ from the manifest's, {why} (made by {was.tillit} with {versions})")
    raise typer.Exit(FAILED)


def chosen(a: str, b: str | None = None, changes: Sequence[str] = (), events: Sequence[str] = ()) -> Worlds:
    """Return the two worlds of `tillit compare`; RefusedError if there is nothing to compare."""
    if b is None and not changes and not events:
        raise RefusedError(
            "give a second town, or a change of the first: --set staff.posts=+3, or --event "
            "reorganisation:month=13"
        )
    values = parsed_changes(changes)
    one, other = (World.of(it) for it in (a, b or a))
    if one.scenario.digest == other.scenario.digest and not changes and not events:
        raise RefusedError(
            f"{a} and {b} are the same town: nothing can differ; give another town, or a change: "
            "--set staff.posts=+3"
        )
    units = [(bool(it.scenario.posts), bool(it.scenario.children)) for it in (one, other)]
    if not any(map(all, zip(*units, strict=True))):
        raise RefusedError(
            f"{one.scenario.name} and {other.scenario.name} cannot be compared: one has households only, "
            "the other child cases only; give two towns that both have a unit of either kind"
        )
    return one, changed(other, values, events)


def parsed_changes(changes: Sequence[str]) -> dict[str, str]:
    """Return the values that ``--set NAME=VALUE`` gives, by name."""
    values: dict[str, str] = {}
    for change in changes:
        name, value = (it.strip() for it in change.partition("=")[::2])
        if not (name and value):
            raise RefusedError(
                f"--set {change}: must be NAME=VALUE, as in staff.posts=+3 or staff.caseload=30"
            )
        if name in values:
            raise RefusedError(f"--set {name}: is given twice; say once what it is to be")
        values[name] = value
    return values


def _run(
    worlds: Worlds, plan: Plan, out: Path | None, name: str, spoken: Words, assumptions: int | None
) -> tuple[Comparison, Facts, Path]:
    """Run two worlds, and write the files; return what came out, what is told of it, and the folder."""
    started = datetime.now(UTC)
    with new_folder(out, name, plan.seed) as draft:
        with compiling():
            planned(*worlds, plan).find_inflows()
        with bar("Pairs of worlds") as tell:
            comparison = run_pairs(*worlds, plan, lambda done: tell(done, plan.pairs))
        facts = told_of(comparison)
        differ = facts.same_place and not (facts.alike or facts.without_effect)
        if differ and comparison.verdicts and comparison.complete:
            with bar("Sets of assumptions") as tell:
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
