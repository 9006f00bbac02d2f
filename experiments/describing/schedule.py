"""Schedule: the month in order, from the text of the month itself."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tillit.experiments.describing.markdown import joined, sentence
from tillit.experiments.describing.source import (
    Verb,
    called,
    file_of,
    marks,
    prose,
    reached,
    sources,
    text_of,
    verbs_of,
)

MONTH = ("tillit.model.month", "live_month")
"""Where the month is."""


class Stage(NamedTuple):
    """One call of the month."""

    verb: Verb
    steps: tuple[str, ...]
    """Numbers of the steps, as the comment beside the call has them."""


@cache
def stages() -> tuple[Stage, ...]:
    """Return what the month calls, in order."""
    return tuple(calls_of(the(*MONTH)))


def the(module: str, name: str) -> Verb:
    """Return the behaviour or stage of that name.

    Raises
    ------
    LookupError
        If it is not there, or not there any more.
    """
    for verb in verbs_of(module):
        if verb.name == name:
            return verb
    message = f"{module} has no behaviour or stage {name!r}; put right what the template names"
    raise LookupError(message)


def calls_of(month: Verb) -> Iterator[Stage]:
    """Yield the calls that stand as lines of their own."""
    lines = text_of(month.module).splitlines()
    known = {verb.name: verb for verb in called(month)}
    done = [it.value for it in ast.walk(month.node) if isinstance(it, ast.Expr)]
    for call in sorted((it for it in done if isinstance(it, ast.Call)), key=lambda it: it.lineno):
        comment = lines[call.lineno - 1].partition("#")[2]
        if isinstance(call.func, ast.Name) and call.func.id in known:
            yield Stage(known[call.func.id], tuple(re.findall(r"\d+", comment)))


def steps(module: str = MONTH[0], name: str = MONTH[1]) -> str:
    """Return the steps as the month's own docstring tells them."""
    text = ast.get_docstring(the(module, name).node) or ""
    return "\n".join(line.strip() for line in text.splitlines() if re.match(r"\s*\d+\. ", line))


def schedule(module: str = MONTH[0], name: str = MONTH[1]) -> str:
    """Return the stages of a month in the order in which they are carried out."""
    lines = (_stage_line(stage) for stage in calls_of(the(module, name)))
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1))


def place_of(module: str) -> str:
    """Return a module's file as it is found in the repository."""
    package = module.removeprefix("tillit.").replace(".", "/")
    return f"{package}/__init__.py" if file_of(module).name == "__init__.py" else f"{package}.py"


@cache
def acting_modules() -> dict[str, tuple[str, ...]]:
    """Return every module that acts, with the stages in which it does, in order of its first act."""
    found: dict[str, dict[str, None]] = {}
    for first in (*(stage.verb for stage in stages()), *kernels()):
        for verb in reached(first):
            acts = found.setdefault(verb.module, {})
            if first.module != MONTH[0]:
                acts[first.name] = None
    return {module: tuple(names) for module, names in found.items()}


def kernels() -> Iterator[Verb]:
    """Yield the entry points of the model: the month after the month's events, and what comes before."""
    for module in sources():
        yield from (verb for verb in verbs_of(module) if "kernel" in marks(verb.node))


def _stage_line(stage: Stage) -> str:
    """Return one stage: where it is, what it does, and the submodels that act in it."""
    verb = stage.verb
    plural = "s" if len(stage.steps) > 1 else ""
    step = f"; step{plural} {joined(stage.steps)}" if stage.steps else ""
    acting = dict.fromkeys(it.module for it in reached(verb) if it.module.startswith("tillit.agents."))
    names = ", ".join(prose(module)[0].lower() for module in acting)
    return f"`{verb.name}` ({place_of(verb.module)}{step}): {sentence(verb.says)}" + (
        f" *{names}*" if names else ""
    )
