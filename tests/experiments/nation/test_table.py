"""A nation's table is read as people write it, or refused with everything that is wrong."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tillit.experiments.nation import columns_of, read_table, sources_of
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import words
from tillit.experiments.telling.catalogue import retold

SWEDISH = "kommun;län;invånare;hushåll;tjänster;krav\nÅby;Norr;12 000;240;4;0,3\nÖ by;Söder;9000;90;2;\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "nation.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_swedish_headings_and_numbers_are_understood(tmp_path: Path, encoding: str) -> None:
    rows = read_table(written(tmp_path, SWEDISH, encoding))
    assert [(row["municipality"], row["county"]) for row in rows] == [("Åby", "Norr"), ("Ö by", "Söder")]
    figures = {name: rows[0][name] for name in ("inhabitants", "households", "posts", "demands")}
    assert figures == {"inhabitants": 12_000, "households": 240, "posts": 4, "demands": 0.3}


def test_each_row_becomes_a_town_that_has_its_figures(tmp_path: Path) -> None:
    rows = read_table(written(tmp_path, SWEDISH))
    first, second = (source.scenario() for source in sources_of(rows, "nation.csv"))
    assert (first.name, first.title, first.posts, first.policy.demands) == ("aby", "Åby", 4, 0.3)
    assert (second.name, second.town.households, second.town.inhabitants) == ("o-by", 90, 9000)


def test_everything_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    text = SWEDISH + "Åby;Norr;9000;90;2;\nC;;9000;many;2;\n"
    with pytest.raises(RefusedError) as refused:
        read_table(written(tmp_path, text))
    said = str(refused.value)
    assert "line 4: 'Åby' is in line 2 already" in said
    assert "line 5, households: 'many' is not a number" in said
    assert "line 5: county is empty" in said


def test_a_municipality_that_cannot_be_run_is_named_with_its_line(tmp_path: Path) -> None:
    rows = read_table(written(tmp_path, SWEDISH + "C;Norr;9000;9500;2;\n"))
    with pytest.raises(RefusedError, match=r"(?s)line 4, C:.*more households \(9,500\)"):
        sources_of(rows, "nation.csv")


def test_a_point_groups_the_thousands_of_a_count_and_parts_the_decimals_of_a_share(tmp_path: Path) -> None:
    text = "municipality;county;inhabitants;households;posts;demands\nAlfa;Skåne;910000;20.000;300;0.450\n"
    (row,) = read_table(written(tmp_path, text))
    assert (row["households"], row["demands"]) == (20_000.0, 0.45)


def test_a_decimal_comma_that_makes_two_cells_is_refused(tmp_path: Path) -> None:
    text = "municipality,county,inhabitants,households,posts,demands\nAlfa,Skåne,10000,100,3,0,45\n"
    with pytest.raises(RefusedError, match="line 2 has 7 cells, there are 6 columns"):
        read_table(written(tmp_path, text))


@pytest.mark.parametrize("name", ["Riket", "Skåne län", "Totalt", "Summa", "Sweden", "G35668"])
def test_a_total_is_no_municipality(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError, match=f"line 4: '{name}' is not a municipality"):
        read_table(written(tmp_path, f"{SWEDISH}{name};Norr;9000;90;2;\n"))


def test_headings_are_refused_with_the_nearest_that_is_known() -> None:
    with pytest.raises(RefusedError) as refused:
        columns_of(["municipality", "county", "inhabitant", "households", "posts"], "nation.csv")
    assert "no column 'inhabitant'; did you mean 'inhabitants'?" in str(refused.value)
    assert "column 'inhabitants' is missing" in str(refused.value)


def test_names_that_would_be_alike_are_told_apart(tmp_path: Path) -> None:
    rows = read_table(written(tmp_path, SWEDISH.replace("Ö by", "Aby")))
    assert [it.title for it in sources_of(rows, "nation.csv")] == ["aby-2.toml", "aby-3.toml"]


def test_what_is_wrong_with_a_table_is_told_in_swedish(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        read_table(written(tmp_path, SWEDISH + "Åby;;9000;90;2;\nRiket;Norr;9000;många;2;\n"))
    told = retold(str(refused.value), words("sv")).splitlines()
    assert told[:3] == [
        "nation.csv kan inte användas:",
        "  rad 4: county är tomt; det behövs",
        "  rad 4: 'Åby' finns redan på rad 2",
    ]
    assert told[3].startswith("  rad 5, households: 'många' är inget tal som 1 234 eller 12,5")
    assert told[-1].startswith(
        "  rad 5: 'Riket' är ingen kommun utan riket, ett län, en grupp eller en summa"
    )


@settings(max_examples=50, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_clear_refusal(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "nation.csv"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match="csv"):
        read_table(path)
