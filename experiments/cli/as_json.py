"""JSON: the results of a comparison for programs."""

import json
import math
from pathlib import Path
from typing import Any

from tillit.experiments.claims.beside_a_run import Prediction, predictions
from tillit.experiments.comparison.outcomes import WINDOW, Comparison
from tillit.experiments.telling.facts import Facts
from tillit.experiments.telling.sentences import sentences


def as_json(comparison: Comparison, facts: Facts, folder: Path, language: str) -> str:
    """Return the results as JSON; what cannot be calculated is null."""
    worlds = {
        side: {"label": world.label, "name": world.scenario.name, "digest": world.scenario.digest}
        for side, world in (("a", comparison.a.world), ("b", comparison.b.world))
    }
    results: dict[str, Any] = worlds | {
        "status": comparison.status,
        "pairs": comparison.pairs,
        "asked": comparison.plan.pairs,
        "months": comparison.months,
        "seed": comparison.plan.seed,
        "window": min(WINDOW, comparison.months),
        "answer": sentences(facts, language),
        "indicators": comparison.summary().to_dict("records"),
        "payers": comparison.payers().to_dict("records"),
        "break_even": {payer: break_even_json(comparison, payer) for payer in comparison.break_even()},
        "claims": [claim_json(it) for it in predictions(comparison)],
        "folder": str(folder),
    }
    return json.dumps(without_nan(results), ensure_ascii=False, allow_nan=False, indent=2)


def break_even_json(comparison: Comparison, payer: str) -> dict[str, Any]:
    """Return one break-even month in plain values; null for beyond the horizon, or for too few pairs."""
    even = comparison.break_even()[payer]
    known = comparison.verdicts and not even.alike
    months = {name: even.quantile(at) if known else None for name, at in MARKS.items()}
    text = str(even) if comparison.verdicts else "too few pairs"
    return {**months, "never": even.never, "pairs": comparison.pairs, "text": text}


MARKS = {"median": 0.5, "low": 0.1, "high": 0.9}
"""Median and ends of the 80 % interval."""


def claim_json(it: Prediction) -> dict[str, Any]:
    """Return one claim in plain values."""
    spread = {"unit": it.unit, "median": it.median, "low": it.low, "high": it.high}
    claim = it.claim.model_dump(mode="json")
    words = {"said": it.said, "when": it.when, "model": spread, "surprise": it.surprise, "why": it.why}
    return {"town": it.town, **claim, **words}


def without_nan(value: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Return the same with null for what is not a number."""
    if isinstance(value, dict):
        return {key: without_nan(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_nan(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
