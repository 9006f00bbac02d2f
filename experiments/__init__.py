"""Questions asked of the model: towns run in pairs, with the same people and the same luck.

`compare` is imported on first use, because Mesa and Numba take seconds to load.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tillit.experiments.notebook import Comparison, compare

__all__ = ["Comparison", "compare"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Import what is asked for."""
    if name not in __all__:
        message = f"module 'tillit.experiments' has no attribute {name!r}"
        raise AttributeError(message)
    from tillit.experiments import notebook  # noqa: PLC0415 - lazy: takes seconds

    return getattr(notebook, name)
