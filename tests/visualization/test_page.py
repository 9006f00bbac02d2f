"""The page without a browser: its controls, its charts, and a town for each visitor."""

from collections.abc import Iterator
from typing import Any

import pytest
import solara
from ipyvuetify.generated.Btn import Btn
from ipyvuetify.generated.Slider import Slider
from reacton.core import _RenderContext as Rendered
from solara.components.echarts import EchartsWidget

from model.municipality import Municipality
from model.scenarios import ScenarioError, town_names
from visualization import mesa_app
from visualization.inks import LIGHT
from visualization.month_lines import CHARTS, lines_option
from visualization.watched_town import WatchedTown

SLIDERS = {"Posts (+ or -)", "Caseload rule (%)", "Turnover (%)", "Inflow (%)", "Luck (seed)"}


@pytest.fixture
def seen() -> Iterator[Rendered]:
    """Render the page for one visitor."""
    _, rendered = solara.render(solara.AppLayout(children=[mesa_app.Page()]), handle_error=False)
    yield rendered
    rendered.close()


def button(seen: Rendered, label: str) -> Btn:
    """Return the button that says `label`."""
    found: Btn = next(b.widget for b in seen.find(Btn) if label in b.widget.children)
    return found


def charts(seen: Rendered) -> dict[str, list[dict[str, Any]]]:
    """Return the lines of each chart by its unit."""
    options = [chart.widget.option for chart in seen.find(EchartsWidget)]
    return {option["yAxis"]["name"]: option["series"] for option in options if "name" in option["yAxis"]}


def test_page_has_a_slider_for_each_rule_and_a_button_that_reorganises(seen: Rendered) -> None:
    labels = {slider.widget.label for slider in seen.find(Slider)}
    assert labels >= SLIDERS
    assert not button(seen, "Reorganise now").disabled


def test_a_month_adds_a_point_to_every_line(seen: Rendered) -> None:
    button(seen, "Step").click()
    for chart in CHARTS:
        *lines, _ = charts(seen)[chart.unit]
        assert [line["name"] for line in lines] == list(chart.lines.values())
        assert [[month for month, _ in line["data"]] for line in lines] == [[1]] * len(chart.lines)


def test_a_reorganisation_waits_for_the_next_month_and_then_is_marked(seen: Rendered) -> None:
    button(seen, "Step").click()
    button(seen, "Reorganise now").click()
    assert button(seen, "Reorganise now").disabled
    button(seen, "Step").click()
    assert not button(seen, "Reorganise now").disabled
    marks = charts(seen)[CHARTS[0].unit][-1]["markLine"]["data"]
    assert marks == [{"xAxis": 2, "name": "Reorganisation"}]


def test_what_one_visitor_does_does_not_move_the_town_of_another(seen: Rendered) -> None:
    _, other = solara.render(solara.AppLayout(children=[mesa_app.Page()]), handle_error=False)
    button(seen, "Step").click()
    assert charts(seen)[CHARTS[0].unit][0]["data"]
    assert not charts(other)[CHARTS[0].unit][0]["data"]
    other.close()


def test_every_chart_names_its_axes_and_their_units() -> None:
    for chart in CHARTS:
        option = lines_option(WatchedTown(), chart, LIGHT)
        assert option["xAxis"]["name"] == "month"
        assert option["yAxis"]["name"] == chart.unit


@pytest.mark.parametrize("town", town_names())
def test_both_ends_of_every_slider_are_a_town_that_lives(town: str) -> None:
    sliders = {name: it for name, it in mesa_app.CONTROLS.items() if name != "scenario"}
    for end in ("min", "max"):
        lived = WatchedTown(scenario=town, **{name: it[end] for name, it in sliders.items()})
        lived.step()
        assert lived.steps == 1


def test_sliders_where_they_start_leave_the_town_as_it_is() -> None:
    watched, usual = WatchedTown(), Municipality()
    watched.step()
    usual.step()
    assert watched.town.counts.tobytes() == usual.town.counts.tobytes()


def test_a_visitor_cannot_have_a_file_opened() -> None:
    with pytest.raises(ScenarioError, match="there is no town"):
        WatchedTown(scenario="../../somewhere.toml")


def test_a_town_that_has_ended_cannot_be_reorganised() -> None:
    town = WatchedTown()
    town.running = False
    town.reorganise()
    assert not town.awaits_reorganisation
