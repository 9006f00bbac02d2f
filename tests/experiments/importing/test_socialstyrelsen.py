"""Socialstyrelsen's table: months, measures, and what is said of a broken one."""

from pathlib import Path

import pytest

from tests.experiments.importing.published_files import months, table
from tillit.experiments.importing.figures import HOUSEHOLDS, PAID
from tillit.experiments.refused import RefusedError


def values(it: object, measure: str) -> dict[str, float | None]:
    """Return the values of a measure by month."""
    return {figure.period: figure.value for figure in it.of(measure)}  # type: ignore[attr-defined]


def test_each_month_has_the_year_above_it(tmp_path: Path) -> None:
    it = months(tmp_path, table())
    households = values(it, HOUSEHOLDS.code)
    assert (it.place, len(households)) == ("Hässleholm", 24)
    assert (households["2022-01"], households["2023-12"]) == (612.0, 545.0)
    assert values(it, PAID.code)["2022-02"] == 5594.0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_encodings_that_are_met_read_alike(tmp_path: Path, encoding: str) -> None:
    assert months(tmp_path, table(), encoding=encoding) == months(tmp_path, table())


def test_year_may_stand_above_january_only(tmp_path: Path) -> None:
    title, _, *rest = table().split("\n")
    sparse = ";;2022" + ";" * 12 + "2023" + ";" * 11
    assert months(tmp_path, "\n".join([title, sparse, *rest])) == months(tmp_path, table())


@pytest.mark.parametrize(
    ("mark", "status"), [("..", "withheld"), ("X", "withheld"), ("--", "missing"), ("", "missing")]
)
def test_secret_and_missing_months_have_no_value(tmp_path: Path, mark: str, status: str) -> None:
    it = months(tmp_path, table().replace(";545\n", f";{mark}\n"))
    last = it.of(HOUSEHOLDS.code)[-1]
    assert (last.value, last.status) == (None, status)


@pytest.mark.parametrize(
    "said",
    [
        table().replace("Ekonomiskt bistånd, månads", "Ekonomiskt bistånd, preliminär månads"),
        table().replace(";;2022;", ";;2022 (prel.);", 1),
        table() + "Uppgifterna är preliminära\n",
    ],
)
def test_what_calls_itself_preliminary_is(tmp_path: Path, said: str) -> None:
    it = months(tmp_path, said.replace(";545\n", ";..\n"))
    assert {figure.status for figure in it.figures} == {"preliminary", "withheld"}


def test_decimal_comma_and_spaces_between_thousands_are_read(tmp_path: Path) -> None:
    it = months(tmp_path, table().replace("5 232", "100\u00a0232,5"))
    assert values(it, PAID.code)["2023-12"] == 100_232.5


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Region;Mått", "Ort;Mått", "no line begins with Region;Mått"),
        (";;2022;2022", ";;;2022", "the year above 'Januari' is missing"),
        (";;2022;2022;", ";;2022;2023;", "several rows of the same measure"),
        ("Januari;Februari", "Januari;Febtober", "'Febtober' is not a month"),
        (";612;", ";many;", "'many' is not a number"),
    ],
)
def test_broken_table_is_told_where(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(RefusedError, match=r"months\.csv") as caught:
        months(tmp_path, table().replace(old, new, 1))
    assert said in str(caught.value)


def test_several_municipalities_need_a_choice(tmp_path: Path) -> None:
    both = table() + table().split("\n")[3].replace("Hässleholm", "Höör") + "\n"
    with pytest.raises(RefusedError, match=r"2 places: Hässleholm, Höör; choose one"):
        months(tmp_path, both)
    assert months(tmp_path, both, "hoor").place == "Höör"
    with pytest.raises(RefusedError, match="has no 'Lund'; it has Hässleholm, Höör"):
        months(tmp_path, both, "Lund")


def test_names_that_differ_in_a_ring_only_are_told_apart(tmp_path: Path) -> None:
    both = table().replace("Hässleholm", "Habo") + table().split("\n")[3].replace("Hässleholm", "Håbo") + "\n"
    assert months(tmp_path, both, "Håbo").place == "Håbo"
    assert months(tmp_path, both, "habo kommun").place == "Habo"


def test_same_measure_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="several rows of the same measure"):
        months(tmp_path, table() + table().split("\n")[3] + "\n")


