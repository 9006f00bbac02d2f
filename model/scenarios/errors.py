"""Errors: what is wrong in a scenario file, in words that fit one screen."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from tillit.model.events import Size

Table = TypeVar("Table", bound=BaseModel)

LINES = 15
"""Problems that are named; of the others, only the number is."""
CLOSE, TYPO = 0.65, 0.9
"""How alike two names must be for the one to be meant: from 0 to 1, as `difflib` counts."""
SHORTEST, HOLDING = 3, 8
"""Letters of a wrong name from which known ones that hold it are named, and how many of them are."""
WIDTH = 700
"""Most characters for one problem: room for the names of all events."""


class ScenarioError(ValueError):
    """A scenario that cannot be run; its text says what is wrong and what to try."""


def screen(title: str, problems: Iterable[str]) -> str:
    """Return one message that names the first problems, each on a line of its own."""
    lines = [cut(problem, WIDTH) for problem in problems]
    shown = [f"  {line}" for line in lines[:LINES]]
    rest = [f"  and {len(lines) - LINES} more"] if len(lines) > LINES else []
    return "\n".join([title, *shown, *rest])


def cut(text: str, width: int) -> str:
    """Return the text without line breaks and control characters, and not longer than `width`."""
    line = "".join(letter if letter.isprintable() else " " for letter in text[: width + 1])
    return line if len(line) <= width else line[: width - 1] + "…"


def shown(value: object) -> str:
    """Return a value as a message may quote it; a table can be too deep to be printed."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    try:
        return cut(repr(value), 60)
    except ValueError:
        return "a number with thousands of digits"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint to the known names that hold a wrong one, or to the one that is most like it."""
    names = list(known)
    if typo := get_close_matches(name[:100], names, n=1, cutoff=TYPO):
        return f"did you mean {typo[0]!r}?"
    if len(name) >= SHORTEST and (holding := [it for it in names if name in it][:HOLDING]):
        return f"did you mean {', '.join(map(repr, holding))}?"
    near = get_close_matches(name[:100], names, n=1, cutoff=CLOSE)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"known: {', '.join(names)}"


def unknown(where: str, name: object, known: Iterable[str]) -> str:
    """Return the problem with a key that does not exist."""
    return f"{where}: unknown key {shown(name)}; {nearest(str(name), known)}"


def checked(table: type[Table], data: object, where: str, problems: list[str]) -> Table | None:
    """Return the table that the data describe; note what is wrong with them, if anything is."""
    if not isinstance(data, Mapping):
        problems.append(f"{where} must be a table, not {shown(data)}")
        return None
    try:
        return table.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)
        # Unknown keys first: they explain what is missing.
        details.sort(key=lambda detail: detail["type"] != "extra_forbidden")
        problems += [described(table, detail, where) for detail in details]
        return None


def each_checked(
    table: type[Table], data: Mapping[str, Any], name: str, most: int, problems: list[str]
) -> Iterator[Table]:
    """Yield the tables of one name, `most` of them at most; note what is wrong with them."""
    raw = data.get(name, [])
    if not isinstance(raw, list) or len(raw) > most:
        problems.append(f"{name} must be tables [[{name}]], at most {most} of them, not {shown(raw)}")
        return
    for turn, it in enumerate(raw, 1):
        found = checked(table, it, f"[[{name}]] {turn}", problems)
        if found is not None:
            yield found


def described(table: type[BaseModel], detail: Mapping[str, Any], where: str) -> str:
    """Return in words what Pydantic found."""
    place = [str(part + 1 if isinstance(part, int) else part) for part in detail["loc"]]
    if not place:
        return f"{where} {detail['msg'].removeprefix('Value error, ')}"
    owner = _table_at(table, place[:-1])
    here = " ".join([where, *place[:-1]])
    if detail["type"] == "extra_forbidden":
        return unknown(here, place[-1], owner.model_fields)
    wanted = requirement(owner.model_fields.get(place[-1]), detail)
    if detail["type"] == "missing":
        return f"{here}: {place[-1]} is missing{wanted and '; it '}{wanted}"
    if detail["type"] == "value_error" and isinstance(detail["input"], dict):
        return f"{here} {place[-1]}: {wanted}"
    needed = "a whole number is needed; it " if detail["type"].startswith("int_") else ""
    if detail["type"] == "step":
        needed = f"{detail['msg']}; it "
    return f"{here}: {place[-1]} = {shown(detail['input'])}: {needed}{wanted}"


def requirement(field: FieldInfo | None, detail: Mapping[str, Any]) -> str:
    """Return what a value must be: its range and source, or its description."""
    sizes = [it for it in field.metadata if isinstance(it, Size)] if field else []
    if sizes:
        return f"must be {sizes[0]}"
    if field and field.description:
        return f"must be {field.description}"
    return "" if detail["type"] == "missing" else detail["msg"].removeprefix("Value error, ")


def _table_at(table: type[BaseModel], place: list[str]) -> type[BaseModel]:
    """Return the table that a place inside a table belongs to."""
    for part in place:
        inner = table.model_fields[part].annotation if part in table.model_fields else None
        for it in (inner, *get_args(inner)):
            if isinstance(it, type) and issubclass(it, BaseModel):
                table = it
    return table
