"""Telling: what towns did and what is claimed of them, and what was found, in the few words of tables."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from tillit.experiments.calibration.models import NULL_MODELS, Model
from tillit.experiments.claims.weighing import Factor
from tillit.experiments.describing.markdown import bullets
from tillit.experiments.telling import numbers
from tillit.experiments.telling.catalogue import ENGLISH, Words, words
from tillit.experiments.telling.names import how_likely
from tillit.experiments.worlds.world import sizes
from tillit.model.scenarios import read_scenario, town_names
from tillit.model.scenarios.claim import Claim
from tillit.model.scenarios.dates import date_of

MEASURED = {"own_past": "", "counterfactual": "beside a town that did not", "level": "level"}
MEASURED |= {"rate": "of those at risk", "gross": "gross", "cumulative": "summed", "event": "event"}
MEASURED |= {"extreme": "the furthest apart of many pairs"}
"""How a claim was measured; against the town's own past if nothing is said."""
ALIKE = "no more and no less likely, as far as one can tell, than under {label}"
UNKNOWN = "-"
SURPRISING, CERTAIN = 0.05, 0.95
"""Shares of runs below which what was said is surprising, and from which on it is expected."""
WORDS = ("expected", "compatible", "surprising", "not counted", UNKNOWN)
"""Words that say how surprising what was said is."""
SURPRISES = {
    "tail": "{word} (tail {share})",
    "reached": "{share} of single pairs come so far",
    "chance": "{word} (so in {share})",
}
"""How surprising something is, by what the record keeps of it."""
HARDLY = math.log10(1.5)  # below this no factor is put in words
TIMES = (2, 3, 4, 5, 6, 8, 10, *(digit * 10**power for power in range(1, 6) for digit in (1, 2, 3, 5)), 10**6)
"""Factors that are told; more than a million would say something of the model, and not of the accounts."""


def words_of(claim: Claim) -> dict[str, Any]:
    """Return what was said, in short, and in which year and how it was measured, as the record keeps it.

    `when` is nothing for the run's last year beside the town's own past.
    """
    unit = {"ratio": " times", "%": " %"}.get(claim.unit, f" {claim.unit}".rstrip())
    sign = "" if claim.unit == "ratio" or claim.arithmetic in {"level", "gross"} else "+"
    sizes = (("at most ", claim.at_most, ""), ("at least ", claim.at_least, ""), ("", claim.figure, sign))
    told = (f"{lead}{size:{plus}g}{unit}" for lead, size, plus in sizes if size is not None)
    said = next(told, claim.direction or "").replace("-", numbers.MINUS)
    year = f"{claim.since} to {claim.until or 'the end'}" if claim.since else claim.until
    when = ", ".join(filter(None, (year, MEASURED[claim.arithmetic])))
    plus = {"plus": list(claim.plus)} if claim.plus else {}
    return {"indicator": claim.indicator, **plus, "said": said, "when": when}


def accounts(lang: str = "en") -> list[dict[str, Any]]:
    """Return the towns that come with the program, with what each did and what is said to have come out."""
    spoken, found = words(lang), []

    def told(size: str | float) -> str:
        return spoken.pgettext("size", size) if isinstance(size, str) else numbers.plain(float(size), spoken)

    for scenario in map(read_scenario, town_names()):
        town, children, acts = scenario.town, scenario.children, dict[str, list[str]]()
        about = " ".join(town.account.split())
        claims = [it.model_dump(mode="json", exclude_none=True) | words_of(it) for it in scenario.expect]
        for event in scenario.events:
            size = ", ".join(f"{spoken.pgettext('size', name)} = {told(it)}" for name, it, _ in sizes(event))
            when = f"{date_of(town.start, event.month)} {size}".strip()
            acts.setdefault(spoken.label(event.labels), []).append(when)
        account = {
            "name": scenario.name,
            "title": spoken.gettext(scenario.title),
            **{name: getattr(town, name) for name in ("country", "inhabitants", "households")},
            "caseload": round(scenario.caseload, 1),
            "children": children.cases if children else 0,
            "child_caseload": round(children.cases / children.first_posts, 1) if children else 0.0,
            "start": town.start,
            "acts": [f"{label}: {'; '.join(times)}" for label, times in acts.items()],
            "claims": claims,
            "account": spoken.pgettext("account", about),
        }
        found.append(account)
    return found


def given_for(row: Mapping[str, Any], spoken: Words) -> str:
    """Return what the theory predicts: median, 50 and 90 %."""
    if None in row["model"]:
        return UNKNOWN
    low, lower, median, upper, high = (number(it, spoken) for it in row["model"])
    unit = "times" if row["unit"] == "ratio" else row["unit"]
    told = spoken.gettext(unit).replace("/", " a ") if unit else ""
    return f"{f'{median} {told}'.rstrip()} ({lower} … {upper}; {low} … {high})"


def number(value: float, spoken: Words) -> str:
    """Return a figure with three digits; what is nothing but rounding is 0."""
    rounded = round(value) if abs(value) >= 100.0 else round(float(f"{value:.3g}"), 3)  # noqa: PLR2004
    return numbers.plain(rounded + 0.0, spoken)


