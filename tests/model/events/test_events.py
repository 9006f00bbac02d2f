"""Each event changes its own fields of the office, in the right direction, and no others."""

import inspect
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.agents.in_python import values
from tillit.agents.foundation.records import one
from tillit.agents.office import Office
from tillit.agents.place import Place
from tillit.model.events import EVENTS, LAST_MONTH, Event, PlaceEvent, in_order
from tillit.model.events.posts import Posts

DONE: list[tuple[str, dict[str, Any], dict[str, float]]] = [
    ("posts", {"change": 3}, {"posts": 23}),
    ("posts", {"change": -5}, {"posts": 15}),
    ("posts", {"to": 12}, {"posts": 12}),
    ("posts", {"change": -30}, {"posts": 1}),
    ("training", {"hours": 6, "months": 24}, {"teaching": 6.0, "teaching_months": 24}),
    (
        "reorganisation",
        {"share": 0.5, "months": 6, "hours": 0.2},
        {"moved": 0.5, "reorganising": 6, "reorganisation_hours": 0.2},
    ),
    ("resignation_wave", {"share": 0.4}, {"wave": 0.4}),
    (
        "administrative_support",
        {"administrators": 2, "share": 0.3},
        {"administrators": 2.0, "administration": 0.3},
    ),
    ("consultants", {"share": 0.7}, {"consultants": 0.7}),
    ("employment_programme", {"places": 40}, {"programme": 40.0}),
    ("joint_steering", {"meetings": 6}, {"steering": 6.0}),
    ("newly_arrived", {"households": 8, "months": 10}, {"arriving": 8.0, "arriving_months": 10}),
    ("labour_market_shock", {"depth": 0.25, "recovery": 0.1}, {"market": 0.75, "recovery": 0.1}),
    ("price_change", {"prices": 1.1, "wages": 1.05}, {"prices": 1.1, "wages": 1.05}),
    ("one_door", {"share": 0.8}, {"one_door": 0.8}),
    ("activity_requirement", {"hours": 30, "days": 10}, {"activity_hours": 30.0, "activity_days": 10.0}),
    ("duty_to_study", {"share": 0.7}, {"duty": 0.7}),
    ("adult_education", {"places": 30}, {"courses": 30.0}),
    ("sheltered_work", {"places": 12, "summer": 20}, {"sheltered": 12.0, "summer": 20.0}),
    ("automated_decisions", {"share": 0.6}, {"automation": 0.6}),
    ("specialists", {"specialists": 2, "fewer_managers": 1}, {"specialists": 2.0, "fewer_managers": 1.0}),
    ("team_work", {"share": 0.4}, {"shared_cases": 0.4}),
    ("placement_controller", {"posts": 1.5}, {"controllers": 1.5}),
    ("fraud_control", {"share": 0.9}, {"control": 0.9}),
    (
        "mapping",
        {"hours": 4, "months": 8, "priority": 0.3},
        {"mapping_hours": 0.5, "mapping_months": 8, "priority": 0.3},
    ),
    ("physician_review", {"reviews": 6}, {"reviews": 6.0}),
    ("housing_officer", {"posts": 2}, {"housing_officers": 2.0}),
    (
        "demographic_change",
        {"growth": 0.0, "ageing": 0.2, "months": 24},
        {"ageing": 0.2, "growth_months": 24},
    ),
    (
        "pandemic",
        {"depth": 0.4, "recovery": 0.05, "distance": 0.5, "months": 9},
        {"market": 0.6, "recovery": 0.05, "remote": 0.5, "remote_months": 9},
    ),
    (
        "agency_reorganisation",
        {"partner": "health_care", "share": 0.5, "capacity": 0.2, "months": 6},
        {
            "upset_partners": 4,
            "upset_now": 4,
            "upset_contacts": 0.5,
            "upset_capacity": 0.2,
            "upset_months": 6,
        },
    ),
    (
        "caseload_norm",
        {"month": 5, "cases": 30, "each": 6},
        {"norm": 30.0, "caseload_limit": 37.5, "norm_months": 6, "norm_due": 4, "norm_fewer": 1},
    ),
    ("employer_contacts", {"hours": 12}, {"employer_hours": 12.0}),
    ("employer_contacts", {"hours": 12, "their_own": True}, {"employer_hours": 12.0, "employer_staff": 1}),
    ("lot", {"cases": 0.4, "staff": 0.2}, {"lot_cases": 0.4, "lot_staff": 0.2}),
    (
        "treatment",
        {"meetings": 1.5, "meetings_last": 4, "lost_first": 2, "lost_last": 3, "swap": 5, "swap_each": 6},
        {
            "further": 1.5,
            "further_first": 1,
            "further_last": 4,
            "lost_first": 2,
            "lost_last": 3,
            "swap_first": 5,
            "swap_each": 6,
        },
    ),
    (
        "treatment",
        {"demands": 0.8, "ability": 1.0, "load": 0.5},
        {
            "further_first": 1,
            "further_last": LAST_MONTH,
            "arm_demands": 0.8,
            "ability": 1.0,
            "staff_load": 0.5,
        },
    ),
    ("work_support", {"share": 0.4}, {"relief": 0.4}),
    ("setting", {"rule": "caseload_limit", "value": 40}, {"caseload_limit": 40.0}),
    ("setting", {"rule": "turnover", "value": 2}, {"resignations": 2.0}),
    ("setting", {"rule": "inflow", "value": 0.85}, {"inflow": 0.85}),
    ("setting", {"rule": "demands", "value": 0.9}, {"demands": 0.9}),
]


