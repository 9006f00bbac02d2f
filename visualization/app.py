"""The page: a town in the browser. ``tillit app`` or ``solara run tillit.visualization.app`` serve it."""

# ruff: noqa: N802 - Solara's components are named like classes

import sys
from collections.abc import Callable
from typing import Any

import solara
from solara.server.kernel_context import get_current_context

from tillit.visualization.classroom.opening import has_class
from tillit.visualization.engine.scheduler import Scheduler
from tillit.visualization.engine.visitor import warm
from tillit.visualization.offline import work_offline
from tillit.visualization.routes import FOLDER, add_routes
from tillit.visualization.session import Session

work_offline()
add_routes()
SCHEDULER = Scheduler()
"""Lives the worlds of all visitors."""
sys.setswitchinterval(0.0005)  # who answers waits that long at most for another thread's Python
warm(SCHEDULER)


@solara.component_vue("page.vue", vuetify=False)
def Browser(folder: str, taught: bool, event_ask: Callable[[dict[str, Any]], None]) -> None:
    """Show the page, which the scripts in `static` draw."""


@solara.component
def Page() -> None:
    """Show the page to one visitor."""
    session = solara.use_memo(lambda: Session(SCHEDULER), [])
    element = Browser(folder=FOLDER, taught=has_class(), event_ask=session.ask)

    def connect() -> Callable[[], None]:
        session.connect(solara.get_widget(element), get_current_context())
        return session.close

    solara.use_effect(connect, [])
    solara.Title("Tillit")


@solara.component
def Layout(children: list[Any]) -> None:
    """Leave the whole window to the page."""
    solara.Column(children=children, gap="0", margin=0)
