"""Jobs and benefits end, and some households come back."""

import numpy as np
import pytest

from tests.agents.in_python import LUCK, PEOPLE, in_python, row
from tillit.agents.client import DESTINATIONS, Client, Destination
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import uniform
from tillit.agents.returning import (
    Returning,
    come_back,
    last_month,
    look_ahead,
    return_risk,
    weigh_returns,
)

P = Returning()


def risk(destination: Destination, market: float = 1.0, durability: int = 1, match: float = 0.0) -> float:
    """Return the risk of coming back from somewhere."""
    risks = np.zeros(DESTINATIONS)
    in_python(weigh_returns)(risks, market, P)
    return in_python(return_risk)(row(Client, destination=destination, match=match), risks, durability, P)


def test_a_well_matched_job_lasts_longer() -> None:
    assert risk(Destination.WORK, match=0.0) == P.work
    assert risk(Destination.WORK, match=1.0) == pytest.approx(P.work * (1.0 - P.durability))


def test_without_durability_all_jobs_last_alike() -> None:
    badly, well = (risk(Destination.WORK, durability=0, match=match) for match in (0.0, 1.0))
    assert badly == well == P.work


def test_jobs_end_sooner_in_bad_times_but_not_without_bound() -> None:
    assert risk(Destination.WORK, market=0.5) == pytest.approx(1.5 * P.work)
    assert risk(Destination.WORK, market=0.0) == pytest.approx(2.0 * P.work)
    assert risk(Destination.WORK, market=3.0) == 0.0


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        (Destination.SICKNESS_BENEFIT, P.ending),
        (Destination.OTHER_BENEFIT, P.ending),
        (Destination.MOVED, P.nothing),
        (Destination.NOTHING, P.nothing),
        (Destination.SUBSIDISED_WORK, P.work),
        (Destination.ACTIVITY_SUPPORT, P.work),
        (Destination.STUDIES, P.work),
    ],
)
def test_other_destinations_have_their_own_risk_whatever_the_market(
    destination: Destination, expected: float
) -> None:
    assert risk(destination) == risk(destination, market=0.5) == expected


def test_nobody_comes_back_from_a_pension() -> None:
    assert risk(Destination.PENSION) == risk(Destination.NONE) == 0.0


def back_in(client: Client, markets: list[float], *, ahead: bool) -> int | None:
    """Return the month in which a household comes back, asked every month, or looking ahead."""
    risks, worst = np.zeros(DESTINATIONS), np.zeros(DESTINATIONS)
    in_python(weigh_returns)(worst, 0.0, P)
    greatest = in_python(return_risk)(client, worst, 1, P)
    due = 0
    for month, market in enumerate(markets, LUCK.month + 1):
        if ahead and month == LUCK.month + 1:
            due = in_python(look_ahead)(np.zeros(P.watch), client, greatest, LUCK, P)
        if ahead and month < due:
            continue
        if month > in_python(last_month)(client, P):
            return None
        luck = LUCK._replace(month=month)
        in_python(weigh_returns)(risks, market, P)
        lot = in_python(uniform)(luck, client.person, Decision.RETURN)
        if lot < in_python(return_risk)(client, risks, 1, P):
            return month
        if ahead:
            due = in_python(look_ahead)(np.zeros(P.watch), client, greatest, luck, P)
    return None


SLUMP = [1.0] * 4 + [0.1, 0.3, 0.5, 0.7, 0.9] + [1.0] * 3 + [1.3] * 20


@pytest.mark.parametrize("destination", [Destination.WORK, Destination.STUDIES, Destination.OTHER_BENEFIT])
@pytest.mark.parametrize("markets", [[1.0] * 30, SLUMP], ids=["as usual", "slump"])
def test_who_looks_ahead_comes_back_in_the_month_in_which_the_risk_says_so(
    destination: Destination, markets: list[float]
) -> None:
    with np.errstate(over="ignore"):  # the generator's products wrap
        for person in PEOPLE[:300]:
            client = row(
                Client, person=person, destination=destination, match=person % 11 / 10, left=LUCK.month
            )
            monthly = back_in(client, markets, ahead=False)
            assert back_in(client, markets, ahead=True) == monthly


def test_nobody_waits_longer_than_the_office_remembers() -> None:
    client = row(Client, person=1, left=LUCK.month)
    assert in_python(look_ahead)(np.zeros(P.watch), client, 0.0, LUCK, P) == LUCK.month + P.watch + 1
    assert in_python(look_ahead)(np.zeros(P.watch), client, 1.0, LUCK, P) == LUCK.month + 1


def test_a_return_begins_a_new_spell_farther_away() -> None:
    client = row(Client, spell=5, silence=9, waited=2, contact=1.5, distance=0.3)
    in_python(come_back)(client, P)
    assert (client.spell, client.silence, client.waited, client.contact) == (0, 0, 0, 0.0)
    assert client.distance == pytest.approx(0.3 + P.setback)


def test_a_return_drives_nobody_beyond_the_farthest() -> None:
    client = row(Client, distance=0.99)
    in_python(come_back)(client, P._replace(setback=0.5))
    assert client.distance == 1.0
