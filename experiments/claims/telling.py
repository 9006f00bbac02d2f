"""Telling: what a claim says, how it was measured, and what was found, in the few words of tables."""

import math
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add
from typing import Any

from tillit.experiments.claims.weighing import Factor
from tillit.experiments.describing.markdown import MINUS
from tillit.model.scenarios.claim import Claim

MEASURED = {
    "own_past": "",
    "counterfactual": "beside a town that did not",
    "level": "level",
    "rate": "of those at risk",
    "gross": "gross",
    "cumulative": "summed",
    "extreme": "the furthest apart of many pairs",
    "event": "event",
}
"""How a claim was measured; against the town's own past if nothing is said."""
UNKNOWN = "-"
SURPRISING = 0.05
"""Tail below which what was said is surprising."""
CANNOT_TELL = "cannot tell"
HARDLY = math.log10(1.5)
"""Below this no factor is put in words."""
TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times", 6: "six times", 8: "eight times"}
PARTS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 6: "a sixth", 8: "an eighth", 10: "a tenth"}
SIZES = (*TIMES, *(digit * 10**power for power in range(1, 6) for digit in (1, 2, 3, 5)), 1_000_000)
"""Factors that are told; more than a million would say something of the model, and not of the accounts."""
TINY = 1e-6
"""Below this a figure is nothing but rounding."""
DIGITS = 100.0
"""From here on figures are told without decimals."""
CERTAIN = 0.95
"""Chance from which on something is nearly always so."""


def said(claim: Claim) -> str:
    """Return what was said, in short."""
    unit = {"ratio": " times", "%": " %"}.get(claim.unit, f" {claim.unit}".rstrip())
    if claim.at_most is not None:
        return f"at most {claim.at_most:g}{unit}"
    if claim.at_least is not None:
        return f"at least {claim.at_least:g}{unit}"
    if claim.figure is None:
        return claim.direction or ""
    sign = "" if claim.unit == "ratio" or claim.arithmetic in {"level", "gross"} else "+"
    return f"{claim.figure:{sign}g}{unit}".replace("-", MINUS)


def when(claim: Claim) -> str:
    """Return which year was meant, and how it was measured; nothing for the run's last beside the past."""
    year = claim.until or ""
    if claim.since:
        year = f"{claim.since} to {claim.until or 'the end'}"
    return ", ".join(filter(None, (year, MEASURED[claim.arithmetic])))


def said_of(row: Mapping[str, Any]) -> str:
    """Return what was said of one recorded claim, with its year in parentheses."""
    return f"{row['said']} ({row['when']})" if row["when"] else str(row["said"])


def given_for(row: Mapping[str, Any]) -> str:
    """Return what the theory predicts: median, 50 and 90 %."""
    low, lower, median, upper, high = (number(it) for it in row["model"])
    if median == UNKNOWN:
        return UNKNOWN
    unit = f" {row['unit']}".replace("/", " a ") if row["unit"] else ""
    unit = " times" if row["unit"] == "ratio" else unit
    return f"{median}{unit} ({lower} … {upper}; {low} … {high})"


def number(value: float | None) -> str:
    """Return a figure with three digits."""
    if value is None:
        return UNKNOWN
    if abs(value) < TINY:
        return "0"
    text = f"{value:,.0f}" if abs(value) >= DIGITS else f"{value:.3g}"
    return text.replace("-", MINUS)


def surprise_of(row: Mapping[str, Any]) -> str:
    """Return how surprising what was said is under the theory."""
    if row.get("tail") is not None:
        return f"{word_of(row)} (tail {_share(row['tail'])})"
    if row.get("reached") is not None:
        return f"{_share(row['reached'])} of single pairs come so far"
    if row.get("chance") is None:
        return UNKNOWN
    return f"{word_of(row)} (so in {_share(row['chance'])})"


def word_of(row: Mapping[str, Any]) -> str:
    """Return how surprising what was said is under the theory, in one word."""
    if row.get("chance") is not None and row["chance"] >= CERTAIN:
        return "expected"
    likely = next((row[it] for it in ("tail", "reached", "chance") if row.get(it) is not None), None)
    if likely is None:
        return UNKNOWN
    return "surprising" if likely < SURPRISING else "compatible"


def _share(value: float) -> str:
    return f"{100.0 * value:.0f} %"


def factor_in(row: Mapping[str, Any], name: str) -> str:
    """Return how much more likely what was said is under the theory than under a simpler explanation."""
    found = row["factors"].get(name)
    return UNKNOWN if found is None else in_words(Factor(**found))


def in_words(factor: Factor) -> str:
    """Return a factor in words."""
    many = times_of(factor)
    if not many:
        return CANNOT_TELL
    if many > 0:
        return f"{TIMES.get(many, f'{many:,} times')} as likely"
    return f"{PARTS.get(-many, f'1/{-many:,}')} as likely"


def times_of(factor: Factor) -> int:
    """Return a factor as one says it: how many times, negative for a part, 0 if one cannot tell."""
    size = abs(factor.log10)
    if size < HARDLY or size < 2.0 * factor.error:
        return 0
    many: int = min(SIZES, key=lambda it: abs(math.log(10.0**size / it)))
    return many if factor.log10 > 0.0 else -many


def with_error(factor: Factor) -> str:
    """Return a factor as its log10 with its error."""
    return f"{factor.log10:+.1f} ± {factor.error:.1f}".replace("-", MINUS)


def attainable_in(row: Mapping[str, Any]) -> str:
    """Return how often such an account would tell anything if the theory were exactly true."""
    return UNKNOWN if row["attainable"] is None else _share(row["attainable"])


def tells(row: Mapping[str, Any]) -> bool:
    """Tell whether a claim that is not about ties themselves tells anything at all."""
    return not row["about_ties"] and any(Factor(**it).tells for it in row["factors"].values())


def together(rows: Iterable[Mapping[str, Any]], name: str) -> Factor | None:
    """Return the factor of several accounts against one simpler explanation: towns are independent."""
    found = [Factor(**row["factors"][name]) for row in rows if name in row["factors"]]
    return reduce(add, found) if found else None
