"""Registry: which events there are, by the word in scenario files, and anybody's own by its address."""

import importlib
import inspect
import os
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tillit.model.events.event import HERE, Event

ADDRESS = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*")
"""How ``module:Class`` is written."""


def _made_from(owner: type[Any]) -> Iterator[type[Event]]:
    """Yield every class that is made from one and can happen."""
    for it in owner.__subclasses__():
        if not inspect.isabstract(it):
            yield it
        yield from _made_from(it)


for _module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    importlib.import_module(HERE + _module.name)

EVENTS: dict[str, type[Event]] = {it.kind: it for it in sorted(_made_from(Event), key=lambda it: it.kind)}
"""The events of this folder by the word in scenario files, in its order."""


def event_class(kind: str) -> type[Event]:
    """Return the class of a kind: a word of `EVENTS`, or the address of anybody's own class.

    Only an address makes Python import something; it is looked for where Python
    looks, and in the working folder.

    Raises
    ------
    LookupError
        If there is no such event; the text says what was looked for, and where.
    """
    if kind in EVENTS:
        return EVENTS[kind]
    if not ADDRESS.fullmatch(kind):
        message = f"unknown kind {kind!r}; an event of your own is named 'module:Class'"
        raise LookupError(message)
    module, _, name = kind.partition(":")
    owner = getattr(_imported(module), name, None)
    if owner is None:
        own = (it.__name__ for it in _made_from(Event) if it.__module__ == module)
        message = f"module {module!r} has no class {name!r}; its events: {', '.join(own) or 'none'}"
        raise LookupError(message)
    if not inspect.isclass(owner) or not issubclass(owner, Event) or inspect.isabstract(owner):
        message = f"{kind!r} is no event; make it a class from `tillit.Event` with a method `happen`"
        raise LookupError(message)
    return owner


def _imported(name: str) -> object:
    """Return a module, which may stand in the working folder."""
    folder = os.getcwd()  # noqa: PTH109 - this is what `sys.path` holds
    if folder not in sys.path:
        # It stays there: worker processes look where this one does.
        sys.path.append(folder)
    importlib.invalidate_caches()
    try:
        return importlib.import_module(name)
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and error.name and f"{name}.".startswith(f"{error.name}."):
            file = f"{name.replace('.', '/')}.py"
            message = f"there is no module {name!r} on Python's path or in {folder}; run where {file} is"
        else:
            message = f"module {name!r} cannot be imported: {type(error).__name__}: {error}"
        raise LookupError(message) from error
