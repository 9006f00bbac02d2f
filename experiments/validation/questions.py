"""Questions: which claims there are, and the two worlds that each is held against."""

from collections.abc import Iterable

from tillit.experiments.question import Asked, Question, about
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.accounts import TWINS
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario, read_scenario, town_names


def towns_with_claims() -> list[Scenario]:
    """Return the towns that come with the program and of which something is claimed."""
    return [town for town in map(read_scenario, town_names()) if town.expect]


def towns_meant(names: Iterable[str]) -> list[Scenario]:
    """Return the towns of some names or files; all that make claims if there are none.

    Raises
    ------
    ScenarioError
        If there is no such town or file.
    RefusedError
        If nothing is claimed of a town.
    """
    wanted = [town for name in names for town in TWINS.get(name.strip().casefold(), (name,))]
    if not wanted:
        return towns_with_claims()
    towns = {town.name: town for town in map(read_scenario, wanted)}
    for town in towns.values():
        if not town.expect:
            known = ", ".join(it.name for it in towns_with_claims())
            message = f"{town.name}: its file has no [[expect]], so nothing is claimed of it; try {known}"
            raise RefusedError(message)
    return list(towns.values())


def questions_of(towns: Iterable[Scenario]) -> list[Question]:
    """Return every claim of some towns.

    Raises
    ------
    ScenarioError
        If a claim is against a town that there is not.
    """
    known = {town.name: town for town in towns}

    def other(name: str) -> Scenario:
        return known[name] if name in known else read_scenario(name)

    return [
        Question(claim, town, other(claim.against)) if claim.against else about(claim, town, town.before())
        for town in known.values()
        for claim in town.expect
    ]


def asked_by_world(questions: Iterable[Question]) -> dict[str, set[Asked]]:
    """Return what questions ask of each world that the model counts, by the world's digest."""
    asked: dict[str, set[Asked]] = {}
    for question in questions:
        for world, it in zip(question.worlds, question.asked, strict=True):
            asked.setdefault(world.digest, set()).update({it} if it.indicator in INDICATORS else ())
    return asked
