"""Help: what commands say of themselves, and what Click says, in the language that was asked for."""

import re
from collections.abc import Sequence
from contextvars import ContextVar
from inspect import cleandoc
from io import StringIO
from typing import Any

import typer
from typer._click.formatting import HelpFormatter

from tillit.experiments.telling.catalogue import LANGUAGES, Words, language, retold, words

HELP = "help"  # context of these texts in the catalogue
OWN = ("Show this message and exit.", "default", "required", "env var")  # what Click adds to a description

spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
"""The language that the command was asked for, else the system's."""


def asked(given: Sequence[str]) -> str:
    """Return the language that the words after `tillit` ask for, wherever they do; else the system's."""
    found = re.findall(rf"--lang[ =]({'|'.join(LANGUAGES)})\b", " ".join(given), re.IGNORECASE)
    return language(*found[-1:])


def reader() -> Words:
    """Return the words of the reader's language."""
    return words(language(spoken.get()))


def told(text: str) -> str:
    """Return a text of the help in the reader's language."""
    return reader().pgettext(HELP, text)


def translated(command: Any) -> Any:
    """Return a command that speaks the reader's language, as those below it do."""
    command.context_class = _Context
    for it in (command, *command.params):
        it.help = "\n\n".join(map(told, paragraphs(it.help or "")))
        for name in ("metavar", "options_metavar", "subcommand_metavar"):
            if getattr(it, name, None):
                setattr(it, name, told(getattr(it, name)))
    for below in getattr(command, "commands", {}).values():
        translated(below)
    return command


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each in one line."""
    return [" ".join(it.split()) for it in cleandoc(text).split("\n\n")]


def told_error(error: Any) -> str:
    """Return what Click says when it refuses a command."""
    said = StringIO()
    error.show(said)
    return retold(said.getvalue(), reader())


class _Formatter(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{told('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(told(heading))

    def write_dl(self, rows: Any, *args: Any, **how: Any) -> None:
        super().write_dl([(_kind(name), _own(about)) for name, about in rows], *args, **how)


class _Context(typer.Context):
    formatter_class = _Formatter


def _kind(name: str) -> str:
    return re.sub(r"<[^|>]+>", lambda it: told(it[0]), name)


def _own(about: str) -> str:
    text, room, added = about.rpartition("  [")
    for word in OWN:
        added = added.replace(word, told(word))
    return f"{text}{room}{added}"
