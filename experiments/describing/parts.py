"""Parts: what the templates ask for, from the declarations and docstrings of the model and its agents."""

import ast
import inspect
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from tillit import agents
from tillit.agents.foundation.parameters import Grade, field_docs
from tillit.agents.foundation.records import Record, View, fields
from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.describing.markdown import bullets, number, sentence, span, table
from tillit.model.assumptions import BEHAVIOUR, DECLARED, Assumptions
from tillit.model.books.ledger import Entry, Party
from tillit.model.events import EVENTS, Event, Size, Strength
from tillit.model.events.setting import RULES
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.table import InsteadOf

FILE: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("symbols.toml").read_text("utf-8"))
STATE, SYMBOLS = FILE["state"], FILE["parameters"]  # by symbol, in the order of the equations
COMMON = set(Event.model_fields)  # fields that every event has
ACTORS = sorted(f"tillit.agents.{it.name}" for it in pkgutil.iter_modules(agents.__path__) if not it.ispkg)
MARKS = "tillit.agents.foundation.behaviours"  # where the decorators are of what is part of the model
MANY = 40  # state variables; of more the file has the list, and the page only the number
WIDE = '%%{init: {"flowchart": {"wrappingWidth": 600, "rankSpacing": 20}}}%%'  # boxes for a sentence each


def parameter(name: str) -> str:
    """Return the value of a parameter."""
    return number(DECLARED[name].default)


def constant(module: str, name: str) -> str:
    """Return the value of a constant."""
    return number(getattr(import_module(module), name))


def grades() -> str:
    """Return how many behavioural parameters rest on what."""
    found = [it.par.grade for it in BEHAVIOUR.values()]
    return bullets(f"{it.value}, {it.name.lower()}: {found.count(it)} of {len(found)}" for it in Grade)


def symbols() -> str:
    """Return the table of parameters in equations."""
    rows = []
    for symbol, name in SYMBOLS.items():
        it = DECLARED[name]
        said = f"{sentence(it.doc)} *{it.par.unit}, {it.par.grade.value}*"
        rows.append((f"${symbol}$", f"`{name}`", number(it.default), said))
    return table(("", "parameter", "value>", "what it is, in which unit, and its grade"), rows)


def state() -> str:
    """Return the table of state variables in equations."""
    rows = []
    for symbol, name in STATE.items():
        module, record, field = name.split(".")
        owner = getattr(import_module(f"tillit.agents.{module}"), record)
        said = f"{sentence(field_docs(owner)[field])} *{dict(fields(owner))[field].unit}*"
        rows.append((f"${symbol}$", f"`{record}.{field}`", said))
    return table(("", "state variable", "what it is, in which unit"), rows)


def indicators() -> str:
    """Return every indicator with its unit and formula."""
    rows = []
    for it in INDICATORS.values():
        over_time = "last twelve months" if it.rolling else "sum" if it.adds else "mean"
        rows.append((f"`{it.name}`", it.unit, it.formula, over_time))
    return table(("indicator", "unit", "formula", "over time"), rows)


def mechanisms() -> str:
    """Return every mechanism: what acts when it is on, and what holds when it is off."""
    docs = {name: doc.partition("; off: ") for name, doc in field_docs(Mechanisms).items()}
    rows = ((f"`{name}`", on.rstrip("."), off.rstrip(".")) for name, (on, _, off) in docs.items())
    return table(("mechanism", "on", "off"), rows)


def ledger(kind: str) -> str:
    """Return who pays and is paid (``Party``), or what for (``Entry``)."""
    return ", ".join(it.name.lower().replace("_", " ") for it in {"Party": Party, "Entry": Entry}[kind])


def rules() -> str:
    """Return the rules that the event `setting` can change."""
    sizes = {f"`{name}`": rule.size for name, rule in RULES.items()}
    rows = ((name, it.unit, span(it.low, it.high), it.source) for name, it in sizes.items())
    return table(("rule", "unit", "range", "what it is"), rows)


def facts() -> str:
    """Return the tables of a scenario file that say what a place is."""
    parts = []
    for name, owner in fact_tables():
        rows = ((f"`{value}`", unit, *said) for value, unit, *said in _values(owner) if unit)
        listed = table(("value", "unit", "range", "if left out", "what it is"), rows)
        parts.append(f"**[{name}]** {sentence(inspect.getdoc(owner) or '')}\n\n{listed}")
    return "\n\n".join(parts)


