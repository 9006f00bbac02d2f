"""The municipality in Mesa's own page: an ordinary Mesa model, as Mesa's users know them.

Run it with ``solara run visualization/mesa_app.py``. Every visitor has a town of their own.
Mesa's command console, which would let a visitor run Python on this machine, is not among the
components. The page for everybody else is `visualization.app`.
"""

# ruff: noqa: N802 - Solara's components are named like classes

from typing import Any

import solara
from mesa.visualization import SolaraViz, make_plot_component

from tillit.model.municipality import Municipality
from tillit.model.scenarios import town_names
from tillit.visualization.offline import work_offline

work_offline()


def slider(label: str, value: float, low: float, high: float, step: float) -> dict[str, Any]:
    """Return a slider as Mesa's page takes it."""
    return {"type": "SliderFloat", "label": label, "value": value, "min": low, "max": high, "step": step}


CONTROLS: dict[str, Any] = {
    "scenario": {"type": "Select", "label": "Town", "value": "standard", "values": list(town_names())},
    "turnover": slider("Turnover (1 is usual)", 1.0, 0.0, 3.0, 0.1),
    "seed": {"type": "SliderInt", "label": "Luck (seed)", "value": 1, "min": 1, "max": 50, "step": 1},
}
"""What a visitor can set before a town begins; Mesa's page acts on it at the next reset."""

PLOTS = (
    "municipal_cost",
    {"households": "tab:blue", "children": "tab:orange"},
    {"client_trust": "tab:blue", "child_trust": "tab:orange"},
    {"turnover": "tab:green", "child_turnover": "tab:red"},
)
"""Indicators that Mesa's page plots, one picture each."""


@solara.component
def Page() -> None:
    """Show a town of the visitor's own."""
    town = solara.use_reactive(solara.use_memo(lambda: Municipality(scenario="standard", seed=1), []))
    plots: list[Any] = [make_plot_component(plot) for plot in PLOTS]
    SolaraViz(town, components=plots, model_params=CONTROLS, name="Tillit", play_interval=200)


page = Page
"""What Mesa's users look for; Solara takes it too."""
