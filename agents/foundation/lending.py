"""Lending: arrays that the kernel uses without counting who holds them.

Numba counts references to every array of a tuple at every call that the tuple
goes through: with two dozen arrays that was nine tenths of the kernel's time.
The caller of a kernel holds all its arrays until it returns, so the kernel may
work on copies of the arrays' headers that nobody counts.
"""

from typing import Any

from numba.core import cgutils, types
from numba.extending import intrinsic
from numpy.typing import NDArray

from tillit.agents.foundation.behaviours import COMPILED


def _lent(_typing: Any, array: types.Array) -> Any:
    """Return the array's header without its owner."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        header = context.make_array(signature.args[0])(context, builder, arguments[0])
        header.meminfo = cgutils.get_null_value(header.meminfo.type)  # type: ignore[no-untyped-call]
        header.parent = cgutils.get_null_value(header.parent.type)  # type: ignore[no-untyped-call]
        return header._getvalue()  # noqa: SLF001 - how Numba itself makes a value of a header

    return array(array), generate


def itself(array: NDArray[Any]) -> NDArray[Any]:
    """Return the array: without the compiler there is nothing to save."""
    return array


lent: Any = intrinsic(_lent) if COMPILED else itself