def an_event(kind: str, **size: Any) -> Event:  # noqa: ANN401 - files hold anything
    """Return an event of a kind, in the first month unless it says otherwise."""
    return EVENTS[kind].model_validate({"month": 1, **size})


def after(*events: Event) -> dict[str, float]:
    """Return the fields of an ordinary place and its office after some events."""
    place, office = one(Place), one(Office)
    place.market = place.prices = place.wages = 1.0
    place.month = 7
    office.posts, office.resignations, office.inflow = 20, 1.0, 1.0
    office.caseload_limit, office.demands = 96.0, 0.3
    for event in events:
        if isinstance(event, PlaceEvent):
            event.befall(place)
        event.happen(office)
    return values(place) | values(office)


@pytest.mark.parametrize(("kind", "size", "expected"), DONE)
def test_event_changes_its_own_fields_and_no_others(
    kind: str, size: dict[str, Any], expected: dict[str, float]
) -> None:
    before, then = after(), after(an_event(kind, **size))
    changed = {name: value for name, value in then.items() if value != before[name]}
    assert {name: changed.get(name) for name in expected} == pytest.approx(expected)
    assert len(changed.keys() - expected) == len(EVENTS[kind].strengths())


def test_every_file_with_an_event_is_found_and_its_event_tried() -> None:
    files = {path.stem for path in Path(inspect.getfile(Event)).parent.glob("*.py")}
    serving = {
        "__init__",
        "course_event",
        "event",
        "place_event",
        "registry",
        "size",
        "sort",
        "unit_event",
        "units",
    }
    assert EVENTS.keys() == {kind for kind, _, _ in DONE} == files - serving
    assert list(EVENTS) == sorted(EVENTS)


@pytest.mark.parametrize("kind", EVENTS)
def test_event_names_itself_in_three_languages_and_says_what_it_does(kind: str) -> None:
    assert EVENTS[kind].kind == kind == EVENTS[kind].__module__.rpartition(".")[2]
    assert EVENTS[kind].labels.keys() == {"sv", "da", "en"}
    assert "not assumed" in " ".join((EVENTS[kind].__doc__ or "").split())


def test_all_sizes_but_those_of_posts_and_settings_have_defaults() -> None:
    assert [kind for kind in EVENTS if kind not in {"posts", "setting"} and not an_event(kind)] == []


def test_shocks_and_prices_build_on_what_was_there() -> None:
    shock = an_event("labour_market_shock", depth=0.5)
    price = an_event("price_change", prices=1.1)
    place = after(shock, shock, price, price)
    assert place["market"] == pytest.approx(0.25)
    assert place["prices"] == pytest.approx(1.21)


def test_labour_market_is_half_way_back_after_nine_months() -> None:
    place = after(an_event("labour_market_shock", depth=0.4))
    market, recovery = place["market"], place["recovery"]
    for _ in range(9):
        market += recovery * (1.0 - market)
    assert market == pytest.approx(0.8)


def test_repeated_reorganisation_is_expanded() -> None:
    repeated = an_event("reorganisation", month=3, every=18, times=4, share=0.2)
    assert [once.month for once in repeated.expanded()] == [3, 21, 39, 57]
    assert {getattr(once, "share", None) for once in repeated.expanded()} == {0.2}


def test_norm_comes_before_what_departs_from_it_in_the_same_month() -> None:
    events = [an_event("consultants", month=9), an_event("posts", change=1), an_event("caseload_norm")]
    assert [event.kind for event in in_order(events)] == ["caseload_norm", "posts", "consultants"]


def test_text_of_a_number_is_read_as_the_number() -> None:
    assert an_event("posts", month="42", change="+3") == Posts(month=42, change=3)


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("posts", {}),
        ("posts", {"change": 1, "to": 2}),
        ("posts", {"change": 0.3}),
        ("training", {"hours": float("nan")}),
        ("training", {"hours": float("inf")}),
        ("training", {"month": 0}),
        ("training", {"month": LAST_MONTH + 1}),
        ("training", {"hour": 3}),
        ("reorganisation", {"every": 18}),
        ("reorganisation", {"times": 2}),
        ("reorganisation", {"every": 600, "times": 200}),
        ("labour_market_shock", {"depth": 0.95}),
        ("setting", {"rule": "demands", "value": 2}),
        ("setting", {"rule": "weather", "value": 1}),
        ("training", {"hours": True}),
    ],
)
def test_event_without_sense_is_refused(kind: str, size: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        an_event(kind, **size)


def test_event_is_not_read_from_what_another_kind_wrote() -> None:
    written = an_event("consultants").model_dump()
    assert EVENTS["consultants"].model_validate(written) == an_event("consultants")
    with pytest.raises(ValidationError, match="kind = 'consultants': must be 'team_work'"):
        EVENTS["team_work"].model_validate(written)


def test_events_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        an_event("consultants").month = 2
