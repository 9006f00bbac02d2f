"""Removal: somebody is taken out of the town by hand, with all their ties."""

import numpy as np

from agents.agency import Agency
from agents.caseworker import Caseworker, Post
from agents.client import Client, State
from agents.employer import Employer
from agents.foundation.behaviours import plain
from agents.foundation.identity import Kind, identity
from agents.foundation.records import View
from agents.tie import NOBODY
from model.town import Town


def remove(town: Town, kind: type[View], row: int) -> None:
    """Take out whoever is in this row of this class."""
    {Client: remove_client, Caseworker: remove_caseworker, Employer: remove_employer, Agency: close_agency}[
        kind
    ](town, row)


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
    town.office["gone"] += 1


def remove_caseworker(town: Town, seat: int) -> None:
    """Vacate a post; its households notice next month."""
    worker = town.caseworkers[seat]
    worker["holder"] += 1
    worker["person"] = plain(identity)(Kind.CASEWORKER, int(worker["holder"]), seat)
    worker["post"] = Post.VACANT
    worker["tenure"] = 0
    worker["idle"] = 0
    cut(town.partners[seat])
    cut(town.books[seat])


def remove_employer(town: Town, row: int) -> None:
    """Close an employer down; its trainees lose their placement."""
    town.employers["running"][row] = 0
    town.employers["openings"][row] = 0.0
    town.employers["trainees"][row] = 0
    cut(town.books, town.books["seat"] == row)
    placed = (town.clients["state"] == State.PLACED) & (town.traineeships["seat"] == row)
    town.clients["state"][placed] = State.ASSISTED
    cut(town.traineeships, placed)


def close_agency(town: Town, row: int) -> None:
    """Close an agency; nobody answers there any more."""
    town.agencies["running"][row] = 0
    town.agencies["prompt"][row] = 0.0
    cut(town.partners[:, row])


def cut(ties: np.ndarray, which: np.ndarray | slice = slice(None)) -> None:
    """End some ties."""
    for name in ("other", "seat", "since", "last"):
        ties[name][which] = NOBODY
    for name in ("meetings", "trust"):
        ties[name][which] = 0
