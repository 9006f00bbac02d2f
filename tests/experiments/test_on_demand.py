"""Commands that are imported when they are given are there, and say of themselves what the list says."""

from typing import Any

import pytest
from typer.testing import CliRunner

from tillit.experiments.cli import COMMANDS, Announced, app


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_listed_and_begins_as_the_list_says(name: str) -> None:
    found: Any = Announced(name).load()
    assert " ".join(found.help.split()).startswith(COMMANDS[name][1].rstrip("."))
    assert name in CliRunner().invoke(app, ["--help"]).stdout
    done = CliRunner().invoke(app, [name, "--help"])
    assert (done.exit_code, "Usage:" in done.stdout) == (0, True)


def test_command_that_there_is_not_is_refused_with_the_nearest() -> None:
    done = CliRunner().invoke(app, ["sweeep"])
    assert done.exit_code == 2
    assert "sweep" in done.output
