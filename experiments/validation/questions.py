"""Questions: which claims there are, and the two worlds that each is held against."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from experiments.accounts import TWINS
from experiments.refused import RefusedError
from model.indicators import INDICATORS
from model.scenarios import Scenario, read_scenario, town_names
from model.scenarios.schema import Claim


@dataclass(frozen=True)
class Question:
    """A claim, and its two worlds."""

    claim: Claim
    """What was said."""
    own: Scenario
    """The town that it is about, as it acted."""
    than: Scenario
    """The same town as it was, or the other town of the claim."""

    @property
    def town(self) -> str:
        """Name of the town."""
        return self.own.name

    @property
    def worlds(self) -> tuple[Scenario, Scenario]:
        """Both worlds."""
        return self.own, self.than

    def told_by(self, tell: Callable[[Scenario], Scenario]) -> "Question":
        """Return the question about both worlds as something else tells them."""
        return Question(self.claim, tell(self.own), tell(self.than))


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
        Question(claim, town, other(claim.against) if claim.against else town.before())
        for town in known.values()
        for claim in town.expect
    ]


def indicators_of(questions: Iterable[Question]) -> list[str]:
    """Return the indicators that claims are about, as far as the model counts them."""
    asked = {question.claim.indicator for question in questions}
    return [name for name in INDICATORS if name in asked]
