"""Calibrate: assumptions, or a town's facts, are fitted to what was measured."""

import os
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from tillit.experiments.calibration import report
from tillit.experiments.calibration.calibrating import CHUNK, Calibration, Effort, Fit
from tillit.experiments.calibration.history_matching import PLAUSIBLE, Aim
from tillit.experiments.calibration.models import MODELS, THEORY, model_of
from tillit.experiments.calibration.own_town import EFFORT, calibration_of, fitted, write_town
from tillit.experiments.calibration.plausible import frame_of
from tillit.experiments.calibration.reading import find, read_targets
from tillit.experiments.calibration.targets import LeftOut
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import silent
from tillit.experiments.cli.terminal import bars, compile_first, print_json, print_table, stopping, terminal
from tillit.experiments.refused import RefusedError
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.world import Source

ALL = "all"
"""Every explanation, one after the other."""
VECTORS_FILE = "vectors.parquet"
TARGETS = ["label", "said", "tolerance", "unit", "now", "low", "median", "high", "implausibility", "met"]
PARAMETERS = [
    "parameter",
    "low",
    "high",
    "unit",
    "now",
    "best",
    "q05",
    "median",
    "q95",
    "width",
    "identified",
]
"""Columns that a terminal shows; the files have all."""
WIDE = 140
"""Characters of a line that goes to a file."""


def calibrate(
    targets: Annotated[str | None, opt.argument("'behaviour' comes along, or a file.", "TARGETS")] = None,
    town: Annotated[Path | None, opt.option("Fit what this town's file leaves open.", "FILE")] = None,
    out: opt.Resumed = None,
    waves: Annotated[int | None, opt.count("Waves; by the targets, or 3; 2 for a town.", 1, 10)] = None,
    vectors: Annotated[int | None, opt.count("Vectors of a wave; by the targets.", 10, 100_000)] = None,
    sample: Annotated[int | None, opt.count("Draws of the posterior; by the targets.", 10, 10_000)] = None,
    again: Annotated[Path | None, opt.option("Run these again, keep the plausible.", "FILE.parquet")] = None,
    model: Annotated[str, opt.option("Fit theory, a simpler explanation, or all.", "MODEL")] = "theory",
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
) -> None:
    """Find the values of the assumptions that agree with what was measured, and how far they are known.

    tillit calibrate behaviour fits virtual trials and national levels. It is long: the time is said before
    it begins, and it can be stopped and taken up again. What the accounts claim is never fitted. No value
    of the program is changed; the folder has the best vector as a table for a scenario file, and the
    plausible vectors as a Parquet file. A simpler explanation is fitted in the same way with --model.

    tillit calibrate --town my-town.toml fits the facts of one town instead, in under a minute.
    """
    asked = {"waves": waves, "vectors": vectors, "sample": sample}
    given = {name: value for name, value in asked.items() if value is not None} | {"seed": seed}
    shown = "json" if as_json else "folder" if quiet else "all"
    if town is not None and targets is None:
        if model != THEORY.name:
            raise RefusedError(
                f"--model {model}: the facts of a town are fitted under the theory only; leave it out"
            )
        source = Source.of(town)
        scenario = source.scenario()
        calibration = calibration_of(scenario, Effort(**(EFFORT | given)))
        folder = out or RESULTS / f"calibration-{scenario.name}-{seed}"
        title = f"{scenario.title}: what its file does not know"
        calibration.begin(folder, town=source.text)
        fit = _run(calibration, folder, threads)
        report.write_report(folder, fit, title, ())
        scenario, words = fitted(scenario, fit)
        further = {"town": str(write_town(folder, scenario)), "found": words}
        _show(fit, title, (), folder, shown, further)
        return
    if targets is None or town is not None:
        raise RefusedError("give a file of targets (behaviour is one), or a town with --town; not both")
    file, explanations = read_targets(targets), MODELS if model == ALL else (model_of(model),)
    named = "" if model == THEORY.name else f"-{model}"
    whole = out or RESULTS / f"{'again' if again else 'calibration'}-{find(targets).stem}{named}-{seed}"
    folders = [whole / it.name if model == ALL else whole for it in explanations]
    for explanation, folder in zip(explanations, folders, strict=True):
        if again is not None:
            calibration = Calibration.of(file, explanation, Effort(seed=seed))
            _run_again(calibration, explanation.name, again, folder, threads, as_json=as_json)
            continue
        effort = Effort(**(file.search.asked(simpler=explanation != THEORY) | given))
        calibration = Calibration.of(file, explanation, effort)
        calibration.begin(folder, text=file.text, trials=file.trial_texts(), model=explanation.name)
        fit = _run(calibration, folder, threads)
        title = file.sheet.title + ("" if explanation == THEORY else f": {explanation.label}")
        report.write_report(folder, fit, title, file.left_out, explanation.name)
        _show(fit, title, file.left_out, folder, shown, {})
    if model == ALL:
        frames = [pd.read_parquet(folder / VECTORS_FILE) for folder in folders]
        write_durably(whole / VECTORS_FILE, pd.concat(frames, ignore_index=True).to_parquet)


