"""Luck drawn: every decision of chance, with the behaviours that draw it."""

import ast
from collections.abc import Iterator
from functools import cache

from tillit.agents.foundation.decisions import Decision
from tillit.experiments.describing.markdown import bullets, worded
from tillit.experiments.describing.source import members, sources, tree_of


def decisions() -> str:
    """Return the decisions of luck by what they are about."""
    said = members(Decision.__module__, Decision.__name__)
    groups: dict[str, list[str]] = {}
    for decision in Decision:
        if not decision.name.endswith("_LAST"):
            drawn = ", ".join(f"`{name}`" for name in drawn_by().get(decision.name, ()))
            groups.setdefault(said[decision.name][2], []).append(
                f"{worded(decision.name)} {decision.value}" + (f" ({drawn})" if drawn else "")
            )
    return bullets(f"**{group}**: {', '.join(drawn)}." for group, drawn in groups.items())


@cache
def drawn_by() -> dict[str, tuple[str, ...]]:
    """Return the functions that draw each decision."""
    found: dict[str, dict[str, None]] = {}
    for module in sources():
        for function in (it for it in ast.walk(tree_of(module)) if isinstance(it, ast.FunctionDef)):
            for name in named(function):
                found.setdefault(name, {})[function.name] = None
    return {name: tuple(functions) for name, functions in found.items()}


def named(function: ast.FunctionDef) -> Iterator[str]:
    """Yield the decisions that a function names."""
    for node in ast.walk(function):
        owner = node.value if isinstance(node, ast.Attribute) else None
        if isinstance(node, ast.Attribute) and isinstance(owner, ast.Name) and owner.id == Decision.__name__:
            yield node.attr
