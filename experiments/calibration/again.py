"""Again: vectors that were plausible once, run in the model as it is now.

After a change of rules that moves few numbers no new search is needed: the vectors that come with
the program are run again, and those that the targets now rule out are dropped (the nearest stay if
none is left). It finds none that are new, so a change of a mechanism needs a calibration.
"""

from pathlib import Path

import pandas as pd

from tillit.experiments.calibration.evaluating import Everything
from tillit.experiments.calibration.findings import kept_of, vector_table
from tillit.experiments.calibration.implausibility import Aim
from tillit.experiments.calibration.models import THEORY, Model
from tillit.experiments.calibration.plausible import frame_of
from tillit.experiments.calibration.reading import TargetFile
from tillit.experiments.calibration.stages import Progress, Stages
from tillit.experiments.refused import RefusedError


def run_again(
    vectors: Path,
    file: TargetFile,
    folder: Path,
    *,
    explanation: Model = THEORY,
    seed: int,
    threads: int | None,
    progress: Progress | None,
) -> pd.DataFrame:
    """Run vectors again; return those that no target rules out, or the nearest if all are ruled out.

    Parameters
    ----------
    vectors
        Parquet file of the vectors, as calibration writes it.
    file
        The targets.
    folder
        Where results are kept chunk by chunk; run again with the same folder to go on.
    explanation
        Under which they are run; if the file says whose its vectors are, only its own are.
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
    sheet, names = file.sheet, tuple(it.name for it in file.targets)
    evaluator = Everything.of(file.targets, sheet.months, sheet.replicates, seed, explanation)
    rows = frame_of(vectors, explanation.name)
    lacking = [name for name in file.space.names if name not in rows]
    if lacking:
        message = f"{vectors} has no values of {lacking[0]!r}: it was fitted to other targets; calibrate anew"
        raise RefusedError(message)
    values = rows[file.space.names].to_numpy(dtype=float)
    stages = Stages(folder, file.space, names, sheet.replicates, evaluator, threads, progress)
    found = stages.run("again", lambda: file.space.cube(values), "Vectors that were plausible")
    aim = Aim.of(file.targets)
    table = vector_table(found, file.space.names, names, aim)
    return kept_of(table, table, aim, enough=1).assign(model=explanation.name)
