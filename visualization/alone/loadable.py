"""Loadable: an object file of LLVM becomes a module that a browser loads, without a linker.

One object needs nothing to be linked with; all that it lacks is a list of what can be called.
The list is found in the object's own table of symbols.
See https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md
"""

from collections.abc import Iterator

BEGINNING = 8
"""Bytes that say that it is WebAssembly, and of which version."""
CUSTOM, EXPORTS = 0, 7
AFTER_EXPORTS = (8, 9, 12, 10, 11)
"""Sections that come after the list of what can be called."""
SYMBOLS = 8
"""The part of the linking section that is a table of symbols."""
FUNCTION, DATA, SECTION = 0, 1, 3
UNDEFINED, NAMED = 0x10, 0x40
MORE = 128
"""Said of a byte of a number: another follows."""


def loadable(code: bytes, names: tuple[str, ...]) -> bytes:
    """Return a module that can be loaded, with some of its functions for the page to call.

    Parameters
    ----------
    code
        One object file.
    names
        Functions, as they are called in it.

    Raises
    ------
    KeyError
        If there is no such function.
    """
    there = [*_sections(code)]
    functions: dict[str, int] = {}
    for kind, content in there:
        if kind == CUSTOM and content[1 : 1 + content[0]] == b"linking":
            functions |= _functions(content, 1 + content[0])
    listed = _number(len(names)) + b"".join(_text(it) + b"\0" + _number(functions[it]) for it in names)
    parts, done = [code[:BEGINNING]], False
    for kind, content in there:
        if kind in AFTER_EXPORTS and not done:
            parts.append(_section(EXPORTS, listed))
            done = True
        if kind != CUSTOM:
            parts.append(_section(kind, content))
    return b"".join(parts)


def _sections(code: bytes) -> Iterator[tuple[int, bytes]]:
    at = BEGINNING
    while at < len(code):
        size, begin = _read(code, at + 1)
        yield code[at], code[begin : begin + size]
        at = begin + size


def _functions(content: bytes, at: int) -> dict[str, int]:
    """Return the functions that are defined in an object, by name."""
    _, at = _read(content, at)
    while at < len(content):
        kind = content[at]
        size, at = _read(content, at + 1)
        if kind == SYMBOLS:
            return dict(_symbols(content, at))
        at += size
    return {}


def _symbols(content: bytes, at: int) -> Iterator[tuple[str, int]]:
    count, at = _read(content, at)
    for _ in range(count):
        kind, (flags, at) = content[at], _read(content, at + 1)
        if kind == DATA:
            at = _skipped(content, at)
            for _ in range(0 if flags & UNDEFINED else 3):
                _, at = _read(content, at)
        else:
            index, at = _read(content, at)
            if kind != SECTION and (not flags & UNDEFINED or flags & NAMED):
                begin, at = at, _skipped(content, at)
                if kind == FUNCTION:
                    length, begin = _read(content, begin)
                    yield content[begin : begin + length].decode(), index


def _skipped(content: bytes, at: int) -> int:
    length, at = _read(content, at)
    return at + length


def _read(content: bytes, at: int) -> tuple[int, int]:
    """Return a whole number in seven bits a byte, lowest first, and where it ends."""
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte % MORE) << shift
        at, shift = at + 1, shift + 7
        if byte < MORE:
            return value, at


def _number(value: int) -> bytes:
    digits = []
    while True:
        value, digit = value >> 7, value & 127
        digits.append(digit | (MORE if value else 0))
        if not value:
            return bytes(digits)


def _text(text: str) -> bytes:
    return _number(len(text.encode())) + text.encode()


def _section(kind: int, content: bytes) -> bytes:
    return bytes([kind]) + _number(len(content)) + content
