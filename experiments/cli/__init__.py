"""The command `tillit`: `program` lists every command and the file in which it is.

Nothing heavy is imported here: `tillit --help` answers at once.
"""

import gc
import sys

from tillit.experiments.cli.program import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command that was given, and exit with its status."""
    # Imports and tables make many objects and little garbage: to look for it took a seventh of a run.
    gc.set_threshold(50_000)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a question mark.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    app()
