"""Names: which output, variant or town is meant, or which was, if it was mistyped."""

from collections.abc import Iterable
from difflib import get_close_matches

from tillit.experiments.refused import RefusedError


def one_of(what: str, name: str, names: Iterable[str]) -> str:
    """Return a name, if it is one of those that are there.

    Raises
    ------
    RefusedError
        If it is not; says what is there, and which is nearest.
    """
    known = list(names)
    if name in known:
        return name
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    message = f"the sweep has no {what} {name!r}{hint} It has: {', '.join(known)}"
    raise RefusedError(message)
