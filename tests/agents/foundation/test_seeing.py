"""What machine code was made from is all known, or the behaviour is refused."""

import pytest

from tillit.agents.foundation.behaviours import COMPILED, behaviour
from tillit.agents.foundation.seeing import key_of

pytestmark = pytest.mark.skipif(not COMPILED, reason="without the compiler there is no machine code")


class Unknown:
    """What no compiled function can use."""


STRANGE = Unknown()


@behaviour
def uses_what_cannot_be_seen() -> int:
    """Use something whose changes would not be noticed."""
    return int(STRANGE is None)


def test_what_cannot_be_seen_is_refused() -> None:
    with pytest.raises(TypeError, match="a behaviour can use numbers, arrays, tuples and behaviours"):
        key_of(uses_what_cannot_be_seen.py_func, ())  # type: ignore[attr-defined]
