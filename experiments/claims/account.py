"""Account: what is claimed of one town, as questions that runs can answer, and the worlds that these need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.models import ABOUT_TIES, MODELS
from tillit.experiments.calibration.plausible import PlausibleSet
from tillit.experiments.claims.living import LEAD, Cast, Lived, Plan
from tillit.experiments.claims.measuring import Worlds, Years, measured, names_of, why_not, years_of
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.scenarios.claim import Claim

Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """A claim that can be asked of runs, in each of its readings."""

    claim: Claim
    """The claim."""
    years: tuple[Years, ...]
    """The months of each reading."""

    @property
    def is_extreme(self) -> bool:
        """Whether it is of the furthest apart of many pairs."""
        return self.claim.arithmetic == "extreme"

    @property
    def is_about_ties(self) -> bool:
        """Whether it is of ties themselves."""
        return self.claim.indicator in ABOUT_TIES

    def given(self, lived: Lived) -> Figures:
        """Return what each run gives, shape (readings, vectors, lucks)."""
        readings = zip(self.claim.each_reading, self.years, strict=True)
        return np.stack([measured(it, _worlds_of(it, lived), years) for it, years in readings])


@dataclass(frozen=True)
class Account:
    """What is claimed of one town, as questions, and what cannot be asked."""

    town: Scenario
    questions: tuple[Question, ...]
    cast: Cast
    not_counted: tuple[tuple[Claim, str], ...] = ()

    @classmethod
    def of(cls, town: Scenario, months: int = 120) -> "Account":
        """Return the account of a town, in runs of at least as many months as its file means.

        ScenarioError if a claim is against a town that there is not.
        """
        questions, lost = [], []
        for claim in town.expect:
            years = tuple(years_of(it, town, LEAD, months + LEAD) for it in claim.each_reading)
            whys = [
                why_not(it, at, max(months + LEAD, at.end))
                for it, at in zip(claim.each_reading, years, strict=True)
            ]
            why = next(filter(None, whys), "")
            if why:
                lost.append((claim, why))
            else:
                questions.append(Question(claim, years))
        return cls(town, tuple(questions), _cast_of(town, questions), tuple(lost))

    def worlds(self, sets: Mapping[str, PlausibleSet], plan: Plan) -> int:
        """Return how many worlds are run in all."""
        return sum(len(sets[it.name].vectors) for it in MODELS) * plan.lucks * len(self.cast.worlds)


def _cast_of(town: Scenario, questions: Iterable[Question]) -> Cast:
    worlds = {"acted": town}
    names: dict[str, None] = {}
    many, months = set(), LEAD
    for question in questions:
        for claim, years in zip(question.claim.each_reading, question.years, strict=True):
            names |= dict.fromkeys(names_of(claim))
            months = max(months, years.end)
            if claim.arithmetic in {"counterfactual", "extreme"}:
                own, other = _roles_of(claim)
                worlds[own] = town
                worlds[other] = read_scenario(claim.against) if claim.against else town.before()
                many |= {own, other} - {"acted"} if claim.arithmetic == "extreme" else set()
    return Cast(worlds, frozenset(many), tuple(names), months, frozenset({"acted", "acted, as many"}))


def _roles_of(claim: Claim) -> tuple[str, str]:
    many = ", as many" if claim.arithmetic == "extreme" else ""
    return f"acted{many}", f"{claim.against or 'as it was'}{many}"


def _worlds_of(claim: Claim, lived: Lived) -> Worlds:
    own, other = _roles_of(claim)
    acted = lived[own if claim.arithmetic == "extreme" else "acted"]
    return Worlds(acted, lived.get(other, acted), acted)
