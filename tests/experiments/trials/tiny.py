"""A tiny trial, quick to run, and pieces of lives written by hand."""

from typing import Any

import numpy as np

from tillit.agents.foundation.identity import GROUP_BITS, NUMBER_BITS, Kind
from tillit.agents.foundation.records import Rows
from tillit.experiments.trials.reading import parse_trial
from tillit.experiments.trials.tables import Trial
from tillit.model.books.lives import Life
from tillit.model.books.lives_of_children import ChildLife

TINY = """
[trial]
name = "T1"
title = "A tiny trial"
study = "nobody"
place = "nowhere"
design = "drawn by lot"
changed = "Two posts more."
whom = "everybody"
lacks = "All of it is invented."
follow = 12
replications = 4

[office.town]
inhabitants = 5000
households = 90

[office.town.obstacles]
unemployed = 0.6
sick = 0.1
language = 0.1
social = 0.1
waiting = 0.1

[office.staff]
posts = 2

[treated]
cases = 0.5

[[arm]]
name = "as before"

[[arm]]
name = "two posts more"

[[arm.event]]
kind = "posts"
month = 1
change = 2

[[cohort]]
name = "new"
title = "new"
who = "entrants"
last = 6
follow = 6

[[figure]]
claim = "More leave"
outcome = "left"
direction = "rises"
value = 10.0
low = 5.0
high = 20.0
interval = "invented"
source = "nobody"

[[figure]]
claim = "Fewer are there"
outcome = "households"
direction = "falls"
source = "nobody"
"""

START = 96
"""Months of run-in, in lives written by hand."""


def tiny(*changes: tuple[str, str]) -> Trial:
    """Return the tiny trial, with parts of its text replaced."""
    return parse_trial(changed(*changes), "tiny.toml")


def changed(*changes: tuple[str, str]) -> str:
    """Return its text, with parts replaced."""
    text = TINY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def person(month: int, number: int = 0, kind: Kind = Kind.CLIENT) -> int:
    """Return the id of somebody who came in a month of the trial; 0 or less is before it."""
    return (((int(kind) << GROUP_BITS) | (START + month)) << NUMBER_BITS) | number


def lives(*rows: dict[str, Any]) -> Rows:
    """Return lives of households, a row for each month."""
    return _rows(Life.dtype, rows)


def child_lives(*rows: dict[str, Any]) -> Rows:
    """Return lives of children, a row for each month."""
    return _rows(ChildLife.dtype, rows)


def _rows(layout: np.dtype[np.void], rows: tuple[dict[str, Any], ...]) -> Rows:
    made = np.zeros(len(rows), layout)
    for place, row in enumerate(rows):
        for name, value in row.items():
            made[name][place] = value
    return made


def months(who: int, first: int, last: int, **fields: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any field
    """Return somebody's months on assistance; a destination is that of the last of them."""
    left = fields.pop("destination", 0)
    return [
        {"person": who, "month": month, "destination": left if month == last else 0, **fields}
        for month in range(first, last + 1)
    ]
