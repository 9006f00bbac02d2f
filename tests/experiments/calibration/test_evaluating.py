"""Evaluating: what a small town gives for targets."""

from pathlib import Path

import numpy as np
import pytest

from tillit.experiments.calibration.evaluating import Everything, of_density
from tillit.experiments.calibration.targets import Target
from tillit.model.scenarios import read_scenario

BASE = {"label": "x", "figure": 1.0, "tolerance": 1.0, "unit": "1", "source": "s", "grade": "E"}


def towns(town: Path, *targets: dict[str, object]) -> Everything:
    read = [
        Target.model_validate(BASE | {"name": f"t{at}", "town": str(town)} | it)
        for at, it in enumerate(targets)
    ]
    return Everything(tuple(read), months=24, replicates=2, seed=1)


def test_figures_depend_on_the_values_alone(town: Path) -> None:
    evaluator = towns(town, {"measure": "paid_per_household"}, {"measure": "new_spell"})
    one, other = ({"leaving.own_way": way} for way in (0.2, 0.5))
    np.testing.assert_array_equal(evaluator(one), evaluator(one))
    assert (evaluator(one) != evaluator(other)).any()


def test_several_caseloads_are_averaged(town: Path) -> None:
    each = [towns(town, {"measure": "caseload", "caseload": load})({}) for load in (10, 20)]
    both = towns(town, {"measure": "caseload", "caseload": [10, 20]})({})
    np.testing.assert_allclose(both, (each[0] + each[1]) / 2.0)


def test_one_density_is_compared_with_another_in_percent(town: Path) -> None:
    posts = towns(town, {"measure": "posts", "caseload": 10, "against": 20})({})
    alone = [towns(town, {"measure": "posts", "caseload": load})({})[0, 0] for load in (10, 20)]
    np.testing.assert_allclose(posts, 100.0 * (alone[0] / alone[1] - 1.0))
    assert posts[0, 0] > 50.0


def test_another_density_asks_for_one_of_its_own() -> None:
    with pytest.raises(ValueError, match="give `caseload`"):
        Target.model_validate(BASE | {"name": "t", "measure": "posts", "against": 20})


def test_a_caseload_is_the_children_s_in_a_town_with_children_only() -> None:
    town = of_density(read_scenario("herning").before(), 20)
    assert town.children.first_posts == 10  # type: ignore[union-attr]
