"""Calibrate: assumptions, or a town's facts, are fitted to what was measured."""

import os
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.text import Text

from tillit.experiments.calibration.calibrating import CHUNK, Calibration, Effort, Fit
from tillit.experiments.calibration.history_matching import PLAUSIBLE, Aim
from tillit.experiments.calibration.models import MODELS, THEORY, model_of
from tillit.experiments.calibration.own_town import EFFORT, calibration_of, fitted, write_town
from tillit.experiments.calibration.plausible import frame_of
from tillit.experiments.calibration.reading import find, read_targets
from tillit.experiments.calibration.report import (
    as_plain,
    fit_table,
    kept_of,
    left_out_words,
    parameter_table,
    rounded,
    tied_pairs,
    verdicts,
    write_report,
)
from tillit.experiments.calibration.targets import LeftOut
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.printing import print_json, print_line, print_table, terminal
from tillit.experiments.cli.progress import bars, compile_first, stopping
from tillit.experiments.refused import RefusedError
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.world import Source

ALL = "all"
"""Every explanation, one after the other."""
VECTORS_FILE = "vectors.parquet"
TARGETS = ("", "said ± sd", "unit", "now", "model, 90 %", "off by sd", "")
PARAMETERS = ("parameter", "range", "unit", "now", "best", "posterior, 90 %", "of the prior", "")
"""Headings."""
WIDE = 140
"""Characters of a line that goes to a file."""


