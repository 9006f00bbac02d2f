"""Event: what all things that can happen to a town have in common."""

import inspect
from abc import abstractmethod
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    SerializerFunctionWrapHandler,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_serializer,
    model_validator,
)

from tillit.agents.foundation.numpy_numbers import plain_number
from tillit.agents.foundation.parameters import Grade
from tillit.agents.office import Office
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort
from tillit.model.events.units import Units

LAST_MONTH = 3600
"""Last month that an event may have: with the run-in before it, it must fit into luck's twelve bits."""

HERE = f"{__name__.rpartition('.')[0]}."
"""What the names of this folder's modules begin with."""


class Event(BaseModel):
    """Something that is done to a town, or befalls it, in a month and with a size.

    A class states its fields, each with a `Size` and a default, and what they
    change in an office. Where it is written does not matter: one of another
    module is found by its address.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    kind: ClassVar[str]
    """The word in scenario files; of a class outside this folder, its address: ``module:Class``."""
    labels: ClassVar[dict[str, str]]
    """What one reads, by language; English at least."""
    sort: ClassVar[Sort]
    """What it acts on."""
    precedence: ClassVar[int] = 0
    """Of one month's events, those with a higher one happen first."""

    month: Annotated[int, Size("month", 1, LAST_MONTH, "1 is the first month of the comparison")]
    """Month at whose start it happens, 1 for the first of the comparison."""
    source: Annotated[str, StringConstraints(max_length=500)] = ""
    """Who says that it happened, and so much of it."""
    grade: Grade = Grade.ASSUMED
    """How well the source supports it."""

    @abstractmethod
    def happen(self, office: Office) -> None:
        """Change the office of a unit that it happens to; everything else must follow from that."""

    @property
    def units(self) -> Units:
        """To which units it happens."""
        return Units.ASSISTANCE

    @property
    def acts_on(self) -> Sort:
        """What it acts on; a class may say it of each size."""
        return self.sort

    def happens_to(self, unit: Units, first: Units) -> bool:
        """Tell whether it happens to a unit; if to none in particular, it does to the town's first."""
        return bool((self.units or first) & unit)

    def expanded(self) -> tuple[Self, ...]:
        """Return the event as often as it happens, each time on its own."""
        return (self,)

    @classmethod
    def strengths(cls) -> dict[str, Strength]:
        """Return what says how strong it is, by field; all else says what happens, and how much of it."""
        marks = ((name, mark) for name, field in cls.model_fields.items() for mark in field.metadata)
        return {name: mark for name, mark in marks if isinstance(mark, Strength)}

    def read(self, *but: str) -> str:
        """Return what the model reads of it, as JSON, without the fields that are named."""
        return self.model_dump_json(exclude={"source", "grade", *but})

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:  # noqa: ANN401 - whatever a class statement says
        """Give a class its kind.

        Raises
        ------
        TypeError
            If the class does not say what files, tables or null models need to know of it.
        """
        if inspect.isabstract(cls):
            return
        said = vars(cls)
        if not cls.__module__.startswith(HERE):
            if "kind" in said or "kind" in cls.model_fields:
                message = f"{cls.__name__}: leave out `kind`; files name an event of your own 'module:Class'"
                raise TypeError(message)
            cls.kind = f"{cls.__module__}:{cls.__qualname__}"
        wanted = {
            "kind": isinstance(getattr(cls, "kind", None), str),
            'labels (with "en")': "en" in getattr(cls, "labels", {}),
            f"sort ({', '.join(map(str, Sort.__members__))})": isinstance(getattr(cls, "sort", None), Sort),
            "a docstring": bool(said.get("__doc__")),
        }
        missing = [name for name, is_said in wanted.items() if not is_said]
        if missing:
            message = f"the event {cls.__name__} lacks {'; '.join(missing)}"
            raise TypeError(message)

    @model_validator(mode="before")
    @classmethod
    def _of_this_kind(cls, data: Any) -> Any:  # noqa: ANN401 - this is where anything is checked
        if not isinstance(data, dict) or "kind" not in data:
            return data
        if data["kind"] != cls.kind:
            message = f"kind = {data['kind']!r}: must be {cls.kind!r}"
            raise ValueError(message)
        return {name: value for name, value in data.items() if name != "kind"}

    @field_validator("*", mode="before")
    @classmethod
    def _is_no_truth(cls, value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401 - the same
        """Refuse a truth value for a number: Python would take it for 0 or 1."""
        value = plain_number(value)
        hint = cls.model_fields[info.field_name or ""].annotation
        if isinstance(value, bool) and bool not in {hint, *get_args(hint)}:
            message = "is no truth value"
            raise ValueError(message)
        return value

    @model_serializer(mode="wrap")
    def _with_kind(self, fields: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {"kind": self.kind, **fields(self)}


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events in the order in which they happen: of one month, a norm before what departs from it."""
    return sorted(events, key=lambda event: (event.month, -event.precedence))
