"""Month lines: indicators of a town as lines over its months, with what happened in it."""

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from tillit.model.events import Units, event_class
from tillit.model.municipality import Municipality
from tillit.visualization.charts import Chart, unit_in
from tillit.visualization.inks import DASHES, SERIES, Inks


def course(town: Municipality, chart: Chart, name: str) -> list[tuple[int, float]]:
    """Return an indicator's months and values so far, months without a value left out."""
    values: Sequence[float] = town.datacollector.model_vars[name]
    scaled = ((month, float(value) * chart.scale) for month, value in enumerate(values, start=1))
    return [(month, float(f"{value:.4g}")) for month, value in scaled if math.isfinite(value)]


def lines_option(town: Municipality, chart: Chart, inks: Inks, unit: Units) -> dict[str, Any]:
    """Return a chart as ECharts draws it, with what happened in the unit."""
    axis = {
        "nameLocation": "middle",
        "nameTextStyle": {"color": inks.ink, "fontSize": 12},
        "axisLabel": {"color": inks.ink, "fontSize": 12},
        "splitLine": {"lineStyle": {"color": inks.faint}},
    }
    months = {"type": "value", "name": "month", "nameGap": 26, "min": 0, "max": max(town.months, town.steps)}
    values = {
        "type": "value",
        "name": unit_in(chart, town.scenario.town.currency),
        "nameGap": 42,
        "min": 0,
        "max": chart.top,
    }
    several = len(chart.lines) > 1
    return {
        "animation": False,
        "grid": {"left": 62, "right": 18, "top": 46 if several else 20, "bottom": 44},
        "tooltip": {"trigger": "axis"},
        "legend": {"show": several, "top": 0, "textStyle": {"color": inks.ink}},
        "xAxis": {**axis, **months, "splitLine": {"show": False}},
        "yAxis": {**axis, **values},
        "series": [
            line(word, course(town, chart, name), turn)
            for turn, (name, word) in enumerate(chart.lines.items())
        ]
        + [happenings(town, inks, unit)],
    }


def line(name: str, points: list[tuple[int, float]], turn: int) -> dict[str, Any]:
    """Return one line; a single month would not show without its mark."""
    return {
        "type": "line",
        "name": name,
        "data": points,
        "color": SERIES[turn],
        "symbol": "circle" if len(points) == 1 else "none",
        "lineStyle": {"width": 2.2, "type": DASHES[turn]},
    }


APART = 6
"""Months between two numbers that can be read beside each other."""


def happenings(town: Municipality, inks: Inks, unit: Units) -> dict[str, Any]:
    """Return when something has happened to the unit so far as vertical lines; `happened_in` says what."""
    label = {"color": inks.ink, "fontSize": 11, "position": "end", "distance": 2, "formatter": "{b}"}
    return {
        "type": "line",
        "data": [],
        "tooltip": {"show": False},
        "markLine": {
            "silent": True,
            "symbol": "none",
            "lineStyle": {"color": inks.ink, "type": "dotted", "opacity": 0.55},
            "label": label,
            "data": marks(list(happened_in(town, unit))),
        },
    }


def marks(months: list[int]) -> list[dict[str, Any]]:
    """Return a mark for each month, numbered unless the number would be written over another."""
    drawn: list[dict[str, Any]] = []
    numbered = 0
    for month in months:
        # What holds from the first month on would be written over the axis.
        if month > 1:
            apart = month - numbered >= APART or not drawn
            numbered = month if apart else numbered
            drawn.append({"xAxis": month, "name": str(month) if apart else ""})
    return drawn


def happened_in(town: Municipality, unit: Units) -> dict[int, list[str]]:
    """Return the kinds of events that have happened to a unit so far, by month."""
    happened: dict[int, list[str]] = defaultdict(list)
    for event in town.scenario.events:
        if event.month <= town.steps and event.happens_to(unit, town.scenario.first_unit):
            happened[event.month].append(event.kind)
    return dict(sorted(happened.items()))


def called(kind: str, language: str = "en") -> str:
    """Return an event's name in a language, in English if it has none in that."""
    labels = event_class(kind).labels
    return labels.get(language, labels["en"])


def in_words(town: Municipality, chart: Chart) -> str:
    """Return what a chart shows for those who hear it."""
    said = [f"{chart.title}, {unit_in(chart, town.scenario.town.currency)}, over the months."]
    for name, label in chart.lines.items():
        points = course(town, chart, name)
        if not points:
            said.append(f"{label}: no month yet.")
            continue
        values = [value for _, value in points]
        (first, start), (last, end) = points[0], points[-1]
        said.append(
            f"{label}: {start:.3g} in month {first}, {end:.3g} in month {last}, "
            f"between {min(values):.3g} and {max(values):.3g}."
        )
    return " ".join(said)
