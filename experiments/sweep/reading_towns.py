"""Towns of a design file: by name, or files beside the design."""

from pathlib import Path

from tillit.experiments.refused import RefusedError
from tillit.experiments.sources import Source
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.errors import shown


def read_towns(raw: object, folder: Path, problems: list[str]) -> dict[str, tuple[Source, Scenario]]:
    """Return the towns by what the design calls them; files are looked for beside the design."""
    towns: dict[str, tuple[Source, Scenario]] = {}
    if raw == []:
        problems.append('towns: at least one is needed, such as towns = ["hassleholm"]')
    for word in raw if isinstance(raw, list) else []:
        try:
            source = source_of(word, folder)
            name = source.title if isinstance(word, Source) else str(word)
            towns[name] = source, source.scenario()
        except (ScenarioError, RefusedError) as error:
            problems += [f"towns: {line.strip()}" for line in str(error).splitlines()]
    names = [scenario.name for _, scenario in towns.values()]
    problems += [
        f"towns: two are called {name!r}; change [town] name in one of the files"
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    return towns


def source_of(word: object, folder: Path) -> Source:
    """Return the source that a design names.

    Raises
    ------
    RefusedError
        If it is no name.
    ScenarioError
        If there is no such town or file.
    """
    if isinstance(word, Source):
        return word
    if not isinstance(word, str | Path) or "\0" in str(word):
        message = f"{shown(word)} is neither the name of a town nor of a file"
        raise RefusedError(message)
    is_file = isinstance(word, Path) or word.endswith(".toml") or "/" in word or "\\" in word
    return Source.of(folder / word if is_file else word)
