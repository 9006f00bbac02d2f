"""Collector: Mesa's data collector, with a column for every indicator, and the town's seed.

The town's counts and ledger are there anyway, so the indicators are made of
them when somebody reads the columns, and not month by month.
"""

from typing import Any

import pandas as pd
from mesa.datacollection import DataCollector

from tillit.model.indicators import INDICATORS
from tillit.model.views.watched import Living, Watched


class Collector(DataCollector):
    """Collects every indicator, and what a user's own reporters ask for each month."""

    def __init__(self, model: Living) -> None:
        self._columns: dict[str, list[Any]] = {}
        self._months = -1
        self.watch(model)
        super().__init__()  # type: ignore[no-untyped-call]

    def watch(self, model: Living) -> None:
        """Read this town from now on; it is not kept alive."""
        self._model = Watched(model)

    @property
    def model_vars(self) -> dict[str, list[Any]]:
        """One list of values a month by name: the seed, the indicators, and a user's own reporters."""
        if not self._model.gone and (model := self._model()).steps != self._months:
            self._months = model.steps
            self._columns["seed"] = [model.seed] * model.steps
            counts, ledger = model.town.counts[: model.steps], model.town.ledger[: model.steps]
            inhabitants = model.scenario.town.inhabitants
            for name, indicator in INDICATORS.items():
                self._columns[name] = indicator.compute(counts, ledger, inhabitants=inhabitants).tolist()
        return self._columns

    @model_vars.setter
    def model_vars(self, columns: dict[str, list[Any]]) -> None:
        """Take over the columns that Mesa begins with: none."""
        self._columns.update(columns)

    def get_model_vars_dataframe(self) -> pd.DataFrame:
        """Return a column for each indicator, the seed before them, and a row for each month."""
        return pd.DataFrame(self.model_vars)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the town: it says itself which one it is."""
        return {name: value for name, value in self.__dict__.items() if name != "_model"}
