"""Life picture: where a client was, whom it had as caseworker, and how trust went, month by month."""

from typing import Any

from tillit.agents.foundation.records import Rows
from tillit.model.books.lives_of_children import ChildEvent
from tillit.visualization.followed_life import FORMS, HAPPENED, STATES, caseworker_spells
from tillit.visualization.inks import OTHERS, SERIES, TRUST, Inks
from tillit.visualization.seen_units import ASSISTANCE, SeenUnit

EVENT_MARKS = {
    ChildEvent.PLACED_PLANNED: ("circle", SERIES[0]),
    ChildEvent.PLACED_ACUTELY: ("diamond", SERIES[1]),
    ChildEvent.BROKE_DOWN: ("triangle", SERIES[3]),
    ChildEvent.MOVED: ("rect", SERIES[0]),
    ChildEvent.RETURNED_HOME: ("circle", SERIES[2]),
}
"""Shape and colour of what happened to a child."""

BANDS = (TRUST[0], TRUST[1])
"""Every other caseworker's background."""


def life_option(life: Rows, seen: SeenUnit, months: int, inks: Inks) -> dict[str, Any]:
    """Return a life as ECharts draws it: where the client was above, trust and caseworkers below."""
    places = STATES[1:] if seen is ASSISTANCE else FORMS
    text = {"color": inks.ink, "fontSize": 12}
    axis = {"axisLabel": text, "nameTextStyle": text, "splitLine": {"lineStyle": {"color": inks.faint}}}
    month = {**axis, "type": "value", "min": 0, "max": months, "splitLine": {"show": False}}
    return {
        "animation": False,
        "textStyle": {"color": inks.ink},
        "legend": {"top": 0, "textStyle": text, "itemWidth": 16, "itemHeight": 10, "data": legend(seen)},
        "tooltip": {"trigger": "axis"},
        "axisPointer": {"link": [{"xAxisIndex": "all"}]},
        "grid": [
            {"left": 148, "right": 18, "top": 62, "height": 125},
            {"left": 148, "right": 18, "top": 215, "height": 130},
        ],
        "xAxis": [
            {**month, "gridIndex": 0, "axisLabel": {"show": False}},
            {**month, "gridIndex": 1, "name": "month", "nameLocation": "middle", "nameGap": 26},
        ],
        "yAxis": [
            {**axis, "type": "category", "data": list(places), "gridIndex": 0, "splitArea": {"show": False}},
            {**axis, "type": "value", "min": 0, "max": 1, "gridIndex": 1, "name": ""},
        ],
        "series": [where(life, seen), *event_marks(life, seen), *feelings(life, seen, inks)],
    }


def legend(seen: SeenUnit) -> list[str]:
    """Return the words of the legend."""
    events = [] if seen is ASSISTANCE else [HAPPENED[event] for event in EVENT_MARKS]
    return [*events, *lines_of(seen)]


def lines_of(seen: SeenUnit) -> dict[str, str]:
    """Return what the lower lines are called, and the columns that they show."""
    if seen is ASSISTANCE:
        return {"trust in the caseworker": "trust", "distance to self-support": "distance"}
    return {"family's trust": "trust", "risk to the child": "risk"}


def where(life: Rows, seen: SeenUnit) -> dict[str, Any]:
    """Return where the client was as steps."""
    # A household that is gone is on none of the rows; the first of them is assistance.
    column, first = ("state", 1) if seen is ASSISTANCE else ("form", 0)
    points = [[int(row["month"]), int(row[column]) - first] for row in life]
    return {
        "type": "line",
        "name": "where",
        "step": "start",
        "data": points,
        "color": SERIES[0],
        "symbol": "circle" if len(points) == 1 else "none",
        "lineStyle": {"width": 4},
        "tooltip": {"show": False},
    }


def event_marks(life: Rows, seen: SeenUnit) -> list[dict[str, Any]]:
    """Return what happened to a child as marks on its way."""
    if seen is ASSISTANCE:
        return []
    return [
        {
            "type": "scatter",
            "name": HAPPENED[event],
            "symbol": symbol,
            "symbolSize": 13,
            "color": color,
            "z": 4,
            "tooltip": {"show": False},
            "data": [[int(row["month"]), int(row["form"])] for row in life if row["event"] == event],
        }
        for event, (symbol, color) in EVENT_MARKS.items()
    ]


def feelings(life: Rows, seen: SeenUnit, inks: Inks) -> list[dict[str, Any]]:
    """Return the lower lines, on a background that changes with the caseworker."""
    looks = ((SERIES[0], "solid"), (OTHERS["caseworker"], "dashed"))
    lines = [
        {
            "type": "line",
            "name": name,
            "xAxisIndex": 1,
            "yAxisIndex": 1,
            "data": [[int(row["month"]), round(float(row[column]), 3)] for row in life],
            "color": color,
            "symbol": "circle" if len(life) == 1 else "none",
            "lineStyle": {"width": 2.2, "type": dash},
        }
        for (name, column), (color, dash) in zip(lines_of(seen).items(), looks, strict=True)
    ]
    lines[0]["markArea"] = {"silent": True, "data": bands(life, inks)}
    return lines


def bands(life: Rows, inks: Inks) -> list[list[dict[str, Any]]]:
    """Return the months with each caseworker, numbered above."""
    label = {"show": True, "position": "top", "color": inks.ink, "fontSize": 11}
    return [
        [
            {
                "name": f"{spell.number}" if spell.number else "",
                "xAxis": spell.first - 1,
                "label": label,
                "itemStyle": {"color": BANDS[spell.number % 2], "opacity": 0.5 if spell.number else 0.0},
            },
            {"xAxis": spell.last},
        ]
        for spell in caseworker_spells(life)
    ]
