"""Record: accounts lived under every model, weighed claim by claim and as a whole, and what is kept."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tillit.experiments.calibration.models import ABOUT_TIES, MODELS, NULL_MODELS, THEORY, PlausibleSet, under
from tillit.experiments.claims import weighing
from tillit.experiments.claims.measuring import ACTED, LEAD, MANY, MONTHS, Account, shown_in
from tillit.experiments.claims.telling import word_of, words_of
from tillit.experiments.claims.weighing import Given
from tillit.experiments.comparison.pairs import in_parallel
from tillit.experiments.comparison.statistics import Figures
from tillit.experiments.telling.facts import Miss
from tillit.experiments.worlds.files import write_durably
from tillit.experiments.worlds.world import NOT_SIZES
from tillit.model.events import Event
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.scenarios.claim import Claim
from tillit.model.simulation import settled, usual_inflow
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of
from tillit.model.town.tie_history import pooled, settled_trust

RECORDED = Path(__file__).with_name("recorded.json")  # the record that comes with the program
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)  # ends of the 90 % and of the 50 %, with the median between them
DRAWN = 200  # accounts that are drawn to see how often one would tell anything
SIZES = (0.5, 1.0, 1.5)  # how large acts are, times what the file says, where many similar towns are meant

Record = dict[str, Any]  # towns by name, with claims and factors; how they were run; what was found beside
Lived = dict[str, dict[str, Figures]]  # indicators by world and name, each of shape (vectors, lucks, months)
Report = Callable[[int], None]  # is called on any thread, with the worlds that were run since the last call


class Plan(NamedTuple):
    """How worlds are run."""

    lucks: int = 6  # worlds of each vector, each with its own luck
    seed: int = 1
    threads: int | None = None  # vectors that run at once; one for each processor if None


def after_a_lead(scenario: Scenario) -> Scenario:
    """Return the same town, to which everything happens after the calm months."""
    events = tuple(it.model_copy(update={"month": it.month + LEAD}) for it in scenario.events)
    return dataclasses.replace(scenario, events=events)


def with_sizes(scenario: Scenario, times: float) -> Scenario:
    """Return a town whose acts are larger or smaller; an act that cannot have that size stays as it is."""

    def resized(event: Event) -> Event:
        sizes = {
            name: type(value)(value * times)
            for name, value in event
            if name not in NOT_SIZES and isinstance(value, int | float) and not isinstance(value, bool)
        }
        try:
            return type(event).model_validate({**dict(event), **sizes})
        except ValueError:
            return event

    return dataclasses.replace(scenario, events=tuple(map(resized, scenario.events)))


def live_all(
    account: Account, sets: Mapping[str, PlausibleSet], plan: Plan, report: Report
) -> dict[str, Lived]:
    """Run every world of an account under the models that have a set; return what came of each, by model."""
    models = [it for it in MODELS if it.name in sets]
    later = {name: after_a_lead(world) for name, world in account.worlds.items()}
    keys, found = [key_of(plan.seed, turn) for turn in range(plan.lucks)], dict[str, Lived]()
    for it in models:
        shape = len(sets[it.name].vectors), plan.lucks, account.months
        found[it.name] = {world: {name: np.zeros(shape) for name in account.names} for world in later}

    def live(turn: int) -> None:
        towns: dict[Origin, list[Town]] = {}  # settled, shared by the worlds of one origin
        here = (it for it in models if turn < len(sets[it.name].vectors))
        for model, (world, scenario) in product(here, later.items()):
            told = model.of(under(scenario, sets[model.name].vectors[turn]))
            origin = Origin.of(told)
            if origin not in towns:
                usual_inflow(origin)
                towns[origin] = [settled(origin, key) for key in keys]
            begun, place = towns[origin], {"inhabitants": scenario.town.inhabitants}
            ties = pooled(map(settled_trust, begun))
            for one in range(plan.lucks):
                luck = one if world.startswith(ACTED) else (one + 1) % plan.lucks
                acts = with_sizes(told, SIZES[one % len(SIZES)]) if world.endswith(MANY) else told
                run = model.live(origin, acts, begun[luck], keys[luck], months=account.months, ties=ties)
                for name, series in found[model.name][world].items():
                    series[turn, one] = INDICATORS[name].compute(run.counts, run.ledger, **place)
            report(plan.lucks)

    in_parallel(live, max(len(sets[it.name].vectors) for it in models), plan.threads)
    return found


def given_by(
    account: Account, sets: Mapping[str, PlausibleSet], plan: Plan, report: Report
) -> dict[str, Given]:
    """Run an account's worlds, and return what each model gives; KeyboardInterrupt if Ctrl-C stopped it."""
    lived = live_all(account, sets, plan, report)
    figures = {name: [account.given(it, those) for it in account.claims] for name, those in lived.items()}
    return {name: Given(those, sets[name].weights, sets[name].vectors) for name, those in figures.items()}


