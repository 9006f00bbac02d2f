"""Again: vectors that were plausible once, run in the model as it is now.

After a change of rules that moves few numbers no new search is needed: the vectors that come with
the program are run again, and those that the targets now rule out are dropped. It finds none that
are new, so a change of a mechanism needs a calibration.
"""

import sys
from pathlib import Path

import pandas as pd

from tillit.experiments.calibration.evaluating import Towns
from tillit.experiments.calibration.findings import vector_table
from tillit.experiments.calibration.implausibility import PLAUSIBLE, Aim
from tillit.experiments.calibration.reading import TargetFile
from tillit.experiments.calibration.stages import Progress, Stages
from tillit.experiments.claims.plausible import read_vectors
from tillit.experiments.refused import RefusedError


def run_again(
    vectors: Path,
    file: TargetFile,
    folder: Path,
    *,
    seed: int,
    threads: int | None,
    progress: Progress | None,
) -> pd.DataFrame:
    """Run vectors again; return those that no target rules out.

    Parameters
    ----------
    vectors
        Parquet file of the vectors, as calibration writes it.
    file
        The targets.
    folder
        Where results are kept chunk by chunk; run again with the same folder to go on.
    seed
        Luck of the runs.
    threads
        Vectors to run at once; one for each processor if None.
    progress
        Is told how far it is.

    Raises
    ------
    RefusedError
        If the file cannot be read, or lacks a parameter that is free.

    Returns
    -------
    pandas.DataFrame
        As calibration writes it: values, ``target.NAME`` for each target, ``implausibility``.
    """
    evaluator = Towns.of(file.targets, file.sheet.months, file.sheet.replicates, seed)
    names = [it.name for it in file.targets]
    stages = Stages(folder, file.space, tuple(names), file.sheet.replicates, evaluator, threads, progress)
    rows = pd.DataFrame(read_vectors(vectors, sys.maxsize))
    lacking = [name for name in file.space.names if name not in rows]
    if lacking:
        message = f"{vectors} has no values of {lacking[0]!r}: it was fitted to other targets; calibrate anew"
        raise RefusedError(message)
    values = rows[file.space.names].to_numpy(dtype=float)
    found = stages.run("again", lambda: file.space.cube(values), "Vectors that were plausible")
    worst = Aim.of(file.targets).run(found).max(axis=1)
    kept: pd.DataFrame = vector_table(found, file.space.names, names, worst)[worst < PLAUSIBLE]
    return kept.reset_index(drop=True)
