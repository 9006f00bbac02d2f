"""Roles: the first chart of each, of the town as it was, so that nothing of the lesson is told ahead."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from tillit.experiments.lessons.reading import read_lesson
from tillit.experiments.lessons.rendering import LINES, plain
from tillit.experiments.lessons.tables import POINTS
from tillit.experiments.telling import words
from tillit.model.scenarios import town_names
from tillit.visualization.address.state import State
from tillit.visualization.charts import CHARTS, ROW
from tillit.visualization.engine.hello import chart_of
from tillit.visualization.engine.lessons import known
from tillit.visualization.engine.worlds import Asked, Figures

MONTHS = 36
"""Of a lesson that runs no town."""
FIRST = {
    "manager": ("turnover", "child_caseload"),
    "caseworker": ("caseload", "child_stress"),
    "economist": ("payments", "placement_cost"),
    "client": ("client_trust", "child_trust"),
    "politician": ("households", "children_placed"),
}
"""What each role looks at first: in a town with social assistance, and in one with child welfare alone."""


def roles(state: State, question: dict[str, Any], progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Return each role's first chart for a lesson, as `Rendering` makes charts.

    Raises
    ------
    ScenarioError
        If there is no such lesson.
    """
    lesson = read_lesson(known(question))
    first = next((it for it in lesson.compared if it.town in town_names()), None)
    calm = replace(
        state, events=(), own=True, parameters=(), off=(), months=first.months if first else MONTHS
    )
    asked = Asked(replace(calm, town=first.town) if first else calm)
    lived = []
    for pair in range(LINES):
        progress(pair, LINES)
        lived.append(asked.pair(pair)[0])
    alone = not asked.before.posts
    names = {role: charts[alone] for role, charts in FIRST.items()}
    return {
        "charts": {role: _chart(name, asked, np.stack(lived), state.language) for role, name in names.items()}
    }


def _chart(name: str, asked: Asked, lived: Figures, language: str) -> dict[str, Any]:
    """Return what a chart of the page shows, drawn as a lesson's."""
    about = chart_of(name, asked.before, words(language))
    each = lived[:, ROW[CHARTS[name].indicator]].astype(float) * CHARTS[name].scale
    return {
        "name": f"role {name}",
        "label": f"{about['label']}, {about['unit']}",
        "months": asked.months,
        "points": [asked.months * (turn + 1) // POINTS for turn in range(POINTS)],
        "axis": [0.0, CHARTS[name].top or 1.1 * float(np.nanmax(each, initial=1e-3))],
        "decimals": 1,
        "begins": None,
        "lines": [plain(it) for it in each],
        "middle": plain(np.median(each, axis=0)),
    }
