"""Month lines: indicators of a town as lines over its months, with what happened in it."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from model.events import EVENTS
from model.indicators import INDICATORS
from model.municipality import Municipality
from visualization.inks import DASHES, SERIES, Inks


class Chart(NamedTuple):
    """Which indicators one chart shows, and in what unit."""

    title: str
    unit: str
    lines: Mapping[str, str]
    """Indicators, and what the legend calls them."""
    scale: float = 1.0
    """What the indicator is multiplied by to come out in the unit."""
    top: float | None = None
    """End of the axis, None to fit the line."""


CHARTS = (
    Chart("Payments", "million kronor a month", {"payments": "Payments"}, scale=1e-6),
    Chart("Caseload", "households per caseworker", {"caseload": "Caseload"}),
    Chart("Staff turnover", "% a year", {"turnover": "Turnover"}, scale=100.0),
    Chart(
        "Mean trust",
        "0 none, 1 full",
        {
            "client_trust": "clients",
            "colleague_trust": "colleagues",
            "agency_trust": "agencies",
            "employer_trust": "employers",
        },
        top=1.0,
    ),
)
"""The page's charts, in order."""


def course(town: Municipality, chart: Chart, name: str) -> list[tuple[int, float]]:
    """Return an indicator's months and values so far, months without a value left out."""
    values: Sequence[float] = town.datacollector.model_vars[name]
    scaled = ((month, float(value) * chart.scale) for month, value in enumerate(values, start=1))
    return [(month, float(f"{value:.4g}")) for month, value in scaled if math.isfinite(value)]


def lines_option(town: Municipality, chart: Chart, inks: Inks) -> dict[str, Any]:
    """Return a chart as ECharts draws it."""
    axis = {
        "nameLocation": "middle",
        "nameTextStyle": {"color": inks.ink, "fontSize": 12},
        "axisLabel": {"color": inks.ink, "fontSize": 12},
        "splitLine": {"lineStyle": {"color": inks.faint}},
    }
    months = {"type": "value", "name": "month", "nameGap": 26, "min": 0, "max": max(town.months, town.steps)}
    values = {"type": "value", "name": chart.unit, "nameGap": 42, "min": 0, "max": chart.top}
    several = len(chart.lines) > 1
    return {
        "animation": False,
        "grid": {"left": 62, "right": 18, "top": 40 if several else 14, "bottom": 44},
        "tooltip": {"trigger": "axis"},
        "legend": {"show": several, "top": 0, "textStyle": {"color": inks.ink}},
        "xAxis": {**axis, **months, "splitLine": {"show": False}},
        "yAxis": {**axis, **values},
        "series": [
            line(word, course(town, chart, name), turn)
            for turn, (name, word) in enumerate(chart.lines.items())
        ]
        + [happenings(town, inks)],
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


def happenings(town: Municipality, inks: Inks) -> dict[str, Any]:
    """Return what has happened so far as vertical lines, those of one month together."""
    happened: dict[int, list[str]] = defaultdict(list)
    for event in town.scenario.events:
        # What holds from the first month on would be written over the axis.
        if 1 < event.month <= town.steps:
            happened[event.month].append(called(event.kind))
    label = {"color": inks.ink, "fontSize": 11, "rotate": 90, "position": "insideEndTop", "formatter": "{b}"}
    return {
        "type": "line",
        "data": [],
        "tooltip": {"show": False},
        "markLine": {
            "silent": True,
            "symbol": "none",
            "lineStyle": {"color": inks.ink, "type": "dotted", "opacity": 0.55},
            "label": label,
            "data": [{"xAxis": month, "name": ", ".join(names)} for month, names in happened.items()],
        },
    }


def called(kind: str) -> str:
    """Return an event's name in English."""
    return EVENTS[kind].labels["en"]


def in_words(town: Municipality, chart: Chart) -> str:
    """Return what a chart shows for those who hear it."""
    said = [f"{chart.title}, {chart.unit}, over the months."]
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


def label(chart: Chart, language: str) -> str:
    """Return what the chart's first indicator is called in a language."""
    word: str = INDICATORS[next(iter(chart.lines))].labels[language]
    return word