def _run_again(
    calibration: Calibration, name: str, vectors: Path, folder: Path, threads: int | None, *, as_json: bool
) -> None:
    """Run the vectors of an earlier fit again, and write those that are still plausible."""
    compile_first()
    with bars() as tell:
        found = calibration.again(frame_of(vectors, name), folder, threads, tell)
    kept = report.kept_of(found, found, Aim.of(calibration.targets), enough=1).assign(model=name)
    path = folder / VECTORS_FILE
    write_durably(path, kept.to_parquet)
    plausible = int((kept["implausibility"] < PLAUSIBLE).sum())
    if as_json:
        print_json({"model": name, "plausible": plausible, "kept": len(kept), "written": path})
    else:
        label = model_of(name).label
        typer.echo(f"{label}: {plausible} vectors are still plausible; {len(kept)} are in {path}")


def _run(calibration: Calibration, folder: Path, threads: int | None) -> Fit:
    """Run one vector, say how long those will take that are not there yet, and run them."""
    compile_first()
    with stopping(f"stopped; every vector that was run is in {folder}; the same command goes on"):
        if not silent.get():
            space, started = calibration.space, time.perf_counter()
            calibration.evaluator(space.named(space.defaults()[0]))
            each = time.perf_counter() - started
            there = CHUNK * len(list(folder.glob("stages/*/[0-9]*.parquet")))
            vectors = max(1, calibration.runs - there)
            minutes = each * vectors / (threads or os.cpu_count() or 1) / 60.0
            done = f", some {there:,} are there already" if there else ""
            sys.stderr.write(
                f"{vectors:,} vectors of {len(space)} parameters, {each:.1f} s each{done}: about "
                f"{max(1, round(minutes))} min, and some for the emulators\n"
            )
        with bars() as tell:
            return calibration.run(folder, threads, tell)


def _show(
    fit: Fit, title: str, left_out: tuple[LeftOut, ...], folder: Path, shown: str, town: dict[str, Any]
) -> None:
    """Show a fit as JSON, by its folder, or in tables and sentences."""
    if shown == "json":
        print_json(report.as_plain(fit, title, left_out) | {"folder": str(folder)} | town)
        return
    if shown == "folder":
        typer.echo(folder)
        return
    console, targets = terminal(), report.fit_table(fit)
    if not console.is_terminal:
        console.width = WIDE
    console.print(f"\n{title}", style="bold")
    met = targets["met"].map({True: "met", False: "not met"})
    print_table(targets.assign(met=met)[TARGETS], console=console)
    parameters = report.parameter_table(fit)[PARAMETERS]
    print_table(parameters, title="Prior (low, high) against posterior", console=console)
    lines = [
        f"Told apart badly: {one} and {other} (rank correlation {strength:+.2f})"
        for one, other, strength in report.tied_pairs(fit).itertuples(index=False)
    ]
    lines += report.verdicts(fit)
    if left_out:
        lines += ["\nNot fitted, only predicted:", *(f"  {it}" for it in report.left_out_words(left_out))]
    if town:
        lines += [*town["found"], f"\nThe town: {town['town']}"]
    console.print("\n".join((*lines, f"\nFiles: {folder}")), soft_wrap=True)
