"""What a town pays and receives for those who left does not grow for ever, and little of a tax stays."""

import numpy as np
import pytest

from tests.model.small_towns import lived, village
from tillit.agents.client import DESTINATIONS, Destination
from tillit.model.books.counts import Count
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.seeds import key_of

YEARS = 20
"""Of a calm town, in which nothing is done."""


def calm_town() -> Scenario:
    """Return the ordinary town as it would be with time for everybody, which keeps its level."""
    return read_scenario("standard").variant({"town.households": 600})


def a_month_in_balance(indicator: str, scenario: Scenario, replicates: int) -> np.ndarray:
    """Return an indicator's mean over the replicates in each year; whoever leaves is replaced all the while.

    Out of balance the number of households wanders, and costs with it: this is about the books.
    """
    origin = Origin.of(scenario)
    runs = []
    for replicate in range(replicates):
        key = key_of(1, replicate)
        town = begin(settled(origin, key), months=12 * YEARS)
        town.place.balance = 1
        town = advance(town, origin, key, page=0, months=12 * YEARS)
        inhabitants = scenario.town.inhabitants
        runs.append(INDICATORS[indicator].compute(town.counts, town.ledger, inhabitants=inhabitants))
    years: np.ndarray = np.mean(runs, axis=0).reshape(YEARS, 12).mean(axis=1)
    return years


@pytest.mark.parametrize("indicator", ["municipal_cost", "public_cost"])
def test_costs_of_as_many_households_do_not_drift_in_twenty_years(indicator: str) -> None:
    # Each town's stock of those who left rests on three years of leavers: by chance two dozen are 1 % off.
    years = a_month_in_balance(indicator, calm_town(), 24)
    assert years[-5:].mean() == pytest.approx(years[:5].mean(), rel=0.05)


def test_who_lasts_is_as_many_at_the_end_of_ten_calm_years_as_at_their_beginning() -> None:
    origin = Origin.of(calm_town())
    before, after = np.zeros(DESTINATIONS), np.zeros(DESTINATIONS)
    for replicate in range(6):
        key = key_of(1, replicate)
        town = begin(settled(origin, key), months=120)
        before += town.lasting
        after += advance(town.copied(), origin, key, page=0, months=120).lasting
    assert after[Destination.WORK] == pytest.approx(before[Destination.WORK], rel=0.1)
    assert before[Destination.STUDIES] == after[Destination.STUDIES] == 0.0


def test_a_job_that_ends_sooner_pays_less_tax() -> None:
    taxes = []
    for ending in (0.002, 0.02):
        run = lived(village(changes={"parameters.returning.ending": ending}))
        taxes.append(-run.ledger[:, Entry.TAXES, Party.HOUSEHOLDS].sum())
        assert run.counts[:, Count.HOUSEHOLDS].sum() > 0
    assert taxes[0] > 1.5 * taxes[1]


def test_income_equalisation_leaves_a_tenth_of_the_tax_and_gives_the_rest_to_the_state() -> None:
    kept, all_kept = (lived(village(changes={"parameters.prices.kept_tax": it})).ledger for it in (0.1, 1.0))
    tax, whole = kept[:, Entry.TAXES], all_kept[:, Entry.TAXES]
    for party in (Party.MUNICIPALITY, Party.REGION):
        assert tax[:, party].sum() == pytest.approx(0.1 * whole[:, party].sum(), rel=1e-3)
    assert np.array_equal(tax[:, Party.HOUSEHOLDS], whole[:, Party.HOUSEHOLDS])
    assert not tax.sum(axis=1).any()
