"""Packing: an answer as bytes: a header in JSON, then numbers that nothing walks over.

The header says of each array where it begins and its shape, so that the browser looks at the
numbers where they are.
"""

import json
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

ALIGNED = 8


def packed(head: Mapping[str, object]) -> bytes:
    """Return an answer as bytes; arrays anywhere in it follow the header as they are."""
    arrays: list[bytes] = []
    at = 0

    def placed(value: object) -> object:
        nonlocal at
        if isinstance(value, np.ndarray):
            raw = np.ascontiguousarray(value).tobytes()
            raw += b"\0" * (-len(raw) % ALIGNED)
            here = {"at": at, "type": value.dtype.str.lstrip("<|"), "shape": list(value.shape)}
            arrays.append(raw)
            at += len(raw)
            return {"array": here}
        if isinstance(value, Mapping):
            return {str(key): placed(it) for key, it in value.items()}
        if isinstance(value, list | tuple):
            return [placed(it) for it in value]
        return value

    text = json.dumps(placed(head), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-(len(text) + 4) % ALIGNED)
    return len(text).to_bytes(4, "little") + text + b"".join(arrays)


def unpacked(data: bytes) -> dict[str, object]:
    """Return an answer from its bytes, as the browser does."""
    length = int.from_bytes(data[:4], "little")
    numbers = data[4 + length :]

    def taken(value: object) -> object:
        if isinstance(value, dict):
            if set(value) == {"array"}:
                here = value["array"]
                return _array(numbers, here["at"], here["type"], here["shape"])
            return {key: taken(it) for key, it in value.items()}
        return [taken(it) for it in value] if isinstance(value, list) else value

    head = taken(json.loads(data[4 : 4 + length]))
    assert isinstance(head, dict)  # noqa: S101 - what `packed` takes
    return head


def _array(numbers: bytes, at: int, kind: str, shape: list[int]) -> NDArray[np.generic]:
    count = int(np.prod(shape))
    array: NDArray[np.generic] = np.frombuffer(numbers, kind, count, at).reshape(shape)
    return array
