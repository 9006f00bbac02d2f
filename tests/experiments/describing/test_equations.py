"""Equations are written by hand: what their behaviours read, and what their letters mean, is on the page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tillit.experiments import describing
from tillit.experiments.describing import described
from tillit.experiments.describing.parts import STATE, SYMBOLS, verbs_of
from tillit.model.assumptions import DECLARED, Assumptions

EQUATIONS = described().partition("### Equations")[2].partition("### Symbols")[0]
GROUPS = {type(it).__name__: name for name, it in Assumptions._field_defaults.items()}
IN_WORDS = {"hours.novice", "hours.introduction"}
"""Of newcomers, whom the third equation's sentence tells."""
TEMPLATE = Path(describing.__file__).with_name("model.md.in").read_text("utf-8")
TOLD = {*SYMBOLS.values(), *IN_WORDS, *re.findall(r"\{\{parameter ([\w.]+)\}\}", TEMPLATE)}


def behaviours() -> list[ast.FunctionDef]:
    named = re.findall(r"\[`(\w+)`\]\(\.\./agents/(\w+)\.py\)", EQUATIONS)
    return [verbs_of(f"tillit.agents.{module}")[name] for name, module in named]


def read_by(verb: ast.FunctionDef) -> Iterator[str]:
    """Yield the parameters that a behaviour reads, by the group that each argument is declared to be."""
    groups = {
        it.arg: GROUPS[it.annotation.id]
        for it in verb.args.args
        if isinstance(it.annotation, ast.Name) and it.annotation.id in GROUPS
    }
    for node in ast.walk(verb):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in groups:
            yield f"{groups[node.value.id]}.{node.attr}"


def test_reading_is_found_by_the_declared_group() -> None:
    assert set(read_by(verbs_of("tillit.agents.support")["held"])) == {"support.half", "support.alone"}


@pytest.mark.parametrize("verb", behaviours(), ids=lambda verb: verb.name)
def test_every_parameter_that_an_equations_behaviour_reads_is_told(verb: ast.FunctionDef) -> None:
    assert set(read_by(verb)) - TOLD == set()


def test_every_letter_stands_in_an_equation() -> None:
    formulas = " ".join(re.findall(r"\$\$?([^$\n]+)\$", EQUATIONS))
    tokens = set(re.findall(r"\\[a-zA-Z]+(?:_\d)?|(?<![a-zA-Z\\])[a-zA-Z](?:_\d)?", formulas))
    assert {it for it in (*SYMBOLS, *STATE) if it not in tokens} == set()


def test_no_letter_stands_for_two_things() -> None:
    assert set(SYMBOLS) & set(STATE) == set()


def test_every_symbol_is_of_a_declared_parameter_and_has_a_row() -> None:
    page = described()
    for symbol, name in SYMBOLS.items():
        assert name in DECLARED
        assert f"| ${symbol}$ | `{name}` | " in page
