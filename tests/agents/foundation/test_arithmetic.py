"""exp and roots: near to the truth, and made of nothing that machines do differently."""

import ast
import math
from collections.abc import Iterator
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.agents.in_python import in_python
from tillit.agents.foundation.arithmetic import exp, power_of_two, root

BOUND = 0.75
"""Units in the last place that exp may be from the truth; the largest error found was 0.64."""

KNOWN = {
    0.0: "0x1.0000000000000p+0",
    1.0: "0x1.5bf0a8b145769p+1",
    -1.0: "0x1.78b56362cef38p-2",
    -25.0: "0x1.e8a37a45fc32ep-37",
    -0.3: "0x1.7b4c869c37c05p-1",
    700.0: "0x1.d945df4f8ec8ep+1009",
    -740.0: "0x0.0000000000055p-1022",
}
"""Some results, bit by bit: what every machine must give."""

ROOT = Path(__file__).parents[3]

INEXACT = {"exp", "expm1", "log", "log1p", "log2", "log10", "pow", "power", "sin", "cos", "tan", "tanh"}
"""What `math` and NumPy leave to each platform's C library; a square root is exact everywhere."""


def some() -> NDArray[np.float64]:
    """Return numbers all over the range, many where the town has its own, and neighbours of each."""
    luck = np.random.default_rng(1)
    wide, own, small = luck.uniform(-745, 709.7, 4000), luck.uniform(-25, 0, 8000), luck.normal(0, 0.5, 4000)
    middles = (np.arange(-1074, 1024) + 0.5) * math.log(2)
    numbers = np.concatenate([wide, own, small, middles])
    return np.unique(np.concatenate([numbers, np.nextafter(numbers, np.inf), -small * 1e-9]))


def error(x: float) -> float:
    """Return how far exp is from the truth, in units in the last place."""
    with localcontext(prec=40):
        truth = Decimal(x).exp()
        return float(abs(Decimal(exp(x)) - truth) / Decimal(math.ulp(float(truth))))


def test_exp_is_within_three_quarters_of_a_unit_in_the_last_place() -> None:
    normal = [x for x in some().tolist() if x > math.log(2.0**-1022)]
    assert max(map(error, normal)) < BOUND


def test_exp_is_within_a_unit_in_the_last_place_where_results_are_subnormal() -> None:
    subnormal = np.linspace(-745.13, -708.4, 4000).tolist()
    assert max(map(error, subnormal)) < 0.5 + BOUND


def test_exp_is_next_to_the_c_librarys() -> None:
    far = [x for x in some().tolist() if abs(exp(x) - math.exp(x)) > math.ulp(math.exp(x))]
    assert far == []


def test_exp_never_falls() -> None:
    results = np.array([exp(x) for x in some().tolist()])
    assert (np.diff(results) >= 0).all()


def test_exp_has_the_same_bits_compiled_and_plain() -> None:
    python = in_python(exp)
    numbers = [*some().tolist(), 710.0, -746.0, 1e300, -1e300, math.inf, -math.inf]
    assert [x for x in numbers if exp(x) != python(x)] == []


@pytest.mark.parametrize(("x", "bits"), KNOWN.items())
def test_exp_has_these_bits_on_every_machine(x: float, bits: str) -> None:
    assert exp(x).hex() == float.fromhex(bits).hex()


def test_exp_is_nothing_or_infinite_at_the_ends() -> None:
    assert [exp(x) for x in (-math.inf, -1e300, -746.0, -745.2)] == [0.0] * 4
    assert [exp(x) for x in (709.79, 710.0, 1e300, math.inf)] == [math.inf] * 4
    assert exp(709.782712893384) < math.inf
    assert exp(-745.13) == 5e-324
    assert [exp(x) for x in (0.0, -0.0, 5e-324, -5e-324)] == [1.0] * 4
    assert math.isnan(exp(math.nan))


def test_exp_takes_numpys_numbers_without_a_warning() -> None:
    numpys: Any = np.float64
    assert in_python(exp)(numpys(1000.0)) == math.inf


@pytest.mark.parametrize("exponent", [-1022, -1, 0, 1, 1023])
def test_powers_of_two_are_exact(exponent: int) -> None:
    assert power_of_two(exponent) == math.ldexp(1.0, exponent)


@pytest.mark.parametrize("times", [1, 2, 9, 12, 42])
@pytest.mark.parametrize("value", [0.1, 0.5, 0.8, 1.0, 1.01, 1.2, 40.0])
def test_a_root_is_what_it_was_compounded_from(value: float, times: int) -> None:
    assert root(value, times) == pytest.approx(value ** (1.0 / times), rel=4e-16, abs=0)


def different_on_other_machines(tree: ast.AST) -> Iterator[str]:
    """Yield what a module calculates by the C library; powers of two are exact."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found = node.value.id in {"math", "np"} and node.attr in INEXACT
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            found = not (isinstance(node.left, ast.Constant) and node.left.value == 2)
        else:
            found = False
        if found:
            yield ast.unparse(node)


@pytest.mark.parametrize("package", ["agents", "model"])
def test_nothing_in_the_model_is_calculated_by_the_c_library(package: str) -> None:
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in (ROOT / package).rglob("*.py")
        if (names := list(different_on_other_machines(ast.parse(path.read_text("utf-8")))))
    }
    assert found == {}


def test_what_the_c_library_calculates_is_noticed() -> None:
    written = ast.parse("math.exp(x) + np.log(y) + x ** 0.5 + 2.0 ** -53 + math.floor(x)")
    assert sorted(different_on_other_machines(written)) == ["math.exp", "np.log", "x ** 0.5"]
