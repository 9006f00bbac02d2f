"""Row checks: every row of a design is a town that can be."""

import numpy as np

from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.reading_variants import reasons
from tillit.model.scenarios import ScenarioError
from tillit.model.scenarios.errors import LINES

ALONE = ("parameters.", "mechanisms.")
"""Factors that no other value can contradict; their ranges have been checked already."""


def problems_of_rows(design: Design) -> list[str]:
    """Return why some rows cannot be run, as far as it fits on a screen.

    Only what depends on several values at once is tried: shares that must sum
    to one, posts after all changes, more households than inhabitants.
    """
    together = [it for it in design.factors if not it.name.startswith(ALONE)]
    if not together:
        return []
    rows = design.rows
    values = rows[[it.name for it in together]].to_numpy()
    towns = {name: turn for turn, name in enumerate(design.town_names)}
    variants = {name: turn for turn, name in enumerate(design.variant_names)}
    places = np.column_stack([values, rows["town"].map(towns), rows["variant"].map(variants)]).astype(float)
    _, first = np.unique(places, axis=0, return_index=True)
    problems: list[str] = []
    for row in np.sort(first).tolist():
        changes = {it.name: it.value(values[row, turn]) for turn, it in enumerate(together)}
        acted = design.acted[int(places[row, -2])][int(places[row, -1])]
        try:
            acted.variant(changes)
        except ScenarioError as error:
            where = f"row {row + 1:,} ({', '.join(f'{name} = {value:g}' for name, value in changes.items())})"
            problems += [f"{where}: {line}" for line in reasons(error)]
        if len(problems) >= LINES:
            break
    return problems
