"""Trust picture: one unit's trust graph, people in their places and ties as strong as their trust."""

from collections import defaultdict
from typing import Any

import numpy as np

from tillit.agents.agency import Agency, Partner
from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.child import Child, Form
from tillit.agents.client import Client
from tillit.agents.employer import Employer
from tillit.agents.foundation.records import View
from tillit.model.municipality import Municipality
from tillit.model.town.unit import Unit
from tillit.visualization.inks import LEVELS, OTHERS, TRUST, Inks
from tillit.visualization.seen_units import ASSISTANCE, SeenUnit
from tillit.visualization.standing_places import (
    AGENCIES,
    CHILD_AGENCIES,
    EMPLOYERS,
    Point,
    caseworker_place,
    client_place,
    partner_place,
    team_places,
    waiting_place,
)

MOST_TIES = 1_500
"""Ties that are drawn; of more, the weakest are left out."""

WEAKEST = 0.2
"""Trust from which a tie is drawn; weaker ones would only be a haze."""

Tie = tuple[float, View, View]
"""Trust and the two who share it, the one who stands further out first."""

OUTWARD = (Agency, Employer, Caseworker, Client, Child)
"""Who stands where, from the middle outwards."""

CLIENTS = (Client, Child)

RINGS = {(Agency, "assistance"): AGENCIES, (Agency, "children"): CHILD_AGENCIES, (Employer, ""): EMPLOYERS}

MARKS = {
    Form.HOME: ("circle", 7.0),
    Form.NETWORK: ("triangle", 10.0),
    Form.FOSTER: ("triangle", 10.0),
    Form.RESIDENCE: ("rect", 8.0),
    Form.INSTITUTION: ("rect", 8.0),
}
"""Shape and size of a child by where it lives."""

HOUSEHOLD = ("circle", 4.5)


def trust_option(
    town: Municipality, inks: Inks, seen: SeenUnit = ASSISTANCE, followed: int | None = None
) -> dict[str, Any]:
    """Return the trust graph as ECharts draws it.

    Parameters
    ----------
    town
        The town; the caller sees to it that it does not change meanwhile.
    inks
        Colours of the page.
    seen
        The unit; nobody of one unit has a tie with anybody of the other.
    followed
        Id of the client who is marked, None for nobody.
    """
    people, ties = of_unit(town, seen)
    places = standing(town, people, ties, seen)
    axis = {"type": "value", "show": False, "min": -1.28, "max": 1.28}
    return {
        "animation": False,
        "textStyle": {"color": inks.ink},
        "grid": {"left": 0, "right": 0, "top": 0, "bottom": 0},
        "xAxis": axis,
        "yAxis": axis,
        "tooltip": {"trigger": "item", "formatter": "{b}"},
        "series": [
            *tie_series(ties, places),
            *client_series(ties, places, inks),
            *staff_series(ties, places),
            vacancies(town, seen, inks),
            team_names(town, seen, inks),
            *ring(places, followed, inks),
        ],
    }


def of_unit(town: Municipality, seen: SeenUnit) -> tuple[list[View], list[Tie]]:
    """Return who belongs to a unit, and their ties."""
    graph = town.trust
    kinds = {seen.clients, Caseworker, *seen.partners}
    people = [view for view in graph if type(view) in kinds and view.unit in {"", seen.word}]
    here = set(people)
    ties = [outward_first(*tie) for tie in graph.edges(data="trust") if tie[0] in here and tie[1] in here]
    return people, ties


def outward_first(one: View, other: View, trust: float) -> Tie:
    """Return a tie with the person who stands further out first."""
    inward = OUTWARD.index(type(one)) < OUTWARD.index(type(other))
    return (trust, other, one) if inward else (trust, one, other)


def standing(
    town: Municipality, people: list[View], ties: list[Tie], seen: SeenUnit = ASSISTANCE
) -> dict[View, Point]:
    """Return where everybody stands who is drawn."""
    seats = seats_of(town, seen)
    places: dict[View, Point] = {}
    for view in people:
        if isinstance(view, Caseworker):
            places[view] = caseworker_place(view.row, seats)
        elif isinstance(view, CLIENTS):
            places[view] = waiting_place(view.unique_id)
        else:
            many = len(town.rows_of(type(view), view.unit))
            places[view] = partner_place(view.row, many, RINGS[type(view), view.unit])
    for _, one, other in ties:
        if isinstance(one, CLIENTS) and isinstance(other, Caseworker):
            places[one] = client_place(one.unique_id, other.row, seats)
    return places


def seats_of(town: Municipality, seen: SeenUnit) -> int:
    """Return the places for posts around the circle; by a norm there may be more than foreseen."""
    unit: Unit = getattr(town.town, seen.word)
    return max(town.scenario.most_posts(seen.unit), int(unit.office.seats))


def level(trust: float) -> int:
    """Return which of the levels of trust it is, 0 for the lowest."""
    return min(int(trust * LEVELS), LEVELS - 1)


