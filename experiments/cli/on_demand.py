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

    def __init__(self, **about: Any) -> None:  # noqa: ANN401 - as Typer has them
        super().__init__(**about)
        # Among the others, so that a mistyped name finds them too.
        known: dict[str, Any] = {**self.commands, **self.announced}
        self.commands = known

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - Typer's own types are private
        """Return a command by its name."""
        command: Any = super().get_command(ctx, cmd_name)
        if not isinstance(command, Address):
            return command
        module, _, name = command.place.partition(":")
        found = getattr(import_module(f"tillit.experiments.cli.{module}"), name)
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        alone = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings=SETTINGS)
        alone.command(cmd_name)(found)
        return typer.main.get_command(alone)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - the same
        """Write the list of commands, without importing those that were announced."""
        room = formatter.width - 6 - max(map(len, self.commands))
        every: dict[str, Any] = dict(self.commands)
        rows = [
            (name, it.help if isinstance(it, Address) else it.get_short_help_str(room))
            for name, it in every.items()
        ]
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