def fact_tables(owner: type = Scenario, name: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the tables of facts, and those within them; what comes in rows is no fact of a place."""
    for field, hint in get_type_hints(owner).items():
        for it in (hint, *get_args(hint)) if get_origin(hint) is not tuple else ():
            if inspect.isclass(it) and issubclass(it, BaseModel):
                yield f"{name}{field}", it
                yield from fact_tables(it, f"{name}{field}.")


def events() -> str:
    """Return every event with its sizes."""
    parts = []
    for kind, owner in EVENTS.items():
        doc = "\n\n".join(" ".join(part.split()) for part in (inspect.getdoc(owner) or "").split("\n\n"))
        sizes = []
        for name, unit, limits, default, said in _values(owner):
            if name not in COMMON:
                preset = default if default in {"", "required"} else f"{default} if left out"
                known = ", ".join(filter(None, (unit, limits, preset)))
                sizes.append(f"`{name}`{f' ({known})' if known else ''}: {sentence(said)}")
        parts.append(f"**`{kind}`.** {doc}\n\n{bullets(sizes)}")
    return "\n\n".join(parts)


def _values(owner: type[BaseModel]) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield what a file may give: name, unit, range, what holds if it is left out, and what it is."""
    parents = (it for it in reversed(owner.__mro__) if issubclass(it, BaseModel) and it is not BaseModel)
    docs = {name: doc for it in parents for name, doc in field_docs(it).items()}
    hints = get_type_hints(owner, include_extras=True)
    for name, info in owner.model_fields.items():
        hint, doc = hints[name], docs.get(name, "")
        extras = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
        size = next((it for it in extras if isinstance(it, Size)), None)
        default = "".join(f"`{it.parameter}`" for it in extras if isinstance(it, InsteadOf))
        if info.is_required():
            default = "required"
        elif isinstance(info.default, int | float | str) and info.default != "":
            default = number(info.default)
        if isinstance(info.default, bool):
            yield name, "", "`true`, `false`", f"`{str(info.default).lower()}`", doc
        elif size is None:
            yield name, "", ", ".join(f"`{word}`" for word in _words_in(hint)), default, doc
        else:
            limits, said = span(size.low, size.high), doc.rstrip(".")
            if size.unit == "year":  # no number of thousands
                limits, default = limits.replace(",", ""), default.replace(",", "")
            note = f"{size.source}; grade {size.grade}" if isinstance(size, Strength) else size.source
            note = f"{said}." if said.casefold() == note.casefold() else f"{said} ({note})."
            yield name, size.unit, limits, default, note


def _words_in(hint: Any) -> Iterator[str]:  # noqa: ANN401 - a hint has no type
    for inner in get_args(hint):
        if get_origin(hint) is Literal:
            yield str(inner)
        else:
            yield from _words_in(inner)


def _place_of(module: str) -> str:
    return f"../{module.removeprefix('tillit.').replace('.', '/')}.py"


@cache
def verbs_of(module: str) -> dict[str, ast.FunctionDef]:
    """Return the behaviours and stages of a module: what a decorator of `MARKS` stands above."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == MARKS)
    marks = {name.asname or name.name for node in imports for name in node.names}
    defined = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return {it.name: it for it in defined if marks.intersection(map(ast.unparse, it.decorator_list))}


def rule(module: str, name: str) -> str:
    """Return a link to the file of a rule; LookupError if it is not there, or not there any more."""
    if name not in verbs_of(f"tillit.{module}"):
        raise LookupError(f"{module} has no behaviour or stage {name!r}; put right what the template names")
    return f"[`{name}`]({_place_of(module)})"


def prose(module: str) -> tuple[str, str]:
    """Return the name that a module gives itself, and what it says of itself in its first sentence."""
    title, _, rest = (import_module(module).__doc__ or "").partition(":")
    return title, _first_sentence(rest.strip())


def _first_sentence(text: str) -> str:
    paragraph = " ".join(text.partition("\n\n")[0].split())
    return sentence(paragraph[:1].upper() + paragraph[1:].partition(". ")[0])


def submodels(*told: str) -> str:
    """Return the files of `agents` that have rules and are not told already, with what each is about."""
    lines = []
    for module in ACTORS:
        if verbs_of(module) and module.rpartition(".")[2] not in told:
            title, said = prose(module)
            defaults = Assumptions._field_defaults.items()
            groups = [it for it, group in defaults if type(group).__module__ == module]
            declared = sum(name.partition(".")[0] in groups for name in BEHAVIOUR)
            lines.append(f"[{title}]({_place_of(module)}){f' ({declared})' * bool(declared)}: {said}")
    return bullets(lines)


def entities() -> str:
    """Return a row for each kind of actor, tie and office: of records; those that are agents first."""
    owners = [(it, name) for name in ACTORS for it in vars(import_module(name)).values()]
    found = [owner for owner, name in owners if inspect.isclass(owner) and owner.__module__ == name]
    rows = (entity(owner) for kind in (View, Record) for owner in found if issubclass(owner, kind))
    return table(("who", "what it is", "state variables"), rows)


def entity(owner: type) -> tuple[str, str, str]:
    """Return one entity: where it is declared, what it is, and its state variables."""
    parent = next((it for it in owner.__mro__[1:] if own(it)), object)
    names = [f"`{name}`" for name in own(owner) if name not in own(parent)]
    if own(parent):
        names.insert(0, f"those of {parent.__name__}")
    listed = ", ".join(names) if len(names) <= MANY else f"{len(names)}, most of them what an event has set"
    said = _first_sentence(inspect.getdoc(owner) or prose(owner.__module__)[1])
    return f"[{owner.__name__}]({_place_of(owner.__module__)})", said, listed


def own(owner: type) -> list[str]:
    """Return the names of a record's fields, its parents' among them."""
    return [name for name, _ in fields(owner)] if hasattr(owner, "dtype") else []


def month() -> str:
    """Return a Mermaid flow chart of the month: its steps as its own docstring tells them."""
    text = ast.get_docstring(verbs_of("tillit.model.month")["live_month"]) or ""
    told = [" ".join(it.split()).rstrip(".") for it in re.split(r"^\d+\. ", text, flags=re.MULTILINE)[1:]]
    lines = [f'    s{place}["{place}. {step}"]' for place, step in enumerate(told, 1)]
    chain = " --> ".join(f"s{place}" for place in range(len(told) + 1))
    first = '    s0(["The events of the month happen"])'
    last = f'    s{len(told)} -->|"child and family unit: 1 to 14 again, then next month"| s0'
    return "\n".join(["```mermaid", WIDE, "flowchart TD", first, *lines, f"    {chain}", last, "```"])
