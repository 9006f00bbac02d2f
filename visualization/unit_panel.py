"""Unit panel: everything that the page shows of one unit."""

# ruff: noqa: N802 - Solara's components are named like classes

import solara
import solara.lab

from tillit.visualization.cards import Heading, InOtherLanguages, LinesCard
from tillit.visualization.figures_row import FiguresRow
from tillit.visualization.follow_card import FollowCard
from tillit.visualization.happened import Happened
from tillit.visualization.seen_units import SeenUnit, units_of
from tillit.visualization.trust_card import TrustCard
from tillit.visualization.watched_town import WatchedTown


@solara.component
def UnitPanels(town: WatchedTown) -> None:
    """Show the town's unit, or a tab for each of them."""
    units = units_of(town)
    if len(units) == 1:
        UnitPanel(town, units[0])
        return
    with solara.lab.Tabs(lazy=True):
        for seen in units:
            with solara.lab.Tab(seen.title):
                UnitPanel(town, seen)


@solara.component
def UnitPanel(town: WatchedTown, seen: SeenUnit) -> None:
    """Show one unit: its figures, its charts, its trust graph, and one of its clients."""
    no_one: int | None = None
    followed = solara.use_memo(lambda: solara.reactive(no_one), [town, seen])
    with solara.Column(gap="12px", style="padding-top: 12px;"):
        Heading(2, seen.title)
        InOtherLanguages(*seen.labels)
        Happened(town, seen)
        FiguresRow(town, seen)
        with solara.ColumnsResponsive(12, large=[5, 7]):
            with solara.Column(gap="12px"):
                for chart in seen.charts:
                    LinesCard(town, seen, chart)
            with solara.Column(gap="12px"):
                TrustCard(town, seen, followed)
                FollowCard(town, seen, followed)
