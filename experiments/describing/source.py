"""Source: what the model's files say of themselves, read without running them."""

import ast
import importlib.util
import pkgutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tillit import agents

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


@cache
def verbs_of(module: str) -> tuple[Verb, ...]:
    """Return the behaviours and stages of a module, in order: what a decorator of `MARKS` stands above."""
    tree = _tree_of(module)
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == MARKS)
    marks = {name.asname or name.name for node in imports for name in node.names}
    return tuple(
        Verb(module, node.name, node)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(it, ast.Name) and it.id in marks for it in node.decorator_list)
    )


def prose(module: str) -> tuple[str, str]:
    """Return the name that a module gives itself, and what it says of itself, without references."""
    text = (ast.get_docstring(_tree_of(module)) or "").split("References\n---")[0]
    title, _, rest = text.partition(":")
    said = "\n\n".join(" ".join(it.split()) for it in rest.strip().split("\n\n"))
    return title.strip(), said[:1].upper() + said[1:]
