"""Image: a town before its first month as one piece of memory, as the kernel in the browser finds it.

The kernel takes addresses of tuples (see `lending`). In the browser an address has four bytes
and memory begins at zero, so everything is put where it will lie: the page copies the piece
there, and a town is founded. All replicates begin with the same piece; only their luck differs.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.model.books.lives import Life
from tillit.model.books.lives_of_children import ChildLife
from tillit.model.founding import furnish
from tillit.model.origin import Origin
from tillit.model.simulation import share_near
from tillit.model.town.arrays import Town
from tillit.model.town.growth import cases_of, households_of

BASE = 1 << 20
"""Where a town begins; what lies below is the kernel's constants and its stack."""
GRAIN = 16
"""Arrays begin at multiples of it."""
ROOM = 2
"""Times the rows for people that a town is founded with: nothing grows in the browser."""


class Image(NamedTuple):
    """A town before its first month."""

    memory: bytes
    """What lies at `BASE` and above, but for the histories at its end."""
    places: dict[str, Any]
    """Where the kernel's arguments lie, the arrays, with the fields of rows, and the histories' headers."""


def image(origin: Origin, months: int) -> Image:
    """Return the town that replicates begin with.

    Parameters
    ----------
    origin
        The town as it was.
    months
        Most months that are lived after the run-in.
    """
    town = _roomier(furnish(origin.scenario, origin.assumptions, origin.run_in + months, share_near(origin)))
    # Room for one month of everybody's history, behind all else: the page reads it, and begins anew.
    town = town._replace(
        lives=np.zeros(len(town.households), Life.dtype),
        case_lives=np.zeros(len(town.cases), ChildLife.dtype),
    )
    tuples = {
        "town": town,
        "households": origin.assumptions,
        "children": origin.child_assumptions,
        "mechanisms": origin.scenario.mechanisms,
    }
    arrays = [array for whole in tuples.values() for array in _arrays(whole)]
    at, where = BASE, dict.fromkeys(map(id, arrays), 0)
    starts = {}
    for name, whole in tuples.items():
        starts[name], at = at, _grained(at + 8 * len([*_words(whole, where)]))
    for array in arrays:
        where[id(array)], at = at, _grained(at + array.nbytes)
    memory = np.zeros(at - BASE, np.uint8)
    for name, whole in tuples.items():
        words = np.fromiter(_words(whole, where), np.int64)
        _put(memory, starts[name], words)
    for array in arrays:
        _put(memory, where[id(array)], array)
    histories = {
        name: starts["town"] + 8 * len([*_words(town[: town._fields.index(name)], where)])
        for name in ("lives", "case_lives")
    }
    places = {**starts, "arrays": dict(_table(town, where, "")), "histories": histories, "end": at}
    return Image(memory[: where[id(town.lives)] - BASE].tobytes(), places)


def _roomier(town: Town) -> Town:
    """Return the town with more rows for those who will come."""
    changes = households_of(town, ROOM * len(town.households))
    return town._replace(**changes, **(cases_of(town, ROOM * len(town.cases)) if town.has_children else {}))


def _words(value: Any, where: dict[int, int]) -> Iterator[int]:  # noqa: ANN401 - whatever a tuple holds
    """Yield a tuple's values as whole numbers of 64 bits, as `lending` does, with the browser's addresses."""
    if isinstance(value, tuple):
        for part in value:
            yield from _words(part, where)
    elif isinstance(value, np.ndarray):  # an array: its header, without an owner
        yield from (0, 0, value.size, value.itemsize, where[id(value)], *value.shape, *value.strides)
    elif isinstance(value, np.void):  # a single row: where it lies
        yield where[id(value)]
    else:
        yield from np.array([value]).view(np.int64).tolist()


def _arrays(whole: Any) -> Iterator[Any]:  # noqa: ANN401 - a tuple, or what it holds
    if isinstance(whole, tuple):
        for part in whole:
            yield from _arrays(part)
    elif isinstance(whole, np.ndarray | np.void):
        yield whole


def _put(memory: NDArray[np.uint8], at: int, array: Any) -> None:  # noqa: ANN401 - an array, or a single row
    memory[at - BASE :][: array.nbytes] = np.frombuffer(array.tobytes(), np.uint8)


def _grained(at: int) -> int:
    return at + -at % GRAIN


def _table(whole: Any, where: dict[int, int], prefix: str) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - as above
    """Yield where each array of a town lies, how long its rows are, and their fields."""
    for name, it in whole._asdict().items():
        if isinstance(it, tuple):
            yield from _table(it, where, f"{prefix}{name}.")
            continue
        kind = it.dtype
        fields = {field: [offset, form.str[1:]] for field, (form, offset, *_) in (kind.fields or {}).items()}
        yield (
            f"{prefix}{name}",
            {"at": where[id(it)], "rows": int(np.asarray(it).size), "row": kind.itemsize}
            | ({"fields": fields} if fields else {"type": kind.str[1:]}),
        )
