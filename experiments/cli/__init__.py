"""The command `tillit`.

Nothing heavy is imported here: `tillit --help` answers at once. Each command
imports what it needs when it is given.
"""

import sys

from experiments.cli.commands import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command that was given, and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a question mark.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    app()
