"""Base year: the published figures of the year with which a run begins, beside the model's."""

from tillit.experiments.comparison.outcomes import Outcome
from tillit.experiments.telling.facts import Fit
from tillit.model.scenarios import Scenario

COMPARED = ("households", "payments")
"""Indicators that are set beside each other."""
MONTHS = 12


def published_in(scenario: Scenario, year: str) -> dict[str, float]:
    """Return the published mean of a year's months, by indicator; of those with all twelve."""
    found = {}
    for series in scenario.observed:
        if series.indicator in COMPARED and series.monthly:
            months = [value for period, value in series.final().items() if period.startswith(f"{year}-")]
            if len(months) == MONTHS:
                found[series.indicator] = sum(months) / MONTHS
    return found


def base_year_fits(outcome: Outcome) -> tuple[Fit, ...]:
    """Return the published base year beside the model's, of the world in which nothing is done."""
    scenario = outcome.world.scenario
    start = scenario.town.start
    if not start.endswith("-01") or outcome.counts.shape[1] < MONTHS:
        return ()
    published = published_in(scenario, start[:4])
    return tuple(
        Fit(start[:4], name, published[name], float(outcome.series[name][:, :MONTHS].mean()))
        for name in COMPARED
        if name in published
    )
