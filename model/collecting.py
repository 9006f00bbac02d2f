"""Collecting: Mesa's data collector, fed with the town's indicators."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from mesa.datacollection import DataCollector

from model.indicators import Indicator

if TYPE_CHECKING:
    from model.municipality import Municipality

LOOK_BACK = 13
"""Months that the indicators with the longest memory need."""


class Collector(DataCollector):
    """Collects every indicator each month, and those that a user adds."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        super().__init__(
            model_reporters={name: partial(latest, indicator=i) for name, i in indicators.items()}
        )


def latest(model: "Municipality", *, indicator: Indicator) -> Any:
    """Return this month's value of an indicator."""
    months = slice(max(0, model.steps - LOOK_BACK), model.steps)
    value = indicator.compute(model.town.counts[months], model.town.ledger[months])[-1]
    return value.item()
