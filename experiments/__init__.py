"""Questions asked of the model: towns run in pairs, with the same people and the same luck.

`compare` is imported on first use, because Mesa and Numba take seconds to load.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tillit.experiments.comparison.outcomes import Comparison
    from tillit.experiments.comparison.pairs import compare

__all__ = ["Comparison", "compare"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Import what is asked for."""
    if name == "compare":
        from tillit.experiments.comparison.pairs import compare  # noqa: PLC0415 - lazy: takes seconds

        return compare
    if name == "Comparison":
        from tillit.experiments.comparison.outcomes import Comparison  # noqa: PLC0415 - lazy: takes seconds

        return Comparison
    message = f"module 'tillit.experiments' has no attribute {name!r}"
    raise AttributeError(message)
