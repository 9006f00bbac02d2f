"""Commands that are imported when they are given are there, and say of themselves what the list says."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from tillit.experiments.cli import app
from tillit.experiments.cli.on_demand import Address
from tillit.experiments.cli.program import Commands
from tillit.experiments.cli.sweep import sweep

GROUPS: dict[str, Mapping[str, Address]] = {
    "tillit": Commands.announced,
    "tillit sweep": typer.main.get_group(sweep).announced,  # type: ignore[attr-defined]
}
ANNOUNCED = [(group, name) for group, those in GROUPS.items() for name in those]


@pytest.mark.parametrize(("group", "name"), ANNOUNCED)
def test_command_begins_as_the_list_says(group: str, name: str) -> None:
    address = GROUPS[group][name]
    module, _, function = address.place.partition(":")
    found: Any = getattr(import_module(f"tillit.experiments.cli.{module}"), function)
    said: Any = found.info.help if isinstance(found, typer.Typer) else found.__doc__
    assert " ".join(str(said).split()).startswith(address.help.rstrip("."))


@pytest.mark.parametrize(("group", "name"), ANNOUNCED)
def test_command_is_listed_and_has_a_help_of_its_own(group: str, name: str) -> None:
    words = [*group.split()[1:], name]
    assert name in CliRunner().invoke(app, [*words[:-1], "--help"]).stdout
    done = CliRunner().invoke(app, [*words, "--help"])
    assert (done.exit_code, "Usage:" in done.stdout) == (0, True)


def test_command_that_there_is_not_is_refused_with_the_nearest() -> None:
    done = CliRunner().invoke(app, ["sweeep"])
    assert done.exit_code == 2
    assert "sweep" in done.output
