"""Running: from two worlds to tables, files and a chart."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from tillit.experiments.cli.as_json import as_json
from tillit.experiments.cli.options import Output
from tillit.experiments.cli.plain_errors import STOPPED, say
from tillit.experiments.cli.progress import compiling, pairs_bar
from tillit.experiments.cli.screen import show
from tillit.experiments.comparison.manifest import Manifest, read_manifest, results_digest
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.comparison.pairs import planned, run_pairs
from tillit.experiments.refused import RefusedError
from tillit.experiments.results.folder import new_folder, write_results
from tillit.experiments.results.read_back import told_of
from tillit.experiments.sensitivity.sureness import guesses, under_assumptions
from tillit.experiments.telling.facts import Facts
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import Source, World, changed

DIFFERENT = 1


def chosen(a: str, b: str | None, changes: list[str], events: Sequence[str] = ()) -> tuple[World, World]:
    """Return the two worlds of `tillit compare`.

    Raises
    ------
    RefusedError
        If a change is not NAME=VALUE, or there is nothing to compare with.
    ScenarioError
        If a world cannot be read.
    """
    if b is None and not changes and not events:
        message = (
            "give a second town, or a change of the first: --set staff.posts=+3, or --event "
            "reorganisation:month=13"
        )
        raise RefusedError(message)
    values = parsed_changes(changes)
    one = World.from_source(Source.of(a))
    other = World.from_source(Source.of(a if b is None else b))
    return one, changed(other, values, events)


def parsed_changes(changes: list[str]) -> dict[str, str]:
    """Return the values that ``--set NAME=VALUE`` gives, by name.

    Raises
    ------
    RefusedError
        If one is not NAME=VALUE.
    """
    parted = [change.partition("=") for change in changes]
    for change, (name, sign, value) in zip(changes, parted, strict=True):
        if not (name and sign and value):
            message = f"--set {change}: must be NAME=VALUE, as in staff.posts=+3 or staff.caseload=30"
            raise RefusedError(message)
    return {name.strip(): value.strip() for name, _, value in parted}


def run_and_report(worlds: tuple[World, World], plan: Plan, output: Output) -> None:
    """Run two worlds, write the files, and report on the terminal."""
    names = list(dict.fromkeys(world.scenario.name for world in worlds))
    comparison = run_and_write(worlds, plan, output, "-".join(names))
    if not comparison.complete:
        raise typer.Exit(STOPPED)


def run_again(path: Path, threads: int | None, output: Output) -> None:
    """Run what a manifest describes, and say whether the numbers are the same."""
    manifest = read_manifest(path)
    worlds = manifest.a.world(), manifest.b.world()
    comparison = run_and_write(
        worlds,
        manifest.plan(threads),
        output,
        f"{manifest.b.name}-again",
        shown=output.as_json or output.quiet,
    )
    if not comparison.complete:
        raise typer.Exit(STOPPED)
    now = Manifest.of(comparison, [], datetime.now(UTC))
    if results_digest(comparison) == manifest.results:
        tell("Every number is identical to the manifest's.", output)
        return
    same_model = now.source == manifest.source
    why = "although the model's source is the same" if same_model else "and so does the model's source"
    if own := sorted({it.kind for world in worlds for it in world.scenario.events if ":" in it.kind}):
        why += f"; whether that of {', '.join(own)} is, nobody knows"
    made = f"made by {manifest.tillit} with {versions_in_words(manifest)}"
    sys.stderr.write(f"tillit: the numbers differ from the manifest's, {why} ({made})\n")
    raise typer.Exit(DIFFERENT)


def versions_in_words(manifest: Manifest) -> str:
    """Return the versions that a manifest names."""
    return ", ".join(f"{name} {version}" for name, version in manifest.versions.items())


def run_and_write(
    worlds: tuple[World, World], plan: Plan, output: Output, name: str, *, shown: bool = True
) -> Comparison:
    """Run two worlds, write the files, and show the results, or only where the files are."""
    started = datetime.now(UTC)
    quiet = output.quiet or output.as_json
    with new_folder(output.out, name, plan.seed) as draft:
        with compiling(quiet=output.quiet):
            planned(*worlds, plan).find_inflows()
        with pairs_bar(plan.pairs, quiet=quiet) as progress:
            comparison = run_pairs(*worlds, plan, progress)
        facts = all_facts(comparison, output.assumptions, quiet=quiet)
        manifest = Manifest.of(comparison, ["tillit", *sys.argv[1:]], started)
        write_results(draft.path, comparison, manifest, facts, output.lang)
        folder = draft.keep()
    if output.out is not None and folder != output.out:
        say(f"another program has written {output.out} meanwhile; these results are in {folder}")
    if output.as_json:
        typer.echo(as_json(comparison, facts, folder, output.lang))
    elif output.quiet:
        typer.echo(folder)
    elif shown:
        show(comparison, facts, folder, output.lang, full=output.full)
    else:
        typer.echo(folder)
    return comparison


def all_facts(comparison: Comparison, assumptions: int, *, quiet: bool) -> Facts:
    """Return all that may be said of a comparison: beside chance, assumptions and guesses."""
    facts = told_of(comparison)
    if facts.alike or not facts.enough or not facts.same_place or not comparison.complete:
        return facts
    a, b = comparison.a.world, comparison.b.world
    with pairs_bar(assumptions, quiet=quiet, what="Sets of assumptions") as progress:
        assumed = under_assumptions(a, b, comparison.plan, assumptions, progress)
    return facts.also(assumed=assumed, guessed=guesses(a, b, comparison.plan))


def tell(message: str, output: Output) -> None:
    """Write a line, unless machine output only was asked for."""
    if not (output.quiet or output.as_json):
        typer.echo(message)
