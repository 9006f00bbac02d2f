"""Indicators: each is what its formula says, and none is ever NaN."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tillit.agents.client import Destination
from tillit.model.books.counts import COUNTS, Count
from tillit.model.books.ledger import ENTRIES, PARTIES, Entry, Party
from tillit.model.indicators import INDICATORS

MONTHS = 24


def month_of(**counts: float) -> NDArray[np.float64]:
    """Return the counts of `MONTHS` equal months."""
    observed = np.zeros((MONTHS, COUNTS))
    for name, value in counts.items():
        observed[:, Count[name]] = value
    return observed


def ledger_of(*entries: tuple[Entry, Party, Party, int]) -> NDArray[np.int64]:
    """Return a ledger in which each month has the same entries: what, payer, payee, kronor."""
    ledger = np.zeros((MONTHS, ENTRIES, PARTIES), np.int64)
    for entry, payer, payee, kronor in entries:
        ledger[:, entry, payer] -= kronor
        ledger[:, entry, payee] += kronor
    return ledger


NOTHING = ledger_of()


def last(name: str, counts: NDArray[np.float64], ledger: NDArray[np.int64] = NOTHING) -> float:
    """Return an indicator in the last month."""
    return float(INDICATORS[name].compute(counts, ledger, inhabitants=100.0)[-1])


@pytest.mark.parametrize("name", INDICATORS)
def test_indicator_says_what_it_is_in_three_languages(name: str) -> None:
    indicator = INDICATORS[name]
    assert indicator.name == name
    assert indicator.unit
    assert indicator.formula
    assert indicator.labels.keys() == {"sv", "da", "en"}
    assert all(indicator.labels.values())


@pytest.mark.parametrize("language", ["sv", "da", "en"])
def test_no_two_indicators_have_the_same_label(language: str) -> None:
    labels = [it.labels[language] for it in INDICATORS.values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", INDICATORS)
def test_nothing_over_nothing_is_nothing(name: str) -> None:
    assert last(name, month_of()) == 0.0


@pytest.mark.parametrize("name", INDICATORS)
def test_indicator_has_one_figure_for_each_month_of_each_run(name: str) -> None:
    random = np.random.default_rng(1)
    counts = random.integers(0, 50, (2, 3, MONTHS, COUNTS)).astype(float)
    ledger = random.integers(-9, 9, (2, 3, MONTHS, ENTRIES, PARTIES))
    every = INDICATORS[name].compute(counts, ledger, inhabitants=1_000.0)
    alone = INDICATORS[name].compute(counts[1, 2], ledger[1, 2], inhabitants=1_000.0)
    assert every.shape == (2, 3, MONTHS)
    assert every.dtype == np.float64
    assert (every[1, 2] == alone).all()


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_indicator_is_always_a_finite_number(seed: int, months: int) -> None:
    random = np.random.default_rng(seed)
    counts = random.integers(0, 2, (2, months, COUNTS)).astype(float)
    ledger = np.zeros((2, months, ENTRIES, PARTIES), np.int64)
    for indicator in INDICATORS.values():
        assert np.isfinite(indicator.compute(counts, ledger, inhabitants=1.0)).all()


@pytest.mark.parametrize(
    ("name", "counts", "value"),
    [
        ("caseload", {"HOUSEHOLDS": 90, "PRESENT": 2}, 45.0),
        ("caseload", {"HOUSEHOLDS": 90, "PRESENT": 0}, 90.0),
        ("long_term_share", {"LONG_TERM": 3, "YEAR_HOUSEHOLDS": 12}, 0.25),
        ("months_per_year", {"YEAR_MONTHS": 66, "YEAR_HOUSEHOLDS": 10}, 6.6),
        ("kept_meetings", {"MET": 9, "HOUSEHOLDS": 10}, 0.9),
        ("client_time", {"MEETING_HOURS": 30, "ACUTE_HOURS": 10, "HOURS": 160}, 0.25),
        ("client_trust", {"CLIENT_TRUST": 4, "CLIENT_TIES": 8}, 0.5),
        ("reach", {"REACH": 7, "PRESENT": 2}, 0.5),
        ("same_caseworker", {"SAME_CASEWORKER": 3, "YEAR_LONG": 4}, 0.75),
        ("vacancies", {"VACANT": 1, "POSTS": 4}, 0.25),
        ("sick_leave", {"SICK": 1, "PRESENT": 5, "CONSULTANTS": 2}, 0.25),
        ("competence", {"TRAINING": 1, "LOCAL": 2, "PRESENT": 3}, 0.5),
    ],
)
def test_ratio_is_what_its_formula_says(name: str, counts: dict[str, float], value: float) -> None:
    assert last(name, month_of(**counts)) == pytest.approx(value)


def test_turnover_is_a_years_resignations_over_mean_employees() -> None:
    counts = month_of(PRESENT=10, SICK=1, CONSULTANTS=1)
    counts[3, Count.RESIGNED] = 2.0
    counts[20, Count.RESIGNED] = 1.0
    turnover = INDICATORS["turnover"].compute(counts, NOTHING)
    assert turnover[2] == 0.0
    # Two in four months are six a year.
    assert turnover[3] == pytest.approx(0.6)
    assert turnover[11] == pytest.approx(0.2)
    assert turnover[15] == 0.0
    assert turnover[-1] == pytest.approx(0.1)


def test_exits_are_the_sum_of_the_exits_to_each_destination() -> None:
    counts = month_of()
    for destination in list(Destination)[1:]:
        counts[:, Count.EXITS + destination] = destination
    parts = [f"exits_to_{it.name.lower()}" for it in list(Destination)[1:]]
    assert len(parts) == len(Destination) - 1
    assert last("exits", counts) == sum(last(name, counts) for name in parts) == sum(Destination)
    assert last("exits_to_work", counts) == Destination.WORK
    another_way = [Destination.WORK, Destination.SUBSIDISED_WORK, Destination.ACTIVITY_SUPPORT]
    assert last("exits_to_support_or_work", counts) == sum(another_way) + Destination.SICKNESS_BENEFIT


def test_payments_are_what_households_get() -> None:
    ledger = ledger_of((Entry.ASSISTANCE, Party.MUNICIPALITY, Party.HOUSEHOLDS, 500))
    counts = month_of(HOUSEHOLDS=5)
    assert last("payments", counts, ledger) == 500.0
    assert last("payments_per_household", counts, ledger) == 100.0
    assert last("payments_per_inhabitant", counts, ledger) == 60.0
    assert last("municipal_cost", counts, ledger) == last("public_cost", counts, ledger) == 500.0


def test_payments_per_inhabitant_ask_for_the_inhabitants() -> None:
    with pytest.raises(ValueError, match="inhabitants"):
        INDICATORS["payments_per_inhabitant"].compute(month_of(), NOTHING)


def test_transfers_between_public_payers_cancel() -> None:
    ledger = ledger_of(
        (Entry.MEASURES, Party.STATE, Party.MUNICIPALITY, 300),
        (Entry.MEASURES, Party.MUNICIPALITY, Party.HOUSEHOLDS, 500),
        (Entry.CARE, Party.REGION, Party.HOUSEHOLDS, 50),
    )
    costs = [
        last(f"{payer}_cost", month_of(), ledger) for payer in ("municipal", "state", "regional", "public")
    ]
    assert costs == [200.0, 300.0, 50.0, 550.0]
