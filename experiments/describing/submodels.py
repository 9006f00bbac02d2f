"""Submodels: every module that acts in a month, in words, and how many parameters each group has."""

from collections.abc import Iterator
from functools import cache

from tillit.agents.foundation.parameters import Declaration, Grade
from tillit.experiments.describing.markdown import bullets, number, span, table
from tillit.experiments.describing.schedule import acting_modules, place_of
from tillit.experiments.describing.source import actor_modules, prose, verbs_of
from tillit.model.assumptions import BEHAVIOUR, PRICE_GROUPS, PRICES, Assumptions

TOLD_ELSEWHERE = {"tillit.model.month"}
"""The schedule has a part of its own."""


def submodels(package: str) -> tuple[str, ...]:
    """Return the modules of a package that act or declare parameters, in order of their first act."""
    ordered = dict.fromkeys([*acting_modules(), *_groups().values(), *actor_modules()])
    here = (it for it in ordered if it.startswith(f"{package}."))
    return tuple(it for it in here if verbs_of(it) or it in _groups().values())


def told(package: str) -> str:
    """Return what each submodel of a package does, in words."""
    return "\n\n".join(_short_part(it) for it in submodels(package) if it not in TOLD_ELSEWHERE)


def overview() -> str:
    """Return how many behavioural parameters each group has, by grade."""
    rows = (
        (f"[`{group}`](../{place_of(module)})", *counted(group), prose(module)[0])
        for group, module in _groups().items()
        if group not in PRICE_GROUPS
    )
    return table(("group", "parameters>", *(f"{it.value}>" for it in Grade), "of"), rows)


def counted(group: str) -> Iterator[str]:
    """Yield how many parameters a group has, and how many of each grade."""
    grades = [it.par.grade for name, it in BEHAVIOUR.items() if name.startswith(f"{group}.")]
    yield str(len(grades))
    for grade in Grade:
        yield str(grades.count(grade) or "")


def grades() -> str:
    """Return how many behavioural parameters rest on what."""
    found = [it.par.grade for it in BEHAVIOUR.values()]
    return bullets(
        f"{grade.value}, {grade.name.lower()}: {found.count(grade)} of {len(found)}" for grade in Grade
    )


def prices() -> str:
    """Return the price list."""
    rows = (
        (
            f"`{name}`",
            number(it.default),
            it.par.unit,
            span(it.par.low, it.par.high),
            it.par.grade,
            told_of(it),
        )
        for name, it in PRICES.items()
    )
    return table(("price", "value>", "unit", "range", "grade", "what it is, and source"), rows)


def told_of(it: Declaration) -> str:
    """Return what a declaration is about, and its source."""
    return f"{it.doc} ({it.par.source})"


@cache
def _groups() -> dict[str, str]:
    """Return the parameter groups with the module that declares each, in the order of the assumptions."""
    return {name: type(group).__module__ for name, group in Assumptions._field_defaults.items()}


def _short_part(module: str) -> str:
    """Return a submodel in words, with a link to its file."""
    title, said = prose(module)
    return f"**[{title}](../{place_of(module)}).** {said}"
