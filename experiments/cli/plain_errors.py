"""Plain errors: one clear message and exit status 2 for what a user can put right."""

import sys
from typing import Any

import typer

from tillit.experiments.cli.on_demand import OnDemand

FAILED = 1
WRONG_INPUT = 2
STOPPED = 130
"""What a shell gives for Ctrl-C."""


class PlainErrors(OnDemand):
    """Commands whose errors are messages, not tracebacks."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer's own types are private
        """Run the command that was given."""
        try:
            return super().invoke(ctx)
        except ValueError as error:
            if not is_refusal(error):
                raise
            say(str(error))
            raise typer.Exit(WRONG_INPUT) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            say(f"{error.filename or 'a file'}: {error.strerror or error}")
            raise typer.Exit(FAILED) from None


def is_refusal(error: ValueError) -> bool:
    """Tell whether an error is a message for the user, and not a fault of the program."""
    from tillit.experiments.refused import RefusedError  # noqa: PLC0415 - lazy: only when something is wrong
    from tillit.model.assumptions import ParameterError  # noqa: PLC0415 - the same
    from tillit.model.scenarios import ScenarioError  # noqa: PLC0415 - the same

    return isinstance(error, RefusedError | ParameterError | ScenarioError)


def say(message: str) -> None:
    """Write a message to standard error."""
    sys.stderr.write(f"tillit: {message}\n")
