"""Questions: what a visitor can ask beside Explore, and how it is answered."""

from collections.abc import Callable
from typing import Any

from tillit.experiments.telling import words
from tillit.model.assumptions import DECLARED
from tillit.visualization.address.state import State
from tillit.visualization.engine.lessons import lesson, lesson_list
from tillit.visualization.engine.worlds import Asked
from tillit.visualization.office.frames import frames, unit_of
from tillit.visualization.office.lives import lives
from tillit.visualization.page_words import assumptions
from tillit.visualization.why.bridge import WAYS, Progress, bridge
from tillit.visualization.why.tipping import tipping
from tillit.visualization.why.turning import turning


def _office(state: State, question: dict[str, Any]) -> dict[str, Any]:
    """Return the months of a world."""
    unit = unit_of(state.before, state.unit)
    return frames(Asked(state), unit, 0, changed=question.get("world") != "was")


def _assumptions(state: State, _: dict[str, Any]) -> dict[str, Any]:
    """Return every parameter with its unit, range, source and grade."""
    own, called = words(state.language), assumptions(state.language)
    rows = [
        {"name": name, "called": called[name], "default": it.default, "low": it.par.low, "high": it.par.high}
        | {"unit": own.gettext(it.par.unit), "source": own.pgettext("source", it.par.source)}
        | {"grade": it.par.grade.value, "whole": it.kind is int}
        for name, it in DECLARED.items()
    ]
    return {"rows": rows}


def _lives(state: State, _: dict[str, Any]) -> dict[str, Any]:
    """Return one life in both worlds."""
    return lives(Asked(state), unit_of(state.before, state.unit), 0, state.follow)


def _bridge(state: State, question: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Return what the difference is made of."""
    by = WAYS[question.get("by") == WAYS[1]]
    return bridge(Asked(state), by, words(state.language), progress)


def _tipping(state: State, _: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Return the map of the tipping point."""
    return {"map": tipping(Asked(state), progress)}


def _turning(state: State, _: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Return the assumptions that matter most."""
    return turning(state, progress)


STUDIES: dict[str, Callable[[State, dict[str, Any], Progress], dict[str, Any]]] = {
    "bridge": _bridge,
    "lesson": lesson,
    "tipping": _tipping,
    "turning": _turning,
}
"""Questions that take seconds: they say how far they are, and what came of them is kept."""
VIEWS: dict[str, Callable[[State, dict[str, Any]], dict[str, Any]]] = {
    "office": _office,
    "lives": _lives,
    "lessons": lesson_list,
    "assumptions": _assumptions,
}
"""Questions beside those of Explore."""
