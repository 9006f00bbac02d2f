"""Calibrating: from the command's options to a fit, its files and its tables."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from tillit.experiments.calibration.again import run_again
from tillit.experiments.calibration.calibrating import Calibration, Effort, Fit
from tillit.experiments.calibration.evaluating import Everything
from tillit.experiments.calibration.explanations import EXPLANATIONS, THEORY, Explanation, explanation_of
from tillit.experiments.calibration.findings import fit_table, parameter_table, tied_pairs
from tillit.experiments.calibration.implausibility import PLAUSIBLE
from tillit.experiments.calibration.left_out import LeftOut
from tillit.experiments.calibration.own_town import REPLICATES, SAMPLE, VECTORS, WAVES, OwnTown, write_town
from tillit.experiments.calibration.reading import TargetFile, find, read_targets
from tillit.experiments.calibration.record import begun, record_of
from tillit.experiments.calibration.report import as_plain, left_out_words, rounded, verdicts, write_report
from tillit.experiments.calibration.stages import CHUNK
from tillit.experiments.calibration.stages import Progress as Tell
from tillit.experiments.calibration.trial_targets import trial_texts
from tillit.experiments.cli.options import Output
from tillit.experiments.cli.plain_errors import STOPPED
from tillit.experiments.cli.progress import compiling
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.world import Source
from tillit.model.origin import Origin
from tillit.model.scenarios import read_scenario
from tillit.model.simulation import usual_inflow

ALL = "all"
"""Every explanation, one after the other."""
VECTORS_FILE = "vectors.parquet"
WIDE = 140
"""Characters of a line that goes to a file."""


def calibrate_and_report(
    targets: str,
    model: str,
    method: str,
    given: dict[str, int],
    seed: int,
    threads: int | None,
    output: Output,
) -> None:
    """Fit a file of targets under one explanation or all, write the report, and show it."""
    file = read_targets(targets)

    def fit_one(explanation: Explanation, folder: Path) -> None:
        asked = file.search.asked(simpler=explanation != THEORY) if method != "cma" else {}
        effort = Effort(method="cma" if method == "cma" else "history", seed=seed, **(asked | given))
        sheet = file.sheet
        evaluator = Everything.of(file.targets, sheet.months, sheet.replicates, seed, explanation)
        calibration = Calibration(file.targets, file.space, file.most, sheet.replicates, evaluator, effort)
        begun(folder, record_of_file(file, effort, explanation))
        title = sheet.title if explanation == THEORY else f"{sheet.title}: {explanation.label}"
        fit = run(calibration, folder, threads, output)
        write_report(folder, fit, title, file.left_out, explanation.name)
        show(fit, title, file.left_out, folder, output)

    under_each(model, output.out or RESULTS / f"calibration-{named(targets, model)}-{seed}", fit_one)


def under_each(model: str, folder: Path, fit_one: Callable[[Explanation, Path], None]) -> None:
    """Fit one explanation in a folder, or all in folders within it, their vectors together in the folder."""
    if model != ALL:
        fit_one(explanation_of(model), folder)
        return
    for it in EXPLANATIONS.values():
        fit_one(it, folder / it.name)
    frames = [pd.read_parquet(folder / name / VECTORS_FILE) for name in EXPLANATIONS]
    write_durably(folder / VECTORS_FILE, pd.concat(frames, ignore_index=True).to_parquet)


def named(targets: str, model: str) -> str:
    """Return what a folder is called."""
    stem = find(targets).stem
    return stem if model == THEORY.name else f"{stem}-{model}"


def run_again_and_report(
    targets: str, model: str, vectors: Path, seed: int, threads: int | None, output: Output
) -> None:
    """Run the vectors of an earlier fit again, and write those that are still plausible."""
    file = read_targets(targets)
    with compiling(quiet=output.quiet):
        usual_inflow(Origin.of(read_scenario("standard")))

    def run_one(explanation: Explanation, folder: Path) -> None:
        with stage_bars(quiet=output.quiet or output.as_json) as tell:
            kept = run_again(
                vectors, file, folder, explanation=explanation, seed=seed, threads=threads, progress=tell
            )
        path = folder / VECTORS_FILE
        write_durably(path, kept.to_parquet)
        plausible = int((kept["implausibility"] < PLAUSIBLE).sum())
        said = {"model": explanation.name, "plausible": plausible, "kept": len(kept), "written": str(path)}
        words = f"{explanation.label}: {plausible} vectors are still plausible; {len(kept)} are in {path}"
        typer.echo(json.dumps(said) if output.as_json else words)

    under_each(model, output.out or RESULTS / f"again-{named(targets, model)}-{seed}", run_one)


def calibrate_town(
    town: Path, method: str, given: dict[str, int], seed: int, threads: int | None, output: Output
) -> None:
    """Fit what a town's file does not know, write a new file, and show what was found."""
    source = Source.of(town)
    asked = {"waves": WAVES, "vectors": VECTORS, "sample": SAMPLE} | given
    effort = Effort(method="cma" if method == "cma" else "history", seed=seed, **asked)
    own = OwnTown.of(source.scenario(), effort)
    folder = output.out or RESULTS / f"calibration-{own.scenario.name}-{seed}"
    title = f"{own.scenario.title}: what its file does not know"
    begun(folder, record_of(effort, own.calibration.space, town=source.text, replicates=REPLICATES))
    fit = run(own.calibration, folder, threads, output)
    write_report(folder, fit, title, ())
    scenario, words = own.fitted(fit)
    path = write_town(folder, scenario)
    show(fit, title, (), folder, output, {"town": str(path), "found": words})


