"""The page without a browser: its controls, its charts, and a town for each visitor."""

from collections.abc import Iterator
from typing import Any

import pytest
import solara
from ipyvuetify.generated.Btn import Btn
from ipyvuetify.generated.Select import Select
from ipyvuetify.generated.Slider import Slider
from ipyvuetify.generated.Tab import Tab
from ipyvuetify.Html import Html
from reacton.core import _RenderContext as Rendered
from solara.components.echarts import EchartsWidget

from tillit.model.events import Units
from tillit.model.municipality import Municipality
from tillit.model.scenarios import ScenarioError, town_names
from tillit.visualization import mesa_app
from tillit.visualization.charts import CHARTS, CHILD_CHARTS, unit_in
from tillit.visualization.inks import LIGHT
from tillit.visualization.month_lines import lines_option
from tillit.visualization.seen_units import ASSISTANCE, CHILDREN, SeenUnit, units_of
from tillit.visualization.shock_card import ShockCard
from tillit.visualization.unit_panel import UnitPanels
from tillit.visualization.watched_town import ALL, UNITS, WatchedTown

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


def words(seen: Rendered) -> str:
    """Return everything that is written in plain elements."""
    return " | ".join(word for it in seen.find(Html) for word in written(it.widget))


def written(widget: Any) -> Iterator[str]:  # noqa: ANN401 - any widget
    """Yield what is written in a widget and in those within it."""
    for child in getattr(widget, "children", ()):
        if isinstance(child, str):
            yield child
        else:
            yield from written(child)


@pytest.fixture(scope="module")
def herning() -> WatchedTown:
    """Return a town that looks at children only, after half a year."""
    return lived("herning", months=6)


@pytest.fixture(scope="module")
def vaxjo() -> WatchedTown:
    """Return a town with both units, after half a year."""
    return lived("vaxjo", months=6)


def lived(name: str, *, months: int, **sliders: Any) -> WatchedTown:  # noqa: ANN401 - any slider
    """Return a town some months later."""
    town = WatchedTown(scenario=name, **sliders)
    for _ in range(months):
        town.step()
    return town


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
    assert marks == [{"xAxis": 2, "name": "2"}]
    assert "Month 2: reorganisation" in words(seen)


def test_what_one_visitor_does_does_not_move_the_town_of_another(seen: Rendered) -> None:
    _, other = solara.render(solara.AppLayout(children=[mesa_app.Page()]), handle_error=False)
    button(seen, "Step").click()
    assert charts(seen)[CHARTS[0].unit][0]["data"]
    assert not charts(other)[CHARTS[0].unit][0]["data"]
    other.close()


@pytest.mark.parametrize(
    ("name", "currency", "seen"), [("vaxjo", "kronor", ASSISTANCE), ("herning", "kroner", CHILDREN)]
)
def test_every_chart_names_its_axes_and_their_units(name: str, currency: str, seen: SeenUnit) -> None:
    town = WatchedTown(scenario=name)
    for chart in seen.charts:
        option = lines_option(town, chart, LIGHT, seen.unit)
        assert option["xAxis"]["name"] == "month"
        assert option["yAxis"]["name"] == chart.unit.replace("kronor", currency)


@pytest.mark.parametrize("town", town_names())
def test_both_ends_of_every_slider_are_a_town_that_lives(town: str) -> None:
    sliders = {name: it for name, it in mesa_app.CONTROLS.items() if it["type"] == "SliderInt"}
    for end in ("min", "max"):
        lived = WatchedTown(scenario=town, **{name: it[end] for name, it in sliders.items()})
        lived.step()
        assert lived.steps == 1


def test_sliders_where_they_start_leave_the_town_as_it_is() -> None:
    watched, usual = WatchedTown(), Municipality(seed=1)
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


def test_a_town_with_children_only_shows_nothing_of_households(herning: WatchedTown) -> None:
    _, rendered = solara.render(UnitPanels(herning), handle_error=False)
    assert set(charts(rendered)) == {unit_in(chart, "DKK") for chart in CHILD_CHARTS}
    assert not rendered.find(Tab)
    said = words(rendered)
    assert "Placed children" in said
    assert "Follow a child and its family" in said
    assert "ousehold" not in said
    rendered.close()


def test_a_town_with_households_only_shows_nothing_of_children() -> None:
    _, rendered = solara.render(UnitPanels(lived("standard", months=1)), handle_error=False)
    assert set(charts(rendered)) == {chart.unit for chart in CHARTS}
    assert "hild" not in words(rendered)
    rendered.close()


def test_a_town_with_both_units_has_a_tab_for_each(vaxjo: WatchedTown) -> None:
    _, rendered = solara.render(UnitPanels(vaxjo), handle_error=False)
    assert [tab.widget.children[0] for tab in rendered.find(Tab)] == [ASSISTANCE.title, CHILDREN.title]
    assert set(charts(rendered)) == {chart.unit for chart in CHARTS}
    rendered.close()


def test_lines_of_children_are_not_all_zero(herning: WatchedTown) -> None:
    for chart in CHILD_CHARTS:
        *lines, _ = lines_option(herning, chart, LIGHT, CHILDREN.unit)["series"]
        assert all(any(value > 0.0 for _, value in line["data"]) for line in lines)


def test_a_chart_marks_only_what_happened_to_its_unit(vaxjo: WatchedTown) -> None:
    marks = [
        lines_option(vaxjo, CHARTS[0], LIGHT, it.unit)["series"][-1]["markLine"]["data"]
        for it in units_of(vaxjo)
    ]
    assert marks[0]
    assert marks[1] == []


@pytest.mark.parametrize(("unit", "posts"), [(ALL, (3, 3)), (UNITS[0], (3, 0)), (UNITS[1], (0, 3))])
def test_sliders_change_the_unit_that_was_chosen(
    vaxjo: WatchedTown, unit: str, posts: tuple[int, int]
) -> None:
    usual, town = vaxjo.scenario, WatchedTown(scenario="vaxjo", unit=unit, more_posts=3).scenario
    more = (
        town.most_posts() - usual.most_posts(),
        town.most_posts(Units.CHILDREN) - usual.most_posts(Units.CHILDREN),
    )
    assert more == posts


def test_sliders_change_the_only_unit_whatever_was_chosen() -> None:
    usual = WatchedTown(scenario="herning").scenario.most_posts(Units.CHILDREN)
    for unit in (ALL, *UNITS[:2]):
        town = WatchedTown(scenario="herning", unit=unit, more_posts=3)
        assert town.scenario.most_posts(Units.CHILDREN) == usual + 3


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ScenarioError, match="there is no unit 'police'; there are all, assistance, children"):
        WatchedTown(unit="police")


def test_a_reorganisation_happens_to_the_unit_that_was_chosen() -> None:
    town = WatchedTown(scenario="vaxjo")
    _, rendered = solara.render(ShockCard(town), handle_error=False)
    choice = next(it.widget for it in rendered.find(Select) if it.widget.label == "Unit to reorganise")
    assert choice.items == list(UNITS)
    choice.v_model = UNITS[1]
    button(rendered, "Reorganise now").click()
    shocks = [event for event in town.scenario.events if event.kind == "reorganisation"]
    assert [event.units for event in shocks] == [Units.CHILDREN]
    rendered.close()


def test_a_town_with_one_unit_does_not_ask_which_to_reorganise(herning: WatchedTown) -> None:
    _, rendered = solara.render(ShockCard(herning), handle_error=False)
    assert not rendered.find(Select)
    rendered.close()
