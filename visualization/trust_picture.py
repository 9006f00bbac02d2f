"""Trust picture: the trust graph as a chart, people in their places and ties as strong as their trust."""

from collections import defaultdict
from typing import Any

import numpy as np

from agents.agency import Agency, ChildAgency, Partner
from agents.caseworker import Caseworker, ChildWorker, Post
from agents.child import Child
from agents.client import Client
from agents.employer import Employer
from agents.foundation.records import View
from model.municipality import Municipality
from visualization.inks import LEVELS, OTHERS, TRUST, Inks
from visualization.standing_places import (
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

OUTWARD = (Agency, ChildAgency, Employer, Caseworker, ChildWorker, Client, Child)
"""Who stands where, from the middle outwards."""

CLIENTS = (Client, Child)


def trust_option(town: Municipality, inks: Inks) -> dict[str, Any]:
    """Return the trust graph as ECharts draws it.

    Parameters
    ----------
    town
        The town; the caller sees to it that it does not change meanwhile.
    inks
        Colours of the page.
    """
    graph = town.trust
    ties = [outward_first(*tie) for tie in graph.edges(data="trust")]
    places = standing(town, list(graph), ties)
    axis = {"type": "value", "show": False, "min": -1.28, "max": 1.28}
    return {
        "animation": False,
        "textStyle": {"color": inks.ink},
        "grid": {"left": 0, "right": 0, "top": 0, "bottom": 0},
        "xAxis": axis,
        "yAxis": axis,
        "tooltip": {"trigger": "item", "formatter": "{b}"},
        "series": [*tie_series(ties, places), *people_series(town, ties, places, inks)],
    }


def outward_first(one: View, other: View, trust: float) -> Tie:
    """Return a tie with the person who stands further out first."""
    inward = OUTWARD.index(type(one)) < OUTWARD.index(type(other))
    return (trust, other, one) if inward else (trust, one, other)


def standing(town: Municipality, people: list[View], ties: list[Tie]) -> dict[View, Point]:
    """Return where everybody stands who is drawn."""
    seats = all_seats(town)
    rings = {Agency: AGENCIES, ChildAgency: CHILD_AGENCIES, Employer: EMPLOYERS}
    places: dict[View, Point] = {}
    for view in people:
        if isinstance(view, Caseworker):
            places[view] = caseworker_place(seat_of(town, view), seats)
        elif isinstance(view, CLIENTS):
            places[view] = waiting_place(view.unique_id)
        else:
            places[view] = partner_place(view.row, len(town.rows_of(type(view))), rings[type(view)])
    for _, one, other in ties:
        if isinstance(one, CLIENTS) and isinstance(other, Caseworker):
            places[one] = client_place(one.unique_id, seat_of(town, other), seats)
    return places


def all_seats(town: Municipality) -> int:
    """Return the places for posts around the circle: the assistance unit's, then the children's."""
    return own_seats(town) + child_seats(town)


def own_seats(town: Municipality) -> int:
    """Return the places for the assistance unit's posts; by a norm there may be more than foreseen."""
    return max(town.scenario.most_posts, int(town.town.office["seats"][0]))


def child_seats(town: Municipality) -> int:
    """Return the places for the child unit's posts."""
    seats = int(town.town.office["seats"][1]) if town.town.has_children else 0
    return max(town.scenario.most_child_posts, seats)


def seat_of(town: Municipality, worker: Caseworker) -> int:
    """Return the place of a post around the circle."""
    return worker.row + (own_seats(town) if isinstance(worker, ChildWorker) else 0)


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


def people_series(
    town: Municipality, ties: list[Tie], places: dict[View, Point], inks: Inks
) -> list[dict[str, Any]]:
    """Return everybody as marks: households by trust, the others by kind."""
    tied = {view for _, *pair in ties for view in pair}
    trusts = {one: trust for trust, one, other in ties if isinstance(other, Caseworker)}
    groups: dict[int, list[Any]] = defaultdict(list)
    waiting, marks = [], defaultdict(list)
    for view, place in places.items():
        if isinstance(view, CLIENTS) and view in trusts:
            groups[level(trusts[view])].append(place)
        elif isinstance(view, CLIENTS):
            waiting.append(place)
        elif isinstance(view, Caseworker) or view in tied:
            marks[view.kind].append({"name": called(view), "value": place})
    households = [dots(TRUST[at], points, 4.5) for at, points in sorted(groups.items())]
    return [
        *households,
        dots(inks.waiting, waiting, 4.5),
        {**dots(OTHERS["employer"], marks["employer"], 7), "symbol": "rect", "silent": False, "z": 3},
        {**dots(OTHERS["agency"], marks["agency"], 15), "symbol": "diamond", "silent": False, "z": 3},
        {**dots(OTHERS["caseworker"], marks["caseworker"], 13), "silent": False, "z": 4},
        vacancies(town, inks),
        team_names(town, inks),
    ]


def dots(color: str, points: list[Any], size: float) -> dict[str, Any]:
    """Return marks of one colour."""
    style = {"color": color, "opacity": 1.0}
    return {"type": "scatter", "silent": True, "z": 2, "symbolSize": size, "data": points, "itemStyle": style}


def vacancies(town: Municipality, inks: Inks) -> dict[str, Any]:
    """Return the posts that nobody holds as empty rings."""
    seats = all_seats(town)
    own = town.rows_of(Caseworker)["post"][: own_seats(town)]
    posts = np.concatenate([own, town.rows_of(ChildWorker)["post"][: child_seats(town)]])
    empty = [caseworker_place(seat, seats) for seat in np.flatnonzero(posts == Post.VACANT).tolist()]
    ring = {"color": inks.paper, "borderColor": OTHERS["caseworker"], "borderWidth": 2}
    return {**dots(inks.paper, empty, 12), "itemStyle": ring, "z": 4}


def team_names(town: Municipality, inks: Inks) -> dict[str, Any]:
    """Return the numbers of the teams, written at the rim."""
    places = team_places(all_seats(town))
    named = [{"name": f"Team {number}", "value": place} for number, place in enumerate(places, start=1)]
    label = {"show": True, "formatter": "{b}", "color": inks.ink, "fontSize": 13, "position": "inside"}
    return {**dots("transparent", named, 1), "label": label}


def called(view: View) -> str:
    """Return what the picture calls somebody who is not a client."""
    if isinstance(view, Agency):
        return Partner(int(view.partner)).name.replace("_", " ").capitalize()
    return str(view).capitalize()