def calibrate(
    targets: Annotated[
        str | None, opt.argument("'behaviour', which comes with the program, or a .toml file.", "TARGETS")
    ] = None,
    town: Annotated[Path | None, opt.option("Fit what this town's file leaves open.", "FILE")] = None,
    out: Annotated[
        Path | None, opt.out("Folder; results/calibration-NAME-SEED if left out. Given again, it goes on.")
    ] = None,
    waves: Annotated[int | None, opt.count("Waves; by the targets, or 3; 2 for a town.", 1, 10)] = None,
    vectors: Annotated[int | None, opt.count("Vectors of a wave; by the targets.", 10, 100_000)] = None,
    sample: Annotated[
        int | None,
        opt.count("Draws of the posterior to run; by the targets, or 200; 30 for a town.", 10, 10_000),
    ] = None,
    again: Annotated[
        Path | None, opt.option("Run these again, and keep those still plausible.", "VECTORS.parquet")
    ] = None,
    model: Annotated[
        str, opt.option("Fit theory, or a simpler explanation of 'tillit validate', or all.", "MODEL")
    ] = "theory",
    seed: opt.Seed = 1,
    threads: Annotated[
        int | None, opt.count("Vectors to run at once; it changes no number.", 1, 256, "--threads", "-j")
    ] = None,
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
    given = {name: value for name, value in asked.items() if value is not None}
    if town is not None and targets is None:
        if model != THEORY.name:
            raise RefusedError(
                f"--model {model}: the facts of a town are fitted under the theory only; leave it out"
            )
        _fit_town(town, out, Effort(seed=seed, **(EFFORT | given)), threads, as_json=as_json, quiet=quiet)
        return
    if targets is None or town is not None:
        raise RefusedError("give a file of targets (behaviour is one), or a town with --town; not both")
    file, explanations = read_targets(targets), MODELS if model == ALL else (model_of(model),)
    named = "" if model == THEORY.name else f"-{model}"
    what = "calibration" if again is None else "again"
    whole = out or RESULTS / f"{what}-{find(targets).stem}{named}-{seed}"
    folders = [whole / it.name if model == ALL else whole for it in explanations]
    for explanation, folder in zip(explanations, folders, strict=True):
        if again is not None:
            calibration = Calibration.of(file, explanation, Effort(seed=seed))
            _run_again(calibration, explanation.name, again, folder, threads, as_json=as_json, quiet=quiet)
            continue
        effort = file.search.asked(simpler=explanation != THEORY) | given | {"seed": seed}
        calibration = Calibration.of(file, explanation, Effort(**effort))
        calibration.begin(folder, text=file.text, trials=file.trial_texts(), model=explanation.name)
        fit = _run(calibration, folder, threads, as_json=as_json, quiet=quiet)
        title = file.sheet.title + ("" if explanation == THEORY else f": {explanation.label}")
        write_report(folder, fit, title, file.left_out, explanation.name)
        _show(fit, title, file.left_out, folder, as_json=as_json, quiet=quiet)
    if model == ALL:
        frames = [pd.read_parquet(folder / VECTORS_FILE) for folder in folders]
        write_durably(whole / VECTORS_FILE, pd.concat(frames, ignore_index=True).to_parquet)


def _run_again(
    calibration: Calibration,
    name: str,
    vectors: Path,
    folder: Path,
    threads: int | None,
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Run the vectors of an earlier fit again, and write those that are still plausible."""
    compile_first(quiet=quiet)
    with bars(quiet=as_json or quiet, lines=True) as tell:
        found = calibration.again(frame_of(vectors, name), folder, threads, tell)
    kept = kept_of(found, found, Aim.of(calibration.targets), enough=1).assign(model=name)
    path = folder / VECTORS_FILE
    write_durably(path, kept.to_parquet)
    plausible = int((kept["implausibility"] < PLAUSIBLE).sum())
    if as_json:
        print_json({"model": name, "plausible": plausible, "kept": len(kept), "written": path})
    else:
        label = model_of(name).label
        typer.echo(f"{label}: {plausible} vectors are still plausible; {len(kept)} are in {path}")


def _fit_town(
    town: Path, out: Path | None, effort: Effort, threads: int | None, *, as_json: bool, quiet: bool
) -> None:
    """Fit what a town's file does not know, write a new file, and show what was found."""
    source = Source.of(town)
    scenario = source.scenario()
    calibration = calibration_of(scenario, effort)
    folder = out or RESULTS / f"calibration-{scenario.name}-{effort.seed}"
    title = f"{scenario.title}: what its file does not know"
    calibration.begin(folder, town=source.text)
    fit = _run(calibration, folder, threads, as_json=as_json, quiet=quiet)
    write_report(folder, fit, title, ())
    scenario, words = fitted(scenario, fit)
    told = {"town": str(write_town(folder, scenario)), "found": words}
    _show(fit, title, (), folder, told, as_json=as_json, quiet=quiet)


def _run(calibration: Calibration, folder: Path, threads: int | None, *, as_json: bool, quiet: bool) -> Fit:
    """Run one vector, say how long those will take that are not there yet, and run them."""
    compile_first(quiet=quiet)
    with stopping(f"stopped; every vector that was run is in {folder}; the same command goes on"):
        if not (as_json or quiet):
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
        with bars(quiet=as_json or quiet, lines=True) as tell:
            return calibration.run(folder, threads, tell)


def _show(
    fit: Fit,
    title: str,
    left_out: tuple[LeftOut, ...],
    folder: Path,
    town: dict[str, Any] | None = None,
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    if as_json:
        print_json(as_plain(fit, title, left_out) | {"folder": str(folder)} | (town or {}))
        return
    if quiet:
        typer.echo(folder)
        return
    console = terminal()
    if not console.is_terminal:
        console.width = WIDE
    print_line(f"\n{title}", style="bold")
    targets = [
        (
            it["label"],
            f"{rounded(it['said'])} ± {rounded(it['tolerance'])}",
            it["unit"],
            rounded(it["now"]),
            f"{rounded(it['median'])} ({rounded(it['low'])}…{rounded(it['high'])})",
            f"{it['implausibility']:.1f}",
            Text("met", "green") if it["met"] else Text("not met", "red"),
        )
        for it in fit_table(fit).to_dict("records")
    ]
    print_table(targets, TARGETS, title="Targets", console=console)
    parameters = [
        (
            it["parameter"],
            f"{it['low']:.3g}…{it['high']:.3g}",
            it["unit"],
            f"{it['now']:.4g}",
            f"{it['best']:.4g}",
            f"{it['median']:.3g} ({it['q05']:.3g}…{it['q95']:.3g})",
            f"{it['width']:.2f}",
            "" if it["identified"] else Text("open", "yellow"),
        )
        for it in parameter_table(fit).to_dict("records")
    ]
    print_table(parameters, PARAMETERS, title="Prior against posterior", console=console)
    for one, other, strength in tied_pairs(fit).itertuples(index=False):
        print_line(f"Told apart badly: {one} and {other} (rank correlation {strength:+.2f})")
    lines = verdicts(fit)
    if left_out:
        lines += ["\nNot fitted, only predicted:", *(f"  {it}" for it in left_out_words(left_out))]
    if town:
        lines += [*town["found"], f"\nThe town: {town['town']}"]
    for line in (*lines, f"\nFiles: {folder}"):
        print_line(line)