def account_record(account: Account, given: Mapping[str, Given]) -> dict[str, Any]:
    """Return an account in plain values, as the record keeps it: each claim, and all together."""
    theory, rows = given[THEORY.name], []
    for turn, claim in enumerate(account.claims):
        figures = theory.figures[turn]
        weights = np.broadcast_to(theory.weights[None, :, None], figures.shape)
        row = {
            **_told(claim),
            "unit": shown_in(claim).replace("SEK", account.town.town.currency),
            "model": weighing.quantiles(figures, weights, SHARES),
            **weighing.surprise(claim, figures, weights),
            **_weighed(account, given, turn),
            "first": weighing.short(float(figures[0, 0, 0])),
        }
        rows.append(row)
    lost = [_told(claim) | {"why": why} for claim, why in account.not_counted]
    whole = _weighed(account, given, *range(len(rows)))
    return {"title": account.town.title, "claims": rows, "not_counted": lost, **whole}


def _told(claim: Claim) -> dict[str, Any]:
    source = {"source": claim.source, "grade": claim.grade.value, "about_ties": claim.indicator in ABOUT_TIES}
    return {"claim": claim.claim, **words_of(claim), **source}


def _weighed(account: Account, given: Mapping[str, Given], *chosen: int) -> dict[str, Any]:
    """Return the Bayes factors of some claims together, and how often such claims would tell anything.

    Claims about ties themselves are weighed only against what leaves ties as they are. What would be told
    is the theory from nothing done, if it were true; nothing of claims about ties alone.
    """
    said = {turn: weighing.statement_of(account.claims[turn]) for turn in chosen}
    kept = {turn: it for turn, it in said.items() if account.claims[turn].indicator not in ABOUT_TIES}
    theory, nothing, factors = given[THEORY.name], given[NULL_MODELS[0].name], {}
    for null in NULL_MODELS:
        if which := said if null.ties == THEORY.ties and len(said) == 1 else kept:
            factor = weighing.factor_of(theory, given[null.name], which)
            factors[null.name] = {"log10": round(factor.log10, 3), "error": round(factor.error, 3)}
    kept = {turn: it for turn, it in kept.items() if account.claims[turn].arithmetic != "extreme"}
    if not kept:
        return {"factors": factors, "attainable": None}
    ratios = weighing.log_ratios(theory, theory, nothing, kept, number=DRAWN)
    return {"factors": factors, "attainable": float((ratios >= weighing.TELLS).mean())}


def recorded_of(scenario: Scenario) -> list[dict[str, Any]]:
    """Return what was recorded of a town's claims; nothing of one's own town, or one that was changed."""
    rows: list[dict[str, Any]] = read_record()["towns"].get(scenario.name, {"claims": []})["claims"]
    return rows if rows and scenario.digest == read_scenario(scenario.name).digest else []


def missed_in(scenario: Scenario, indicator: str, months: int) -> Miss | None:
    """Return what an account says beside the town's past, where the model, run as long, misses it."""
    if months != MONTHS - LEAD:
        return None
    told = {it.claim: it.figure for it in scenario.expect if it.indicator == indicator and it.unit == "%"}
    for row in recorded_of(scenario):
        said = told.get(row["claim"])
        if said is not None and not row["when"] and word_of(row) == "surprising":
            return Miss(said / 100.0, row["model"][SHARES.index(0.5)] / 100.0)
    return None


def record_of(
    towns: Mapping[str, dict[str, Any]], sets: Mapping[str, PlausibleSet], plan: Plan, further: Record
) -> Record:
    """Return what was found of towns as a record; `further` is what was found of continuity beside them."""
    not_fitted = [it.name for it in NULL_MODELS if not sets[it.name].own]
    how = {"vectors": len(sets[THEORY.name].vectors), "lucks": plan.lucks, "seed": plan.seed, "lead": LEAD}
    found = {"how": how | {"not_fitted": not_fitted}, "towns": towns, "gradient": None, "switches": None}
    return found | further


def read_record(path: Path = RECORDED) -> Record:
    """Return the record that comes with the program, or another."""
    found: Record = json.loads(path.read_text(encoding="utf-8"))
    return found


def write_record(record: Record, path: Path = RECORDED) -> None:
    """Write a record."""
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8"))
