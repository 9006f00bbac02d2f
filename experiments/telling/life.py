"""Life: one household's years in both worlds, told side by side."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from tillit.agents.client import Destination, Obstacle
from tillit.agents.foundation.records import Rows
from tillit.agents.tie import NOBODY
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.names import DESTINATIONS, OBSTACLES
from tillit.experiments.telling.numbers import YEAR, amount, number


def middle_household(a: Rows, b: Rows) -> int:
    """Return the household of the start whose gain, in months on assistance, is the middle one.

    Of those whose life differs between the worlds, if there are any.
    """
    first = np.unique(a["person"][a["month"] == 1]).tolist()
    months, others = Counter(a["person"].tolist()), Counter(b["person"].tolist())
    gains = {it: months[it] - others[it] for it in first}
    wanted = [it for it in first if gains[it]]
    wanted = wanted or [it for it in first if not np.array_equal(*life_of(a, b, it))] or first
    return int(sorted(wanted, key=lambda it: (gains[it], it))[len(wanted) // 2])


def life_of(a: Rows, b: Rows, person: int) -> tuple[Rows, Rows]:
    """Return one household's months on assistance in each world, in order of time."""
    one, other = (rows[rows["person"] == person] for rows in (a, b))
    return one[np.argsort(one["month"], kind="stable")], other[np.argsort(other["month"], kind="stable")]


def told_years(rows: Rows, months: int, words: Words) -> list[str]:
    """Return what each year brought a household in one world, in a few sentences."""
    return [" ".join(_told_year(rows, first, words)) for first in range(1, months + 1, YEAR)]


def _told_year(rows: Rows, first: int, words: Words) -> Iterator[str]:
    now = rows[(rows["month"] >= first) & (rows["month"] < first + YEAR)]
    if not len(now):
        yield words.gettext("No assistance.")
        return
    before = rows["month"][rows["month"] < first]
    if (np.diff([*before[-1:], *now["month"]]) > 1).any():
        yield words.gettext("Comes back.")
    months, many = len(now), _caseworkers(now)
    met, crises = (int((now[it] != 0).sum()) for it in ("met", "in_crisis"))
    yield words.ngettext("Assistance in one month.", "Assistance in {months} months.", months, months=months)
    if many:
        yield words.ngettext("One caseworker,", "{number} caseworkers,", many, number=many)
        often = words.ngettext("met in one month;", "met in {months} months;", met, months=met)
        yield often if met else words.gettext("never met;")
        yield words.gettext("trust {trust} of 100.", trust=number(100.0 * float(now["trust"][-1]), words))
    else:
        yield words.gettext("No caseworker.")
    if crises:
        yield words.ngettext("One crisis.", "{number} crises.", crises, number=crises)
    if left := now["destination"][-1]:
        where = words.pgettext("destination", DESTINATIONS[Destination(int(left))])
        yield words.gettext("Leaves: {where}.", where=where)


def told_beginning(rows: Rows, words: Words) -> str:
    """Return who the household is."""
    kind = words.pgettext("obstacle", OBSTACLES[Obstacle(int(rows["obstacle"][0]))])
    return words.gettext("At the start: {obstacle}.", obstacle=kind)


def told_in_all(rows: Rows, price_level: float, currency: str, words: Words) -> str:
    """Return one life in a sentence."""
    paid = amount(float(rows["paid"].sum()) * price_level, currency, words)
    text = words.gettext("Months of assistance: {months}; paid: {paid}; caseworkers: {caseworkers}.")
    return text.format(months=len(rows), paid=paid, caseworkers=_caseworkers(rows))


def _caseworkers(rows: Rows) -> int:
    return len(np.unique(rows["caseworker"][rows["caseworker"] != NOBODY]))
