"""Origin: what two worlds must share to begin alike: the town as it was, and how people behave.

A town lives its run-in, some years in balance, before the comparison begins.
"""

from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

from tillit.agents.foundation.lending import Handed
from tillit.model.assumptions import Assumptions, assume, for_children, replaced
from tillit.model.scenarios import Scenario

RUN_IN = 96
"""Months of balance before the comparison."""

OBSERVED = 36
"""The last of them, over which the inflow is counted."""


@dataclass(frozen=True)
class Origin:
    """What two worlds must share to begin alike: the town as it was, and how people behave.

    Origins are equal when everything that the model reads of them is.
    """

    digest: str
    """Hash of the scenario without its events."""
    philox: int
    """1 to draw with the checking generator."""
    scenario: Scenario = field(compare=False)
    """Without events."""
    assumptions: Assumptions = field(compare=False)
    """How people behave."""
    child_assumptions: Assumptions = field(compare=False)
    """The same with the norms of the child and family unit."""
    run_in: int = RUN_IN
    """Months that the town lives before the comparison; fewer only for debugging."""

    @classmethod
    def of(cls, scenario: Scenario, *, philox: bool = False, run_in: int = RUN_IN) -> "Origin":
        """Return where a scenario begins.

        Raises
        ------
        ValueError
            If the run-in is longer than the usual one, or shorter than none.
        """
        if not 0 <= run_in <= RUN_IN:
            message = f"run_in is {run_in}: must be {RUN_IN} months, or fewer to debug with, down to 0"
            raise ValueError(message)
        before = scenario.before()
        usual = assume(scenario.parameters)
        a = replaced(usual, scenario.own_values)
        return cls(before.digest, int(philox), before, a, for_children(a, usual), run_in)

    @property
    def observed(self) -> int:
        """Months of the run-in over which the inflow is counted: the last three eighths."""
        return ceil(self.run_in * OBSERVED / RUN_IN)

    @cached_property
    def handed(self) -> tuple[Handed, Handed, Handed]:
        """Both units' parameters, and which mechanisms act, as the kernel takes them."""
        return Handed(self.assumptions), Handed(self.child_assumptions), Handed(self.scenario.mechanisms)
