"""The command `tillit`: every command with its place, plain errors, and what all commands share.

Nothing heavy is imported here, and a command's file when it is given: `tillit --help` answers at once.
"""

import gc
import logging
import sys
from contextvars import ContextVar
from errno import ENOSPC
from importlib import import_module, metadata
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from tillit.experiments.cli.help import asked, reader, spoken, told_error, translated
from tillit.experiments.telling.catalogue import language, retold
from tillit.experiments.worlds.files import UNFINISHED, CsvFormat, csv_format

FAILED = 1
WRONG_INPUT = 2
STOPPED = 130  # what a shell gives for Ctrl-C

silent: ContextVar[bool] = ContextVar("silent", default=False)
"""Whether nothing is said of how far the work is: the command gives JSON, or shall be quiet."""

LAYOUT: dict[str, Any] = {
    "add_completion": False,
    "no_args_is_help": True,
    "rich_markup_mode": None,  # with it, typer imports half a second of rich for its help
    "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
}
"""How all groups of commands are laid out."""

COMMANDS = {
    "accounts": ("listing:accounts", "List the towns that come with the program, and what each did."),
    "run": ("run:run", "Run a town as it acted beside the same town as it was."),
    "compare": ("run:compare", "Run any two towns beside each other, or one town and a variant of it."),
    "rerun": ("run:rerun", "Run again what a manifest describes, and say whether the numbers are the same."),
    "events": ("listing:events", "List what can happen to a town, with the sizes that it has"),
    "parameters": ("listing:parameters", "List every assumption about behaviour: value, unit, range"),
    "report": ("pages:report", "Write two pages about a run: question, answer, how sure, who pays"),
    "life": ("explain:life", "Tell one household's years twice: in the town as it was, and as it acted."),
    "lesson": ("pages:lesson", "List, check, print and begin lessons: guess first, then see."),
    "explain": ("explain:explain", "Say why two worlds differ."),
    "sensitivity": ("studies:sensitivity", "Rank the assumptions by what they do to a town's effect."),
    "tipping": ("studies:tipping", "Draw where a town ends, by its posts and reorganisations."),
    "trials": ("trials:trials", "Run virtual trials: what studies changed and found, and the model gives."),
    "validate": ("evidence:validate", "Weigh the accounts: how likely what they say is"),
    "calibrate": ("evidence:calibrate", "Find the values of the assumptions that agree"),
    "sweep": ("sweep_answers:sweep", "Run many towns, variants and assumptions, and ask what came of them."),
    "nation": ("nation:nation", "Run every municipality of a table, and sum them by county"),
    "import": ("imports:imports", "Make a town of published figures: Kolada's or Socialstyrelsen's."),
    "export": ("pages:exports", "Write results in the shapes that others read, marked as a simulation."),
    "describe": ("pages:describe", "Print the model's own description (ODD)"),
    "app": ("pages:app", "Open a town in the browser: move a slider, live the office month by month"),
    "version": ("listing:version", "Say which version this is, and what it runs on."),
}
"""Name, module of this folder with what is in it, and the beginning of what that says of itself."""


class Announced(TyperCommand):
    """A command that is imported when it is given, so that help and completion do not wait."""

    def load(self) -> Any:
        """Return the command itself."""
        module, _, name = COMMANDS[str(self.name)][0].partition(":")
        found = getattr(import_module(f"tillit.experiments.cli.{module}"), name)
        if not isinstance(found, typer.Typer):
            alone = typer.Typer(**(LAYOUT | {"no_args_is_help": False}))
            alone.command(self.name)(found)
            found = alone
        return translated(typer.main.get_command(found))

    def make_context(self, info_name: Any, args: Any, parent: Any = None, **extra: Any) -> Any:
        """Read the words after the command as the command itself does."""
        return self.load().make_context(info_name, args, parent, **extra)


class Commands(TyperGroup):
    """All commands of the program; their errors are messages, not tracebacks."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        for name, (_, said) in COMMANDS.items():
            self.add_command(Announced(name, help=said))

    def main(self, args: Any = None, *further: Any, **about: Any) -> Any:
        """Run the words after `tillit`, and exit; what is said is in the language that they ask for."""
        given = sys.argv[1:] if args is None else args
        before = spoken.set(asked(given))
        try:
            translated(self)
            sys.exit(super().main(given, *further, **(about | {"standalone_mode": False})))
        except (ValueError, OSError, typer.TyperException) as error:
            sys.exit(_refuse(error))
        except typer.Abort:
            sys.exit(FAILED)
        finally:
            spoken.reset(before)


def _refuse(error: Any) -> int:
    """Say what was wrong, and return the status to exit with; a fault of the program is raised again."""
    message, status = str(error), WRONG_INPUT
    if isinstance(error, typer.TyperException):
        if (message := _out_of_range(error)) == "":
            sys.stderr.write(told_error(error))
            return WRONG_INPUT
    elif isinstance(error, OSError):
        file, why = Path(error.filename or "a file"), error.strerror or message
        if file.name.startswith(UNFINISHED) and error.errno != ENOSPC:
            message = f"{file.parent}: nothing can be written there ({why}); give another place"
        else:
            message, status = f"{file}: {why}", FAILED
    elif not type(error).__module__.startswith("tillit."):
        raise error
    say(retold(message, reader()))
    return status


def _out_of_range(error: typer.TyperException) -> str:
    """Return which whole number an option takes; nothing if something else is wrong."""
    option, cause = getattr(error, "param", None), error.__cause__
    low, high = getattr(option, "min", None), getattr(option, "max", None)
    if option is None or low is None or not isinstance(cause, ValueError):
        return ""
    given = cause.errors()[0]["input"]  # type: ignore[attr-defined]  # Pydantic's
    span = f", {low:,} or more" if high is None else f" from {low:,} to {high:,}"
    return f"{option.opts[0]} = {str(given)[:40]}: must be a whole number{span}"


def say(message: str) -> None:
    """Write a message to standard error."""
    sys.stderr.write(f"tillit: {message}\n")


def _told_version(asked: bool) -> None:
    """Say what `tillit version` begins with, and exit."""
    if asked:
        typer.echo(f"tillit {metadata.version('tillit')}")
        raise typer.Exit


app = typer.Typer(cls=Commands, pretty_exceptions_enable=False, **(LAYOUT | {"add_completion": True}))


@app.callback()
def tillit(
    *,
    as_csv: Annotated[
        CsvFormat,
        typer.Option("--csv-format", envvar="TILLIT_CSV_FORMAT", help="sv: CSV for a Swedish Excel."),
    ] = CsvFormat.PLAIN,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what is done.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_told_version, is_eager=True, help="Say the version.")
    ] = False,
    lang: Annotated[str | None, typer.Option(metavar="sv|da|en", help="Language; or the system's.")] = None,
) -> None:
    """A municipality's social services, run twice with the same people and the same luck.

    tillit accounts lists the towns; tillit run hassleholm runs one as it acted beside it as it was,
    and says what became of it, who paid, and when it had paid for itself; tillit compare asks "what if".
    tillit --csv-format sv run gavle: what holds for all commands stands before them.
    """  # noqa: D401 - it is what the program says of itself
    language(lang)  # which `asked` has noted already, if there is such a language
    csv_format.set(as_csv)
    silent.set(False)
    if verbose:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")


def main() -> None:
    """Run the command that was given, and exit with its status."""
    # Imports and tables make many objects and little garbage: to look for it took a seventh of a run.
    gc.set_threshold(50_000)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a question mark.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    app()
