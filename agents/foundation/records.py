"""Records: one class is the row's layout, the Mesa agent, and the kernel's type.

The annotations of a `Person` subclass lay out a NumPy record. An instance is a
`mesa.Agent` that looks at one row of it, made only when somebody looks. In a
behaviour the same class is the type of a row.
"""

import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypeVar, get_type_hints, overload

import mesa
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

Rows = NDArray[np.void]
"""An array of records: shape (rows,) unless it says otherwise."""


@dataclass(frozen=True)
class Field:
    """What one field of a record holds.

    Parameters
    ----------
    unit
        Unit of the value.
    low, high
        Range, both ends included.
    storage
        NumPy type of the column. Floats are always 64 bits wide: a narrower
        one would round differently with and without the compiler.
    """

    unit: str
    low: float
    high: float
    storage: str = "f8"


class Column:
    """A field of the row that a view looks at; reads and writes the model's own array."""

    def __init__(self, name: str, field: Field) -> None:
        self.name = name
        self.field = field

    @overload
    def __get__(self, view: None, owner: type) -> Self: ...
    @overload
    def __get__(self, view: "View", owner: type) -> float | int: ...
    def __get__(self, view: "View | None", owner: type) -> "Self | float | int":
        """Return the value as a Python number."""
        if view is None:
            return self
        value: float | int = view.row_data()[self.name].item()
        return value

    def __set__(self, view: "View", value: float) -> None:
        """Write the value, if it lies in the declared range."""
        field = self.field
        if not field.low <= value <= field.high:
            message = (
                f"{type(view).__name__}.{self.name} = {value!r} is outside "
                f"{field.low} to {field.high} ({field.unit})"
            )
            raise ValueError(message)
        view.row_data()[self.name] = value


def layout(owner: type) -> np.dtype[np.void]:
    """Return the aligned record type that the annotations of a class lay out.

    Raises
    ------
    TypeError
        If a field's name is also an attribute of NumPy's arrays: without the
        compiler such a field would silently read the array's attribute.
    """
    names, storages = [], []
    for name, field in fields(owner):
        if hasattr(np.recarray, name) or hasattr(np.record, name):
            message = f"{owner.__name__}.{name}: NumPy's arrays have an attribute of that name"
            raise TypeError(message)
        names.append(name)
        storages.append(field.storage)
    return np.dtype({"names": names, "formats": storages}, align=True)


def fields(owner: type) -> Iterator[tuple[str, Field]]:
    """Yield the fields of a record class with their declarations, base class first."""
    for name, hint in get_type_hints(owner, include_extras=True).items():
        for extra in getattr(hint, "__metadata__", ()):
            if isinstance(extra, Field):
                yield name, extra


def duplicate(array: Any) -> Any:
    """Return a copy of an array, of a part of one, or of a single row."""
    return lumps(array).copy().view(array.dtype) if _is_table(array) else array.copy()


def lumps(rows: Rows) -> NDArray[np.void]:
    """Return rows as lumps of bytes: NumPy copies records field by field, which takes forty times as long."""
    return rows.view(np.dtype((np.void, rows.dtype.itemsize)))


def _is_table(array: Any) -> bool:
    return isinstance(array, np.ndarray) and array.dtype.names is not None


RecordKind = TypeVar("RecordKind", bound="Record")


class Record:
    """A row that is nobody: it has a layout and is a type, but there is no view of it."""

    dtype: np.dtype[np.void]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.dtype = layout(cls)


def one(kind: type[RecordKind]) -> RecordKind:
    """Return a row of its own, with writable attributes, all zero."""
    made: RecordKind = np.zeros(1, kind.dtype).view(np.recarray)[0]
    return made


class View(mesa.Agent):
    """A Mesa agent that looks at one row of the town.

    It does not keep its model alive, and it lets go of the row when the person
    leaves: from then on it shows the person's last state.
    """

    dtype: np.dtype[np.void]
    kind: str = ""
    """The word for such an agent, as in ``client 1042``."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.dtype = layout(cls)
        for name, field in fields(cls):
            setattr(cls, name, Column(name, field))

    unit: str = ""
    """The unit that the agent belongs to, as the town calls it; empty for the whole town."""

    def __init__(self, model: Any, row: int, person: int, unit: str = "") -> None:
        # Mesa's own constructor is not called: it would count the agent in a
        # table that keeps every model alive, and register it for good.
        self._model = weakref.ref(model)
        self._row = row
        self._last: np.void | None = None
        self.unique_id = person
        self.unit = unit
        self.pos = None

    @property
    def model(self) -> Any:  # type: ignore[override]
        """The town that the agent lives in."""
        model = self._model()
        if model is None:
            message = f"the town of {self} is gone; keep a reference to the model"
            raise ReferenceError(message)
        return model

    def row_data(self) -> np.void:
        """Return the row, or the person's last state if they have left."""
        if self._last is not None:
            return self._last
        row: np.void = self.model.rows_of(type(self), self.unit)[self._row]
        return row

    @property
    def row(self) -> int:
        """Row of the array at which the person is, or was."""
        return self._row

    @property
    def here(self) -> bool:
        """Whether the person still lives in the model."""
        return self._last is None

    def move_to(self, row: int) -> None:
        """Look at another row, into which the person has moved."""
        self._row = row

    def let_go(self, last: np.void) -> None:
        """Stop looking at the row; show `last` from now on."""
        self._last = last

    def remove(self) -> None:
        """Take the person out of the town, with all its ties."""
        if self.here:
            self.model.remove_person(self)

    def state_dict(self) -> "Mapping[str, float | int]":
        """Return all fields as a plain dictionary."""
        return {name: getattr(self, name) for name in self.dtype.names or ()}

    def __str__(self) -> str:
        return f"{self.kind} {self.unique_id}"

    def __repr__(self) -> str:
        return f"<{self}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the view as a question to its (pickled) model."""
        if self._last is not None:
            return _departed, (type(self), self.unique_id, self.unit, self._last.tobytes())
        return _look_up, (self.model, type(self), self.unique_id)


def _look_up(model: Any, kind: type[View], person: int) -> View:
    view: View = model.person(kind, person)
    return view


def _departed(kind: type[View], person: int, unit: str, state: bytes) -> View:
    view = kind.__new__(kind)
    view._row, view.unique_id, view.unit, view.pos = -1, person, unit, None  # noqa: SLF001 - rebuilt from its own pickle
    view._model = weakref.ref(view)  # noqa: SLF001 - nobody asks a departed one
    view._last = np.frombuffer(state, dtype=kind.dtype)[0]  # noqa: SLF001
    return view
