"""Unread: state variables that describe somebody, but that no rule looks at."""

import ast

from tillit.experiments.describing.entities import own, records
from tillit.experiments.describing.markdown import joined
from tillit.experiments.describing.source import sources, verbs_of


def unread() -> str:
    """Return the state variables that no behaviour or stage reads."""
    looked_at = read_names()
    found = [f"`{it.__name__}.{name}`" for it in records() for name, _ in own(it) if name not in looked_at]
    return joined(found) if found else "none"


def read_names() -> set[str]:
    """Return the names that rules read of anything; writing, or adding to it, is not reading."""
    verbs = (verb for module in sources() for verb in verbs_of(module))
    nodes = (node for verb in verbs for node in ast.walk(verb.node))
    return {it.attr for it in nodes if isinstance(it, ast.Attribute) and isinstance(it.ctx, ast.Load)}
