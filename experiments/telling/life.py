"""Life: one household's years in both worlds, told side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tillit.agents.client import Destination, Obstacle
from tillit.agents.foundation.records import Rows
from tillit.agents.tie import NOBODY
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.names import DESTINATIONS, OBSTACLES
from tillit.experiments.telling.numbers import YEAR, amount, number

Lives = tuple[Rows, Rows]
"""The same household's months on assistance in each world, in order of time."""


@dataclass(frozen=True)
class Year:
    """What a year brought a household in one world."""

    months: int
    """Months on assistance."""
    met: int
    """Months in which it met its caseworker."""
    caseworkers: int
    """How many it had."""
    alone: int
    """Months without any."""
    crises: int
    trust: float
    """Trust in the caseworker at the end, 0 to 1."""
    came_back: bool
    """Whether it had left before, and came back."""
    left_to: Destination | None
    """Where it went, if it left and stayed away to the year's end."""


def middle_household(a: Rows, b: Rows) -> int:
    """Return the household of the start whose gain, in months on assistance, is the middle one.

    Of those whose life differs between the worlds, if there are any.
    """
    first = np.unique(a["person"][a["month"] == 1]).tolist()
    months, others = (dict(zip(*np.unique(it["person"], return_counts=True), strict=True)) for it in (a, b))
    gains = {it: int(months[it]) - int(others.get(it, 0)) for it in first}
    wanted = (
        [it for it in first if gains[it]]
        or [it for it in first if not np.array_equal(*life_of(a, b, it))]
        or first
    )
    return int(sorted(wanted, key=lambda it: (gains[it], it))[len(wanted) // 2])


def life_of(a: Rows, b: Rows, person: int) -> Lives:
    """Return one household's months in each world, in order of time."""
    own = (rows[rows["person"] == person] for rows in (a, b))
    one, other = (rows[np.argsort(rows["month"], kind="stable")] for rows in own)
    return one, other


def years_of(rows: Rows, months: int) -> list[Year]:
    """Return the years of a life."""
    return [_year(rows, first, months) for first in range(1, months + 1, YEAR)]


def _year(rows: Rows, first: int, months: int) -> Year:
    """Return the year that begins with a month."""
    now = rows[(rows["month"] >= first) & (rows["month"] < first + YEAR)]
    before = rows[rows["month"] < first]
    last = min(first + YEAR - 1, months)
    every = np.concatenate([before[-1:]["month"], now["month"]])
    gone = len(now) and now["month"][-1] <= last and now["destination"][-1] != Destination.NONE
    return Year(
        months=len(now),
        met=int((now["met"] != 0).sum()),
        caseworkers=_caseworkers(now),
        alone=int((now["caseworker"] == NOBODY).sum()),
        crises=int((now["in_crisis"] != 0).sum()),
        trust=float(now["trust"][-1]) if len(now) else 0.0,
        came_back=bool((np.diff(every) > 1).any()),
        left_to=Destination(int(now["destination"][-1])) if gone else None,
    )


def told_year(it: Year, words: Words) -> str:
    """Return a year in a few sentences."""
    return " ".join(_told(it, words))


def _told(it: Year, words: Words) -> Iterator[str]:
    if not it.months:
        yield words.gettext("No assistance.")
        return
    if it.came_back:
        yield words.gettext("Comes back.")
    yield words.ngettext(
        "Assistance in one month.", "Assistance in {months} months.", it.months, months=it.months
    )
    if it.alone == it.months:
        yield words.gettext("No caseworker.")
    else:
        many = it.caseworkers
        yield words.ngettext("One caseworker,", "{number} caseworkers,", many, number=many)
        if it.met:
            yield words.ngettext("met in one month;", "met in {months} months;", it.met, months=it.met)
        else:
            yield words.gettext("never met;")
        yield words.gettext("trust {trust} of 100.", trust=number(100.0 * it.trust, words))
    if it.crises:
        yield words.ngettext("One crisis.", "{number} crises.", it.crises, number=it.crises)
    if it.left_to is not None:
        where = words.pgettext("destination", DESTINATIONS[it.left_to])
        yield words.gettext("Leaves: {where}.", where=where)


def told_beginning(rows: Rows, words: Words) -> str:
    """Return who the household is."""
    kind = words.pgettext("obstacle", OBSTACLES[Obstacle(int(rows["obstacle"][0]))])
    return words.gettext("At the start: {obstacle}.", obstacle=kind)


def told_in_all(lives: Lives, price_level: float, currency: str, words: Words) -> str:
    """Return both lives in one sentence."""
    a, b = lives
    paid_a, paid_b = (amount(float(it["paid"].sum()) * price_level, currency, words) for it in lives)
    return words.gettext(
        "In all: months of assistance {b} against {a}, paid {paid_b} against {paid_a}, "
        "caseworkers {workers_b} against {workers_a}.",
        a=len(a),
        b=len(b),
        paid_a=paid_a,
        paid_b=paid_b,
        workers_a=_caseworkers(a),
        workers_b=_caseworkers(b),
    )


def _caseworkers(rows: Rows) -> int:
    return len(np.unique(rows["caseworker"][rows["caseworker"] != NOBODY]))
