"""Options that several commands share, each with its range and its help; and the worlds that they mean."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, get_origin

import typer
from typer.models import ArgumentInfo

from tillit.experiments.cli import silent
from tillit.experiments.cli.help import reader
from tillit.experiments.cli.terminal import FIGURES, TABLES, check_file
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_MONTHS, MOST_THREADS
from tillit.experiments.worlds.world import World, changed

Texts = Sequence[str]


def option(help: str, metavar: str | None = None, *names: str, **further: Any) -> Any:  # noqa: A002 - Typer calls it so
    """Return an option, or a switch."""
    return typer.Option(*names, help=help, metavar=metavar, **further)


def count(help: str, low: int, high: int, *names: str) -> Any:  # noqa: A002 - the same
    """Return an option for a number of things."""
    return option(help, "N", *names, min=low, max=high)


def argument(help: str, metavar: str | None = None) -> Any:  # noqa: A002 - the same
    """Return what stands by itself."""
    return typer.Argument(help=help, metavar=metavar)


def out(help: str, metavar: str = "FOLDER", *endings: str) -> Any:  # noqa: A002 - the same
    """Return the option that says where the files go; new ones, if `endings` of their names are given."""

    def checked(given: Any) -> Any:
        if given and endings:
            for path in given if isinstance(given, list) else [given]:
                check_file(path, *endings)
        return given

    return option(help, metavar, "--out", "-o", callback=checked)


def hush(asked: bool) -> bool:
    """Let nothing be said of how far the work is, if that was asked for."""
    silent.set(silent.get() or asked)
    return asked


def chosen(a: str, b: str | None = None, changes: Texts = (), events: Texts = ()) -> tuple[World, World]:
    """Return the two worlds of `tillit compare`; RefusedError if there is nothing to compare."""
    if b is None and not changes and not events:
        raise RefusedError(
            "give a second town, or a change of the first: --set staff.posts=+3, or --event "
            "reorganisation:month=13"
        )
    values = parsed_changes(changes)
    one, other = (World.of(it) for it in (a, b or a))
    if one.scenario.digest == other.scenario.digest and not changes and not events:
        raise RefusedError(
            f"{a} and {b} are the same town: nothing can differ; give another town, or a change: "
            "--set staff.posts=+3"
        )
    units = [(bool(it.scenario.posts), bool(it.scenario.children)) for it in (one, other)]
    if not any(map(all, zip(*units, strict=True))):
        raise RefusedError(
            f"{one.scenario.name} and {other.scenario.name} cannot be compared: one has households only, "
            "the other child cases only; give two towns that both have a unit of either kind"
        )
    return one, changed(other, values, events)


def parsed_changes(changes: Texts) -> dict[str, str]:
    """Return the values that ``--set NAME=VALUE`` gives, by name."""
    values: dict[str, str] = {}
    for change in changes:
        name, value = (it.strip() for it in change.partition("=")[::2])
        if not (name and value):
            raise RefusedError(
                f"--set {change}: must be NAME=VALUE, as in staff.posts=+3 or staff.caseload=30"
            )
        if name in values:
            raise RefusedError(f"--set {name}: is given twice; say once what it is to be")
        values[name] = pointed(value)
    return values


def pointed(text: str) -> str:
    """Return a number such as +1,5 with a decimal point; 1,500 may be two numbers, and stays as it is."""
    return re.sub(r"^([=+-]?\d*),(\d{1,2}|\d{4,})( ?%?)$", r"\1.\2\3", text.strip())


def within(around: Callable[..., None]) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """Give a command the options of another function too, and let that function run it.

    `around` gets first the command, its own options given, and then the options that it declares itself.
    Arguments of the command that are not annotated as options are what `around` calls it with.
    """

    def mark(command: Callable[..., Any]) -> Callable[..., None]:
        own, shared = (
            {
                name: it.replace(kind=Parameter.KEYWORD_ONLY)
                for name, it in signature(function).parameters.items()
                if get_origin(it.annotation) is Annotated
            }
            for function in (command, around)
        )

        def run(**given: Any) -> None:
            around(partial(command, **{name: given.pop(name) for name in own}), **given)

        # What stands by itself comes first, in the order in which it is declared.
        every = [*shared.values(), *own.values()]
        every.sort(key=lambda it: not isinstance(it.annotation.__metadata__[0], ArgumentInfo))
        run.__signature__ = Signature(every)  # type: ignore[attr-defined]
        run.__name__, run.__doc__ = command.__name__, command.__doc__
        return run

    return mark


Town = Annotated[str, argument("A town of 'tillit accounts', or a .toml file.", "NAME|FILE")]
WorldA = Annotated[str, argument("World A: a town or a .toml file.", "A")]
Months = Annotated[int, count("Months to run.", 1, MOST_MONTHS)]
Seed = Annotated[int, count("Root of all luck. The same seed gives the same numbers.", 0, LARGEST_SEED)]
Threads = Annotated[int | None, count("Runs at once; no number changes.", 1, MOST_THREADS, "--threads", "-j")]
Jobs = Annotated[int | None, count("Runs at once, on threads.", 1, MOST_THREADS, "--jobs", "-j")]
Files = Annotated[
    list[Path] | None,
    out("Figure (.png, .svg, .pdf) or table (.csv, .parquet); several times.", "FILE", *FIGURES, *TABLES),
]
Force = Annotated[bool, option("Replace files that are there already.", None, "--force")]
AsJson = Annotated[bool, option("Print results as JSON, and nothing else.", None, "--json", callback=hush)]
Quiet = Annotated[bool, option("Print the folder's name only.", None, "--quiet", "-q", callback=hush)]
Changes = Annotated[
    list[str] | None,
    option("Change, several times: staff.posts=+3, mechanisms.reach=false.", "NAME=VALUE", "--set"),
]
Events = Annotated[
    list[str] | None,
    option("Let it happen: reorganisation:month=13; several times.", "KIND:NAME=VALUE", "--event"),
]
_spoken = {"parser": str, "callback": lambda it: words(it.strip().casefold()) if it else reader()}
Lang = Annotated[Words, option("Language; or the system's.", "sv|da|en", "--lang", **_spoken)]
SYSTEM: Any = None
"""The language of the system, which is what an option for a language gives if it is left out."""
Resumed = Annotated[Path | None, out("Folder; one in results/ if left out. Given again, it goes on.")]
Rates = Annotated[
    list[str] | None,
    option("B's money in A's, if not by price levels; several times.", "SEK/DKK=1.5", "--rate"),
]
