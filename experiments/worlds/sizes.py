"""Sizes: how large an event is, in its own fields."""

from collections.abc import Iterator
from typing import Any

from tillit.model.events import Event, Size

NOT_SIZES = {"kind", "month", "source", "grade", "fact", "every", "times"}
"""Fields of an event that do not say how large it is."""


def sizes(event: Event) -> Iterator[tuple[str, Any, Size | None]]:
    """Yield what an event says of how large it is; how strong it is only where that is not as usual."""
    strengths = event.strengths()
    for name, field in type(event).model_fields.items():
        value = getattr(event, name)
        size = next((it for it in field.metadata if isinstance(it, Size)), None)
        usual = name in strengths and value == field.default
        if name not in NOT_SIZES and value is not None and not usual:
            yield name, value, size


def written(value: object) -> str:
    """Return a size as one reads it."""
    return f"{value:g}" if isinstance(value, int | float) else str(value)
