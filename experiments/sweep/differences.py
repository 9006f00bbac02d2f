"""Differences: what two descriptions of a sweep do not have in common, in words."""

from collections.abc import Iterator
from itertools import zip_longest

MOST = 8
"""Differences that a message shows."""
WIDTH = 60
NOTHING = "nothing"


def in_words(was: object, now: object) -> str:
    """Return the differences, one a line, as ``name: was → is``."""
    lines = list(differences(was, now))
    more = [f"and {len(lines) - MOST:,} more"] if len(lines) > MOST else []
    return "\n".join(f"  {line}" for line in [*lines[:MOST], *more])


def differences(was: object, now: object, name: str = "") -> Iterator[str]:
    """Yield each value that differs, with its name."""
    if was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*was, *now]):
            yield from differences(was.get(key), now.get(key), f"{name}.{key}" if name else str(key))
    elif isinstance(was, list | tuple) and isinstance(now, list | tuple):
        for turn, (one, other) in enumerate(zip_longest(was, now)):
            yield from differences(one, other, f"{name}[{turn + 1}]")
    elif isinstance(was, str) and isinstance(now, str) and "\n" in was + now:
        yield from lines_between(was, now, name)
    else:
        yield f"{name}: {shown(was)} → {shown(now)}"


def lines_between(was: str, now: str, name: str) -> Iterator[str]:
    """Yield the lines in which two texts differ."""
    before, after = was.splitlines(), now.splitlines()
    gone = [line for line in before if line not in set(after)]
    new = [line for line in after if line not in set(before)]
    for one, other in zip_longest(gone, new):
        yield f"{name}: {shown(one)} → {shown(other)}"


def shown(value: object) -> str:
    """Return a value in short."""
    if value is None:
        return NOTHING
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
