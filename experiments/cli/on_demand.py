"""On demand: commands whose modules are imported when they are given, so that help does not wait."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperGroup

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Address(NamedTuple):
    """Where a command is, and what the list of commands says of it."""

    place: str
    """As in ``sweep_run:retry``: a module of this folder, and a function or a group in it."""
    help: str
    """The first sentence of its docstring."""


class OnDemand(TyperGroup):
    """Commands, of which those that were announced are imported when they are given."""

    announced: ClassVar[Mapping[str, Address]] = {}
    """By name; those that were registered come before them."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - Typer's own types are private
        """Return the names of all commands."""
        return [*super().list_commands(ctx), *self.announced]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - the same
        """Return a command by its name."""
        address = self.announced.get(cmd_name)
        if address is None:
            return super().get_command(ctx, cmd_name)
        module, _, name = address.place.partition(":")
        found = getattr(import_module(f"tillit.experiments.cli.{module}"), name)
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        alone = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings=SETTINGS)
        alone.command(cmd_name)(found)
        command: Any = typer.main.get_command(alone)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
        """Write the list of commands, without importing those that were announced."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        told = {name: it.help for name, it in self.announced.items()}
        rows = [(name, told.get(name) or self.commands[name].get_short_help_str(room)) for name in names]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def group(help: str, announced: Mapping[str, Address]) -> typer.Typer:  # noqa: A002 - Typer calls it so
    """Return a group of announced commands."""
    cls = type("Group", (OnDemand,), {"announced": announced})
    made = typer.Typer(
        add_completion=False,
        cls=cls,
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings=SETTINGS,
        help=help,
    )
    made.callback()(lambda: None)
    return made
