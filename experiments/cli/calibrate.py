"""Calibrate: assumptions, or a town's inflow, are fitted to what was measured."""

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from tillit.experiments.calibration import report
from tillit.experiments.calibration.calibrating import Calibration, Fit
from tillit.experiments.calibration.history_matching import PLAUSIBLE
from tillit.experiments.calibration.models import MODELS, THEORY, frame_of, model_of
from tillit.experiments.calibration.own_town import fit_town, years_of
from tillit.experiments.calibration.targets import find, read_targets
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.terminal import (
    bar,
    bars,
    compile_first,
    print_json,
    save_text,
    stopping,
    terminal,
)
from tillit.experiments.importing.scenario_writing import scenario_text
from tillit.experiments.refused import RefusedError
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.worlds.files import write_durably
from tillit.experiments.worlds.world import Source

ALL = "all"
"""Every explanation, one after the other."""
VECTORS_FILE = "vectors.parquet"


def calibrate(
    targets: Annotated[str | None, opt.argument("'behaviour' comes along, or a file.", "TARGETS")] = None,
    town: Annotated[Path | None, opt.option("Fit how many apply in this town.", "FILE")] = None,
    out: opt.Resumed = None,
    again: Annotated[Path | None, opt.option("Run these again, keep the plausible.", "FILE.parquet")] = None,
    model: Annotated[str, opt.option("Fit theory, a simpler explanation, or all.", "MODEL")] = "theory",
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
) -> None:
    """Find the values of the assumptions that agree with what was measured, and how far they are known.

    tillit calibrate behaviour fits virtual trials and national levels. It is long, and can be stopped and
    taken up again. What the accounts claim is never fitted. No value of the program is changed; the folder
    has the best vector as a table for a scenario file, and the plausible vectors as a Parquet file. A simpler
    explanation is fitted in the same way with --model.

    tillit calibrate --town my-town.toml fits how many apply in one town instead, mostly in under a minute.
    """
    shown = "json" if as_json else "folder" if quiet else "all"
    if town is not None and targets is None:
        if model != THEORY.name:
            raise RefusedError(
                f"--model {model}: the facts of a town are fitted under the theory only; leave it out"
            )
        _fit_town(town, out, seed, threads, shown)
        return
    if targets is None or town is not None:
        raise RefusedError("give a file of targets (behaviour is one), or a town with --town; not both")
    file, explanations = read_targets(targets), MODELS if model == ALL else (model_of(model),)
    named = "" if model == THEORY.name else f"-{model}"
    whole = out or RESULTS / f"{'again' if again else 'calibration'}-{find(targets).stem}{named}-{seed}"
    folders = [whole / it.name if model == ALL else whole for it in explanations]
    for it, folder in zip(explanations, folders, strict=True):
        calibration = Calibration.of(file, it, seed)
        if again is not None:
            _run_again(calibration, it.name, again, folder, threads, as_json=as_json)
            continue
        calibration.begin(folder, texts=file.texts, model=it.name)
        fit = _run(calibration, folder, threads)
        title = file.sheet.title + ("" if it == THEORY else f": {it.label}")
        report.write_report(folder, fit, title, it.name)
        _show(fit, title, folder, shown)
    if model == ALL:
        frames = [pd.read_parquet(folder / VECTORS_FILE) for folder in folders]
        write_durably(whole / VECTORS_FILE, pd.concat(frames, ignore_index=True).to_parquet)


def _fit_town(town: Path, out: Path | None, seed: int, threads: int | None, shown: str) -> None:
    """Fit a town's inflow, and write the town into a new file."""
    scenario = Source.of(town).scenario()
    folder = out or RESULTS / f"calibration-{scenario.name}-{seed}"
    years_of(scenario)  # says what is lacking before anything is compiled
    compile_first()
    with stopping("stopped; nothing was written"), bar("Inflows") as tell:
        found = fit_town(scenario, seed=seed, threads=threads, progress=tell)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{scenario.name}-fitted.toml"
    save_text(path, scenario_text(found.scenario))
    low, high = found.interval
    if shown == "json":
        print_json({"town": path, "inflow": found.inflow, "low": low, "high": high, "found": found.words})
    elif shown == "folder":
        typer.echo(folder)
    else:
        terminal().print("\n".join([scenario.title, *found.words, f"The town: {path}"]), soft_wrap=True)


def _run_again(
    calibration: Calibration, name: str, vectors: Path, folder: Path, threads: int | None, *, as_json: bool
) -> None:
    """Run the vectors of an earlier fit again, and write those that are still plausible."""
    rows = frame_of(vectors, name)
    compile_first()
    with bars() as tell:
        found = calibration.again(rows, folder, threads, tell)
    kept = report.kept_of(found, found, calibration.aim, enough=1).assign(model=name)
    path = folder / VECTORS_FILE
    write_durably(path, kept.to_parquet)
    plausible = int((kept["implausibility"] < PLAUSIBLE).sum())
    if as_json:
        print_json({"model": name, "plausible": plausible, "kept": len(kept), "written": path})
    else:
        label = model_of(name).label
        typer.echo(f"{label}: {plausible} vectors are still plausible; {len(kept)} are in {path}")


def _run(calibration: Calibration, folder: Path, threads: int | None) -> Fit:
    compile_first()
    with (
        stopping(f"stopped; every vector that was run is in {folder}; the same command goes on"),
        bars() as tell,
    ):
        return calibration.run(folder, threads, tell)


def _show(fit: Fit, title: str, folder: Path, shown: str) -> None:
    """Show a fit as JSON, by its folder, or in sentences."""
    if shown == "json":
        print_json(report.as_plain(fit, title) | {"folder": str(folder)})
    elif shown == "folder":
        typer.echo(folder)
    else:
        lines = [f"\n{title}", *report.verdicts(fit)]
        lines.append(f"\nAll figures: {folder / 'report.md'}")
        terminal().print("\n".join(lines), soft_wrap=True)
