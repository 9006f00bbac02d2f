"""Finding: an account weighed, claim by claim and as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.models import ABOUT_TIES, MODELS, NULL_MODELS, THEORY, Model
from tillit.experiments.calibration.plausible import PlausibleSet
from tillit.experiments.claims.account import Account
from tillit.experiments.claims.likelihood import (
    FigureSaid,
    SoSaid,
    Statement,
    furthest_apart,
    statement_of,
)
from tillit.experiments.claims.living import Plan, Report, live_all
from tillit.experiments.claims.measuring import shown_in
from tillit.experiments.claims.telling import said, when
from tillit.experiments.claims.weighing import (
    Evidence,
    Factor,
    Given,
    attainability,
    factor_of,
    log_of,
    quantiles,
    tail,
)
from tillit.model.scenarios.claim import Claim

Figures = NDArray[np.float64]

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Ends of the 90 % and of the 50 %, with the median between them."""


@dataclass(frozen=True)
class Weighed:
    """An account, and what each model makes of it."""

    account: Account
    sets: Mapping[str, PlausibleSet]
    given: Mapping[str, tuple[Figures, ...]]
    """What each model gives for each question, by the model's name."""

    @classmethod
    def run(cls, account: Account, sets: Mapping[str, PlausibleSet], plan: Plan, report: Report) -> "Weighed":
        """Run an account's worlds; KeyboardInterrupt if Ctrl-C stopped it."""
        lived = live_all(account.cast, sets, plan, report)
        given = {
            model.name: tuple(question.given(lived[model.name]) for question in account.questions)
            for model in MODELS
        }
        return cls(account, sets, given)

    def weights(self, model: Model) -> Figures:
        """Return how much each vector of a model counts, without what fits this town."""
        return self.sets[model.name].weights

    def evidence(self, model: Model, chosen: Iterable[int]) -> Evidence:
        """Return how likely some claims are in each run of a model, together."""
        weights = self.weights(model)
        chosen = list(chosen)
        lucks = self.given[model.name][0].shape[2]
        total = np.zeros((len(weights), lucks))
        extremes = []
        for turn in chosen:
            question, given = self.account.questions[turn], self.given[model.name][turn]
            statement = statement_of(question.claim)
            if question.is_extreme and isinstance(statement, FigureSaid):
                extremes.append((statement, given[0]))
            else:
                total += log_of(statement, given)

        def further(vectors: NDArray[np.int64]) -> float:
            each = np.repeat(weights[vectors][:, None], lucks, axis=1)
            return sum(furthest_apart(it, given[vectors], each) for it, given in extremes)

        return Evidence(total, weights, further if extremes else None)

    def factors(self, chosen: Iterable[int]) -> dict[str, Factor]:
        """Return the Bayes factors of some claims together, by the simpler explanation's name.

        Claims about ties themselves are weighed only against what leaves ties as they are.
        """
        chosen = list(chosen)
        kept = [turn for turn in chosen if not self.account.questions[turn].is_about_ties]
        found = {}
        for null in NULL_MODELS:
            which = chosen if null.ties == THEORY.ties and len(chosen) == 1 else kept
            if which:
                alike = self.sets[null.name].vectors == self.sets[THEORY.name].vectors
                theory, other = (self.evidence(it, which) for it in (THEORY, null))
                found[null.name] = factor_of(theory, other, alike=alike)
        return found

    def attainable(self, chosen: Iterable[int]) -> float | None:
        """Return how often such claims would tell the theory from nothing done, if it were true."""
        questions = {turn: self.account.questions[turn] for turn in chosen}
        kept = [turn for turn, it in questions.items() if not (it.is_about_ties or it.is_extreme)]
        if not kept:
            return None
        theory, null = (
            Given(tuple(self.given[it.name][turn] for turn in kept), self.weights(it))
            for it in (THEORY, NULL_MODELS[0])
        )
        return attainability(theory, null, [statement_of(questions[turn].claim) for turn in kept])

    def row(self, turn: int) -> dict[str, Any]:
        """Return one claim in plain values, as the record keeps it."""
        question = self.account.questions[turn]
        statement = statement_of(question.claim)
        given = self.given[THEORY.name][turn]
        weights = np.broadcast_to(self.weights(THEORY)[None, :, None], given.shape)
        factors = self.factors([turn])
        return {
            **_words_of(question.claim),
            "unit": shown_in(question.claim).replace("SEK", self.account.town.town.currency),
            "model": [short(it) for it in quantiles(given, weights, SHARES)],
            **surprise(question.claim, statement, given, weights),
            "factors": {name: plain(it) for name, it in factors.items()},
            "attainable": self.attainable([turn]),
            "first": short(float(given[0, 0, 0])),
        }

    def record(self) -> dict[str, Any]:
        """Return the account in plain values, as the record keeps it."""
        every = range(len(self.account.questions))
        return {
            "title": self.account.town.title,
            "claims": [self.row(turn) for turn in every],
            "not_counted": [_words_of(claim) | {"why": why} for claim, why in self.account.not_counted],
            "factors": {name: plain(it) for name, it in self.factors(every).items()} if every else {},
            "attainable": self.attainable(every),
        }


def _words_of(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.claim,
        "indicator": claim.indicator,
        "said": said(claim),
        "when": when(claim),
        "source": claim.source,
        "grade": claim.grade.value,
        "about_ties": claim.indicator in ABOUT_TIES,
    }


def surprise(claim: Claim, statement: Statement, given: Figures, weights: Figures) -> dict[str, Any]:
    """Return how surprising it is: the tail of a figure, or how often what was said is so."""
    mass = weights / weights.sum()
    if isinstance(statement, SoSaid):
        return {"chance": short(float(mass[statement.is_so(given)].sum()))}
    if claim.figure is None or claim.arithmetic == "extreme":
        return {"reached": short(float(mass[given >= (claim.figure or 0.0)].sum()))}
    return {"tail": short(tail(claim.figure, given, mass))}


def plain(factor: Factor) -> dict[str, float]:
    """Return a factor in plain values."""
    return {"log10": round(factor.log10, 3), "error": round(factor.error, 3)}


def short(value: float) -> float | None:
    """Return a figure with four digits: more would be noise, and would change the file for nothing."""
    return float(f"{value:.4g}") if np.isfinite(value) else None
