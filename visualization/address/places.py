"""Places: towns that are read once, and as they were under a visitor's assumptions."""

from functools import lru_cache

from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario


@lru_cache(maxsize=32)
def town(name: str) -> Scenario:
    """Return a town that comes with the program, as it acted."""
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
