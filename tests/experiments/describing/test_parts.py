"""Generated parts hold all that is declared, whoever declares it next."""

import re

import pytest

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.describing import filled
from tillit.experiments.describing.markdown import number, span, table
from tillit.experiments.describing.parts import (
    COMMON,
    events,
    fact_tables,
    facts,
    grades,
    indicators,
    mechanisms,
    month,
    submodels,
)
from tillit.model.assumptions import BEHAVIOUR
from tillit.model.events import EVENTS
from tillit.model.indicators import INDICATORS


def test_template_names_a_part_with_or_without_words() -> None:
    said = f"{number(BEHAVIOUR['bonds.rapport'].default)} 6"
    assert filled("{{parameter bonds.rapport}} {{constant tillit.agents.caseworker TEAM}}") == said


def test_part_that_cannot_be_generated_is_refused() -> None:
    with pytest.raises(KeyError, match="indikators"):
        filled("{{indikators}}")


def test_rule_that_is_gone_is_named() -> None:
    with pytest.raises(LookupError, match=r"agents\.tie has no behaviour or stage 'bind'"):
        filled("{{rule agents.tie bind}}")


def test_every_parameter_is_counted_with_its_grade() -> None:
    assert sum(int(it) for it in re.findall(r": (\d+) of", grades())) == len(BEHAVIOUR)


def test_month_is_drawn_in_the_order_in_which_it_is_told() -> None:
    steps = re.findall(r'^    s(\d+)\["\1\. (.+)"\]$', month(), re.MULTILINE)
    assert [int(place) for place, _ in steps] == list(range(1, 15))
    assert steps[0][1] == "Posts are created, or closed"


def test_file_is_told_in_a_sentence_unless_it_was_told_already() -> None:
    assert "- [Queue](../agents/queue.py): Who is met when " in submodels("tie")
    assert "[Tie]" not in submodels("tie")
    assert "[Tie]" in submodels()


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
    text = indicators()
    for name, it in INDICATORS.items():
        assert f"| `{name}` | {it.unit} |" in text


def test_every_mechanism_says_what_holds_without_it() -> None:
    rows = mechanisms().splitlines()[2:]
    assert len(rows) == len(Mechanisms._fields)
    assert all(cell.strip() for row in rows for cell in row.strip("|").split("|"))


def test_cell_cannot_break_its_table() -> None:
    assert table(("x", "y"), [["a|b", "c\nd"]]).splitlines()[-1] == r"| a\|b | c d |"


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
