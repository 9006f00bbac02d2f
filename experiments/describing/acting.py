"""Acting: what the files of `agents` say of who is in the town, of their rules and their month."""

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from tillit import agents
from tillit.agents.foundation.records import Record, View, fields
from tillit.experiments.describing.markdown import bullets, sentence, table
from tillit.model.assumptions import BEHAVIOUR, Assumptions

MARKS = "tillit.agents.foundation.behaviours"
"""Where the decorators are of what is part of the model; everything else in a file only serves it."""
MANY = 40
"""Of more state variables the file has the list, and the page only the number."""
WIDE = '%%{init: {"flowchart": {"wrappingWidth": 600, "rankSpacing": 20}}}%%'
"""Boxes as wide as a sentence, so that the chart is short."""


def place_of(module: str) -> str:
    """Return a module's file as a page of `docs` links to it."""
    return f"../{module.removeprefix('tillit.').replace('.', '/')}.py"


def actor_modules() -> list[str]:
    """Return the modules of `agents`, without the language that they are written in."""
    return sorted(f"tillit.agents.{it.name}" for it in pkgutil.iter_modules(agents.__path__) if not it.ispkg)


@cache
def verbs_of(module: str) -> dict[str, ast.FunctionDef]:
    """Return the behaviours and stages of a module: what a decorator of `MARKS` stands above."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == MARKS)
    marks = {name.asname or name.name for node in imports for name in node.names}
    defined = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return {it.name: it for it in defined if marks.intersection(map(ast.unparse, it.decorator_list))}


def the(module: str, name: str) -> ast.FunctionDef:
    """Return the behaviour or stage of that name; LookupError if it is not there, or not there any more."""
    if name not in verbs_of(module):
        raise LookupError(f"{module} has no behaviour or stage {name!r}; put right what the template names")
    return verbs_of(module)[name]


def rule(module: str, name: str) -> str:
    """Return a link to the file of a rule that is there."""
    return f"[`{the(f'tillit.{module}', name).name}`]({place_of(module)})"


def prose(module: str) -> tuple[str, str]:
    """Return the name that a module gives itself, and what it says of itself in its first sentence."""
    title, _, rest = (import_module(module).__doc__ or "").partition(":")
    return title, _first_sentence(rest.strip())


def _first_sentence(text: str) -> str:
    paragraph = " ".join(text.partition("\n\n")[0].split())
    return sentence(paragraph[:1].upper() + paragraph[1:].partition(". ")[0])


def entities() -> str:
    """Return a row for each kind of actor, tie and office."""
    return table(("who", "what it is", "state variables"), map(entity, records()))


def records() -> Iterator[type]:
    """Yield the record classes of `agents`; those that are agents first."""
    owners = [(it, name) for name in actor_modules() for it in vars(import_module(name)).values()]
    found = [owner for owner, name in owners if inspect.isclass(owner) and owner.__module__ == name]
    for kind in (View, Record):
        yield from (owner for owner in found if issubclass(owner, kind))


def entity(owner: type) -> tuple[str, str, str]:
    """Return one entity: where it is declared, what it is, and its state variables."""
    parent = next((it for it in owner.__mro__[1:] if own(it)), object)
    names = [f"`{name}`" for name in own(owner) if name not in own(parent)]
    if own(parent):
        names.insert(0, f"those of {parent.__name__}")
    listed = ", ".join(names) if len(names) <= MANY else f"{len(names)}, most of them what an event has set"
    said = _first_sentence(inspect.getdoc(owner) or prose(owner.__module__)[1])
    return f"[{owner.__name__}]({place_of(owner.__module__)})", said, listed


def own(owner: type) -> list[str]:
    """Return the names of a record's fields, its parents' among them."""
    return [name for name, _ in fields(owner)] if hasattr(owner, "dtype") else []


def submodels(*told: str) -> str:
    """Return the files of `agents` that have rules and are not told already, with what each is about."""
    lines = []
    for module in actor_modules():
        if verbs_of(module) and module.rpartition(".")[2] not in told:
            title, said = prose(module)
            defaults = Assumptions._field_defaults.items()
            groups = [name for name, it in defaults if type(it).__module__ == module]
            declared = sum(name.partition(".")[0] in groups for name in BEHAVIOUR)
            many = f" ({declared})" if declared else ""
            lines.append(f"[{title}]({place_of(module)}){many}: {said}")
    return bullets(lines)


def steps() -> list[str]:
    """Return the steps of the month, as its own docstring tells them."""
    text = ast.get_docstring(the("tillit.model.month", "live_month")) or ""
    found = re.split(r"^\d+\. ", text, flags=re.MULTILINE)[1:]
    return [" ".join(it.split()).rstrip(".") for it in found]


def month() -> str:
    """Return a Mermaid flow chart of the month."""
    told = steps()
    lines = [f'    s{place}["{place}. {step}"]' for place, step in enumerate(told, 1)]
    chain = " --> ".join(f"s{place}" for place in range(len(told) + 1))
    first = '    s0(["The events of the month happen"])'
    last = f'    s{len(told)} -->|"child and family unit: 1 to 14 again, then next month"| s0'
    return "\n".join(["```mermaid", WIDE, "flowchart TD", first, *lines, f"    {chain}", last, "```"])
