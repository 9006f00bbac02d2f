"""Declared: parameters, state variables, indicators, payments, mechanisms, facts and events.

The equations themselves are written by hand in the template. Each names the behaviours that it puts into
mathematics, and a test looks that every parameter which these read is told on the page.
"""

import inspect
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from tillit.agents.foundation.parameters import Grade, field_docs
from tillit.agents.foundation.records import fields
from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.describing.markdown import bullets, number, sentence, span, table
from tillit.model.assumptions import BEHAVIOUR, DECLARED
from tillit.model.books.ledger import Entry, Party
from tillit.model.events import EVENTS, Event, Size, Strength
from tillit.model.events.setting import RULES
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.table import InsteadOf

FILE = tomllib.loads(Path(__file__).with_name("symbols.toml").read_text("utf-8"))
STATE: dict[str, str] = FILE["state"]
"""State variables by symbol: file, record and field."""
SYMBOLS: dict[str, str] = FILE["parameters"]
"""Parameters by symbol, in the order of the equations."""
COMMON = set(Event.model_fields)
"""Fields that every event has."""


class Value(NamedTuple):
    """One value that a scenario file may give."""

    name: str
    unit: str
    range: str
    default: str
    doc: str


def parameter(name: str) -> str:
    """Return the value of a parameter."""
    return number(DECLARED[name].default)


def constant(module: str, name: str) -> str:
    """Return the value of a constant."""
    return number(getattr(import_module(module), name))


def grades() -> str:
    """Return how many behavioural parameters rest on what."""
    found = [it.par.grade for it in BEHAVIOUR.values()]
    return bullets(
        f"{grade.value}, {grade.name.lower()}: {found.count(grade)} of {len(found)}" for grade in Grade
    )


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


def facts() -> str:
    """Return the tables of a scenario file that say what a place is."""
    parts = []
    for name, owner in fact_tables():
        rows = ((f"`{it.name}`", *it[1:]) for it in _values(owner) if it.unit)
        listed = table(("value", "unit", "range", "if left out", "what it is"), rows)
        parts.append(f"**[{name}]** {sentence(inspect.getdoc(owner) or '')}\n\n{listed}")
    return "\n\n".join(parts)


def fact_tables() -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the tables of facts, and those within them; what comes in rows is no fact of a place."""
    for name, hint in get_type_hints(Scenario).items():
        for owner in (hint, *get_args(hint)) if get_origin(hint) is not tuple else ():
            yield from _tables_in(name, owner)


def _tables_in(name: str, owner: Any) -> Iterator[tuple[str, type[BaseModel]]]:  # noqa: ANN401 - a hint has no type
    if inspect.isclass(owner) and issubclass(owner, BaseModel):
        yield name, owner
        for field, info in owner.model_fields.items():
            yield from _tables_in(f"{name}.{field}", info.annotation)


def events() -> str:
    """Return every event with its sizes."""
    parts = []
    for kind, owner in EVENTS.items():
        doc = "\n\n".join(" ".join(part.split()) for part in (inspect.getdoc(owner) or "").split("\n\n"))
        sizes = []
        for it in _values(owner):
            if it.name not in COMMON:
                preset = it.default if it.default in {"", "required"} else f"{it.default} if left out"
                known = ", ".join(filter(None, (it.unit, it.range, preset)))
                sizes.append(f"`{it.name}`{f' ({known})' if known else ''}: {sentence(it.doc)}")
        parts.append(f"**`{kind}`.** {doc}\n\n{bullets(sizes)}")
    return "\n\n".join(parts)


def _values(owner: type[BaseModel]) -> Iterator[Value]:
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
            yield Value(name, "", "`true`, `false`", f"`{str(info.default).lower()}`", doc)
        elif size is None:
            yield Value(name, "", ", ".join(f"`{word}`" for word in _words_in(hint)), default, doc)
        else:
            limits, said = span(size.low, size.high), doc.rstrip(".")
            if size.unit == "year":  # no number of thousands
                limits, default = limits.replace(",", ""), default.replace(",", "")
            note = f"{size.source}; grade {size.grade}" if isinstance(size, Strength) else size.source
            note = f"{said}." if said.casefold() == note.casefold() else f"{said} ({note})."
            yield Value(name, size.unit, limits, default, note)


def _words_in(hint: Any) -> Iterator[str]:  # noqa: ANN401 - the same
    for inner in get_args(hint):
        if isinstance(inner, str) and get_origin(hint) is Literal:
            yield inner
        else:
            yield from _words_in(inner)


def rules() -> str:
    """Return the rules that the event `setting` can change."""
    sizes = ((name, rule.size) for name, rule in RULES.items())
    rows = ((f"`{name}`", it.unit, span(it.low, it.high), it.source) for name, it in sizes)
    return table(("rule", "unit", "range", "what it is"), rows)
