"""Files: a state as a scenario file, which `tillit run` reads and the page opens again."""

import tomlkit
from tomlkit.items import AoT

from tillit.model.scenarios.reading import decode, find, read_bytes
from tillit.visualization.address.places import text_of
from tillit.visualization.address.state import State

SOURCE = "set in the page"
"""Where the events of such a file come from."""
SCENARIO = "scenario.toml"


def saved_as(state: State, name: str) -> str:
    """Return what a file is called that a visitor takes along."""
    return f"tillit-{state.town}-{name}"


def scenario_file(state: State) -> str:
    """Return the town's own file, with the visitor's events and assumptions in place of its own."""
    path = None if text_of(state.town) else find(state.town)
    document = tomlkit.parse(text_of(state.town) or (decode(read_bytes(path), path.name) if path else ""))
    if state.own:
        document.pop("event", None)
        if state.events:
            document["event"] = _events(state)
    for name, value in state.parameters:
        group, _, field = name.partition(".")
        parameters = document.setdefault("parameters", tomlkit.table())
        parameters.setdefault(group, tomlkit.table())[field] = value
    for name in state.off:
        document.setdefault("mechanisms", tomlkit.table())[name] = False
    return tomlkit.dumps(document)


def _events(state: State) -> AoT:
    """Return the events as tables."""
    tables = tomlkit.aot()
    for event in state.events:
        told = event.model_dump(mode="json", exclude_none=True)
        told = {name: it for name, it in told.items() if name not in {"grade", "times"}}
        tables.append(tomlkit.item({**told, "source": told.get("source") or SOURCE}))
    return tables
