"""Record: accounts weighed, claim by claim and as a whole, and what was last found of them, and kept."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.models import ABOUT_TIES, MODELS, NULL_MODELS, THEORY, Model
from tillit.experiments.calibration.plausible import PlausibleSet
from tillit.experiments.claims.likelihood import SoSaid, Statement, statement_of
from tillit.experiments.claims.living import LEAD, Account, Plan, Report, live_all
from tillit.experiments.claims.measuring import shown_in
from tillit.experiments.claims.telling import said, when
from tillit.experiments.claims.weighing import Given, attainability, factor_of, quantiles, tail
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.durable import write_durably
from tillit.model.scenarios.claim import Claim

Figures = NDArray[np.float64]

RECORDED = Path(__file__).with_name("recorded.json")
"""The record that comes with the program."""
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Ends of the 90 % and of the 50 %, with the median between them."""

Record = dict[str, Any]
"""Towns by name, each with its claims and factors; how they were run; what else was found of continuity."""


@dataclass(frozen=True)
class Weighed:
    """An account, and what each model makes of it."""

    account: Account
    sets: Mapping[str, PlausibleSet]
    given: Mapping[str, Given]
    """What each model gives for each question, by the model's name."""

    @classmethod
    def run(cls, account: Account, sets: Mapping[str, PlausibleSet], plan: Plan, report: Report) -> "Weighed":
        """Run an account's worlds; KeyboardInterrupt if Ctrl-C stopped it."""
        lived = live_all(account.cast, sets, plan, report)
        given = {
            model.name: Given(
                tuple(it.given(lived[model.name]) for it in account.questions), sets[model.name].weights
            )
            for model in MODELS
        }
        return cls(account, sets, given)

    def factors(self, chosen: Iterable[int]) -> dict[str, dict[str, float]]:
        """Return the Bayes factors of some claims together, by the simpler explanation's name.

        Claims about ties themselves are weighed only against what leaves ties as they are.
        """
        chosen = list(chosen)
        kept = [turn for turn in chosen if not self.account.questions[turn].is_about_ties]
        found = {}
        for null in NULL_MODELS:
            which = chosen if null.ties == THEORY.ties and len(chosen) == 1 else kept
            if which:
                said = [statement_of(self.account.questions[turn].claim) for turn in which]
                theory, other = (self._given(it, which).evidence(said) for it in (THEORY, null))
                alike = self.sets[null.name].vectors == self.sets[THEORY.name].vectors
                factor = factor_of(theory, other, alike=alike)
                found[null.name] = {"log10": round(factor.log10, 3), "error": round(factor.error, 3)}
        return found

    def attainable(self, chosen: Iterable[int]) -> float | None:
        """Return how often such claims would tell the theory from nothing done, if it were true."""
        questions = {turn: self.account.questions[turn] for turn in chosen}
        kept = [
            turn
            for turn, it in questions.items()
            if not it.is_about_ties and it.claim.arithmetic != "extreme"
        ]
        if not kept:
            return None
        theory, null = (self._given(it, kept) for it in (THEORY, NULL_MODELS[0]))
        return attainability(theory, null, [statement_of(questions[turn].claim) for turn in kept])

    def record(self) -> dict[str, Any]:
        """Return the account in plain values, as the record keeps it."""
        every = range(len(self.account.questions))
        return {
            "title": self.account.town.title,
            "claims": [self._row(turn) for turn in every],
            "not_counted": [_words_of(claim) | {"why": why} for claim, why in self.account.not_counted],
            "factors": self.factors(every),
            "attainable": self.attainable(every),
        }

    def _given(self, model: Model, chosen: Iterable[int]) -> Given:
        return self.given[model.name].only(chosen)

    def _row(self, turn: int) -> dict[str, Any]:
        claim = self.account.questions[turn].claim
        (given,), one = self._given(THEORY, [turn]).figures, self.sets[THEORY.name].weights
        weights = np.broadcast_to(one[None, :, None], given.shape)
        return {
            **_words_of(claim),
            "unit": shown_in(claim).replace("SEK", self.account.town.town.currency),
            "model": [short(it) for it in quantiles(given, weights, SHARES)],
            **surprise(claim, statement_of(claim), given, weights),
            "factors": self.factors([turn]),
            "attainable": self.attainable([turn]),
            "first": short(float(given[0, 0, 0])),
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
    figure = claim.figure or 0.0
    if claim.arithmetic == "extreme":
        return {"reached": short(float(mass[given >= figure].sum()))}
    return {"tail": short(tail(figure, given, mass))}


def short(value: float) -> float | None:
    """Return a figure with four digits: more would be noise, and would change the file for nothing."""
    return float(f"{value:.4g}") if np.isfinite(value) else None


def empty_record() -> Record:
    """Return a record of nothing."""
    return {"how": None, "towns": {}, "gradient": None, "switches": None}


def read_record(path: Path = RECORDED) -> Record:
    """Return the record; an empty one if there is none; RefusedError if it cannot be read."""
    if not path.exists():
        return empty_record()
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        record = None
    if not isinstance(record, dict) or record.keys() != empty_record().keys():
        raise RefusedError(f"{path} is no record of tillit validate; take the one that came with the program")
    return record


def record_of(
    weighed: list[Weighed], sets: Mapping[str, PlausibleSet], plan: Plan, further: Mapping[str, Any]
) -> Record:
    """Return what was found as a record; `further` is what was found of continuity beside the accounts."""
    how = {
        "vectors": len(sets["theory"].vectors),
        "lucks": plan.lucks,
        "seed": plan.seed,
        "lead": LEAD,
        "not_fitted": [it.name for it in NULL_MODELS if not sets[it.name].own],
    }
    towns = {it.account.town.name: it.record() for it in weighed}
    return empty_record() | {"how": how, "towns": towns} | dict(further)


def write_record(record: Record, path: Path = RECORDED) -> None:
    """Write a record."""
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8"))
