"""Figures row: how the town stands this month, each unit by itself."""

# ruff: noqa: N802 - Solara's components are named like classes

import solara
from mesa.visualization.utils import update_counter

from tillit.model.indicators import INDICATORS
from tillit.visualization.cards import LANGUAGES
from tillit.visualization.charts import CURRENCIES
from tillit.visualization.seen_units import Figure, SeenUnit
from tillit.visualization.watched_town import WatchedTown

HUNDRED = 100.0


@solara.component
def FiguresRow(town: WatchedTown, seen: SeenUnit) -> None:
    """Show the unit's figures of the last month."""
    update_counter.get()
    with town.lock:
        figures = [(figure, shown(town, figure)) for figure in seen.figures] if town.steps else []
    if not figures:
        solara.Text("Press Step or ▶: the first figures come with the first month.", classes=["text-body-1"])
        return
    with solara.Row(gap="28px", style="flex-wrap: wrap; background: none;"):
        for figure, text in figures:
            with solara.Column(gap="0px", style="background: none;"):
                labels = INDICATORS[figure.indicator].labels
                number, _, unit = text.partition(" ")
                solara.v.Html(
                    tag="span",
                    children=[
                        solara.v.Html(tag="span", children=[number], style_="font-size: 1.7rem;"),
                        f" {unit}",
                    ],
                    style_="line-height: 2.2rem;",
                )
                solara.v.Html(tag="span", children=[labels["en"]], style_="font-weight: 500;")
                for language in LANGUAGES:
                    solara.v.Html(
                        tag="span",
                        attributes={"lang": language},
                        children=[labels[language]],
                        style_="font-size: 0.8rem; line-height: 1.1rem;",
                    )


def shown(town: WatchedTown, figure: Figure) -> str:
    """Return the last month's value with its unit."""
    value = float(town.datacollector.model_vars[figure.indicator][-1]) * figure.scale
    currency = town.scenario.town.currency
    unit = figure.unit.replace("kronor", CURRENCIES.get(currency, currency))
    number = f"{value:,.0f}" if abs(value) >= HUNDRED or unit == "%" else f"{value:.3g}"
    return f"{number} {unit}".strip()
