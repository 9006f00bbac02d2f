"""Notebook: what a Python user calls and holds: two worlds run in pairs, which show themselves."""

from typing import TYPE_CHECKING

import pandas as pd

from tillit.experiments.answers import said_and_shown
from tillit.experiments.comparison import outcomes
from tillit.experiments.comparison.pairs import Progress, run_pairs
from tillit.experiments.telling import words
from tillit.experiments.telling.facts import facts_of
from tillit.experiments.telling.names import world_names
from tillit.experiments.telling.rows import draw, headline_rows, row_cells
from tillit.experiments.telling.sentences import sentences
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import Named, World

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Comparison(outcomes.Comparison):
    """Two worlds, run in pairs that share their luck; a notebook shows them as a sentence and a table."""

    def plot(self, lang: str = "en") -> "Figure":
        """Return a figure of payments, caseload, trust and turnover in both worlds, in one language."""
        return draw(self, lang)

    def sentences(self, lang: str = "en") -> list[str]:
        """Return what came out, in sentences of one language."""
        return sentences(facts_of(self), lang)

    def _repr_html_(self) -> str:
        spoken = words("en")
        rows = [row_cells(it, spoken) for it in headline_rows(self, spoken)]
        heads = ["", *world_names(self, spoken), "difference", "nine in ten", ""]
        return said_and_shown(self.sentences()[0], pd.DataFrame(rows, columns=heads))


def compare(
    a: Named,
    b: Named,
    *,
    pairs: int = 100,
    months: int = 120,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run two worlds in pairs; after Ctrl-C, those that were done are compared.

    Worlds are names of towns, files, or scenarios. In a pair they share their luck; if they are the same
    place, they begin with the same people too: ``compare(town.before(), town)`` tells what a town's acts did.
    `pairs` are 1 to 10,000, `months` 1 to 1,200; `threads` run at once, one for each processor if left out,
    and move no number. `progress` is called with the number of pairs that are done. ScenarioError if a world
    cannot be read, RefusedError if a number is outside its range.
    """
    found = run_pairs(World.of(a), World.of(b), Plan(pairs, months, seed, threads), progress)
    return Comparison(found.a, found.b, found.plan)