def tie_series(ties: list[Tie], places: dict[View, Point]) -> list[dict[str, Any]]:
    """Return the ties, those of one kind and level of trust together."""
    drawn = [tie for tie in ties if tie[0] >= WEAKEST]
    drawn = sorted(drawn, key=lambda tie: tie[0], reverse=True)[:MOST_TIES]
    bundles: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for trust, one, other in drawn:
        kind = "client" if isinstance(one, CLIENTS) else other.kind
        bundles[kind, level(trust)].append({"coords": [places[one], places[other]]})
    return [
        {
            "type": "lines",
            "coordinateSystem": "cartesian2d",
            "silent": True,
            "z": 1,
            "data": bundle,
            "lineStyle": {
                "color": TRUST[-1] if kind == "client" else OTHERS[kind],
                "opacity": round(0.08 + 0.55 * (at / (LEVELS - 1)) ** 2, 2),
                "width": 0.6 + 0.35 * at,
            },
        }
        for (kind, at), bundle in sorted(bundles.items())
    ]


def client_series(ties: list[Tie], places: dict[View, Point], inks: Inks) -> list[dict[str, Any]]:
    """Return the clients by trust, children also by where they live; a click on one says who it is."""
    trusts = {one: trust for trust, one, other in ties if isinstance(other, Caseworker)}
    groups: dict[tuple[str, float, str], list[Any]] = defaultdict(list)
    for view, place in places.items():
        if isinstance(view, CLIENTS):
            color = TRUST[level(trusts[view])] if view in trusts else inks.waiting
            groups[*mark_of(view), color].append([*place, view.unique_id])
    quiet = {"silent": False, "tooltip": {"show": False}}
    return [
        {**dots(color, points, size), "symbol": symbol, **quiet}
        for (symbol, size, color), points in sorted(groups.items())
    ]


def mark_of(view: View) -> tuple[str, float]:
    """Return shape and size of a client."""
    return MARKS[Form(int(view.form))] if isinstance(view, Child) else HOUSEHOLD


def staff_series(ties: list[Tie], places: dict[View, Point]) -> list[dict[str, Any]]:
    """Return caseworkers and those partners with whom somebody has a tie."""
    tied = {view for _, *pair in ties for view in pair}
    marks: dict[str, list[Any]] = defaultdict(list)
    for view, place in places.items():
        if isinstance(view, Caseworker) or (view in tied and not isinstance(view, CLIENTS)):
            marks[view.kind].append({"name": called(view), "value": place})
    looks = {"employer": ("rect", 7, 3), "agency": ("diamond", 15, 3), "caseworker": ("circle", 13, 4)}
    return [
        {**dots(OTHERS[kind], marks[kind], size), "symbol": symbol, "silent": False, "z": z}
        for kind, (symbol, size, z) in looks.items()
        if marks[kind]
    ]


def dots(color: str, points: list[Any], size: float) -> dict[str, Any]:
    """Return marks of one colour."""
    style = {"color": color, "opacity": 1.0}
    return {"type": "scatter", "silent": True, "z": 2, "symbolSize": size, "data": points, "itemStyle": style}


def vacancies(town: Municipality, seen: SeenUnit, inks: Inks) -> dict[str, Any]:
    """Return the posts that nobody holds as empty rings."""
    seats = seats_of(town, seen)
    posts = town.rows_of(Caseworker, seen.word)["post"][:seats]
    empty = [caseworker_place(seat, seats) for seat in np.flatnonzero(posts == Post.VACANT).tolist()]
    border = {"color": inks.paper, "borderColor": OTHERS["caseworker"], "borderWidth": 2}
    return {**dots(inks.paper, empty, 12), "itemStyle": border, "z": 4}


def team_names(town: Municipality, seen: SeenUnit, inks: Inks) -> dict[str, Any]:
    """Return the numbers of the teams, written at the rim."""
    places = team_places(seats_of(town, seen))
    named = [{"name": f"Team {number}", "value": place} for number, place in enumerate(places, start=1)]
    label = {"show": True, "formatter": "{b}", "color": inks.ink, "fontSize": 13, "position": "inside"}
    return {**dots("transparent", named, 1), "label": label}


def ring(places: dict[View, Point], followed: int | None, inks: Inks) -> list[dict[str, Any]]:
    """Return a ring around the client who is followed, if there is one."""
    found = [
        place for view, place in places.items() if isinstance(view, CLIENTS) and view.unique_id == followed
    ]
    border = {"color": "transparent", "borderColor": inks.ink, "borderWidth": 2}
    return [{**dots("transparent", found, 20), "itemStyle": border, "z": 5}] if found else []


def called(view: View) -> str:
    """Return what the picture calls somebody who is not a client."""
    if isinstance(view, Agency):
        return Partner(int(view.partner)).name.replace("_", " ").capitalize()
    if isinstance(view, Caseworker):
        return f"Caseworker on post {view.row + 1}"
    return str(view).capitalize()