def surprise_of(row: Mapping[str, Any], spoken: Words) -> str:
    """Return how surprising what was said is under the theory."""
    word = spoken.pgettext("surprise", word_of(row))
    kind = next((it for it in SURPRISES if row.get(it) is not None), None)
    return spoken.gettext(SURPRISES[kind], word=word, share=share(row[kind], spoken)) if kind else word


def word_of(row: Mapping[str, Any]) -> str:
    """Return how surprising what was said is under the theory, in one word."""
    found = next((row[it] for it in SURPRISES if row.get(it) is not None), None)
    if found is None:
        return UNKNOWN
    expected = "expected" if (row.get("chance") or 0.0) >= CERTAIN else "compatible"
    return "surprising" if found < SURPRISING else expected


def share(value: float | None, spoken: Words) -> str:
    """Return a share in per cent."""
    return UNKNOWN if value is None else f"{numbers.number(100.0 * value, spoken)} %"


def factor_in(row: Mapping[str, Any], name: str) -> Factor | None:
    """Return the recorded factor of a claim, or an account, against one simpler explanation."""
    return Factor(**row["factors"][name]) if name in row["factors"] else None


def in_words(factor: Factor | None, spoken: Words) -> str:
    """Return how much more likely what was said is under the theory, in words."""
    return how_likely(times_of(factor), spoken) if factor else UNKNOWN


def times_of(factor: Factor) -> int:
    """Return a factor as one says it: how many times, negative for a part, 0 if one cannot tell."""
    size = abs(factor.log10)
    if size < HARDLY or size < 2.0 * factor.error:
        return 0
    many: int = min(TIMES, key=lambda it: abs(math.log(10.0**size / it)))
    return many if factor.log10 > 0.0 else -many


def with_error(factor: Factor, spoken: Words) -> str:
    """Return a factor as its log10 with its error."""
    size = numbers.number(factor.log10, spoken, decimals=2, signed=True)
    return f"{size} ± {numbers.number(factor.error, spoken, decimals=2)}"


def speaks(row: Mapping[str, Any], sign: float, nulls: Iterable[Model] = NULL_MODELS) -> bool:
    """Tell whether a claim that is not about ties themselves speaks for the theory (1) or against it (-1).

    It does so if it tells the theory from at least one of some simpler explanations.
    """
    factors = [factor for it in nulls if (factor := factor_in(row, it.name))]
    return not row["about_ties"] and any(it.tells and sign * it.log10 > 0.0 for it in factors)


def together(rows: Iterable[Mapping[str, Any]], name: str) -> Factor | None:
    """Return the factor of several accounts against one simpler explanation: towns are independent."""
    found = [it for row in rows if (it := factor_in(row, name))]
    if not found:
        return None
    return Factor(sum(it.log10 for it in found), math.hypot(*(it.error for it in found)))


def summary(record: Mapping[str, Any], spoken: Words = ENGLISH) -> str:
    """Return what the accounts say together, in a few lines."""
    towns = list(record["towns"].values())
    rows = [row for town in towns for row in town["claims"] if not row["about_ties"]]
    odd = sum(surprise_of(row, ENGLISH).startswith("surprising") for row in rows)
    fore, against = (sum(speaks(row, sign) for row in rows) for sign in (1.0, -1.0))
    many = {"accounts": len(towns), "claims": len(rows), "odd": odd, "even": len(rows) - odd}
    counted = spoken.ngettext(
        "**{accounts} account predicted**, {claims} claims: {odd} surprising, {even} not; one by one, "
        "{fore} of them speak for the theory against some simpler explanation, {against} against it.",
        "**{accounts} accounts predicted**, {claims} claims: {odd} surprising, {even} not; one by one, "
        "{fore} of them speak for the theory against some simpler explanation, {against} against it.",
        len(towns),
        **many | {"fore": fore, "against": against},
    )
    told, alike = [], []
    for null in NULL_MODELS:
        if factor := together(towns, null.name):
            label, likely = f"*{spoken.gettext(null.label)}*", in_words(factor, spoken)
            if times_of(factor):
                told.append(spoken.gettext("{likely} as under {label}", likely=likely, label=label))
            else:
                alike.append(label)
    if alike:
        told.append(spoken.gettext(ALIKE, label=", ".join(alike)))
    whole = spoken.gettext("Under the theory what these say is {told}.", told="; ".join(told))
    return bullets((counted, whole, how(record, spoken)))


def how(record: Mapping[str, Any], spoken: Words = ENGLISH) -> str:
    """Return how the worlds were run, and what is not as it should be yet."""
    found = record["how"]
    text = spoken.gettext(
        "{vectors} plausible vectors, {lucks} worlds of each, seed {seed}, {lead} calm months before the "
        "first act.",
        **found,
    )
    if labels := [spoken.gettext(it.label) for it in NULL_MODELS if it.name in found["not_fitted"]]:
        unfitted = spoken.gettext(
            "**Not fitted for themselves, but run with the theory's vectors: {labels}**; until they are, "
            "each may do worse here than it could.",
            labels=", ".join(labels),
        )
        text = f"{text} {unfitted}"
    return text
