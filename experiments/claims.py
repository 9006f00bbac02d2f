"""Claims: what an account says came out, beside what the model gives, met or not.

An account tells of one town, and a pair of worlds is one town. So the 90 % of
the pairs are what the model says may happen to one town, and a claim is held
against that whole interval, never against a mean alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from tillit.experiments.claimed import said, when
from tillit.experiments.comparison import ENOUGH, Comparison, Outcome
from tillit.experiments.frames import QUANTILES, TOO_FEW, percent
from tillit.experiments.question import Asked, Figures, Question, about, answered
from tillit.experiments.scales import factor_between
from tillit.experiments.verdicts import NOT_COUNTED, NOT_MET, outcome_of
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios.claim import Claim


@dataclass(frozen=True)
class Judgement:
    """One claim, and what the model gives."""

    town: str
    """The town that the claim is about."""
    claim: Claim
    """What was said."""
    unit: str
    """Unit of the following: ``%``, ``ratio``, that of the claim, or that of the indicator."""
    median: float | None
    """Median over the pairs; None if the model does not count it, or it cannot be calculated."""
    low: float | None
    """Lower end of the 90 % interval."""
    high: float | None
    """Upper end."""
    outcome: str
    """Whether the model meets the claim."""
    why: str = ""
    """Why it is not counted, if it is not."""

    @property
    def said(self) -> str:
        """What was said, in short."""
        return said(self.claim)

    @property
    def when(self) -> str:
        """Which year was meant, and beside which, in short."""
        return when(self.claim)


def judge(comparison: Comparison) -> list[Judgement]:
    """Return all claims that the comparison can judge.

    A claim about a town alone needs the town as it was for world `a`; a claim
    about a town and another needs that other town.
    """
    return [
        judged(
            question,
            answered(question.asked[0], own.series),
            answered(question.asked[1], than.series),
            comparison.months,
        )
        for question, own, than in questions_for(comparison)
    ]


def questions_for(comparison: Comparison) -> Iterator[tuple[Question, Outcome, Outcome]]:
    """Yield each claim that a comparison can judge, with what came of its two worlds."""
    a, b = comparison.a, comparison.b
    one, other = a.world.scenario, b.world.scenario
    yield from ((Question(it, other, one), b, a) for it in other.expect if it.against == one.name)
    yield from ((Question(it, one, other), a, b) for it in one.expect if it.against == other.name)
    if one.digest == other.before().digest and one.name == other.name:
        for claim in other.expect:
            if claim.against is None:
                yield about(claim, other, one), b, b if claim.is_of_one_world else a


def judged(
    question: Question, ours: Mapping[Asked, Figures], theirs: Mapping[Asked, Figures], months: int
) -> Judgement:
    """Return what the model gives for one claim.

    Parameters
    ----------
    question
        The claim, and the two worlds that it is held against.
    ours, theirs
        Figures of both, by what is asked; one for each pair.
    months
        Months that each world was run.
    """
    town, claim = question.own, question.claim
    why = question.why_not_counted(months)
    if why:
        return Judgement(town.name, claim, "", None, None, None, NOT_COUNTED, why)
    one, other = question.asked
    found = measured(claim, ours[one], theirs[other])
    if found is None:
        why = f"{claim.indicator} is in {INDICATORS[claim.indicator].unit}"
        return Judgement(town.name, claim, "", None, None, None, NOT_COUNTED, why)
    unit, values = found
    unit = unit.replace("SEK", town.town.currency)
    if not np.isfinite(values).all():
        return Judgement(town.name, claim, unit, None, None, None, NOT_MET)
    low, median, high = np.quantile(values, QUANTILES).tolist()
    outcome = outcome_of(claim, low, median, high) if len(values) >= ENOUGH else TOO_FEW
    return Judgement(town.name, claim, unit, median, low, high, outcome)


def measured(claim: Claim, one: Figures, other: Figures) -> tuple[str, Figures] | None:
    """Return the unit and each pair's figure; None for a unit that the indicator cannot be in."""
    if claim.is_level:
        return in_unit_of(claim, one)
    if claim.unit == "ratio":
        none = np.full(len(one), np.nan)
        return "ratio", np.divide(one, other, out=none, where=other != 0.0)
    if claim.unit == "%" or claim.direction == "unchanged":
        return "%", percent(other, one - other)
    return in_unit_of(claim, one - other)


def in_unit_of(claim: Claim, figures: Figures) -> tuple[str, Figures] | None:
    """Return the claim's unit, and figures of its indicator in it; None if it is no unit of these."""
    own = INDICATORS[claim.indicator].unit
    factor = factor_between(own, claim.unit or own)
    return None if factor is None else (claim.unit or own, factor * figures)
