"""Tie history: what a town is like whose ties keep their level and lose what lies behind them.

Two simpler explanations need it. With each kind of tie *frozen* at its mean in the settled town,
as many trust each other as much as ever, but nobody gains or loses by staying or leaving. *Drawn
anew* every month, ties differ as much as ever, but last month says nothing of this one.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.records import Rows
from tillit.agents.tie import NOBODY, Frozen
from tillit.model.town.arrays import Town
from tillit.model.town.unit import Unit

KINDS = tuple(Frozen.dtype.names or ())
"""Kinds of ties: client, colleague, agency, employer."""

Settled = tuple[dict[str, NDArray[np.float64]], ...]
"""Trust of all ties that there are, by unit and kind."""


def settled_trust(town: Town) -> Settled:
    """Return the trust of all ties of a town, by unit and kind, each in order of size."""
    return tuple(
        {kind: np.sort(ties["trust"][there(ties)]) for kind, ties in ties_of(town, unit).items()}
        for unit in town.units
    )


def pooled(towns: Iterable[Settled]) -> Settled:
    """Return the ties of some towns together: the means of small offices are chance."""
    by_unit = zip(*towns, strict=True)
    return tuple(
        {kind: np.sort(np.concatenate([it[kind] for it in same])) for kind in KINDS} for same in by_unit
    )


def freeze(town: Town, settled: Settled) -> Town:
    """Return a town of its own whose ties act as much as those that are given do on average.

    Parameters
    ----------
    town
        The town; it stays as it is.
    settled
        Trust of the ties of each of its units. A kind of which there is none keeps its own.
    """
    town = town.copied()
    for unit, trusts in zip(town.units, settled, strict=True):
        for kind, trust in trusts.items():
            if len(trust):
                setattr(unit.frozen, kind, float(trust.mean()))
    return town


def draw_anew(town: Town, settled: Settled, luck: np.random.Generator) -> None:
    """Give every tie of a town the trust of any settled one of its kind."""
    for unit, trusts in zip(town.units, settled, strict=True):
        for kind, ties in ties_of(town, unit).items():
            here = there(ties)
            if len(trusts[kind]):
                ties["trust"][here] = luck.choice(trusts[kind], int(here.sum()))


def ties_of(town: Town, unit: Unit) -> dict[str, Rows]:
    """Return a unit's ties by kind."""
    clients = town.ties if unit is town.assistance else town.case_ties
    return dict(zip(KINDS, (clients, unit.colleagues, unit.partners, unit.books), strict=True))


def there(ties: Rows) -> NDArray[np.bool_]:
    """Return which ties are ties to somebody."""
    return np.asarray(ties["other"] != NOBODY)
