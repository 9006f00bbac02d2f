"""Calibrate: the command that fits assumptions, or a town's facts, to what was measured."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app


class Method(StrEnum):
    """How to search."""

    HISTORY = "history"
    CMA = "cma"


@app.command()
def calibrate(  # noqa: PLR0913 - one argument an option
    targets: Annotated[
        str | None,
        typer.Argument(help="'behaviour', which comes with the program, or a .toml file.", metavar="TARGETS"),
    ] = None,
    *,
    town: Annotated[
        Path | None,
        typer.Option(
            help="Fit the facts that this scenario file does not give, such as inflow and obstacles, to the "
            "figures that it has observed; writes a new scenario file.",
            metavar="FILE",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="Folder for everything; results/calibration-NAME-SEED if left out. "
            "Run again with the same folder to go on.",
            metavar="FOLDER",
        ),
    ] = None,
    method: Annotated[
        Method,
        typer.Option(
            help="history rules out what cannot be and samples the rest; cma finds one good point, quickly."
        ),
    ] = Method.HISTORY,
    waves: Annotated[
        int | None,
        typer.Option(
            help="Waves of history matching; as the file of targets says, or 3; 2 for a town.", min=1, max=10
        ),
    ] = None,
    vectors: Annotated[
        int | None,
        typer.Option(
            help="Vectors in a wave, or with cma in all; as the file of targets says, or ten for each free "
            "parameter and wave.",
            min=10,
            max=100_000,
        ),
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option(
            help="Draws of the posterior that are run in the model itself; as the file of targets says, or "
            "200; 30 for a town.",
            min=10,
            max=10_000,
        ),
    ] = None,
    again: Annotated[
        Path | None,
        typer.Option(
            help="Run these vectors again instead of searching, and keep those that are still plausible: "
            "vectors.parquet of an earlier fit.",
            metavar="FILE",
        ),
    ] = None,
    model: Annotated[
        str,
        typer.Option(
            help="Fit this explanation: theory, or a simpler one that 'tillit validate' lays beside it; all "
            "for one after the other, each in a folder of its own, and their vectors together.",
            metavar="MODEL",
        ),
    ] = "theory",
    seed: opt.Seed = 1,
    threads: Annotated[
        int | None,
        typer.Option(
            "--threads",
            "-j",
            help="Vectors to run at once; one for each processor if left out. It changes no number.",
            min=1,
            max=256,
        ),
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
    from tillit.experiments.refused import RefusedError  # noqa: PLC0415 - lazy: needed here only

    if (targets is None) == (town is None):
        message = "give a file of targets (behaviour is one), or a town with --town; not both"
        raise RefusedError(message)
    if town is not None and model != "theory":
        message = f"--model {model}: the facts of a town are fitted under the theory only; leave it out"
        raise RefusedError(message)
    from tillit.experiments.cli import calibrating  # noqa: PLC0415 - lazy: takes seconds

    asked = {"waves": waves, "vectors": vectors, "sample": sample}
    given = {name: value for name, value in asked.items() if value is not None}
    output = opt.Output(out, as_json, quiet)
    if town is not None:
        calibrating.calibrate_town(town, method.value, given, seed, threads, output)
    elif targets is not None and again is not None:
        calibrating.run_again_and_report(targets, model, again, seed, threads, output)
    elif targets is not None:
        calibrating.calibrate_and_report(targets, model, method.value, given, seed, threads, output)
