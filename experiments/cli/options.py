"""Options that several commands share, each with its range and its help."""

from collections.abc import Callable
from functools import partial
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, get_origin

import typer
from typer.models import ArgumentInfo

from tillit.experiments.telling.catalogue import Words, language, words
from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_MONTHS, MOST_THREADS


def option(help: str, metavar: str | None = None, *names: str, **range_: Any) -> Any:  # noqa: A002 - Typer calls it so
    """Return an option."""
    return typer.Option(*names, help=help, metavar=metavar, **range_)


def out(help: str, metavar: str = "FOLDER") -> Any:  # noqa: A002 - the same
    """Return the option that says where the files go."""
    return option(help, metavar, "--out", "-o")


def several(name: str, help: str, metavar: str | None = None) -> Any:  # noqa: A002 - the same
    """Return an option that may be given several times."""
    return option(f"{help} May be given several times.", metavar, name)


def count(help: str, low: int, high: int, *names: str) -> Any:  # noqa: A002 - the same
    """Return an option for a number of things."""
    return option(help, "N", *names, min=low, max=high)


def flag(help: str, *names: str) -> Any:  # noqa: A002 - the same
    """Return a switch."""
    return option(help, None, *names)


def argument(help: str, metavar: str | None = None) -> Any:  # noqa: A002 - the same
    """Return what stands by itself."""
    return typer.Argument(help=help, metavar=metavar)


def spoken(asked: str | None) -> Words:
    """Return the words of the language that is asked for, else of the system's."""
    return words(language(asked))


def within(around: Callable[..., None]) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """Give a command the options of another function too, and let that function run it.

    `around` gets first the command, its own options given, and then the options that it declares itself.
    Arguments of the command that are not annotated as options are what `around` calls it with.
    """

    def options_of(function: Callable[..., Any]) -> list[Parameter]:
        every = signature(function).parameters.values()
        return [
            it.replace(kind=Parameter.KEYWORD_ONLY) for it in every if get_origin(it.annotation) is Annotated
        ]

    def mark(command: Callable[..., Any]) -> Callable[..., None]:
        own, shared = options_of(command), options_of(around)

        def run(**given: Any) -> None:
            around(partial(command, **{it.name: given.pop(it.name) for it in own}), **given)

        # What stands by itself comes in the order in which it is declared, first around the command.
        stands = [it for it in (*shared, *own) if isinstance(it.annotation.__metadata__[0], ArgumentInfo)]
        options = [it for it in (*own, *shared) if it not in stands]
        run.__signature__ = Signature([*stands, *options])  # type: ignore[attr-defined]
        run.__name__, run.__doc__ = command.__name__, command.__doc__
        return run

    return mark


Town = Annotated[str, argument("A town of 'tillit accounts', or a .toml file.", "NAME|FILE")]
WorldA = Annotated[str, argument("World A: a town or a .toml file.", "A")]
Months = Annotated[int, count("Months to run; headlines are of the last twelve.", 1, MOST_MONTHS)]
Seed = Annotated[int, count("Root of all luck. The same seed gives the same numbers.", 0, LARGEST_SEED)]
Threads = Annotated[int | None, count("Worlds to run at once; it changes no number.", 1, MOST_THREADS)]
Jobs = Annotated[int | None, count("Runs at once, on threads.", 1, MOST_THREADS, "--jobs", "-j")]
Files = Annotated[
    list[Path] | None,
    out("Figure (.png, .svg, .pdf) or table (.csv, .parquet); may be given several times.", "FILE"),
]
Force = Annotated[bool, flag("Replace files that are there already.", "--force")]
AsJson = Annotated[bool, flag("Print the results as JSON, and nothing else.", "--json")]
Quiet = Annotated[bool, flag("Print only the name of the folder.", "--quiet", "-q")]
Changes = Annotated[
    list[str] | None,
    several("--set", "Change a value of B: staff.posts=+3, mechanisms.reach=false.", "NAME=VALUE"),
]
Events = Annotated[
    list[str] | None,
    several("--event", "Let it happen in B: reorganisation:month=13; see tillit events.", "KIND:NAME=VALUE"),
]
Lang = Annotated[str | None, option("Language of what is said; the system's if left out.", "sv|da|en")]
Rates = Annotated[
    list[str] | None,
    several("--rate", "One unit of B's money in A's; by their price levels if left out.", "SEK/DKK=1.5"),
]
