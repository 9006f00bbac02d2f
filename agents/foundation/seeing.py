"""Seeing: what a compiled function can see, and a name for it.

Machine code is as good as new when nothing that it was made from has changed: the byte code of
the function and of all that it calls, the constants, enumerations and tuples with names that
they use, and how the arguments are laid out. Comments, docstrings, labels, the defaults of
parameters (they are arguments) and every file that holds no compiled function are none of it.
"""

import ast
import dis
import enum
import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import llvmlite
import numba
import numpy as np
from numba.core.types.containers import BaseNamedTuple

LANGUAGE = ("behaviours", "keeping", "lending", "parts", "seeing")
"""The modules of this package that decide how behaviours are compiled."""


def key_of(function: FunctionType, machine: tuple[str, ...]) -> str:
    """Return a name for a function as it is now, with all that it calls.

    Parameters
    ----------
    function
        The Python function.
    machine
        The processor that it is compiled for, as Numba names it.
    """
    return _hashed(_language(), *machine, _closure(function))


def types_key(arguments: tuple[Any, ...], way: str) -> str:
    """Return a name for the types of a function's arguments, and the way in which it is compiled."""
    return _hashed(way, *map(laid_out, arguments))


def name_of(function: FunctionType) -> int:
    """Return a number for what a function can see: the same in each process, unlike Numba's own."""
    return int(hashlib.blake2b(_closure(function).encode(), digest_size=7).hexdigest(), 16)


@cache
def _language() -> str:
    """Return what compiles the behaviours: versions, and the syntax of this package's own part in it."""
    told = [numba.__version__, llvmlite.__version__, np.__version__, sys.version]
    for module in LANGUAGE:
        tree = ast.parse(Path(__file__).with_name(f"{module}.py").read_text(encoding="utf-8"))
        told += [ast.dump(node) for node in tree.body if not _is_prose(node)]
    return _hashed(*told)


def _is_prose(node: ast.stmt) -> bool:
    """Tell whether a statement is a docstring; take those inside it out."""
    for inner in ast.walk(node):
        body = getattr(inner, "body", None)
        if isinstance(body, list):
            inner.body = [it for it in body if not _is_string(it)]  # type: ignore[attr-defined]
    return _is_string(node)


def _is_string(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@cache
def _closure(function: FunctionType) -> str:
    """Return a hash of a function and of all the functions that it calls, also through others."""
    return _hashed(*sorted(_own(it)[0] for it in reached(function)))


def reached(function: FunctionType) -> list[FunctionType]:
    """Return a function, and all the functions that it calls, also through others."""
    found = {function: None}
    waiting = [function]
    while waiting:
        for called in _own(waiting.pop())[1]:
            if called not in found:
                found[called] = None
                waiting.append(called)
    return list(found)


def _hashed(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()


@cache
def _own(function: FunctionType) -> tuple[str, tuple[FunctionType, ...]]:
    """Return what a function sees by itself, and the functions that it calls."""
    told = [f"{function.__module__}.{function.__qualname__}", repr(function.__defaults__)]
    calls: list[FunctionType] = []
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    seen = function.__globals__ | {name: cell.cell_contents for name, cell in cells}
    for code in _codes(function.__code__):
        constants = code.co_consts[1:] if code.co_consts[:1] == (function.__doc__,) else code.co_consts
        plain = [it for it in constants if not isinstance(it, CodeType)]
        told += [code.co_code.hex(), repr(code.co_varnames), repr(code.co_names), repr(plain)]
        for name in _names(code):
            value: Any = seen.get(name)
            if hasattr(value, "py_func"):
                calls.append(value.py_func)
                told.append(f"{name} is {value.py_func.__module__}.{value.py_func.__qualname__}")
            elif name in seen:
                told.append(f"{name} = {_value(value, function)}")
    return "\n".join(told), tuple(calls)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield a function's code, and that of the functions inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _names(code: CodeType) -> list[str]:
    """Return the names that code reads from outside itself; an attribute is no such name."""
    read = (it.argval for it in dis.get_instructions(code) if it.opname in {"LOAD_GLOBAL", "LOAD_DEREF"})
    return list(dict.fromkeys(read))


def _value(value: Any, function: FunctionType) -> str:
    """Return what a compiled function sees of a global value.

    Raises
    ------
    TypeError
        If that is unknown: machine code made from it would not notice that it has changed.
    """
    if hasattr(value, "seen"):  # an intrinsic of `lending`
        return str(value.seen)
    if isinstance(value, type):
        return _class(value)
    if isinstance(value, np.ndarray):
        return f"{value.dtype} {value.shape} {value.tobytes().hex()}"
    if isinstance(value, tuple):
        return f"{type(value).__name__}({', '.join(_value(it, function) for it in value)})"
    if isinstance(value, ModuleType) and value.__name__ in {"numpy", "math"}:
        return value.__name__
    if value is None or isinstance(value, int | float | str | np.generic):
        return repr(value)
    message = (
        f"{function.__qualname__} uses {value!r}: a behaviour can use numbers, arrays, tuples and behaviours"
    )
    raise TypeError(message)


def _class(owner: type) -> str:
    name = f"{owner.__module__}.{owner.__qualname__}"
    if issubclass(owner, enum.Enum):
        return f"{name} {[(it.name, it.value) for it in owner]}"
    return f"{name} {getattr(owner, '_fields', '')} {getattr(owner, 'dtype', '')}"


@cache
def laid_out(kind: Any) -> str:
    """Return how an argument is laid out; Numba's own name leaves out the fields of a tuple."""
    owner = getattr(kind, "owner", kind)
    if isinstance(owner, BaseNamedTuple):
        fields = (f"{name}: {laid_out(it)}" for name, it in zip(owner.fields, owner.types, strict=True))
        where = f"{owner.instance_class.__module__}.{owner.instance_class.__qualname__}"
        return f"{type(kind).__name__} {where}({', '.join(fields)})"
    return str(kind)