def test_other_measures_are_passed_over_but_not_all_of_them(tmp_path: Path) -> None:
    cats = table().replace("Antal hushåll", "Antal katter")
    assert months(tmp_path, cats).measures() == (PAID.code,)
    with pytest.raises(RefusedError, match="has none of Antal hushåll, Utbetalt"):
        months(tmp_path, cats.replace("Utbetalt", "Ej utbetalt".replace("utbetalt", "lämnat")))
    with pytest.raises(RefusedError, match="found 'Antal katter'"):
        months(tmp_path, cats.replace("Utbetalt", "Ej"))


MONTHS = "Januari;Februari;Mars;April;Maj;Juni;Juli;Augusti;September;Oktober;November;December"
TWELVE = ";".join(str(700 + month) for month in range(12))


def test_points_group_thousands_of_households_and_of_payments(tmp_path: Path) -> None:
    it = months(tmp_path, table().replace(";545\n", ";10.545\n").replace("5 232", "85.232"))
    assert values(it, HOUSEHOLDS.code)["2023-12"] == 10_545.0
    assert values(it, PAID.code)["2023-12"] == 85_232.0


def test_months_to_come_are_missing_and_said(tmp_path: Path) -> None:
    it = months(tmp_path, table().replace(";541;545\n", ";--;--\n"))
    assert it.notes == ("Antal hushåll: no value (missing) for 2023-11, 2023-12",)


def test_a_line_that_breaks_off_has_missing_months(tmp_path: Path) -> None:
    it = months(tmp_path, table().replace(";541;545\n", "\n"))
    assert it.notes == ("Antal hushåll: no value (missing) for 2023-11, 2023-12",)


def test_one_measure_may_stand_in_the_title(tmp_path: Path) -> None:
    above = ";2023" * 12
    it = months(tmp_path, f"Antal hushåll, Samtliga hushåll\n{above}\nRegion;{MONTHS}\nSandviken;{TWELVE}\n")
    assert values(it, HOUSEHOLDS.code)["2023-12"] == 711.0


def test_years_may_stand_in_lines_with_or_without_a_column_for_the_measure(tmp_path: Path) -> None:
    years = "".join(f"Sandviken;{year};{TWELVE}\n" for year in (2022, 2023))
    one = f"Antal hushåll, Samtliga\nRegion;År;{MONTHS}\n{years}Källa\n"
    both = one.replace("Antal hushåll, ", "Bistånd, ").replace("Region;", "Region;Mått;")
    both = both.replace("Sandviken;", "Sandviken;Antal hushåll;")
    assert months(tmp_path, one) == months(tmp_path, both)
    assert values(months(tmp_path, one), HOUSEHOLDS.code)["2022-01"] == 700.0
    with pytest.raises(RefusedError, match="line 3: 'then' is not a year"):
        months(tmp_path, one.replace("2022", "then"))


@pytest.mark.parametrize("part", ["utrikes födda hushåll", "ensamstående kvinnor", "18-24 år"])
def test_a_title_that_names_some_households_only_is_refused(tmp_path: Path, part: str) -> None:
    title = table().partition("\n")[0]
    with pytest.raises(RefusedError, match="is of some households only"):
        months(tmp_path, table().replace(title, f"{title}, {part}"))


@pytest.mark.parametrize("rate", ["Antal hushåll per 1 000 invånare", "Antal hushåll, utrikes födda"])
def test_a_rate_or_a_part_is_not_the_measure(tmp_path: Path, rate: str) -> None:
    assert months(tmp_path, table().replace("Antal hushåll", rate)).measures() == (PAID.code,)


@pytest.mark.parametrize("place", ["Riket", "Skåne län", "12 Skåne län", "Totalt"])
def test_a_nation_county_or_total_is_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises(RefusedError, match="is not a municipality"):
        months(tmp_path, table().replace("Hässleholm", place))