def record_of_file(file: TargetFile, effort: Effort, explanation: Explanation) -> dict[str, Any]:
    """Return what a folder is begun with."""
    sheet = file.sheet
    return record_of(
        effort,
        file.space,
        text=file.text,
        trials=trial_texts(file.targets),
        model=explanation.name,
        replicates=sheet.replicates,
        months=sheet.months,
    )


def run(calibration: Calibration, folder: Path, threads: int | None, output: Output) -> Fit:
    """Say how long it will take, and run it.

    Raises
    ------
    typer.Exit
        If Ctrl-C stopped it; what was done is kept.
    """
    quiet = output.quiet or output.as_json
    with compiling(quiet=output.quiet):
        usual_inflow(Origin.of(read_scenario("standard")))
    try:
        say_how_long(calibration, folder, threads, quiet=quiet)
        with stage_bars(quiet=quiet) as tell:
            return calibration.run(folder, threads, tell)
    except KeyboardInterrupt:
        sys.stderr.write(
            f"tillit: stopped; every vector that was run is in {folder}; the same command goes on\n"
        )
        raise typer.Exit(STOPPED) from None


def say_how_long(calibration: Calibration, folder: Path, threads: int | None, *, quiet: bool) -> None:
    """Run one vector, and say how long those will take that are not there yet."""
    if quiet:
        return
    space = calibration.space
    started = time.perf_counter()
    calibration.evaluator(space.named(space.values(space.default_cube())[0]))
    each = time.perf_counter() - started
    vectors = calibration.effort.runs(len(space), calibration.most)
    there = CHUNK * len(list(folder.glob("stages/*/[0-9]*.parquet")))
    vectors = max(1, vectors - there)
    minutes = each * vectors / (threads or os.cpu_count() or 1) / 60.0
    done = f", some {there:,} are there already" if there else ""
    sys.stderr.write(
        f"{vectors:,} vectors of {len(space)} parameters, {each:.1f} s each{done}: about "
        f"{max(1, round(minutes))} min, and some for the emulators\n"
    )


@contextmanager
def stage_bars(*, quiet: bool) -> Iterator[Tell]:
    """Show a bar for each stage, on a terminal; a line when each begins, elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    tasks: dict[str, Any] = {}
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal) as bars:

        def tell(title: str, done: int, total: int) -> None:
            if title not in tasks:
                tasks[title] = bars.add_task(title, total=total)
                if not (quiet or console.is_terminal):
                    console.print(f"{title}: {total:,} vectors", highlight=False)
            bars.update(tasks[title], completed=done)

        yield tell


def show(
    fit: Fit,
    title: str,
    left_out: tuple[LeftOut, ...],
    folder: Path,
    output: Output,
    town: dict[str, Any] | None = None,
) -> None:
    """Print what was found, as it was asked for; `town` is the file that was written, and its values."""
    if output.as_json:
        plain = as_plain(fit, title, left_out) | {"folder": str(folder)} | (town or {})
        typer.echo(json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=2))
        return
    if output.quiet:
        typer.echo(folder)
        return
    console = terminal()
    if not console.is_terminal:
        console.width = WIDE
    console.print(f"\n{title}", style="bold")
    print_table(console, targets_table(fit))
    print_table(console, parameters_table(fit))
    pairs = tied_pairs(fit)
    for one, other, strength in pairs.itertuples(index=False):
        console.print(f"Told apart badly: {one} and {other} (rank correlation {strength:+.2f})")
    for sentence in verdicts(fit):
        console.print(sentence, soft_wrap=True)
    if left_out:
        console.print("\nNot fitted, only predicted:")
        for line in left_out_words(left_out):
            console.print(f"  {line}", soft_wrap=True)
    for line in town["found"] if town else ():
        console.print(line, soft_wrap=True)
    if town:
        console.print(f"\nThe town: {town['town']}", soft_wrap=True)
    console.print(f"\nFiles: {folder}", soft_wrap=True)


def targets_table(fit: Fit) -> Table:
    """Return the table of the targets."""
    table = Table(box=SIMPLE_HEAD, title="Targets", title_justify="left")
    table.add_column("", max_width=34)
    for name in ("said ± sd", "unit", "now", "model, 90 %", "off by sd"):
        table.add_column(name, justify="left" if name == "unit" else "right")
    table.add_column("", no_wrap=True)
    for row in fit_table(fit).to_dict("records"):
        verdict = Text("met", "green") if row["met"] else Text("not met", "red")
        table.add_row(
            row["label"],
            f"{rounded(row['said'])} ± {rounded(row['tolerance'])}",
            row["unit"],
            rounded(row["now"]),
            f"{rounded(row['median'])} ({rounded(row['low'])}…{rounded(row['high'])})",
            f"{row['implausibility']:.1f}",
            verdict,
        )
    return table


def parameters_table(fit: Fit) -> Table:
    """Return the table of the parameters."""
    sampled = fit.draws is not None
    names = (
        "parameter",
        "range",
        "unit",
        "now",
        "best",
        *(("posterior, 90 %", "of the prior") if sampled else ()),
    )
    table = Table(
        box=SIMPLE_HEAD, title="Prior against posterior" if sampled else "Parameters", title_justify="left"
    )
    for name in names:
        table.add_column(name, justify="left" if name in {"parameter", "unit"} else "right")
    for row in parameter_table(fit).to_dict("records"):
        cells: list[str | Text] = [row["parameter"], f"{row['low']:.3g}…{row['high']:.3g}", row["unit"]]
        cells += [f"{row['now']:.4g}", f"{row['best']:.4g}"]
        if sampled:
            unknown = "" if row["identified"] else " open"
            cells += [
                f"{row['median']:.3g} ({row['q05']:.3g}…{row['q95']:.3g})",
                Text.assemble(f"{row['width']:.2f}", (unknown, "yellow")),
            ]
        table.add_row(*cells)
    return table
