"""Starting: how long the first run ever takes, a later one, a command, and the command line's help.

``python -m tests.benchmarks.starting``
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measuring import table

RUN = "from tillit.model import Municipality; Municipality().step()"
IMPORT = "import tillit.model.simulation"
NOTHING = "pass"
COMMAND = "import sys; sys.argv = {}; from tillit.experiments.cli import main; main()"
HELP = COMMAND.format(["tillit", "--help"])


def seconds_of(code: str, cache: str) -> str:
    """Return how long a new Python takes for some code, with its caches in a folder."""
    # Machine code lies below XDG_CACHE_HOME on Linux; elsewhere only the warm start is what it says.
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    # Where it is set, each start translates every module anew, and all takes twice as long.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    seconds = time.perf_counter() - before
    return f"{seconds:,.2f}" if done.returncode == 0 else "failed"


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as cache:
        out = Path(cache) / "results"
        run = COMMAND.format(["tillit", "run", "hassleholm", "--out", str(out)])
        rows = [
            ["", "s"],
            ["Python itself", seconds_of(NOTHING, cache)],
            ["imports of a run", seconds_of(IMPORT, cache)],
            ["cold: compile, settle a town, one month", seconds_of(RUN, cache)],
            ["warm: the same again", seconds_of(RUN, cache)],
            ["tillit run hassleholm, 100 pairs", seconds_of(run, cache)],
            ["tillit --help", seconds_of(HELP, cache)],
        ]
    table("a new process each", rows)


if __name__ == "__main__":
    main()
