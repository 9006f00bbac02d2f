"""A first look: the municipality in Mesa's own page.

Run it with ``solara run visualization/mesa_app.py`` or ``tillit app``. Every
visitor has a town of their own. Mesa's command console, which would let a
visitor run Python on this machine, is not among the components.
"""

# ruff: noqa: N802 - Solara's components are named like classes

from typing import Any

import solara
from mesa.visualization import SolaraViz

from tillit.model.scenarios import town_names
from tillit.visualization.cards import Heading
from tillit.visualization.offline import work_offline
from tillit.visualization.shock_card import ShockCard
from tillit.visualization.unit_panel import UnitPanels
from tillit.visualization.watched_town import ALL, AS_IT_IS, UNITS, WatchedTown

work_offline()
# Compiles the model, where that has not been done, before the first visitor comes.
WatchedTown()


def slider(label: str, value: int, low: int, high: int, step: int) -> dict[str, Any]:
    """Return a slider as Mesa's page takes it."""
    return {"type": "SliderInt", "label": label, "value": value, "min": low, "max": high, "step": step}


CONTROLS: dict[str, Any] = {
    "scenario": {"type": "Select", "label": "Town", "value": "standard", "values": list(town_names())},
    "unit": {"type": "Select", "label": "Unit to change", "value": ALL, "values": [ALL, *UNITS[:2]]},
    "more_posts": slider("Posts (+ or -)", 0, -3, 10, 1),
    "caseload_limit": slider("Caseload rule (%)", AS_IT_IS, 30, 150, 5),
    "turnover": slider("Turnover (%)", AS_IT_IS, 0, 300, 10),
    "inflow": slider("Inflow (%)", AS_IT_IS, 50, 150, 5),
    "seed": slider("Luck (seed)", 1, 1, 50, 1),
}
"""What a visitor can set before a town begins."""

HOW_TO = (
    "Set the sliders, press Reset, then ▶: sliders act on the next town, not on the one that is running. "
    "Posts are more or fewer than the town has; the others are in per cent of what is usual there: the most "
    "cases given to one caseworker, how strongly other workplaces pull, and how many new cases come. Where "
    "there is a unit for households and one for children, choose which the sliders change."
)
"""What Mesa's page does not say."""


@solara.component_vue("page_manners.vue")
def PageManners() -> None:
    """Set the page's language, let phones zoom, and name the buttons that show only a picture."""


@solara.component
def Page() -> None:
    """Show a town of the visitor's own."""
    town = solara.use_reactive(solara.use_memo(WatchedTown, []))
    solara.Title("Tillit: a first look")
    SolaraViz(town, components=[], model_params=CONTROLS, name="Tillit", play_interval=200)
    with solara.Column(gap="12px", style="padding: 12px; max-width: 1500px; margin: 0 auto;"):
        Heading(1, town.value.scenario.title)
        solara.Text(HOW_TO)
        ShockCard(town.value)
        UnitPanels(town.value)
    PageManners()


page = Page
"""What Mesa's users look for; Solara takes it too."""
