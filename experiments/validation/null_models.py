"""Null models: simpler explanations, each of which leaves out what the theory says matters.

A null model is the same program with mechanisms switched off, parameters set to
nothing, or events left out, in both worlds of a pair. Each town is brought into
balance again under it, by the same rule as ever. A claim that a null model
meets as well is no evidence for the theory, however well the theory meets it.
"""

import dataclasses
from dataclasses import dataclass

from tillit.agents.mechanisms import Mechanisms
from tillit.model.events import Sort
from tillit.model.scenarios import Scenario

TIES = ("continuity", "handover", "reach", "local_knowledge", "durability")
"""Mechanisms through which it matters who meets whom, and for how long."""


@dataclass(frozen=True)
class NullModel:
    """A simpler explanation."""

    name: str
    """What files call it."""
    label: str
    """What tables call it."""
    says: str
    """What it says, in a sentence or two."""
    off: tuple[str, ...]
    """Mechanisms that are switched off."""
    nothing: tuple[str, ...] = ()
    """Parameters that are set to 0."""
    keeps: frozenset[Sort] = frozenset(Sort)
    """Sorts of events that still happen. What nobody in the office did always does."""

    def __post_init__(self) -> None:
        """Check the names.

        Raises
        ------
        ValueError
            If a mechanism does not exist.
        """
        wrong = set(self.off) - set(Mechanisms._fields)
        if wrong:
            message = f"{self.name}: there is no mechanism {', '.join(sorted(wrong))}"
            raise ValueError(message)

    def of(self, scenario: Scenario) -> Scenario:
        """Return the scenario as this model tells it."""
        changes: dict[str, object] = {f"mechanisms.{name}": False for name in self.off}
        changes |= {f"parameters.{name}": 0.0 for name in self.nothing}
        kept = tuple(event for event in scenario.events if event.acts_on in self.keeps)
        told = dataclasses.replace(scenario, events=kept)
        return told.variant(changes)


NULL_MODELS: tuple[NullModel, ...] = (
    NullModel(
        "caseload_only",
        "caseload only",
        "Only the number of households for each pair of hands matters: hours, and what happens when they run "
        "out. Everybody is trusted alike and trains for nothing; nobody knows the town, the partners or a "
        "colleague's partners better for having stayed; demands are ordinary ones.",
        off=(*TIES, "demands"),
        nothing=("support.training",),
    ),
    NullModel(
        "control_only",
        "control only",
        "Only what is demanded of households and how it is checked matters. Of what the town did, only that "
        "happens; ties, strain and crises change nothing.",
        off=(*TIES, "crowding_out", "stress_turnover"),
        nothing=("support.training",),
        keeps=frozenset({Sort.CONTROL, Sort.SURROUNDINGS}),
    ),
    NullModel(
        "faster_decisions_only",
        "faster decisions only",
        "Only the hours matter that machines and administrators free from decisions and paperwork. Of what "
        "the town did, only that happens; who meets whom changes nothing.",
        off=(*TIES, "demands"),
        nothing=("support.training",),
        keeps=frozenset({Sort.DECISIONS, Sort.SURROUNDINGS}),
    ),
    NullModel(
        "no_colleagues",
        "no reach through colleagues",
        "All of the theory but for one thing: a caseworker reaches partners through ties of their own only.",
        off=("reach",),
    ),
)
"""All null models, in the order of tables."""
