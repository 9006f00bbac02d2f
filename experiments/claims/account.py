"""Account: what is claimed of one town, as questions that runs can answer, and the worlds that these need."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.models import ABOUT_TIES, MODELS
from tillit.experiments.calibration.plausible import PlausibleSet
from tillit.experiments.claims.living import ACTED, LEAD, MANY, Cast, Lived, Plan
from tillit.experiments.claims.measuring import Worlds, Years, measured, names_of, why_not, years_of
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.scenarios.claim import Claim


@dataclass(frozen=True)
class Question:
    """A claim that can be asked of runs, and the months of each of its readings."""

    claim: Claim
    years: tuple[Years, ...]

    @property
    def is_about_ties(self) -> bool:
        """Whether it is of ties themselves."""
        return self.claim.indicator in ABOUT_TIES

    def given(self, lived: Lived) -> NDArray[np.float64]:
        """Return what each run gives, shape (readings, vectors, lucks)."""
        found = []
        for claim, years in zip(self.claim.each_reading, self.years, strict=True):
            own, other = _roles_of(claim)
            acted = lived[own]
            found.append(measured(claim, Worlds(acted, lived.get(other, acted), acted), years))
        return np.stack(found)


@dataclass(frozen=True)
class Account:
    """What is claimed of one town, as questions, and what cannot be asked, with why."""

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
        worlds, names, most = {ACTED: town}, dict[str, None](), LEAD
        for claim in town.expect:
            years = tuple(years_of(it, town, LEAD, months + LEAD) for it in claim.each_reading)
            readings = list(zip(claim.each_reading, years, strict=True))
            whys = [why_not(it, at, max(months + LEAD, at.end)) for it, at in readings]
            if any(whys):
                lost.append((claim, next(filter(None, whys))))
                continue
            questions.append(Question(claim, years))
            for it, at in readings:
                names |= dict.fromkeys(names_of(it))
                most = max(most, at.end)
                if it.arithmetic in {"counterfactual", "extreme"}:
                    own, other = _roles_of(it)
                    against = read_scenario(it.against) if it.against else town.before()
                    worlds |= {own: town, other: against}
        return cls(town, tuple(questions), Cast(worlds, tuple(names), most), tuple(lost))

    def worlds(self, sets: Mapping[str, PlausibleSet], plan: Plan) -> int:
        """Return how many worlds are run in all."""
        return sum(len(sets[it.name].vectors) for it in MODELS) * plan.lucks * len(self.cast.worlds)


def _roles_of(claim: Claim) -> tuple[str, str]:
    """Return what the worlds are called that a claim is about, and beside which it is held."""
    many = MANY if claim.arithmetic == "extreme" else ""
    return f"{ACTED}{many}", f"{claim.against or 'as it was'}{many}"
