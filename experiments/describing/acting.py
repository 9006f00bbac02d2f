"""Acting: what the files of `agents` say of who is in the town, of their rules and their month, not run."""

import ast
import importlib
import importlib.util
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tillit import agents
from tillit.agents.foundation.records import Record, View, fields
from tillit.experiments.describing.markdown import bullets, sentence, table
from tillit.model.assumptions import BEHAVIOUR, Assumptions

MARKS = "tillit.agents.foundation.behaviours"
"""Where the decorators are of what is part of the model; everything else in a file only serves it."""
MANY = 40
"""Of more state variables the file has the list, and the page only the number."""
MONTH = "tillit.model.month"
WIDE = '%%{init: {"flowchart": {"wrappingWidth": 600, "rankSpacing": 20}}}%%'
"""Boxes as wide as a sentence, so that the chart is short."""


class Verb(NamedTuple):
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


def actor_modules() -> list[str]:
    """Return the modules of `agents`, without the language that they are written in."""
    return sorted(f"tillit.agents.{it.name}" for it in pkgutil.iter_modules(agents.__path__) if not it.ispkg)


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


def _first_sentence(text: str) -> str:
    return sentence(text.split("\n\n", maxsplit=1)[0].partition(". ")[0])


def entities() -> str:
    """Return a row for each kind of actor, tie and office."""
    return table(("who", "what it is", "state variables"), map(entity, records()))


def records() -> Iterator[type]:
    """Yield the record classes of `agents`; those that are agents first."""
    modules = map(importlib.import_module, actor_modules())
    owners = [(owner, it.__name__) for it in modules for owner in vars(it).values() if inspect.isclass(owner)]
    found = [owner for owner, module in owners if owner.__module__ == module]
    for kind in (View, Record):
        yield from (owner for owner in found if issubclass(owner, kind))


def entity(owner: type) -> tuple[str, str, str]:
    """Return one entity: where it is declared, what it is, and its state variables."""
    parent = next((it for it in owner.__mro__[1:] if own(it)), None)
    names = [f"`{name}`" for name in own(owner) if parent is None or name not in own(parent)]
    if parent is not None:
        names.insert(0, f"those of {parent.__name__}")
    listed = ", ".join(names) if len(names) <= MANY else f"{len(names)}, most of them what an event has set"
    said = _first_sentence(inspect.getdoc(owner) or prose(owner.__module__)[1])
    return f"[{owner.__name__}](../{place_of(owner.__module__)})", said, listed


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
            lines.append(f"[{title}](../{place_of(module)}){many}: {_first_sentence(said)}")
    return bullets(lines)


def the(module: str, name: str) -> Verb:
    """Return the behaviour or stage of that name; LookupError if it is not there, or not there any more."""
    for verb in verbs_of(module):
        if verb.name == name:
            return verb
    raise LookupError(f"{module} has no behaviour or stage {name!r}; put right what the template names")


def rule(module: str, name: str) -> str:
    """Return a link to the file of a rule that is there."""
    verb = the(f"tillit.{module}", name)
    return f"[`{verb.name}`](../{place_of(verb.module)})"


def steps() -> list[str]:
    """Return the steps of the month, as its own docstring tells them."""
    text = ast.get_docstring(the(MONTH, "live_month").node) or ""
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
