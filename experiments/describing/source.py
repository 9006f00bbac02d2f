"""Source: what the model's files say of themselves, read without running them."""

import ast
import importlib.util
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tillit import agents, model

MARKS = "tillit.agents.foundation.behaviours"
"""Where the decorators are of what is part of the model; everything else in a file only serves it."""

SERVING = "tillit.agents.foundation."
"""The language that the agents are written in: no part of the theory."""


@dataclass(frozen=True)
class Verb:
    """A behaviour or a stage, as it stands in its file."""

    module: str
    name: str
    node: ast.FunctionDef

    @property
    def says(self) -> str:
        """The first sentence of its docstring."""
        return " ".join((ast.get_docstring(self.node) or "").split("\n\n")[0].split())

    @property
    def rule(self) -> str:
        """Its statements, without signature and docstring."""
        first, last = self.node.body[0], self.node.body[-1]
        before = first.end_lineno if ast.get_docstring(self.node) else first.lineno - 1
        lines = text_of(self.module).splitlines()[before : last.end_lineno]
        return textwrap.dedent("\n".join(lines)).strip("\n")


@cache
def file_of(module: str) -> Path:
    """Return the file of a module, which is not imported for it."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        message = f"there is no module {module}"
        raise ModuleNotFoundError(message)
    return Path(spec.origin)


@cache
def text_of(module: str) -> str:
    """Return the source of a module."""
    return file_of(module).read_text(encoding="utf-8")


def actor_modules() -> tuple[str, ...]:
    """Return the modules of `agents`, without the language that they are written in."""
    found = pkgutil.iter_modules(agents.__path__)
    return tuple(sorted(f"tillit.agents.{it.name}" for it in found if not it.ispkg))


def sources() -> Iterator[str]:
    """Yield every module of the model."""
    for package in (agents, model):
        for it in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield it.name


@cache
def verbs_of(module: str) -> tuple[Verb, ...]:
    """Return the behaviours and stages of a module, in order."""
    functions = (node for node in _tree_of(module).body if isinstance(node, ast.FunctionDef))
    return tuple(Verb(module, node.name, node) for node in functions if _marked(module, node))


def marks(node: ast.FunctionDef) -> Iterator[str]:
    """Yield the plain decorators of a function."""
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Name):
            yield decorator.id


def find(module: str, name: str) -> Verb | None:
    """Return a behaviour or a stage, wherever the module has it from; None if it is neither."""
    here = imported(module).get(name, module)
    if here.startswith(SERVING) or not here.startswith(("tillit.agents.", "tillit.model.")):
        return None
    return next((verb for verb in verbs_of(here) if verb.name == name), None)


@cache
def imported(module: str) -> dict[str, str]:
    """Return where each imported name comes from."""
    imports = (node for node in ast.walk(_tree_of(module)) if isinstance(node, ast.ImportFrom))
    return {name.asname or name.name: node.module or "" for node in imports for name in node.names}


@cache
def called(verb: Verb) -> tuple[Verb, ...]:
    """Return the behaviours and stages that one calls itself, in order of the text, each once."""
    calls = [node for node in ast.walk(verb.node) if isinstance(node, ast.Call)]
    names = [node.func for node in calls if isinstance(node.func, ast.Name)]
    names.sort(key=lambda name: (name.lineno, name.col_offset))
    found = (find(verb.module, name.id) for name in names)
    return tuple(dict.fromkeys(it for it in found if it is not None))


def reached(verb: Verb) -> dict[Verb, None]:
    """Return one behaviour or stage and all that it calls, also through others, in order."""
    found: dict[Verb, None] = {verb: None}
    for other in called(verb):
        found |= dict.fromkeys(it for it in reached(other) if it not in found)
    return found


def prose(module: str) -> tuple[str, str]:
    """Return the name that a module gives itself, and what it says of itself, without references."""
    text = (ast.get_docstring(_tree_of(module)) or "").split("References\n---")[0]
    title, _, rest = text.partition(":")
    paragraphs = (" ".join(it.split()) for it in rest.strip().split("\n\n"))
    said = "\n\n".join(paragraphs)
    return title.strip(), said[:1].upper() + said[1:]


def members(module: str, owner: str) -> dict[str, tuple[str, str, str]]:
    """Return what the members of an enumeration say: value, docstring, and the comment that groups them."""
    (body,) = (
        node.body for node in _tree_of(module).body if isinstance(node, ast.ClassDef) and node.name == owner
    )
    lines = text_of(module).splitlines()
    found: dict[str, tuple[str, str, str]] = {}
    name, group, seen = "", "", 0
    for node in body:
        for line in lines[seen : node.lineno - 1]:
            comment = re.match(r"\s+# (.+)$", line)
            group = comment[1] if comment else group
        seen = node.end_lineno or node.lineno
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            found[name] = (ast.unparse(node.value), "", group)
        elif name and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found[name] = (found[name][0], " ".join(str(node.value.value).split()), found[name][2])
    return found


@cache
def _tree_of(module: str) -> ast.Module:
    """Return the parsed source of a module."""
    return ast.parse(text_of(module))


def _marked(module: str, node: ast.FunctionDef) -> bool:
    """Tell whether a function is a behaviour, a stage or an entry point."""
    return any(imported(module).get(mark) == MARKS for mark in marks(node))
