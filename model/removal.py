"""Removal: somebody is taken out of the town by hand, with all their ties."""

import numpy as np

from tillit.agents.agency import ChildAgency
from tillit.agents.caseworker import Caseworker, ChildWorker, Post
from tillit.agents.child import Child
from tillit.agents.client import Client, State
from tillit.agents.employer import Employer
from tillit.agents.foundation.behaviours import plain
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.records import View
from tillit.agents.tie import NOBODY
from tillit.model.town import Town
from tillit.model.unit import Unit, assistance_unit, child_unit


def remove(town: Town, kind: type[View], row: int) -> None:
    """Take out whoever is in this row of this class."""
    ways = {Client: remove_client, Child: remove_child, Employer: remove_employer}
    if kind in ways:
        ways[kind](town, row)
        return
    of_children = kind is ChildWorker or kind is ChildAgency
    unit = plain(child_unit)(town) if of_children else plain(assistance_unit)(town)
    way = remove_caseworker if issubclass(kind, Caseworker) else close_agency
    way(unit, row)


def remove_child(town: Town, row: int) -> None:
    """Take a child out."""
    seat = int(town.child_ties[row]["seat"])
    if seat != NOBODY:
        town.child_workers["cases"][seat] -= 1
    cut(town.child_ties[row : row + 1])
    town.children["running"][row] = 0
    town.office["gone"][1] += 1


def remove_client(town: Town, row: int) -> None:
    """Take a household out."""
    seat = int(town.ties[row]["seat"])
    if seat != NOBODY:
        town.caseworkers["cases"][seat] -= 1
    if town.clients["state"][row] == State.PLACED:
        town.employers["trainees"][town.traineeships[row]["seat"]] -= 1
    cut(town.ties[row : row + 1])
    cut(town.traineeships[row : row + 1])
    town.clients["state"][row] = State.ABSENT
    town.office["gone"][0] += 1


def remove_caseworker(unit: Unit, seat: int) -> None:
    """Vacate a post; its cases notice next month."""
    worker = unit.caseworkers[seat]
    post = int(unit.office[0]["first_post"]) + seat
    worker["holder"] += 1
    worker["person"] = plain(identity)(Kind.CASEWORKER, int(worker["holder"]), post)
    worker["post"] = Post.VACANT
    worker["tenure"] = 0
    worker["idle"] = 0
    cut(unit.partners[seat])
    cut(unit.books[seat])


def remove_employer(town: Town, row: int) -> None:
    """Close an employer down; its trainees lose their placement."""
    town.employers["running"][row] = 0
    town.employers["openings"][row] = 0.0
    town.employers["trainees"][row] = 0
    cut(town.books, town.books["seat"] == row)
    placed = (town.clients["state"] == State.PLACED) & (town.traineeships["seat"] == row)
    town.clients["state"][placed] = State.ASSISTED
    cut(town.traineeships, placed)


def close_agency(unit: Unit, slot: int) -> None:
    """Close an agency; nobody answers there any more."""
    unit.agencies["running"][slot] = 0
    unit.agencies["prompt"][slot] = 0.0
    cut(unit.partners[:, slot])


def cut(ties: np.ndarray, which: np.ndarray | slice = slice(None)) -> None:
    """End some ties."""
    for name in ("other", "seat", "since", "last"):
        ties[name][which] = NOBODY
    for name in ("meetings", "trust"):
        ties[name][which] = 0
