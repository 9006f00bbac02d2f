"""Drawing: a lesson's charts as SVG, to be drawn on with a pencil, or with the model's lines."""

import io
import re
from collections.abc import Iterable
from html import escape
from typing import Any, cast

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import number

SIZE = (6.4, 3.0)
"""Inches; the page's style says how wide it is printed."""
NOW, INK, RULE = "#0f5f69", "#1d2433", "#dcd8ce"
PLAIN = {
    "svg.fonttype": "none",
    "svg.hashsalt": "tillit",
    "axes.spines.top": False,
    "axes.spines.right": False,
}
"""Letters stay letters, and the same chart is the same file."""


def chart(it: dict[str, Any], words: Words, *, paper: bool) -> str:
    """Return a chart of `Rendering`; on paper without lines, with a box to draw in."""
    label = escape(it["label"])
    out = io.StringIO()
    with rc_context(cast("Any", PLAIN)):
        figure = Figure(figsize=SIZE, layout="constrained")
        _draw(figure, it, words, () if paper else it.get("lines", ()))
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    svg = re.sub(r"<style.*?</style>", "", svg.partition("<svg ")[2], flags=re.DOTALL)
    return f'<figure><figcaption>{label}</figcaption><svg role="img" aria-label="{label}" {svg}</figure>'


def _draw(figure: Figure, it: dict[str, Any], words: Words, lines: Iterable[list[float | None]]) -> None:
    """Draw the axes, and the courses that are shown."""
    axes = figure.subplots()
    axes.set(xlim=(0, it["months"]), ylim=it["axis"], xticks=it["points"])
    axes.yaxis.set_major_locator(MaxNLocator(6))
    whole = all(tick == int(tick) for tick in axes.get_yticks())
    axes.yaxis.set_major_formatter(lambda tick, _: number(tick, words, decimals=0 if whole else 1))
    axes.grid(color=RULE)
    axes.axhline(0.0, color=INK, linewidth=1.0)
    months = np.arange(it["months"] + 1)
    for each in lines:
        axes.plot(months, _since(it["begins"], each), color=NOW, alpha=0.45, linewidth=0.8)
    if "middle" in it and lines:
        axes.plot(months, _since(it["begins"], it["middle"]), color=NOW, linewidth=2.4)


def _since(begins: float | None, each: list[float | None]) -> list[float]:
    """Return a course with what it begins with."""
    return [np.nan if it is None else it for it in (begins, *each)]
