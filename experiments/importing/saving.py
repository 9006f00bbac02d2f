"""Saving: a file is written whole, and never over another unless somebody said so."""

from collections.abc import Callable
from pathlib import Path

from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.durable import write_durably

Ask = Callable[[str], bool]
"""Asks whoever sits at the terminal a question that is answered by yes or no."""


def check_place(path: Path, ending: str, *, force: bool, ask: Ask | None, into: bool = False) -> None:
    """Stop before any work if a file can't or must not be written.

    Parameters
    ----------
    path
        Where the file shall be.
    ending
        How its name must end, as in ``.toml``.
    force
        Whether a file that is there may be replaced.
    ask
        Asks whether it may; None where nobody can answer.
    into
        Whether what is there stays, and something is put beside it.

    Raises
    ------
    RefusedError
        If it must not be written there.
    """
    if path.suffix.casefold() != ending:
        message = f"{path}: the name must end in {ending}"
        raise RefusedError(message)
    if not path.absolute().parent.is_dir():
        message = f"{path}: there is no folder {path.parent}; make it first"
        raise RefusedError(message)
    if path.exists() and not path.is_file():
        message = f"{path} is not a file"
        raise RefusedError(message)
    if not path.exists() or force:
        return
    do, done = ("Write into it", "write into it") if into else ("Replace it", "replace it")
    if ask is None or not ask(f"{path} is there already. {do}?"):
        message = f"{path} is there already; nothing was written. Give another name, or --force to {done}"
        raise RefusedError(message)


def save_text(path: Path, text: str) -> None:
    """Write a file whole.

    Raises
    ------
    RefusedError
        If it can't be written.
    """
    try:
        write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8", newline="\n"))
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise RefusedError(message) from None
