"""Life at the terminal: a household is chosen, and its years are told side by side."""

from functools import partial
from pathlib import Path

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.table import Table

from tillit.experiments.cli.progress import compiling
from tillit.experiments.cli.running import chosen
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.comparison.lives import lives_of
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.life import (
    life_of,
    middle_household,
    told_beginning,
    told_in_all,
    told_year,
    years_of,
)
from tillit.experiments.telling.names import world_names
from tillit.experiments.telling.numbers import YEAR, year_of
from tillit.experiments.worlds.csv_files import write_csv
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import worlds_of


def tell_life(
    town: str,
    differences: tuple[list[str], list[str]],
    plan: Plan,
    choice: tuple[int | None, Path | None],
    lang: str,
) -> None:
    """Print one household's years in both worlds, and write its months into a file if one is named.

    Raises
    ------
    RefusedError
        If there is no such household, or the file must not be written.
    """
    household, out = choice
    if out is not None and (out.exists() or out.suffix.casefold() != ".csv"):
        message = f"{out}: must end in .csv, and not be there already"
        raise RefusedError(message)
    worlds = chosen(town, None, *differences) if any(differences) else worlds_of(town)
    with compiling(quiet=False):
        comparison = run_pairs(*worlds, plan)
    spoken = words(lang)
    person, turn, number = _chosen_household(comparison, household)
    show_life(comparison, person, (turn, number), spoken)
    if out is not None:
        table = lives_of(comparison).to_pandas()
        write_durably(out, partial(write_csv, table[table["person"] == person]))
        terminal().print(spoken.gettext("Files: {folder}", folder=out), soft_wrap=True)


def _chosen_household(comparison: Comparison, household: int | None) -> tuple[int, int, int]:
    """Return a household's id, its number among those on assistance at the start, and how many these are."""
    a, b = comparison.lives[0, 0], comparison.lives[0, 1]
    first = np.unique(a["person"][a["month"] == 1]).tolist()
    if not first:
        message = (
            f"{comparison.b.world.scenario.title}: nobody is on assistance there, so there is no life to tell"
        )
        raise RefusedError(message)
    if household is None:
        person = middle_household(a, b)
        return person, first.index(person) + 1, len(first)
    if household > len(first):
        message = f"--household {household}: there are {len(first)} on assistance at the start"
        raise RefusedError(message)
    return int(first[household - 1]), household, len(first)


def show_life(comparison: Comparison, person: int, which: tuple[int, int], spoken: Words) -> None:
    """Print a life: who it is, its years side by side, and both in one sentence."""
    console = terminal()
    lives = life_of(comparison.lives[0, 0], comparison.lives[0, 1], person)
    town = comparison.b.world.scenario
    turn, number = which
    title = spoken.gettext(
        "{town}: household {turn} of {number}", town=spoken.gettext(town.title), turn=turn, number=number
    )
    console.print(title, style="bold")
    console.print(told_beginning(lives[0], spoken))
    table = Table(box=SIMPLE_HEAD)
    table.add_column(spoken.gettext("year"), no_wrap=True)
    for name in world_names(comparison, spoken):
        table.add_column(name, ratio=1)
    both = zip(*(years_of(rows, comparison.months) for rows in lives), strict=True)
    for at, (one, other) in enumerate(both):
        year = year_of(1 + YEAR * at, town.town.start)
        table.add_row(year, told_year(one, spoken), told_year(other, spoken))
    print_table(console, table)
    said = told_in_all(lives, town.town.price_level, town.town.currency, spoken)
    console.print(said)
    console.print(
        spoken.gettext(
            "One life proves nothing: it is one of many, in one of many towns. Others: --household, --seed."
        )
    )
