"""Watched: what the views need of the model that they look at, without keeping it alive."""

import random
import weakref
from typing import Protocol

from tillit.agents.foundation.records import Rows, View
from tillit.model.scenarios import Scenario
from tillit.model.town.arrays import Town


class Living(Protocol):
    """A model that can be looked at."""

    random: random.Random
    seed: int
    steps: int
    scenario: Scenario
    town: Town

    @property
    def months_before(self) -> int:
        """Months that the town had lived when the comparison began."""

    def rows_of(self, kind: type[View], unit: str) -> Rows:
        """Return the rows that agents of a class, and of a unit, look at."""


class Watched:
    """A reference to a model that does not keep it alive.

    Parameters
    ----------
    model
        The model.
    """

    def __init__(self, model: Living) -> None:
        self._model = weakref.ref(model)

    def __call__(self) -> Living:
        """Return the model.

        Raises
        ------
        ReferenceError
            If nobody else keeps it any more.
        """
        model = self._model()
        if model is None:
            message = "the town is gone; keep a reference to the model"
            raise ReferenceError(message)
        return model

    @property
    def gone(self) -> bool:
        """Whether nobody keeps the model any more."""
        return self._model() is None
