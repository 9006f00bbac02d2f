"""Towns that are added up have luck of their own; rows of one town share it."""

from dataclasses import replace

import pandas as pd

from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.sweep.factors import Sampler
from tillit.experiments.worlds.world import Source

TOWNS = ("hassleholm", "standard")


def design(*, own_luck: bool, towns: tuple[str, ...] = TOWNS) -> Design:
    return Design(
        title="two towns",
        towns=tuple(Source.of(town) for town in towns),
        variants=(Variant("before", before=True), Variant("acted")),
        factors=(),
        sampler=Sampler(kind="list", size=1),
        points=pd.DataFrame(index=pd.RangeIndex(1)),
        months=12,
        replications=2,
        seed=3,
        outputs=("payments",),
        own_luck=own_luck,
    )


def keys(it: Design) -> list[list[int]]:
    """Return the key of each row and replication."""
    return [[int(it.key(row, number)) for number in range(2)] for row in range(len(it.rows))]


def test_usually_every_row_has_the_same_luck() -> None:
    found = keys(design(own_luck=False))
    assert found == [found[0]] * 4
    assert found[0][0] != found[0][1]


def test_with_luck_of_their_own_the_rows_of_a_town_stay_paired() -> None:
    before, acted, other_before, other_acted = keys(design(own_luck=True))
    assert before == acted
    assert other_before == other_acted
    assert len({*before, *other_before}) == 4


def test_a_towns_own_luck_does_not_depend_on_the_other_towns() -> None:
    alone = keys(design(own_luck=True, towns=("standard",)))
    assert alone == keys(design(own_luck=True))[2:]


def test_own_luck_is_written_down_and_is_another_sweep() -> None:
    it = design(own_luck=True)
    assert Design.from_json(it.to_json()).to_json() == it.to_json()
    assert it.digest() != replace(it, own_luck=False).digest()
