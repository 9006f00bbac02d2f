"""Standing places: where in the picture of the trust graph each person stands.

A place depends only on who somebody is and whose client, so the picture stays
still: from the middle outwards agencies, employers, caseworkers team by team,
and their clients in a wedge behind each caseworker. Households that wait for a
caseworker stand at the rim.
"""

import math
from functools import lru_cache

from tillit.agents.caseworker import TEAM

Point = tuple[float, float]
"""A place in the picture; its rim is 1 from the middle."""

AGENCIES = 0.17
CHILD_AGENCIES = 0.26
EMPLOYERS = 0.36
CASEWORKERS = 0.52
CLIENTS = (0.60, 0.97)
WAITING = (1.0, 1.05)
TEAM_NAMES = 1.13
"""Distances from the middle."""

BETWEEN_TEAMS = 0.8
"""Gap between two teams, in places of a caseworker."""

GOLDEN, PLASTIC = 0.6180339887498949, 0.7548776662466927
"""Their multiples spread numbers evenly, whichever of them are there (Weyl's theorem)."""


def polar(turn: float, distance: float) -> Point:
    """Return the point at so many turns clockwise from the top."""
    angle = 2.0 * math.pi * turn
    return round(distance * math.sin(angle), 4), round(distance * math.cos(angle), 4)


@lru_cache(maxsize=64)
def seat_turns(seats: int) -> tuple[float, ...]:
    """Return where around the circle each of so many posts is, team by team."""
    teams = math.ceil(seats / TEAM)
    places = seats + teams * BETWEEN_TEAMS
    return tuple((seat + (seat // TEAM + 0.5) * BETWEEN_TEAMS + 0.5) / places for seat in range(seats))


def wedge(seats: int) -> float:
    """Return how much of a turn one caseworker's clients have."""
    return 1.0 / (seats + math.ceil(seats / TEAM) * BETWEEN_TEAMS)


def caseworker_place(seat: int, seats: int) -> Point:
    """Return where the holder of a post stands."""
    return polar(seat_turns(seats)[seat], CASEWORKERS)


def client_place(person: int, seat: int, seats: int) -> Point:
    """Return where a household stands behind its caseworker."""
    across, outward = (person * GOLDEN) % 1.0, (person * PLASTIC) % 1.0
    near, far = CLIENTS
    turn = seat_turns(seats)[seat] + (across - 0.5) * 0.92 * wedge(seats)
    # Evenly over the area, which grows with the square of the distance.
    return polar(turn, math.sqrt(near**2 + outward * (far**2 - near**2)))


def waiting_place(person: int) -> Point:
    """Return where a household without a caseworker stands."""
    near, far = WAITING
    return polar((person * GOLDEN) % 1.0, near + (person * PLASTIC) % 1.0 * (far - near))


def partner_place(row: int, rows: int, distance: float) -> Point:
    """Return where an agency or an employer stands on its ring."""
    return polar(row / rows, distance)


def team_places(seats: int) -> list[Point]:
    """Return where the names of the teams stand."""
    turns = seat_turns(seats)
    teams = [turns[first : first + TEAM] for first in range(0, seats, TEAM)]
    return [polar(sum(team) / len(team), TEAM_NAMES) for team in teams]
