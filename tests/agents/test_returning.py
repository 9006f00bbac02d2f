"""Jobs and benefits end, and some households come back."""

import numpy as np
import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.client import DESTINATIONS, Client, Destination
from tillit.agents.returning import Returning, come_back, return_risk, weigh_returns

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
    assert badly == well == pytest.approx(P.work * (1.0 - P.durability * P.ordinary))


def test_jobs_end_sooner_in_bad_times_but_not_without_bound() -> None:
    assert risk(Destination.WORK, market=0.5) == pytest.approx(2.0 * P.work)
    assert risk(Destination.WORK, market=0.0) == pytest.approx(5.0 * P.work)


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        (Destination.SICKNESS_BENEFIT, P.benefit),
        (Destination.OTHER_BENEFIT, P.benefit),
        (Destination.MOVED, P.nothing),
        (Destination.NOTHING, P.nothing),
        (Destination.SUBSIDISED_WORK, P.support),
        (Destination.ACTIVITY_SUPPORT, P.support),
        (Destination.STUDIES, P.support),
    ],
)
def test_other_destinations_have_their_own_risk_whatever_the_market(
    destination: Destination, expected: float
) -> None:
    assert risk(destination) == risk(destination, market=0.5) == expected


def test_nobody_comes_back_from_a_pension() -> None:
    assert risk(Destination.PENSION) == risk(Destination.NONE) == 0.0


def test_a_return_begins_a_new_spell_farther_away() -> None:
    client = row(Client, spell=5, silence=9, waited=2, distance=0.3)
    in_python(come_back)(client, P)
    assert (client.spell, client.silence, client.waited) == (0, 0, 0)
    assert client.distance == pytest.approx(0.3 + P.setback)


def test_a_return_drives_nobody_beyond_the_farthest() -> None:
    client = row(Client, distance=0.99)
    in_python(come_back)(client, P._replace(setback=0.5))
    assert client.distance == 1.0
