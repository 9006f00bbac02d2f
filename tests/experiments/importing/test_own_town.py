"""Own town: what becomes of published figures, and how further ones are put beside them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.experiments.importing.published_files import SAMPLES, kolada, months, of_files, row, table, value
from tillit.experiments.importing.figures import FACTS, price_level
from tillit.experiments.importing.own_town import Choices, OwnTown, into_town, new_town
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import words
from tillit.experiments.telling.names import source
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.facts import NATIONAL

NOW = Choices()


@pytest.fixture
def by_kolada() -> OwnTown:
    return new_town(of_files(SAMPLES / "kolada.json"), NOW)


def sources(scenario: Scenario) -> dict[str, tuple[object, str, str]]:
    """Return value, grade and source of each fact."""
    return {it.name: (it.value, it.grade.value, it.source) for it in scenario.facts}


def test_every_figure_says_its_measure_period_and_status(by_kolada: OwnTown) -> None:
    facts = sources(by_kolada.scenario)
    inhabitants = "Kolada: N01951 (Invånare totalt, antal), 1293 Hässleholm, 2023, final"
    assert facts["town.inhabitants"] == (52_003, "A", inhabitants)
    households, grade, source = facts["town.households"]
    assert (households, grade) == (round(1019 * 6.6 / 12), "D")
    assert source.startswith(
        "derived from Kolada: N31910 (Biståndshushåll, antal), 1293 Hässleholm, 2023, final"
    )


def test_what_is_missing_is_national_and_says_so(by_kolada: OwnTown) -> None:
    facts = sources(by_kolada.scenario)
    national = {name for name, (_, _, source) in facts.items() if source.startswith(NATIONAL)}
    assert national == {*FACTS}


@pytest.mark.parametrize("lang", ["sv", "da"])
def test_sources_that_an_import_makes_are_told_in_other_languages(
    by_kolada: OwnTown, tmp_path: Path, lang: str
) -> None:
    by_hand = new_town(months(tmp_path, table()), Choices(inhabitants=51_900, posts=9))
    without = new_town(months(tmp_path, table()), NOW)
    facts = [it for town in (by_kolada, by_hand, without) for it in town.scenario.facts]
    assert [it.source for it in facts if source(it.source, words(lang)) == it.source] == []
    assert source("Kommunens egen statistik 2023", words(lang)) == "Kommunens egen statistik 2023"


def test_run_begins_with_the_base_year_in_its_prices(by_kolada: OwnTown) -> None:
    town = by_kolada.scenario.town
    assert (town.name, town.title, town.start, town.price_year) == (
        "hassleholm",
        "Hässleholm",
        "2023-01",
        2023,
    )
    assert town.price_level == pytest.approx(403.70 / 335.92, abs=1e-4)
    assert price_level(2090).source.endswith("the nearest year that this program knows")


def test_all_years_are_kept_in_the_indicator_s_unit(by_kolada: OwnTown) -> None:
    kept = {it.indicator: dict(it.values) for it in by_kolada.scenario.observed}
    assert kept["year_households"] == {"2021": 1188.0, "2022": 1101.0, "2023": 1019.0}
    assert kept["long_term_share"] == {"2022": 0.296}


def test_months_make_a_town_without_national_households(tmp_path: Path) -> None:
    made = new_town(months(tmp_path, table()), NOW)
    facts = sources(made.scenario)
    assert facts["town.households"][:2] == (554, "A")
    assert facts["town.inhabitants"][1] == "E"
    kept = {it.indicator: it for it in made.scenario.observed}
    assert kept["payments"].monthly
    assert dict(kept["payments"].values)["2023-12"] == 5_232_000.0


def test_what_is_said_by_hand_is_a_statement(tmp_path: Path) -> None:
    made = new_town(months(tmp_path, table()), Choices(inhabitants=51_900, posts=9))
    assert (made.scenario.town.inhabitants, made.scenario.posts) == (51_900, 9)
    assert sources(made.scenario)["staff.posts"][1] == "C"


def test_year_may_be_chosen_if_it_is_complete(tmp_path: Path) -> None:
    it = months(tmp_path, table().replace(";579;", ";..;"))
    assert new_town(it, NOW).scenario.town.start == "2022-01"
    with pytest.raises(RefusedError, match="no complete figures for 2023; complete years: 2022"):
        new_town(it, Choices(year=2023))


def test_preliminary_figures_make_no_town_unless_their_year_is_asked_for(tmp_path: Path) -> None:
    early = row("N31910", 2024, value(900.0, status="Preliminary"))
    it = kolada(tmp_path, row("N01951", 2024, value(52_000.0)), row("N31910", 2023, value(1019.0)), early)
    assert new_town(it, NOW).scenario.town.start == "2023-01"
    made = new_town(it, Choices(year=2024))
    assert made.scenario.town.start == "2024-01"
    assert "2024, preliminary" in sources(made.scenario)["town.households"][2]
    assert "N31910: is preliminary for 2024" in made.notes
    kept = next(series for series in made.scenario.observed if series.indicator == "year_households")
    assert (dict(kept.status), dict(kept.values)) == (
        {"2024": "preliminary"},
        {"2023": 1019.0, "2024": 900.0},
    )


def test_a_year_without_a_value_is_left_out_and_said(tmp_path: Path) -> None:
    known = row("N01951", 2023, value(52_000)), row("N31910", 2023, value(1_019))
    made = new_town(kolada(tmp_path, row("N01951", 2022, value(None)), *known), NOW)
    assert "N01951: no value (missing) for 2022" in made.notes
    assert made.scenario.town.inhabitants == 52_000


def test_figures_without_households_or_inhabitants_make_no_town(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no year has all that a town needs"):
        new_town(kolada(tmp_path, row("N31001", 2023, value(1500.0))), NOW)


def test_kronor_taken_for_thousands_are_noticed(tmp_path: Path) -> None:
    crowns = "\n".join(
        line.replace(" ", "") + "000" if "tkr" in line else line for line in table().split("\n")
    )
    text = crowns.replace("Utbetaltekonomisktbiståndtkr", "Utbetalt ekonomiskt bistånd tkr").replace(
        ";5", ";5000"
    )
    with pytest.raises(RefusedError, match=r"is not from 0 to 300000; check the file"):
        new_town(months(tmp_path, text), NOW)


def test_town_too_small_for_the_model_is_told_the_range(tmp_path: Path) -> None:
    it = kolada(tmp_path, row("N01951", 2023, value(2_500.0)), row("N31910", 2023, value(5.0)))
    with pytest.raises(ScenarioError, match="households = 3: must be 10 to 2,000,000"):
        new_town(it, NOW)


def test_better_figures_replace_and_worse_ones_do_not(by_kolada: OwnTown, tmp_path: Path) -> None:
    both = into_town(by_kolada.text, "my.toml", months(tmp_path, table()), NOW)
    assert sources(both.scenario)["town.households"][:2] == (554, "A")
    assert "town.households: 560 becomes 554" in both.notes
    assert len(both.scenario.observed) == 6
    again = into_town(both.text, "my.toml", of_files(SAMPLES / "kolada.json"), NOW)
    assert again.scenario == both.scenario
    assert any(note.startswith("town.households stays 554") for note in again.notes)


def test_order_of_the_two_publishers_does_not_matter_to_the_model(by_kolada: OwnTown, tmp_path: Path) -> None:
    one = into_town(by_kolada.text, "my.toml", months(tmp_path, table()), NOW)
    other = new_town(months(tmp_path, table()), NOW)
    other = into_town(other.text, "my.toml", of_files(SAMPLES / "kolada.json"), NOW)
    assert one.scenario.digest == other.scenario.digest


def test_own_words_events_and_bare_numbers_stay(by_kolada: OwnTown, tmp_path: Path) -> None:
    event = '\n[[event]]\nkind = "posts"\nmonth = 3\nchange = 1\n'
    mine = by_kolada.text.replace("# Where a", "# Mine. Where a") + event
    start = mine.index("[town.households]")
    mine = mine[:start] + mine[mine.index("[town.price_level]") :]
    mine = mine.replace('start = "2023-01"', 'start = "2023-01"\nhouseholds = 530')
    made = into_town(mine, "my.toml", months(tmp_path, table()), NOW)
    assert "# Mine. Where a" in made.text
    assert (made.scenario.town.households, len(made.scenario.events)) == (530, 1)


def test_later_figures_join_the_earlier_ones(tmp_path: Path) -> None:
    made = new_town(kolada(tmp_path, *(row("N31910", year, value(1000.0)) for year in (2021, 2022))), NOW)
    new = kolada(tmp_path, row("N31910", 2022, value(990.0)), row("N31910", 2023, value(980.0)))
    joined = into_town(made.text, "my.toml", new, NOW)
    assert dict(joined.scenario.observed[0].values) == {"2021": 1000.0, "2022": 990.0, "2023": 980.0}


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("Höör", "the file is about '1293 hässleholm'"),
        ("1292 Ängelholm", "these figures about '1292 Ängelholm'"),
    ],
)
def test_another_municipality_is_refused(by_kolada: OwnTown, tmp_path: Path, other: str, said: str) -> None:
    it = months(tmp_path, table().replace("Hässleholm", other))
    with pytest.raises(RefusedError) as caught:
        into_town(by_kolada.text, "my.toml", it, NOW)
    assert said in str(caught.value)


def test_town_has_a_name(tmp_path: Path) -> None:
    bare = replace(kolada(tmp_path, row("N01951", 2023, value(52003.0))), place="1293")
    with pytest.raises(RefusedError, match="do not say what 1293 is called; give --name"):
        new_town(bare, NOW)
    assert new_town(bare, Choices(name="Hässleholm")).scenario.title == "Hässleholm"


def test_code_alone_cannot_be_compared_with_a_name(tmp_path: Path) -> None:
    months_first = new_town(months(tmp_path, table()), NOW)
    coded = kolada(tmp_path, row("N31910", 2023, value(1019.0), place="1290"), municipality="1290")
    with pytest.raises(RefusedError, match="only a code"):
        into_town(months_first.text, "my.toml", coded, NOW)


def test_another_base_year_is_refused(by_kolada: OwnTown, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"my\.toml begins in 2023, not 2022"):
        into_town(by_kolada.text, "my.toml", months(tmp_path, table()), Choices(year=2022))


def test_town_with_a_name_of_its_own_can_be_named(by_kolada: OwnTown, tmp_path: Path) -> None:
    mine = by_kolada.text.replace("1293 Hässleholm", "").replace('title = "Hässleholm"', 'title = "Our town"')
    it = months(tmp_path, table())
    with pytest.raises(RefusedError, match="--name if it has two names"):
        into_town(mine, "my.toml", it, NOW)
    assert into_town(mine, "my.toml", it, Choices(name="Our town")).scenario.town.households == 554
