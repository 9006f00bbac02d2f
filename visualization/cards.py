"""Cards: what the parts of the page are made of, and the charts over the months."""

# ruff: noqa: N802 - Solara's components are named like classes

from collections.abc import Callable
from typing import Any

import solara
import solara.lab
from mesa.visualization.utils import update_counter

from tillit.visualization.charts import Chart, label
from tillit.visualization.inks import DARK, LIGHT, Inks
from tillit.visualization.month_lines import in_words, lines_option
from tillit.visualization.seen_units import SeenUnit
from tillit.visualization.watched_town import WatchedTown

LANGUAGES = ("sv", "da")
"""Those in which the main terms stand beside the English ones."""


def use_inks() -> Inks:
    """Return the colours of the visitor's theme."""
    return DARK if solara.lab.use_dark_effective() else LIGHT


@solara.component
def Heading(level: int, text: str) -> None:
    """Show a heading that screen readers find."""
    size = {1: "text-h4", 2: "text-h6"}[level]
    solara.v.Html(tag=f"h{level}", children=[text], class_=f"{size} mb-1")


@solara.component
def InOtherLanguages(*words: str) -> None:
    """Say the same in Swedish and Danish."""
    with solara.Row(gap="16px", classes=["text-caption"], style="background: none; flex-wrap: wrap;"):
        for language, word in zip(LANGUAGES, words, strict=True):
            solara.v.Html(tag="span", attributes={"lang": language}, children=[word])


@solara.component
def Picture(
    option: dict[str, Any], words: str, style: str, on_click: Callable[[dict[str, Any]], None] | None = None
) -> None:
    """Draw a chart, and say in words what it shows."""
    solara.FigureEcharts(
        option,
        on_click=on_click,
        responsive=True,
        attributes={"role": "img", "aria-label": words, "style": style},
    )


@solara.component
def LinesCard(town: WatchedTown, seen: SeenUnit, chart: Chart) -> None:
    """Show one chart over the months."""
    update_counter.get()
    inks = use_inks()
    with town.lock:
        option, words = lines_option(town, chart, inks, seen.unit), in_words(town, chart)
    with solara.Card(margin=0):
        Heading(2, chart.title)
        InOtherLanguages(*(label(chart, language) for language in LANGUAGES))
        Picture(option, words, f"height: {240 if len(chart.lines) > 1 else 210}px; width: 100%;")
