"""Base year: the published figures of the year with which a run begins, beside the model's."""

from collections.abc import Sequence
from typing import NamedTuple

from tillit.experiments.comparison.outcomes import Outcome
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import YEAR, amount, number
from tillit.model.scenarios import Scenario

COMPARED = ("households", "payments")
"""Indicators that are set beside each other."""


class Fit(NamedTuple):
    """The published base year beside the model's."""

    year: str
    indicator: str
    published: float
    model: float


def published_in(scenario: Scenario, year: str) -> dict[str, float]:
    """Return the published mean of a year's months, by indicator; of those with all twelve."""
    found = {}
    for series in scenario.observed:
        if series.indicator in COMPARED and series.monthly:
            months = [value for period, value in series.final().items() if period.startswith(f"{year}-")]
            if len(months) == YEAR:
                found[series.indicator] = sum(months) / YEAR
    return found


def base_year_fits(outcome: Outcome) -> tuple[Fit, ...]:
    """Return the published base year beside the model's, of the world in which nothing is done."""
    scenario = outcome.world.scenario
    year, _, month = scenario.town.start.partition("-")
    if month != "01" or outcome.counts.shape[1] < YEAR:
        return ()
    published = published_in(scenario, year)
    means = {name: float(outcome.series[name][:, :YEAR].mean()) for name in published}
    return tuple(Fit(year, it, published[it], means[it]) for it in COMPARED if it in published)


def told_fits(fits: Sequence[Fit], currency: str, words: Words) -> str:
    """Return the published base year beside the model's; nothing if none is published."""
    if not fits:
        return ""

    def said(name: str, value: float) -> str:
        if name == "payments":
            return words.gettext("{amount} a month", amount=amount(value, currency, words))
        return words.gettext("{number} households", number=number(value, words))

    both = words.gettext(" and ")
    return words.gettext(
        "{year}: {published} published; the model {model}.",
        year=fits[0].year,
        published=both.join(said(it.indicator, it.published) for it in fits),
        model=both.join(said(it.indicator, it.model) for it in fits),
    )
