"""Submodels: every module that acts in a month, with its parameters and its rules."""

import ast
from collections.abc import Iterator
from functools import cache

from tillit.agents.foundation.parameters import Declaration, Grade
from tillit.experiments.describing.markdown import bullets, code, number, sentence, table
from tillit.experiments.describing.schedule import acting_modules, place_of
from tillit.experiments.describing.source import Verb, actor_modules, prose, tree_of, verbs_of
from tillit.model.assumptions import DECLARED, Assumptions
from tillit.model.events import EVENTS, Event

DETAILS = "submodels.md"
"""The page of all rules and parameters."""

TOLD_ELSEWHERE = {"tillit.model.month"}
"""The schedule has a part of its own."""


@cache
def groups() -> dict[str, str]:
    """Return the parameter groups with the module that declares each, in the order of the assumptions."""
    return {name: type(group).__module__ for name, group in Assumptions._field_defaults.items()}


def submodels(package: str) -> tuple[str, ...]:
    """Return the modules just below a package that act or declare parameters, in order of their first act."""
    ordered = dict.fromkeys([*acting_modules(), *groups().values(), *actor_modules()])
    here = (it for it in ordered if it.rpartition(".")[0] == package)
    return tuple(it for it in here if verbs_of(it) or it in groups().values())


def told(package: str) -> str:
    """Return what each submodel of a package does, in words."""
    return "\n\n".join(short_part(it) for it in submodels(package) if it not in TOLD_ELSEWHERE)


def short_part(module: str) -> str:
    """Return a submodel in words, with a link to its rules and parameters."""
    title, said = prose(module)
    return f"**[{title}]({DETAILS}#{anchor(module)}).** {said}"


def anchor(module: str) -> str:
    """Return the address of a submodel within the page of details."""
    return heading(module).lower().replace(" ", "-").translate(str.maketrans("", "", "/."))


def heading(module: str) -> str:
    """Return the heading of a submodel: where it is found, so that no two are alike."""
    return place_of(module)


def specified() -> str:
    """Return every submodel with its parameters and rules."""
    modules = [*submodels("tillit.agents"), *submodels("tillit.model")]
    return "\n\n".join([*map(full_part, modules), *map(event_part, EVENTS.values())])


def event_part(owner: type[Event]) -> str:
    """Return what one event changes in the office; its sizes are told with the scenario files."""
    module = owner.__module__
    (node,) = (
        it
        for it in ast.walk(tree_of(module))
        if isinstance(it, ast.FunctionDef) and it.name == owner.happen.__name__
    )
    return "\n\n".join([f"## {heading(module)}", prose(module)[1], rule_part(Verb(module, node.name, node))])


def full_part(module: str) -> str:
    """Return one submodel in full."""
    stages = ", ".join(f"`{name}`" for name in acting_modules().get(module, ()))
    parts = [f"## {heading(module)}", " ".join(prose(module)[1].split("\n\n"))]
    parts += [f"Acts in {stages}."] if stages else []
    parts += (parameter_table(group) for group, where in groups().items() if where == module)
    parts += (rule_part(verb) for verb in verbs_of(module))
    return "\n\n".join(parts)


def parameter_table(group: str) -> str:
    """Return the parameters of one group."""
    heads = (f"parameter of `{group}`", "value>", "unit", "range", "grade", "what it is; source")
    rows = (row_of(it) for name, it in DECLARED.items() if name.startswith(f"{group}."))
    return table(heads, rows)


def row_of(it: Declaration) -> tuple[str, ...]:
    """Return one parameter."""
    limits = f"{number(it.par.low)} to {number(it.par.high)}"
    about = f"{sentence(it.doc)} *{it.par.source}*"
    return f"`{it.name}`", number(it.default), it.par.unit, limits, it.par.grade.value, about


def rule_part(verb: Verb) -> str:
    """Return one rule: what it does, and how."""
    return f"`{verb.name}`: {sentence(verb.says)}\n\n{code(verb.rule)}"


def overview() -> str:
    """Return how many parameters each group has, by grade."""
    rows = (
        (f"[`{group}`]({DETAILS}#{anchor(module)})", *counted(group), prose(module)[0])
        for group, module in groups().items()
    )
    return table(("group", "parameters>", *(f"{it.value}>" for it in Grade), "of"), rows)


def counted(group: str) -> Iterator[str]:
    """Yield how many parameters a group has, and how many of each grade."""
    grades = [it.par.grade for name, it in DECLARED.items() if name.startswith(f"{group}.")]
    yield str(len(grades))
    for grade in Grade:
        yield str(grades.count(grade) or "")


def grades() -> str:
    """Return how many parameters rest on what."""
    found = [it.par.grade for it in DECLARED.values()]
    return bullets(
        f"{grade.value}, {grade.name.lower()}: {found.count(grade)} of {len(found)}" for grade in Grade
    )
