"""The world that the agents share: a municipality, month by month.

`Municipality` is imported on first use, because Mesa and Numba take seconds to load.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tillit.model.municipality import Municipality

__all__ = ["Municipality"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Import `Municipality` when it is asked for."""
    if name == "Municipality":
        from tillit.model.municipality import Municipality  # noqa: PLC0415 - lazy: takes seconds

        return Municipality
    message = f"module 'tillit.model' has no attribute {name!r}"
    raise AttributeError(message)
