"""Acts: what events do, in the browser's language, translated from their classes.

An event's `happen` is a few plain assignments to an office, so its Python is read and written down
again as JavaScript. An event that says more than is understood here is not offered without Python.
"""

import ast
import inspect
import json
from enum import IntEnum
from textwrap import dedent
from typing import Any

from tillit.model.events import EVENTS, Event

OPERATORS: dict[type, str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.LShift: "<<",
    ast.BitOr: "|",
    ast.Eq: "===",
    ast.Gt: ">",
    ast.Is: "===",
    ast.USub: "-",
    ast.Or: "||",
    ast.And: "&&",
}
FUNCTIONS = {"max": "Math.max", "min": "Math.min", "int": "Math.trunc", "float": "Number"}
STEPS = ("happen", "befall", "units")
"""What an event does to an office, and to the town as a whole; and to which units it happens, a bit each."""
NOT_READ = {"source", "grade", "fact"}
"""Fields that say where an event is known from."""


class NotUnderstoodError(Exception):
    """The Python says something that is not translated."""


def acts() -> tuple[str, dict[str, Any]]:
    """Return the events as scripts, and of each kind its usual sizes and its precedence.

    Returns
    -------
    tuple
        A script, the expression of an object of functions by kind; and the data.
    """
    scripts, data = [], {}
    for kind, owner in EVENTS.items():
        try:
            steps = {name: _function(owner, name) for name in STEPS if hasattr(owner, name)}
        except NotUnderstoodError:
            continue
        scripts.append(f"{json.dumps(kind)}: {{{', '.join(f'{name}: {it}' for name, it in steps.items())}}}")
        sizes = {
            name: field.default
            for name, field in owner.model_fields.items()
            if not field.is_required() and name not in NOT_READ
        }
        data[kind] = {"sizes": sizes, "precedence": owner.precedence}
    return f"({{{', '.join(scripts)}}})", data


def _function(owner: type[Event], name: str) -> str:
    """Return a method as a function of the event, and of what the method is given."""
    method = getattr(owner, name)
    method = getattr(method, "fget", method)
    tree = ast.parse(dedent(inspect.getsource(method))).body[0]
    assert isinstance(tree, ast.FunctionDef)  # noqa: S101 - the source of a method
    names = [it.arg for it in tree.args.args]
    written = _Writer(owner, method.__globals__)
    return f"({', '.join(names)}) => {{ {' '.join(map(written.step, tree.body))} }}"


class _Writer:
    """Writes the Python of an event's method as JavaScript.

    Parameters
    ----------
    owner
        The event's class, whose other methods may be called.
    known
        What else its file can name.
    """

    def __init__(self, owner: type[Event], known: dict[str, Any]) -> None:
        self._owner, self._known = owner, known

    def step(self, it: ast.stmt) -> str:  # noqa: PLR0911 - a case for each statement
        """Return one statement."""
        match it:
            case ast.Expr(value=ast.Constant()):
                return ""  # the docstring
            case ast.Expr(value=ast.Call(func=ast.Name(id="setattr"), args=[whose, name, value])):
                return f"{self.value(whose)}[{self.value(name)}] = {self.value(value)};"
            case ast.Expr(value=value):
                return f"{self.value(value)};"
            case ast.Assign(targets=[ast.Tuple(elts=places)], value=ast.Tuple(elts=values)):
                pairs = zip(places, values, strict=True)
                return " ".join(f"{self.value(place)} = {self.value(value)};" for place, value in pairs)
            case ast.Assign(targets=[place], value=value):
                declared = "let " if isinstance(place, ast.Name) else ""
                return f"{declared}{self.value(place)} = {self.value(value)};"
            case ast.AugAssign(target=place, op=done, value=value):
                return f"{self.value(place)} {self._operator(done)}= {self.value(value)};"
            case ast.If(test=test, body=body, orelse=[]):
                return f"if ({self.value(test)}) {{ {' '.join(map(self.step, body))} }}"
            case ast.Return(value=ast.expr() as value):
                return f"return {self.value(value)};"
        raise NotUnderstoodError(ast.dump(it))

    def value(self, it: ast.expr) -> str:  # noqa: C901, PLR0911 - a case for each expression
        """Return one expression."""
        match it:
            case ast.Constant(value=value):
                return json.dumps(value)
            case ast.Name(id=name):
                return self._named(name)
            case ast.Attribute(value=whose, attr=name):
                return f"{self.value(whose)}.{name}"
            case ast.Subscript(value=whose, slice=which):
                return f"{self.value(whose)}[{self.value(which)}]"
            case ast.BinOp(left=left, op=done, right=right):
                return f"({self.value(left)} {self._operator(done)} {self.value(right)})"
            case ast.Compare(left=left, ops=[done], comparators=[right]):
                return f"({self.value(left)} {self._operator(done)} {self.value(right)})"
            case ast.BoolOp(op=done, values=values):
                return f"({f' {self._operator(done)} '.join(map(self.value, values))})"
            case ast.UnaryOp(op=done, operand=value):
                return f"({self._operator(done)}{self.value(value)})"
            case ast.IfExp(test=test, body=body, orelse=other):
                return f"({self.value(test)} ? {self.value(body)} : {self.value(other)})"
            case ast.Call(func=ast.Name(id=name), args=given, keywords=[]) if name in FUNCTIONS:
                return f"{FUNCTIONS[name]}({', '.join(map(self.value, given))})"
            case ast.Call(func=ast.Attribute(value=text, attr="upper"), args=[], keywords=[]):
                return f"{self.value(text)}.toUpperCase()"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=name), args=given, keywords=[]):
                arguments = ", ".join(["self", *map(self.value, given)])
                return f"({_function(self._owner, name)})({arguments})"
        raise NotUnderstoodError(ast.dump(it))

    def _named(self, name: str) -> str:
        """Return a name of the method's own, or what its file means by it."""
        value = self._known.get(name)
        if value is None:
            return name
        if isinstance(value, type) and issubclass(value, IntEnum):
            return json.dumps({it.name: it.value for it in value})
        if isinstance(value, dict):
            return json.dumps({str(key): _plain(it) for key, it in value.items()})
        if isinstance(value, int | float):
            return json.dumps(value)
        raise NotUnderstoodError(name)

    @staticmethod
    def _operator(done: ast.AST) -> str:
        if type(done) not in OPERATORS:
            raise NotUnderstoodError(ast.dump(done))
        return OPERATORS[type(done)]


def _plain(value: Any) -> Any:  # noqa: ANN401 - a number, or a tuple with names
    if isinstance(value, IntEnum | int | float | str):
        return value
    return {name: it for name, it in value._asdict().items() if isinstance(it, int | float | str)}
