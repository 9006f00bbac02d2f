"""Calibrate: assumptions, or a town's facts, are fitted to what was measured."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import pandas as pd
import typer
from rich.text import Text

from tillit.experiments.calibration.calibrating import CHUNK, Calibration, Effort, Fit
from tillit.experiments.calibration.history_matching import PLAUSIBLE, Aim
from tillit.experiments.calibration.models import MODELS, THEORY, Model, model_of
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


class Output(NamedTuple):
    """Where the results go, and what is printed."""

    out: Path | None
    as_json: bool
    quiet: bool

    @property
    def silent(self) -> bool:
        """Whether nothing is said on the way."""
        return self.as_json or self.quiet


def calibrate(  # noqa: PLR0913 - one argument an option
    targets: Annotated[
        str | None, opt.argument("'behaviour', which comes with the program, or a .toml file.", "TARGETS")
    ] = None,
    *,
    town: Annotated[
        Path | None,
        opt.option("Fit what this scenario file leaves open to what it has observed.", "FILE", "--town"),
    ] = None,
    out: Annotated[
        Path | None, opt.out("Folder; results/calibration-NAME-SEED if left out. Given again, it goes on.")
    ] = None,
    waves: Annotated[
        int | None, opt.count("Waves; as the file of targets says, or 3; 2 for a town.", 1, 10)
    ] = None,
    vectors: Annotated[
        int | None,
        opt.count("Vectors in a wave; if left out, as the file of targets says.", 10, 100_000),
    ] = None,
    sample: Annotated[
        int | None,
        opt.count("Draws of the posterior to run; as the file says, or 200; 30 for a town.", 10, 10_000),
    ] = None,
    again: Annotated[
        Path | None,
        opt.option("Run these vectors again, and keep those still plausible.", "VECTORS.parquet", "--again"),
    ] = None,
    model: Annotated[
        str,
        opt.option(
            "Fit theory, or a simpler explanation of 'tillit validate', or all of them.", "MODEL", "--model"
        ),
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
    output = Output(out, as_json, quiet)
    if (targets is None) == (town is None):
        raise RefusedError("give a file of targets (behaviour is one), or a town with --town; not both")
    if town is not None and model != THEORY.name:
        raise RefusedError(
            f"--model {model}: the facts of a town are fitted under the theory only; leave it out"
        )
    if town is not None:
        _fit_town(town, Effort(seed=seed, **(EFFORT | given)), threads, output)
    elif targets is not None and again is not None:
        _run_again(targets, model, again, seed, threads, output)
    elif targets is not None:
        _fit(targets, model, given | {"seed": seed}, threads, output)


def _fit(targets: str, model: str, given: dict[str, Any], threads: int | None, output: Output) -> None:
    """Fit a file of targets under one explanation or all, write the report, and show it."""
    file = read_targets(targets)

    def fit_one(explanation: Model, folder: Path) -> None:
        effort = Effort(**(file.search.asked(simpler=explanation != THEORY) | given))
        calibration = Calibration.of(file, explanation, effort)
        calibration.begin(folder, text=file.text, trials=file.trial_texts(), model=explanation.name)
        sheet = file.sheet
        title = sheet.title if explanation == THEORY else f"{sheet.title}: {explanation.label}"
        fit = _run(calibration, folder, threads, output)
        write_report(folder, fit, title, file.left_out, explanation.name)
        _show(fit, title, file.left_out, folder, output)

    _under_each(model, output.out or _folder("calibration", targets, model, given["seed"]), fit_one)


def _run_again(
    targets: str, model: str, vectors: Path, seed: int, threads: int | None, output: Output
) -> None:
    """Run the vectors of an earlier fit again, and write those that are still plausible."""
    file = read_targets(targets)
    compile_first(quiet=output.quiet)

    def run_one(explanation: Model, folder: Path) -> None:
        with bars(quiet=output.silent, lines=True) as tell:
            rows = frame_of(vectors, explanation.name)
            found = Calibration.of(file, explanation, Effort(seed=seed)).again(rows, folder, threads, tell)
        kept = kept_of(found, found, Aim.of(file.targets), enough=1).assign(model=explanation.name)
        path = folder / VECTORS_FILE
        write_durably(path, kept.to_parquet)
        plausible = int((kept["implausibility"] < PLAUSIBLE).sum())
        if output.as_json:
            print_json(
                {"model": explanation.name, "plausible": plausible, "kept": len(kept), "written": path}
            )
        else:
            typer.echo(
                f"{explanation.label}: {plausible} vectors are still plausible; {len(kept)} are in {path}"
            )

    _under_each(model, output.out or _folder("again", targets, model, seed), run_one)


def _under_each(model: str, folder: Path, fit_one: Callable[[Model, Path], None]) -> None:
    """Fit one explanation in a folder, or all in folders within it, their vectors together in the folder."""
    if model != ALL:
        fit_one(model_of(model), folder)
        return
    for it in MODELS:
        fit_one(it, folder / it.name)
    frames = [pd.read_parquet(folder / it.name / VECTORS_FILE) for it in MODELS]
    write_durably(folder / VECTORS_FILE, pd.concat(frames, ignore_index=True).to_parquet)


def _folder(what: str, targets: str, model: str, seed: int) -> Path:
    named = "" if model == THEORY.name else f"-{model}"
    return RESULTS / f"{what}-{find(targets).stem}{named}-{seed}"


def _fit_town(town: Path, effort: Effort, threads: int | None, output: Output) -> None:
    """Fit what a town's file does not know, write a new file, and show what was found."""
    source = Source.of(town)
    scenario = source.scenario()
    calibration = calibration_of(scenario, effort)
    folder = output.out or RESULTS / f"calibration-{scenario.name}-{effort.seed}"
    title = f"{scenario.title}: what its file does not know"
    calibration.begin(folder, town=source.text)
    fit = _run(calibration, folder, threads, output)
    write_report(folder, fit, title, ())
    scenario, words = fitted(scenario, fit)
    path = write_town(folder, scenario)
    _show(fit, title, (), folder, output, {"town": str(path), "found": words})


