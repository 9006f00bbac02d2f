"""Record: accounts weighed, claim by claim and as a whole, and what was last found of them, and kept."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tillit.experiments.calibration.models import ABOUT_TIES, NULL_MODELS, THEORY, PlausibleSet
from tillit.experiments.claims.living import LEAD, Account, Plan, Report, live_all
from tillit.experiments.claims.measuring import Figures, shown_in
from tillit.experiments.claims.telling import words_of
from tillit.experiments.claims.weighing import TELLS, Given, SoSaid, factor_of, log_ratios, statement_of
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.files import write_durably
from tillit.model.scenarios.claim import Claim

RECORDED = Path(__file__).with_name("recorded.json")
"""The record that comes with the program."""
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Ends of the 90 % and of the 50 %, with the median between them."""
DRAWN = 200
"""Accounts that are drawn to see how often one would tell anything."""

Record = dict[str, Any]
"""Towns by name, each with its claims and factors; how they were run; what else was found of continuity."""


@dataclass(frozen=True)
class Weighed:
    """An account, and what each model makes of it, by the model's name."""

    account: Account
    sets: Mapping[str, PlausibleSet]
    given: Mapping[str, Given]

    @classmethod
    def run(cls, account: Account, sets: Mapping[str, PlausibleSet], plan: Plan, report: Report) -> "Weighed":
        """Run an account's worlds; KeyboardInterrupt if Ctrl-C stopped it."""
        lived = live_all(account, sets, plan, report)
        figures = {name: [account.given(it, those) for it in account.claims] for name, those in lived.items()}
        return cls(account, sets, {name: Given(those, sets[name].weights) for name, those in figures.items()})

    def factors(self, chosen: Iterable[int]) -> dict[str, dict[str, float]]:
        """Return the Bayes factors of some claims together, by the simpler explanation's name.

        Claims about ties themselves are weighed only against what leaves ties as they are.
        """
        said = {turn: statement_of(self.account.claims[turn]) for turn in chosen}
        kept = {turn: it for turn, it in said.items() if not self._about_ties(turn)}
        found = {}
        for null in NULL_MODELS:
            if which := said if null.ties == THEORY.ties and len(said) == 1 else kept:
                alike = self.sets[null.name].vectors == self.sets[THEORY.name].vectors
                factor = factor_of(self.given[THEORY.name], self.given[null.name], which, alike=alike)
                found[null.name] = {"log10": round(factor.log10, 3), "error": round(factor.error, 3)}
        return found

    def attainable(self, chosen: Iterable[int]) -> float | None:
        """Return how often such claims would tell the theory from nothing done, if it were true."""
        claims = {turn: self.account.claims[turn] for turn in chosen if not self._about_ties(turn)}
        said = {turn: statement_of(it) for turn, it in claims.items() if it.arithmetic != "extreme"}
        if not said:
            return None
        theory, null = (self.given[it.name] for it in (THEORY, NULL_MODELS[0]))
        return float((log_ratios(theory, theory, null, said, number=DRAWN) >= TELLS).mean())

    def _about_ties(self, turn: int) -> bool:
        return self.account.claims[turn].indicator in ABOUT_TIES

    def record(self) -> dict[str, Any]:
        """Return the account in plain values, as the record keeps it."""
        every = range(len(self.account.claims))
        return {
            "title": self.account.town.title,
            "claims": [self._row(turn) for turn in every],
            "not_counted": [_told(claim) | {"why": why} for claim, why in self.account.not_counted],
            "factors": self.factors(every),
            "attainable": self.attainable(every),
        }

    def _row(self, turn: int) -> dict[str, Any]:
        claim, theory = self.account.claims[turn], self.given[THEORY.name]
        given = theory.figures[turn]
        weights = np.broadcast_to(theory.weights[None, :, None], given.shape)
        return {
            **_told(claim),
            "unit": shown_in(claim).replace("SEK", self.account.town.town.currency),
            "model": [short(it) for it in quantiles(given, weights, SHARES)],
            **surprise(claim, given, weights),
            "factors": self.factors([turn]),
            "attainable": self.attainable([turn]),
            "first": short(float(given[0, 0, 0])),
        }


def _told(claim: Claim) -> dict[str, Any]:
    source = {"source": claim.source, "grade": claim.grade.value, "about_ties": claim.indicator in ABOUT_TIES}
    return {"claim": claim.claim, **words_of(claim), **source}


def quantiles(given: Figures, weights: Figures, shares: Iterable[float]) -> list[float]:
    """Return weighted quantiles of what runs give, NaN aside; shape of both (vectors, lucks)."""
    known = np.isfinite(given)
    if not known.any():
        return [np.nan for _ in shares]
    values, mass = given[known], weights[known]
    order = np.argsort(values)
    upto = np.cumsum(mass[order]) - 0.5 * mass[order]
    return [float(it) for it in np.interp(list(shares), upto / mass.sum(), values[order])]


def surprise(claim: Claim, given: Figures, weights: Figures) -> dict[str, Any]:
    """Return how surprising it is: how often what was said is so, or what lies beyond a figure.

    That is the share of runs that reach an extreme, and else of those on the side where fewer lie.
    """
    mass, statement = weights / weights.sum(), statement_of(claim)
    if isinstance(statement, SoSaid):
        return {"chance": short(float(mass[statement.is_so(given)].sum()))}
    figure = claim.figure or 0.0
    if claim.arithmetic == "extreme":
        return {"reached": short(float(mass[given >= figure].sum()))}
    below = float(mass[given < figure].sum() + 0.5 * mass[given == figure].sum())
    return {"tail": short(min(below, float(mass.sum()) - below) / float(mass.sum()))}


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
