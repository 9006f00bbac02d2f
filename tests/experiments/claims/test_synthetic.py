"""Synthetic accounts: the right model wins as often as its factor says."""

import numpy as np
import pytest

from tests.experiments.claims.small_towns import AS_IT_IS, write_town
from tillit.experiments.calibration.models import NULL_MODELS, THEORY
from tillit.experiments.claims.measuring import Account
from tillit.experiments.claims.record import Plan, given_by
from tillit.experiments.claims.weighing import TELLS, Given, Said, log_ratios, statement_of
from tillit.model.scenarios import read_scenario
from tillit.model.scenarios.claim import Claim

CLAIMS = (
    {"figure": -25, "unit": "%", "grade": "B"},
    {"direction": "falls", "grade": "B"},
    {"direction": "rises", "indicator": "tenure"},
    {"at_most": 1, "unit": "caseworkers/year", "indicator": "resignations", "arithmetic": "event"},
)


def statements() -> Said:
    told = ({"claim": "Something came out", "indicator": "payments"} | fields for fields in CLAIMS)
    return {turn: statement_of(Claim.model_validate(it)) for turn, it in enumerate(told)}


def toy(effect: float, leavers: float, seed: int) -> Given:
    """Return what a toy model gives: an effect that vectors and luck vary, and what hangs on it."""
    luck = np.random.default_rng(seed)
    vectors, lucks = 30, 6
    level = luck.normal(effect, 6.0, (vectors, 1))
    paid = np.clip(level + luck.normal(0.0, 4.0, (vectors, lucks)), -95.0, None)
    tenure = -level + luck.normal(0.0, 8.0, (vectors, lucks))
    left = luck.poisson(leavers, (vectors, lucks)).astype(float)
    figures = (paid[None], np.stack([paid, paid + 5.0]), tenure[None], left[None])
    return Given(figures, luck.dirichlet(np.full(vectors, 5.0)))


ACTS, NOTHING = toy(-20.0, 1.0, 1), toy(-2.0, 2.0, 2)
NUMBER = 1_500


@pytest.fixture(scope="module")
def ratios() -> tuple[np.ndarray, np.ndarray]:
    """Return factors of accounts that are drawn from the one, and from the other."""
    said = statements()
    one, other = (log_ratios(it, ACTS, NOTHING, said, number=NUMBER, seed=7) for it in (ACTS, NOTHING))
    return one, other


@pytest.mark.parametrize(("low", "high"), [(-1.0, -0.3), (-0.3, 0.3), (0.3, 1.0), (1.0, 2.0)])
def test_of_accounts_with_a_factor_as_many_are_the_theorys_as_it_says(
    ratios: tuple[np.ndarray, np.ndarray], low: float, high: float
) -> None:
    """Within four standard errors: by chance one in some thousand such tests would fail."""
    one, other = (it[(it >= low) & (it < high)] for it in ratios)
    both = np.concatenate([one, other])
    assert len(both) > 50
    expected = np.mean(1.0 / (1.0 + 10.0**-both))
    error = np.sqrt(expected * (1.0 - expected) / len(both))
    assert len(one) / len(both) == pytest.approx(expected, abs=4.0 * error)


def test_a_factor_against_the_truth_is_on_average_no_evidence(ratios: tuple[np.ndarray, np.ndarray]) -> None:
    """The mean of the ratio itself is one: being misled by a factor of ten is as rare as one in ten."""
    _, other = ratios
    assert np.mean(10.0**other) == pytest.approx(1.0, abs=0.15)
    assert np.mean(other >= 1.0) <= 0.1


def test_models_that_give_the_same_are_never_told_apart() -> None:
    assert log_ratios(ACTS, ACTS, ACTS, statements(), number=50) == pytest.approx(0.0)


def test_what_can_be_told_grows_with_what_differs() -> None:
    towns = (toy(effect, 1.0, 1) for effect in (-4.0, -40.0))
    near, far = (log_ratios(it, it, NOTHING, statements(), number=200) >= TELLS for it in towns)
    assert near.mean() < 0.5 < far.mean()


def test_account_of_a_real_town_is_won_by_the_model_that_it_was_drawn_from(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """In a hamlet two posts more halve the caseload: who does that is told from who does nothing."""
    claims = """
[[expect]]
claim = "Half as many cases"
indicator = "caseload"
figure = 0.5
unit = "ratio"
until = "2011-12"
source = "account 999"

[[expect]]
claim = "Staff is calmer"
indicator = "stress"
direction = "falls"
until = "2011-12"
source = "account 999"
"""
    town = read_scenario(write_town(tmp_path_factory.mktemp("town"), claims=claims))
    sets = dict.fromkeys((it.name for it in (THEORY, *NULL_MODELS)), AS_IT_IS)
    account = Account.of(town)
    given = given_by(account, sets, Plan(lucks=8), lambda _: None)
    said = {turn: statement_of(it) for turn, it in enumerate(account.claims)}
    theory, nothing = (given[name] for name in ("theory", "nothing_done"))
    assert np.median(log_ratios(theory, theory, nothing, said, number=60)) > 0.5
    assert np.median(log_ratios(nothing, theory, nothing, said, number=60)) < -0.5
