"""Source: what the model's files say of themselves, read without running them."""

import ast
import importlib.util
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tillit import agents, model

MARKS = "tillit.agents.foundation.behaviours"
"""Where the decorators are of what is part of the model; everything else in a file only serves it."""


@dataclass(frozen=True)
class Verb:
    """A behaviour or a stage, as it stands in its file."""

    module: str
    name: str
    node: ast.FunctionDef


@cache
def file_of(module: str) -> Path:
    """Return the file of a module, which is not imported for it."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"there is no module {module}")
    return Path(spec.origin)


def place_of(module: str) -> str:
    """Return a module's file as it is found in the repository."""
    package = module.removeprefix("tillit.").replace(".", "/")
    return f"{package}/__init__.py" if file_of(module).name == "__init__.py" else f"{package}.py"


@cache
def _tree_of(module: str) -> ast.Module:
    return ast.parse(file_of(module).read_text(encoding="utf-8"))


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
    return tuple(Verb(module, node.name, node) for node in functions if marked(module, node))


def marked(module: str, node: ast.FunctionDef) -> bool:
    """Tell whether a function is a behaviour, a stage or an entry point."""
    marks = (it.id for it in node.decorator_list if isinstance(it, ast.Name))
    return any(imported(module).get(mark) == MARKS for mark in marks)


@cache
def imported(module: str) -> dict[str, str]:
    """Return where each imported name comes from."""
    imports = (node for node in ast.walk(_tree_of(module)) if isinstance(node, ast.ImportFrom))
    return {name.asname or name.name: node.module or "" for node in imports for name in node.names}


def prose(module: str) -> tuple[str, str]:
    """Return the name that a module gives itself, and what it says of itself, without references."""
    text = (ast.get_docstring(_tree_of(module)) or "").split("References\n---")[0]
    title, _, rest = text.partition(":")
    said = "\n\n".join(" ".join(it.split()) for it in rest.strip().split("\n\n"))
    return title.strip(), said[:1].upper() + said[1:]
