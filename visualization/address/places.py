"""Places: towns that come with the program, those that visitors opened from files, and what they were."""

import hashlib
import tomllib
from functools import lru_cache
from threading import Lock

from cachetools import LRUCache

from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, ScenarioError, parse_scenario, read_scenario, town_names

OWN = "own-"
"""What the names of towns begin with that visitors opened."""
LARGEST = 200_000
"""Letters that a file may have."""
MOST_HOUSEHOLDS = 20_000
"""Households, and child cases, that one visitor can ask of a machine that others use as well."""

_OPENED: LRUCache[str, tuple[str, Scenario]] = LRUCache(64)
_LOCK = Lock()


def opened(title: str, text: str) -> str:
    """Remember a town from a file, and return the name by which an address knows it.

    Raises
    ------
    ScenarioError
        If anything in the file is wrong, or the town is too large for a page that others use as well.
    """
    if len(text) > LARGEST:
        message = f"{len(text):,} letters: a scenario file on the page has at most {LARGEST:,}"
        raise ScenarioError(message)
    _refuse_addresses(text)
    scenario = parse_scenario(text, title[:60])
    size = max(
        scenario.town.households if scenario.posts else 0, scenario.children.cases if scenario.children else 0
    )
    if size > MOST_HOUSEHOLDS:
        message = f"{size:,} households or cases: the page takes {MOST_HOUSEHOLDS:,}; use tillit run for more"
        raise ScenarioError(message)
    name = OWN + hashlib.blake2b(text.encode(), digest_size=5).hexdigest()
    with _LOCK:
        _OPENED[name] = (text, scenario)
    return name


def _refuse_addresses(text: str) -> None:
    """Refuse events that are named by an address: nobody's file makes this machine import anything."""
    try:
        events = tomllib.loads(text).get("event", [])
    except tomllib.TOMLDecodeError:
        return  # what is wrong is said by whoever reads the file
    for event in events if isinstance(events, list) else []:
        if isinstance(event, dict) and ":" in str(event.get("kind")):
            message = "an event of one's own cannot be opened on the page; use tillit run"
            raise ScenarioError(message)


def names() -> tuple[str, ...]:
    """Return the towns that an address can name."""
    with _LOCK:
        return (*town_names(), *_OPENED)


def town(name: str) -> Scenario:
    """Return a town as it acted.

    Raises
    ------
    KeyError
        If there is no such town.
    """
    if not name.startswith(OWN):
        return _read(name)
    with _LOCK:
        return _OPENED[name][1]


def text_of(name: str) -> str | None:
    """Return the file of a town that a visitor opened; None for one that comes with the program."""
    with _LOCK:
        found = _OPENED.get(name)
    return found[0] if found else None


@lru_cache(maxsize=32)
def _read(name: str) -> Scenario:
    return read_scenario(name)


@lru_cache(maxsize=256)
def as_it_was(name: str, parameters: tuple[tuple[str, float], ...], off: tuple[str, ...]) -> Scenario:
    """Return a town as it was, with some assumptions changed and some mechanisms off.

    Raises
    ------
    ScenarioError
        If an assumption cannot be changed like that.
    """
    changes: dict[str, object] = {f"parameters.{name}": value for name, value in parameters}
    changes |= {f"mechanisms.{name}": False for name in off}
    before = town(name).before()
    return before.variant(changes) if changes else before


@lru_cache(maxsize=256)
def origin_of(name: str, parameters: tuple[tuple[str, float], ...], off: tuple[str, ...]) -> Origin:
    """Return with what both worlds of such a town begin."""
    return Origin.of(as_it_was(name, parameters, off))
