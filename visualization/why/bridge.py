"""Bridge: from the town as it was to the town with the changes, one step a mechanism or an act."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tillit.experiments.explanation import Explanation, Question, explain
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import Words
from tillit.experiments.worlds.world import World
from tillit.model.indicators import INDICATORS, Indicator
from tillit.visualization.charts import CHARTS
from tillit.visualization.engine.hello import chart_of
from tillit.visualization.engine.worlds import Asked

PAIRS = 10
"""Pairs of a bridge on the page; `tillit explain` runs more."""
MANY = 6
"""Events from which on only two orders of each pair are tried."""
WAYS = ("mechanisms", "events")

Progress = Callable[[int, int], None]


def bridge(asked: Asked, by: str, words: Words, progress: Progress) -> dict[str, Any]:
    """Return the steps of a bridge, in the visitor's language; see `explained`."""
    if not asked.scenario.events:
        message = (
            "nothing is done in this town, so there is no difference to explain: "
            "move a slider or add an event"
        )
        raise RefusedError(message)
    return told(explained(asked, by, progress), asked, words)


def explained(asked: Asked, by: str, progress: Progress) -> Explanation:
    """Return what a difference is made of.

    Parameters
    ----------
    asked
        The town and what happens there.
    by
        ``mechanisms`` or ``events``.
    progress
        Called with the pieces of work that are done, and with all.

    Raises
    ------
    RefusedError
        If the worlds do not differ.
    """
    question = Question(
        of=_indicator(asked).name, by=by, orders=2 if len(asked.scenario.events) > MANY else None
    )
    a, b = World("as it was", asked.before), World("with the changes", asked.scenario)
    return explain(
        a, b, question, pairs=PAIRS, months=asked.months, seed=asked.seed, threads=1, progress=progress
    )


def told(found: Explanation, asked: Asked, words: Words) -> dict[str, Any]:
    """Return the steps of a bridge, in a language."""
    frame, chart = replace(found, words=words).frame, CHARTS[_indicator(asked).name]
    rows = frame[frame["part"].isin(["a", "rest", "share", "b"])]
    steps = [
        {
            "part": row.part,
            "label": row.label,
            **{name: float(getattr(row, name)) * chart.scale for name in ("value", "low", "high")},
        }
        for row in rows.itertuples()
        if row.part != "share" or not math.isclose(float(str(row.value)), 0.0, abs_tol=1e-9)
    ]
    said = chart_of(_indicator(asked).name, asked.before, words)
    about = {"label": said["label"], "unit": said["unit"]}
    return {"by": found.question.by, **about, "pairs": found.pairs, "steps": steps}


def _indicator(asked: Asked) -> Indicator:
    """Return what is explained."""
    return INDICATORS["payments" if asked.before.posts else "placement_cost"]
