"""Reading: a scenario by the name of a town or by the path of a file."""

import difflib
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from tillit.model.scenarios.building import build
from tillit.model.scenarios.errors import ScenarioError, cut
from tillit.model.scenarios.scenario import Scenario

TOWNS = Path(__file__).parent / "towns"
"""The towns that come with the program."""
MOST_BYTES = 200_000
"""A scenario has a few thousand; a file larger than this is something else."""
LONGEST_LINE = 2_000
"""Characters in a line."""
MOST_DOTS = 100
"""Dots in a line: a parser's time grows with the square of the parts of a dotted key."""


def town_names() -> tuple[str, ...]:
    """Return the names of the towns that come with the program."""
    return tuple(sorted(path.stem for path in TOWNS.glob("*.toml")))


def read_scenario(name_or_path: str | Path) -> Scenario:
    """Read a scenario.

    Parameters
    ----------
    name_or_path
        Name of a town that comes with the program, or path of a TOML file.

    Raises
    ------
    ScenarioError
        If there is no such town or file, or anything in it is wrong.
    """
    path = find(name_or_path)
    return parse_scenario(decode(read_bytes(path), path.name), path.name)


def parse_scenario(text: str, title: str) -> Scenario:
    """Read a scenario from the text of a file; `title` is what messages call it.

    Raises
    ------
    ScenarioError
        If anything in it is wrong.
    """
    shown_title = cut(title, 80)
    try:
        return build(parse(text, shown_title), shown_title)
    except RecursionError:
        message = f"{shown_title} cannot be read: its tables are nested too deeply"
        raise ScenarioError(message) from None


def find(name_or_path: str | Path) -> Path:
    """Return the file that is meant."""
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(".toml") or re.search(r"[/\\]", text):
        return Path(text)
    name = plain_letters(text)
    names = town_names()
    if name in names:
        return TOWNS / f"{name}.toml"
    near = difflib.get_close_matches(name[:100], names, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
    message = f"there is no town {cut(repr(text), 60)}; {hint} (a file's name ends in .toml)"
    raise ScenarioError(message)


def plain_letters(text: str) -> str:
    """Return the text as names are written: Hässleholm becomes hassleholm."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def read_bytes(path: Path) -> bytes:
    """Return what is in a file, if it is an ordinary file that can hold a scenario."""
    name = cut(str(path), 120)
    try:
        if not path.exists():
            message = f"there is no file {name}"
            raise ScenarioError(message)
        if not path.is_file():
            message = (
                f"{name} is not a file; give the path of a TOML file or one of {', '.join(town_names())}"
            )
            raise ScenarioError(message)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"{name} cannot be opened: {error.strerror}"
        raise ScenarioError(message) from None
    if len(content) > MOST_BYTES:
        message = f"{name} is larger than {MOST_BYTES:,} bytes; a scenario has a few thousand"
        raise ScenarioError(message)
    return content


def decode(content: bytes, title: str) -> str:
    """Return the text of a file in UTF-8, with or without a byte-order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{cut(title, 80)} is not UTF-8 text (byte {error.start:,}); save it as UTF-8"
        raise ScenarioError(message) from None


def parse(text: str, title: str) -> dict[str, Any]:
    """Return the tables of a TOML text."""
    # Not `splitlines`: it splits at characters that may stand inside a key.
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE or (line.count(".") > MOST_DOTS and not line.startswith("#")):
            message = f"{title}: line {number:,} is longer, or has more dots, than any line of a scenario"
            raise ScenarioError(message)
    try:
        return tomllib.loads(text)
    except ValueError as error:
        message = f"{title} is not TOML: {cut(str(error), 200)}"
        raise ScenarioError(message) from None