def _run(calibration: Calibration, folder: Path, threads: int | None, output: Output) -> Fit:
    compile_first(quiet=output.quiet)
    with stopping(f"stopped; every vector that was run is in {folder}; the same command goes on"):
        if not output.silent:
            _say_how_long(calibration, folder, threads)
        with bars(quiet=output.silent, lines=True) as tell:
            return calibration.run(folder, threads, tell)


def _say_how_long(calibration: Calibration, folder: Path, threads: int | None) -> None:
    """Run one vector, and say how long those will take that are not there yet."""
    space = calibration.space
    started = time.perf_counter()
    calibration.evaluator(space.named(space.defaults()[0]))
    each = time.perf_counter() - started
    there = CHUNK * len(list(folder.glob("stages/*/[0-9]*.parquet")))
    vectors = max(1, calibration.effort.runs(len(space)) - there)
    minutes = each * vectors / (threads or os.cpu_count() or 1) / 60.0
    done = f", some {there:,} are there already" if there else ""
    sys.stderr.write(
        f"{vectors:,} vectors of {len(space)} parameters, {each:.1f} s each{done}: about "
        f"{max(1, round(minutes))} min, and some for the emulators\n"
    )


def _show(
    fit: Fit,
    title: str,
    left_out: tuple[LeftOut, ...],
    folder: Path,
    output: Output,
    town: dict[str, Any] | None = None,
) -> None:
    if output.as_json:
        print_json(as_plain(fit, title, left_out) | {"folder": str(folder)} | (town or {}))
        return
    if output.quiet:
        typer.echo(folder)
        return
    console = terminal()
    if not console.is_terminal:
        console.width = WIDE
    console.print(f"\n{title}", style="bold")
    print_table(_targets(fit), TARGETS, title="Targets", console=console)
    print_table(_parameters(fit), PARAMETERS, title="Prior against posterior", console=console)
    for one, other, strength in tied_pairs(fit).itertuples(index=False):
        console.print(f"Told apart badly: {one} and {other} (rank correlation {strength:+.2f})")
    lines = verdicts(fit)
    if left_out:
        lines += ["\nNot fitted, only predicted:", *(f"  {it}" for it in left_out_words(left_out))]
    if town:
        lines += [*town["found"], f"\nThe town: {town['town']}"]
    for line in (*lines, f"\nFiles: {folder}"):
        print_line(line)


def _targets(fit: Fit) -> Iterator[tuple[str | Text, ...]]:
    for row in fit_table(fit).to_dict("records"):
        yield (
            row["label"],
            f"{rounded(row['said'])} ± {rounded(row['tolerance'])}",
            row["unit"],
            rounded(row["now"]),
            f"{rounded(row['median'])} ({rounded(row['low'])}…{rounded(row['high'])})",
            f"{row['implausibility']:.1f}",
            Text("met", "green") if row["met"] else Text("not met", "red"),
        )


def _parameters(fit: Fit) -> Iterator[tuple[str | Text, ...]]:
    """Yield what is left of each parameter's range."""
    for row in parameter_table(fit).to_dict("records"):
        yield (
            row["parameter"],
            f"{row['low']:.3g}…{row['high']:.3g}",
            row["unit"],
            f"{row['now']:.4g}",
            f"{row['best']:.4g}",
            f"{row['median']:.3g} ({row['q05']:.3g}…{row['q95']:.3g})",
            f"{row['width']:.2f}",
            "" if row["identified"] else Text("open", "yellow"),
        )
