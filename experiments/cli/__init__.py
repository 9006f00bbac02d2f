"""The command `tillit`.

Nothing heavy is imported here: `tillit --help` answers at once. Each command
imports what it needs when it is given.
"""

import gc
import sys
from importlib import import_module

from tillit.experiments.cli.program import app

__all__ = ["app", "main"]

COMMANDS = (
    "commands",
    "report_commands",
    "life_commands",
    "lesson_commands",
    "trials_commands",
    "validate_commands",
    "calibrate_commands",
    "import_commands",
    "export_commands",
    "page_commands",
)
"""Modules of commands that are imported at once, in the order of the help."""

for _module in COMMANDS:
    import_module(f"{__name__}.{_module}")


PATIENCE = 50_000
"""New objects before the garbage collector looks at them."""


def main() -> None:
    """Run the command that was given, and exit with its status."""
    # Imports and tables make many objects and little garbage: to look for it took a seventh of a run.
    gc.set_threshold(PATIENCE)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a question mark.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    app()
