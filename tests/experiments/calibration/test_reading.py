"""Reading targets: all that is wrong is named, and what is left out stays left out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tillit.experiments.calibration.targets import MOST_FREE, parse_targets, read_targets
from tillit.experiments.refused import RefusedError

TARGET = """
[[target]]
name = "{name}"
label = "Long-term share"
measure = "long_term_share"
caseload = 50
figure = 38.5
tolerance = 2.0
unit = "%"
source = "{source}"
grade = "A"
"""
FREE = '[free]\nparameters = ["bonds.rapport"]\n'
PLAIN = 'title = "Some"\n' + FREE + TARGET.format(name="long", source="Socialstyrelsen")


def test_the_targets_of_behaviour_are_trials_and_levels_and_no_account() -> None:
    behaviour = read_targets("behaviour")
    names = {it.name for it in behaviour.targets}
    assert {"x2", "x4", "x14", "long_term_share", "new_spell", "stock_exit", "turnover"} <= names
    assert 10 <= len(behaviour.space.names) <= MOST_FREE
    assert {it.town for it in behaviour.targets} <= {"standard", "standard-children"}


@pytest.mark.parametrize("town", ["hassleholm", "tvilling-satsar", "vaxjo", "sollentuna", "gavle", "herning"])
def test_no_file_fits_to_a_town_of_an_account(town: str) -> None:
    with pytest.raises(RefusedError, match=r"target 1 \(long\): claims are made of the town"):
        parse_targets(PLAIN.replace("caseload = 50", f'town = "{town}"'), "some.toml")


def test_everything_that_is_wrong_is_named_at_once() -> None:
    text = (
        'title = ""\nreplicates = 1\nwaves = 3\n'
        + TARGET.format(name="one", source="x").replace("long_term_share", "long_term_shar")
        + TARGET.format(name="one", source="x").replace("tolerance = 2.0", "tolerance = 0")
        + TARGET.format(name="two", source="x").replace('"%"', '"share"')
        + TARGET.format(name="two", source="x").replace("caseload = 50", 'town = "nowhere"')
        + '[free]\nparameters = ["bonds.raport"]\n[search]\nwaves = 0\n'
    )
    with pytest.raises(RefusedError) as refusal:
        parse_targets(text, "some.toml")
    for words in (
        "title",
        "replicates = 1",
        "unknown key 'waves'",
        "did you mean 'long_term_share'",
        "tolerance = 0",
        "is measured in '%'",
        "no town 'nowhere'",
        "another target has the same name",
        "did you mean 'bonds.rapport'",
        "[search]: waves = 0",
    ):
        assert words in str(refusal.value)


@pytest.mark.parametrize("name", ["natonal", "nowhere.toml", "."])
def test_a_file_that_is_not_there_is_one_message(name: str) -> None:
    with pytest.raises(RefusedError, match=r"there is no|there are no|cannot be|is not"):
        read_targets(name if name != "." else Path())


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["title", "target", "free", "search", "months", "x"]),
        st.recursive(
            st.one_of(
                st.integers(-5, 99), st.text("ab.*é", max_size=5), st.booleans(), st.floats(allow_nan=False)
            ),
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.dictionaries(
                    st.sampled_from(["name", "figure", "parameters", "ranges"]), inner, max_size=3
                )
            ),
            max_leaves=5,
        ),
        max_size=4,
    )
)
def test_any_tables_are_read_or_refused_in_words(data: dict[str, object]) -> None:
    import tomlkit  # noqa: PLC0415 - here only

    try:
        text = tomlkit.dumps(data)
    except (ValueError, TypeError):
        return
    with pytest.raises(RefusedError):
        parse_targets(text, "some.toml")
