"""Removal: somebody is taken out of the town by hand, with all their ties."""

import numpy as np

from tillit.agents.agency import Agency
from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.child import Child
from tillit.agents.client import Client, State
from tillit.agents.employer import Employer
from tillit.agents.foundation.behaviours import plain
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.records import View
from tillit.agents.tie import NOBODY
from tillit.model.town.arrays import Town
from tillit.model.town.unit import Unit


def remove(town: Town, kind: type[View], unit: str, row: int) -> None:
    """Take out whoever is in this row of this class; of caseworkers and agencies, of this unit."""
    if kind is Caseworker:
        _remove_caseworker(getattr(town, unit), row)
    elif kind is Agency:
        _close_agency(getattr(town, unit), row)
    else:
        {Client: _remove_household, Child: _remove_child, Employer: _close_employer}[kind](town, row)


def _remove_child(town: Town, row: int) -> None:
    """Take a child out."""
    _leave_caseworker(town.children, town.case_ties[row])
    _cut(town.case_ties[row : row + 1])
    town.cases["running"][row] = 0


def _remove_household(town: Town, row: int) -> None:
    """Take a household out."""
    _leave_caseworker(town.assistance, town.ties[row])
    if town.households["state"][row] == State.PLACED:
        town.employers["trainees"][town.traineeships[row]["seat"]] -= 1
    _cut(town.ties[row : row + 1])
    _cut(town.traineeships[row : row + 1])
    town.households["state"][row] = State.ABSENT


def _leave_caseworker(unit: Unit, tie: np.void) -> None:
    """Let a unit have a case less."""
    if tie["seat"] != NOBODY:
        unit.caseworkers["cases"][tie["seat"]] -= 1
    unit.office.gone += 1


def _remove_caseworker(unit: Unit, seat: int) -> None:
    """Vacate a post; its cases notice next month."""
    worker = unit.caseworkers[seat]
    post = int(unit.office.first_post) + seat
    worker["holder"] += 1
    worker["person"] = plain(identity)(Kind.CASEWORKER, int(worker["holder"]), post)
    worker["post"] = Post.VACANT
    worker["tenure"] = 0
    worker["idle"] = 0
    _cut(unit.partners[seat])
    _cut(unit.books[seat])


def _close_employer(town: Town, row: int) -> None:
    """Close an employer down; its trainees lose their placement."""
    town.employers["running"][row] = 0
    town.employers["openings"][row] = 0.0
    town.employers["trainees"][row] = 0
    _cut(town.assistance.books, town.assistance.books["seat"] == row)
    placed = (town.households["state"] == State.PLACED) & (town.traineeships["seat"] == row)
    town.households["state"][placed] = State.ASSISTED
    _cut(town.traineeships, placed)


def _close_agency(unit: Unit, slot: int) -> None:
    """Close an agency; nobody answers there any more."""
    unit.agencies["running"][slot] = 0
    unit.agencies["prompt"][slot] = 0.0
    _cut(unit.partners[:, slot])


def _cut(ties: np.ndarray, which: np.ndarray | slice = slice(None)) -> None:
    """End some ties."""
    for name in ("other", "seat", "since", "last"):
        ties[name][which] = NOBODY
    for name in ("meetings", "trust"):
        ties[name][which] = 0
