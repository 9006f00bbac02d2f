"""Parameters: every number of the theory, declared once.

A group of parameters is a `NamedTuple` whose fields are annotated with `Par`.
Numba takes such a tuple as it is, nobody can change it by accident, and
`_replace` makes a variant. Sliders, sensitivity ranges, the table in the docs
and the range check all read these declarations.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, get_type_hints


class Grade(StrEnum):
    """How well a figure is supported, from a register down to an assumption."""

    REGISTER = "A"
    STUDY = "B"
    STATEMENT = "C"
    DERIVED = "D"
    ASSUMED = "E"


@dataclass(frozen=True)
class Par:
    """What a parameter is measured in, where it may lie, and who says so.

    Parameters
    ----------
    unit
        Unit of the value, for example ``"1/month"`` or ``"hours/case"``.
    low, high
        Plausible range, both ends included; also the range that is accepted.
    source
        Where the value comes from, or why it was assumed.
    grade
        How well the source supports it.
    """

    unit: str
    low: float
    high: float
    source: str
    grade: Grade


class Declaration(NamedTuple):
    """One declared parameter with everything that is known about it."""

    group: str
    name: str
    default: float
    kind: type
    par: Par
    doc: str


def declarations(group: type) -> Iterator[Declaration]:
    """Yield the declarations of one parameter group, in order.

    Raises
    ------
    TypeError
        If a field has no `Par`, no default or no docstring.
    """
    docs = field_docs(group)
    defaults: dict[str, Any] = group._field_defaults  # type: ignore[attr-defined]
    for name, hint in get_type_hints(group, include_extras=True).items():
        pars = [extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Par)]
        if not pars or name not in defaults or name not in docs:
            message = f"{group.__name__}.{name} needs a Par, a default and a docstring"
            raise TypeError(message)
        kind = hint.__origin__
        yield Declaration(group.__name__.lower(), name, kind(defaults[name]), kind, pars[0], docs[name])


def field_docs(owner: type) -> dict[str, str]:
    """Read the docstrings that stand below the fields of a class."""
    body = ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0]
    docs: dict[str, str] = {}
    field = ""
    for node in body.body if isinstance(body, ast.ClassDef) else ():
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            field = node.target.id
        elif field and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            docs[field] = inspect.cleandoc(str(node.value.value)).replace("\n", " ")
            field = ""
    return docs
