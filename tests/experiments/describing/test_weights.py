"""No rule has a weight of its own: what weighs anything is a declared parameter."""

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

from tillit import agents, model
from tillit.agents.foundation.decisions import Decision
from tillit.experiments.describing.parts import verbs_of

PLAIN = {-1.0, 0.0, 1.0, 12.0}
"""Numbers that say nothing about behaviour: nothing, all, and the months of a year."""
ARITHMETIC = {
    ("tillit.agents.learning", "is_gifted"),  # spreads a draw between 0 and 1 from -1 to 1
    ("tillit.agents.queue", "take_turn"),  # puts a case into one half of the queue or the other
    ("tillit.model.staff.norms", "posts_for"),  # rounds to whole posts
    ("tillit.model.books.ledger", "book"),  # rounds to whole kronor
}
"""Rules with decimal numbers that weigh nothing."""


def sources() -> Iterator[str]:
    for package in (agents, model):
        for it in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield it.name


def weights(rule: ast.AST) -> Iterator[float]:
    for node in ast.walk(rule):
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value not in PLAIN:
            yield node.value


def test_weight_in_a_rule_is_found_and_plain_numbers_are_not() -> None:
    rule = ast.parse("def go(p):\n    return 1.0 + 0.25 * p.pace / 12.0 - 3")
    assert list(weights(rule)) == [0.25]


def test_every_weight_in_a_rule_is_a_declared_parameter() -> None:
    theory = (module for module in sources() if not module.startswith("tillit.agents.foundation."))
    rules = ((module, name, verb) for module in theory for name, verb in verbs_of(module).items())
    assert {(module, name) for module, name, verb in rules if list(weights(verb))} - ARITHMETIC == set()


def test_every_decision_is_drawn_somewhere() -> None:
    text = "".join(inspect.getsource(import_module(module)) for module in sources())
    names = [it.name for it in Decision if not it.name.endswith("_LAST")]
    assert [name for name in names if f"Decision.{name}" not in text] == []
