"""Collecting: Mesa's data collector, fed with the town's indicators."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from mesa.datacollection import DataCollector

from model.indicators import Indicator

if TYPE_CHECKING:
    from model.municipality import Municipality

LOOK_BACK = 13
"""Months that the indicators with the longest memory need."""


class Collector(DataCollector):
    """Collects every indicator each month, and those that a user adds."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            model_reporters={name: partial(latest, indicator=i) for name, i in indicators.items()}
        )


def latest(model: "Municipality", *, indicator: Indicator) -> float:
    """Return this month's value of an indicator."""
    months = slice(max(0, model.steps - LOOK_BACK), model.steps)
    counts, ledger = model.town.counts[months], model.town.ledger[months]
    value = indicator.compute(counts, ledger, inhabitants=model.scenario.town.inhabitants)[-1]
    result: float = value.item()
    return result
