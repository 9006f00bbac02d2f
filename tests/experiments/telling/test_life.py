"""Life: one household's years are told as its rows have them, side by side, in three languages."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tillit.agents.client import Destination
from tillit.agents.foundation.records import Rows
from tillit.agents.tie import NOBODY
from tillit.experiments.cli import app
from tillit.experiments.telling import LANGUAGES, words
from tillit.experiments.telling.life import middle_household, told_in_all, told_years
from tillit.model.books.lives import Life

SV = words("sv")


def months(*rows: Mapping[str, float], person: int = 7) -> Rows:
    """Return months of a household."""
    lives = np.zeros(len(rows), Life.dtype)
    lives["person"], lives["caseworker"] = person, 11
    for row, said in zip(lives, rows, strict=True):
        for name, value in said.items():
            row[name] = value
    return lives.view(np.recarray)


def test_year_is_told_with_what_happened_in_it() -> None:
    rows = months(
        {"month": 1, "met": 1, "trust": 0.2, "paid": 7000.0},
        {"month": 2, "met": 1, "trust": 0.31, "in_crisis": 1, "caseworker": 12},
        {"month": 3, "trust": 0.3, "destination": Destination.WORK},
    )
    first, second = told_years(rows, 24, SV)
    told = "Bistånd i 3 månader. 2 handläggare, möten i 2 månader; tillit 30 av 100. En kris. Lämnar: arbete."
    assert (first, second) == (told, "Inget bistånd.")


def test_household_that_nobody_works_with_and_that_comes_back() -> None:
    rows = months({"month": 2, "destination": Destination.STUDIES}, {"month": 14, "caseworker": NOBODY})
    _, second = told_years(rows, 24, SV)
    assert second == "Kommer tillbaka. Bistånd i en månad. Ingen handläggare."


def test_whoever_never_met_the_caseworker_is_said_to() -> None:
    (year,) = told_years(months({"month": 1, "trust": 0.1}), 12, SV)
    assert "En handläggare, inget möte; tillit 10 av 100." in year


def test_life_is_summed_in_the_towns_money() -> None:
    long = months(*({"month": it, "paid": 10_000.0} for it in range(1, 6)))
    said = told_in_all(long, 2.0, "SEK", SV).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Månader med bistånd: 5; utbetalt: 100 000 kronor; handläggare: 1."


def test_household_in_the_middle_is_chosen_by_what_it_gains() -> None:
    many = [months(*({"month": at} for at in range(1, length + 1)), person=length) for length in (3, 9, 6)]
    before = np.concatenate(many).view(np.recarray)
    after = np.concatenate([months({"month": 1}, person=it) for it in (3, 9, 6)]).view(np.recarray)
    assert middle_household(before, after) == 6


def test_household_of_whom_nothing_differs_is_not_chosen_where_another_is() -> None:
    same = [months({"month": 1}, person=it) for it in (1, 2, 3, 4)]
    before = np.concatenate([*same, months({"month": 1, "trust": 0.2}, person=5)]).view(np.recarray)
    after = np.concatenate([*same, months({"month": 1, "trust": 0.3}, person=5)]).view(np.recarray)
    assert middle_household(before, after) == 5
    assert middle_household(before, before) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_command_tells_the_same_life_in_every_language(town: Path, lang: str) -> None:
    said = ["life", str(town), "--months", "24", "--household", "3", "--lang", lang]
    done = CliRunner().invoke(app, said)
    assert done.exit_code == 0, done.output
    assert "2010" in done.stdout
    assert "2011" in done.stdout


def test_household_that_is_not_there_is_refused(town: Path) -> None:
    done = CliRunner().invoke(app, ["life", str(town), "--months", "2", "--household", "9999"])
    assert done.exit_code == 2
    assert "there are" in done.stderr
