"""Drawing: a lesson's charts as SVG, to be drawn on with a pencil, or with the model's lines."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from matplotlib.ticker import MaxNLocator

from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import number

WIDE, HIGH = 640.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 56.0, 12.0, 12.0, 34.0
TICKS = 6


def chart(it: dict[str, Any], words: Words, *, paper: bool) -> str:
    """Return a chart of `Rendering`; on paper without lines, with a box to draw in."""
    axis = it["axis"]
    x = _scale(0.0, it["months"], LEFT, WIDE - RIGHT)
    y = _scale(axis[0], axis[1], HIGH - BOTTOM, TOP)
    parts = [*_grid(it, words, x, y)]
    if not paper:
        parts += [_line(each, x, y, it["begins"], "line") for each in it.get("lines", ())]
        parts += [_line(it["middle"], x, y, it["begins"], "middle")] if "middle" in it else []
    label = escape(it["label"])
    return (
        f'<figure><figcaption>{label}</figcaption><svg viewBox="0 0 {WIDE:.0f} {HIGH:.0f}" role="img" '
        f'aria-label="{label}">{"".join(parts)}</svg></figure>'
    )


class _scale:  # noqa: N801 - it is called as a function is
    """Where a value lies on the paper."""

    def __init__(self, low: float, high: float, begin: float, end: float) -> None:
        self._low, self._begin = low, begin
        self._by = (end - begin) / (high - low)

    def __call__(self, value: float) -> float:
        return self._begin + (value - self._low) * self._by


def _grid(it: dict[str, Any], words: Words, x: _scale, y: _scale) -> Iterator[str]:
    """Yield the lines and numbers of both axes."""
    low, high = it["axis"]
    ticks = [tick for tick in map(float, MaxNLocator(TICKS).tick_values(low, high)) if low <= tick <= high]
    decimals = 0 if all(tick == int(tick) for tick in ticks) else 1
    for tick in ticks:
        zero = " zero" if tick == 0.0 else ""
        yield f'<path class="grid{zero}" d="M{LEFT:.0f} {y(tick):.1f}H{WIDE - RIGHT:.0f}"/>'
        text = number(tick, words, decimals=decimals)
        yield f'<text x="{LEFT - 6:.0f}" y="{y(tick) + 4:.1f}" text-anchor="end">{text}</text>'
    for month in it["points"]:
        yield f'<path class="grid" d="M{x(month):.1f} {TOP:.0f}V{HIGH - BOTTOM:.0f}"/>'
        yield f'<text x="{x(month):.1f}" y="{HIGH - 14:.0f}" text-anchor="middle">{month}</text>'


def _line(each: Sequence[float | None], x: _scale, y: _scale, begins: float | None, kind: str) -> str:
    """Return one course."""
    points = [(0, begins), *enumerate(each, 1)]
    path = " ".join(f"{x(month):.1f},{y(value):.1f}" for month, value in points if value is not None)
    return f'<polyline class="{kind}" points="{path}"/>'
