"""Turning: the assumptions that matter most for a conclusion, and the value of each that turns it around.

One assumption at a time is moved to both ends of its range, in both worlds, with the same luck.
`tillit sensitivity` does the same with more pairs, and moves all of them together.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.parameters import Declaration, Grade
from tillit.model.assumptions import DECLARED
from tillit.model.scenarios import ScenarioError
from tillit.visualization.address.state import State
from tillit.visualization.charts import MILLION, ROW
from tillit.visualization.engine.worlds import Asked

UNSURE = (Grade.DERIVED, Grade.ASSUMED)
"""Grades of the assumptions that are moved."""
PAIRS = 2
"""Pairs at each end."""
MORE_PAIRS = 6
"""Pairs of those that matter most, on the way to the ends."""
MOST = 5
STEPS = 4
"""Values that are tried on the way from the default to an end."""
COST = "municipal_cost"
CHILD_GROUPS = (
    "norms",
    "families",
    "risks",
    "prevention",
    "placing",
    "staying",
    "complaints",
    "closing",
    "child_prices",
)
"""Groups of assumptions that only a child and family unit reads."""


def turning(state: State, progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Return the five assumptions that matter most for what the municipality saves.

    Parameters
    ----------
    state
        The town, what happens there, and the visitor's assumptions.
    progress
        Called with the pieces of work that are done, and with all.
    """
    own = dict(state.parameters)
    tried = [(name, it) for name, it in DECLARED.items() if it.par.grade in UNSURE and _matters(name, state)]
    pieces = len(tried) + MOST * 2 * STEPS
    ends: dict[str, tuple[float, float]] = {}
    for turn, (name, it) in enumerate(tried):
        ends[name] = (_saved(state, name, it.par.low, PAIRS), _saved(state, name, it.par.high, PAIRS))
        progress(turn + 1, pieces)
    swings = {name: abs(high - low) for name, (low, high) in ends.items()}
    rows = []
    for turn, name in enumerate(sorted(swings, key=lambda it: -swings[it])[:MOST]):
        declared = DECLARED[name]
        usual = own.get(name, declared.default)
        usual_saved = _saved(state, name, usual, MORE_PAIRS)
        turned = []
        for end in (declared.par.low, declared.par.high):
            way = np.linspace(usual, end, STEPS + 1)[1:]
            turned.append(
                _turn(declared, usual, usual_saved, way, [_saved(state, name, it, MORE_PAIRS) for it in way])
            )
        rows.append(
            {"name": name, "usual": usual, "saved": usual_saved, "low": ends[name][0], "high": ends[name][1]}
            | {
                "turns": min(
                    (it for it in turned if it is not None), key=lambda it: abs(it - usual), default=None
                )
            }
        )
        progress(len(tried) + (turn + 1) * 2 * STEPS, pieces)
    return {"rows": rows, "pairs": MORE_PAIRS, "tried": len(tried)}


def _matters(name: str, state: State) -> bool:
    """Tell whether an assumption has a range, and is not about a unit that the town lacks."""
    par = DECLARED[name].par
    of_children = name.partition(".")[0] in CHILD_GROUPS
    return par.low < par.high and (state.before.children is not None or not of_children)


def _saved(state: State, name: str, value: float, pairs: int) -> float:
    """Return what the municipality saves with one assumption at a value, in millions; NaN if it cannot be."""
    value = DECLARED[name].kind(round(value) if DECLARED[name].kind is int else value)
    changed = tuple(sorted({**dict(state.parameters), name: value}.items()))
    try:
        asked = Asked(replace(state, parameters=changed))
    except ScenarioError:
        return float("nan")
    saved = [was[ROW[COST]].sum() - now[ROW[COST]].sum() for was, now in map(asked.pair, range(pairs))]
    return float(np.mean(saved)) * MILLION


def _turn(
    declared: Declaration, usual: float, saved: float, way: NDArray[np.float64], found: list[float]
) -> float | None:
    """Return the first value on the way at which nothing is saved or lost any more; None for none."""
    at, before = usual, saved
    for value, after in zip(way.tolist(), found, strict=True):
        if before * after <= 0.0 and before != after:
            turned = at + (value - at) * before / (before - after)
            return float(round(turned)) if declared.kind is int else float(turned)
        at, before = value, after
    return None
