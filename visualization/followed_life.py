"""Followed life: one household's or child's months, taken from the histories and put into words."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from tillit.agents.child import Form
from tillit.agents.client import Destination, State
from tillit.agents.closing import End
from tillit.agents.foundation.identity import GROUP_BITS, NUMBER_BITS, Kind
from tillit.agents.foundation.records import Rows
from tillit.agents.tie import NOBODY
from tillit.model.books.lives_of_children import ChildEvent
from tillit.visualization.seen_units import ASSISTANCE, SeenUnit
from tillit.visualization.watched_town import WatchedTown

OFFERED = 24
"""Lives that a list offers: those in which most happened."""

FORMS = ("at home", "in its network", "foster family", "own room", "institution")
"""Where a child lives, in the order of `Form`."""

STATES = ("gone", "on assistance", "placed with an employer", "self-supporting")
"""Where a household is, in the order of `State`."""

KINDS = {"assistance": "Household", "children": "Child", "newly": "Newly arrived household"}
"""What a client is called."""

HAPPENED = {
    ChildEvent.PLACED_PLANNED: "planned placement",
    ChildEvent.PLACED_ACUTELY: "acute placement",
    ChildEvent.BROKE_DOWN: "breakdown of the placement",
    ChildEvent.MOVED: "planned move",
    ChildEvent.RETURNED_HOME: "returned home",
}

ENDED = {
    End.WELL: "case closed: all is well enough at home",
    End.GROWN: "case closed: grown up",
    End.MOVED: "case closed: the family moved away",
}


class Spell(NamedTuple):
    """Months with one caseworker."""

    first: int
    last: int
    number: int
    """Which one it is, 1 for the first; 0 for months with nobody."""


def lives_of(town: WatchedTown, seen: SeenUnit) -> Rows:
    """Return the histories of a unit's clients so far."""
    return town.lives if seen is ASSISTANCE else town.child_lives


def life_of(lives: Rows, person: int) -> Rows:
    """Return one client's months, in order."""
    rows = lives[lives["person"] == person]
    ordered: Rows = rows[np.argsort(rows["month"], kind="stable")]
    return ordered


def eventful(lives: Rows, seen: SeenUnit) -> list[int]:
    """Return the clients to whom most happened: moves or crises, and changes of caseworker."""
    if not len(lives):
        return []
    people, who = np.unique(lives["person"], return_inverse=True)
    happened = lives["in_crisis"] if seen is ASSISTANCE else 2 * (lives["event"] != ChildEvent.NONE)
    score = np.bincount(who, weights=happened)
    told = lives["caseworker"] != NOBODY
    pairs = np.unique(np.stack([who[told], lives["caseworker"][told]]), axis=1)
    score += np.bincount(pairs[0], minlength=len(people))
    best: list[int] = people[np.argsort(-score, kind="stable")[:OFFERED]].tolist()
    return best


def name_of(person: int, seen: SeenUnit, months_before: int) -> str:
    """Return what the page calls a client: the month in which it came, and which one of that month."""
    arrived = (person >> NUMBER_BITS) % (1 << GROUP_BITS)
    number = person % (1 << NUMBER_BITS) + 1
    newly = person >> (NUMBER_BITS + GROUP_BITS) == Kind.NEWLY_ARRIVED
    kind = KINDS["newly"] if newly else KINDS[seen.word]
    if arrived == 0:
        return f"{kind} {number}, known for years"
    month = arrived - months_before
    ago = "1 month" if month == 0 else f"{1 - month} months"
    since = f"in month {month}" if month > 0 else f"{ago} before the start"
    return f"{kind} {number}, came {since}"


def caseworker_spells(life: Rows) -> list[Spell]:
    """Return which caseworker a client had when, numbered in the order in which they came."""
    numbers: dict[int, int] = {NOBODY: 0}
    spells: list[Spell] = []
    for row in life:
        number = numbers.setdefault(int(row["caseworker"]), len(numbers))
        month = int(row["month"])
        if spells and spells[-1].number == number and spells[-1].last == month - 1:
            spells[-1] = spells[-1]._replace(last=month)
        else:
            spells.append(Spell(month, month, number))
    return spells


def happenings_of(life: Rows, seen: SeenUnit) -> list[tuple[int, str]]:
    """Return what happened to a client, with the month."""
    told = household_happenings(life) if seen is ASSISTANCE else child_happenings(life)
    changes = [
        (spell.first, f"caseworker no. {spell.number}" if spell.number else "no caseworker")
        for spell in caseworker_spells(life)[1:]
    ]
    return sorted([*told, *without_repetition(changes)], key=lambda it: it[0])


def without_repetition(changes: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield changes that are none only because somebody was away."""
    before = ""
    for month, words in changes:
        if words != before:
            yield month, words
        before = words


def child_happenings(life: Rows) -> list[tuple[int, str]]:
    """Return a child's placements, moves, and the end of its case."""
    told = []
    for row in life:
        month, event, end = int(row["month"]), int(row["event"]), int(row["end"])
        if event == ChildEvent.RETURNED_HOME:
            told.append((month, HAPPENED[ChildEvent.RETURNED_HOME]))
        elif event != ChildEvent.NONE:
            told.append((month, f"{HAPPENED[ChildEvent(event)]}, to {FORMS[row['form']]}"))
        if end != End.OPEN:
            told.append((month, ENDED[End(end)]))
    return told


def household_happenings(life: Rows) -> list[tuple[int, str]]:
    """Return a household's crises, placements and ways out, and its returns."""
    told = []
    before = State.ASSISTED
    for row in life:
        month, state = int(row["month"]), State(int(row["state"]))
        if before == State.AWAY:
            told.append((month, "came back"))
        if row["in_crisis"]:
            told.append((month, "crisis"))
        if row["destination"]:
            word = Destination(int(row["destination"])).name.lower().replace("_", " ")
            told.append((month, f"left to {word}"))
        elif state == State.PLACED != before:
            told.append((month, "began with an employer"))
        before = state
    return told


def paid_for(life: Rows) -> float:
    """Return what was paid for a client so far, in the town's currency."""
    return float(life["paid"].sum())


def months_placed(life: Rows) -> int:
    """Return how many months a child lived outside its home."""
    return int((life["form"] != Form.HOME).sum())
