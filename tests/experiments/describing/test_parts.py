"""Generated parts hold all that is declared, whoever declares it next."""

import ast
import re

import pytest

from tillit.agents.foundation.decisions import Decision
from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.describing.inputs import COMMON, events, fact_tables, facts
from tillit.experiments.describing.markdown import joined, number, row_of, span
from tillit.experiments.describing.observing import decisions, indicators, mechanisms
from tillit.experiments.describing.pages import filled
from tillit.experiments.describing.schedule import acting_modules, calls_of, schedule, stages, steps, the
from tillit.experiments.describing.source import Verb, sources, verbs_of
from tillit.experiments.describing.submodels import grades, overview
from tillit.model.assumptions import BEHAVIOUR, PRICE_GROUPS, Assumptions
from tillit.model.events import EVENTS
from tillit.model.indicators import INDICATORS


def test_template_names_a_part_with_or_without_words() -> None:
    assert filled("{{parameter bonds.rapport}} {{constant agents.caseworker TEAM}}") == "0.13 6"


def test_part_that_cannot_be_generated_is_refused() -> None:
    with pytest.raises(KeyError, match="indikators"):
        filled("{{indikators}}")


def test_rule_that_is_gone_is_named() -> None:
    with pytest.raises(LookupError, match=r"agents\.tie has no behaviour or stage 'bind'"):
        filled("{{rule agents.tie bind}}")


def test_every_group_is_counted_with_its_grades() -> None:
    assert overview().count("\n") == len(Assumptions._fields) - len(PRICE_GROUPS) + 1
    assert sum(int(it) for it in re.findall(r": (\d+) of", grades())) == len(BEHAVIOUR)


def test_month_is_told_in_the_order_in_which_it_runs() -> None:
    lines = schedule().splitlines()
    assert [re.findall(r"^\d+\. `(\w+)`", line)[0] for line in lines] == [it.verb.name for it in stages()]
    assert "open_cases" in {it.verb.name for it in calls_of(the("tillit.model.month", "live_month"))}
    assert re.search(r"`receive` \(model/households/arrivals\.py", schedule())
    assert steps().splitlines()[0] == "1. Posts are created, or closed."


def test_submodel_knows_the_stages_in_which_it_acts() -> None:
    assert "live_at_work" in acting_modules()["tillit.agents.stress"]
    assert "meet_households" in acting_modules()["tillit.agents.meeting"]


def test_every_event_is_told_with_every_size() -> None:
    text = events()
    for kind, owner in EVENTS.items():
        part = text.partition(f"**`{kind}`.**")[2].partition("\n\n**`")[0]
        for name in set(owner.model_fields) - COMMON:
            assert f"- `{name}`" in part, f"{kind}.{name}"


def test_event_says_unit_range_and_default_of_a_size() -> None:
    assert "- `share` (share of clients and contacts, 0 to 1, 0.6 if left out): " in events()
    assert "- `fewer` (`true`, `false`, `true` if left out): " in events()


def test_every_table_of_facts_is_told() -> None:
    names = [name for name, _ in fact_tables()]
    assert {"town", "town.obstacles", "staff", "policy"} <= set(names)
    assert "| `inhabitants` | inhabitants | 500 or more | required |" in facts()


def test_years_are_no_thousands_and_notes_say_nothing_twice() -> None:
    assert "| `price_year` | year | 1950 to 2150 | 2020 |" in facts()
    assert "| Waiting for another benefit. |" in facts()


def test_every_indicator_has_a_row() -> None:
    for name, it in INDICATORS.items():
        assert f"| `{name}` | {it.unit} |" in indicators()


def test_every_mechanism_says_what_holds_without_it() -> None:
    rows = mechanisms().splitlines()[2:]
    assert len(rows) == len(Mechanisms._fields)
    assert all(cell.strip() for row in rows for cell in row.strip("|").split("|"))


def test_every_decision_is_told_with_its_number() -> None:
    for it in Decision:
        if not it.name.endswith("_LAST"):
            assert f" {it.value}" in decisions()


PLAIN = {-1.0, 0.0, 1.0, 12.0}
"""Numbers that say nothing about behaviour: nothing, all, and the months of a year."""
ARITHMETIC = {
    ("tillit.agents.learning", "brings"): "moves a draw between 0 and 1 to around 0, before it is spread",
    ("tillit.model.staff.norms", "posts_for"): "rounds to whole posts",
    ("tillit.model.books.ledger", "book"): "rounds to whole kronor",
}
"""Rules with numbers that weigh nothing, and what the numbers do instead."""


def has_numbers(verb: Verb) -> bool:
    """Tell whether a rule has a decimal number; whole ones count rows and months."""
    found = (node.value for node in ast.walk(verb.node) if isinstance(node, ast.Constant))
    return any(isinstance(it, float) and it not in PLAIN for it in found)


def test_every_weight_in_a_rule_is_a_declared_parameter() -> None:
    rules = (verb for module in sources() for verb in verbs_of(module))
    assert {(it.module, it.name) for it in rules if has_numbers(it)} == set(ARITHMETIC)


def test_cell_cannot_break_its_table() -> None:
    assert row_of(["a|b", "c\nd"]) == r"| a\|b | c d |"


@pytest.mark.parametrize(
    ("low", "high", "said"), [(0, 1, "0 to 1"), (0, 2**31 - 1, "0 or more"), (-(2**31), 2**31 - 1, "any")]
)
def test_bound_that_is_only_a_columns_is_left_out(low: float, high: float, said: str) -> None:
    assert span(low, high) == said


def test_numbers_are_read_like_words() -> None:
    assert [number(it) for it in (0.5, 12000.0, -25.0, "posts")] == [
        "0.5",
        "12,000",
        "\N{MINUS SIGN}25",
        "`posts`",
    ]
    assert joined(["2", "3", "5"]) == "2, 3 and 5"
    assert joined(["2"]) == "2"
