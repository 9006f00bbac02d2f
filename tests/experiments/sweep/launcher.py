"""Launcher: a program of its own that runs a pretended sweep, for tests that kill it.

``python -m tests.experiments.sweep.launcher FOLDER TITLE RUNS THREADS PROCESSES``
"""

import signal
import sys
from pathlib import Path

from tests.experiments.sweep.pretending import PRETEND, village_design
from tillit.experiments.cli.sweep import stopping_cleanly, sum_up
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.sweep.work import Processes, Threads


def main(folder: Path, title: str, runs: int, threads: int, processes: int) -> None:
    """Run the sweep, and report as the command does."""
    design = village_design(title, replications=runs // 4)
    engine = Threads(threads) if threads else Processes(processes)
    with stopping_cleanly(folder):
        progress = run_sweep(design, folder, engine=engine, chunk=5, run_one=PRETEND)
    sum_up(progress, folder)


if __name__ == "__main__":
    import typer

    # A shell that starts the tests in the background has its children ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    arguments = [int(it) for it in sys.argv[3:]]
    try:
        main(Path(sys.argv[1]), sys.argv[2], *arguments)
    except typer.Exit as end:
        sys.exit(end.exit_code)
