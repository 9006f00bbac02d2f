"""Life: a household is chosen, and its years are told side by side."""

from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.files import check_file
from tillit.experiments.cli.printing import print_line, print_table, terminal
from tillit.experiments.cli.progress import compiling
from tillit.experiments.cli.run import chosen
from tillit.experiments.comparison.lives import lives_of
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.life import life_of, middle_household, told_beginning, told_in_all, told_years
from tillit.experiments.telling.names import world_names
from tillit.experiments.telling.numbers import YEAR, year_of
from tillit.experiments.worlds.csv_files import write_csv
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import worlds_of


def life(
    town: opt.Town,
    household: Annotated[
        int | None,
        opt.option("Of those on assistance at the start, from 1; if left out, a middle one.", min=1),
    ] = None,
    changes: opt.Changes = None,
    events: opt.Events = None,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    lang: opt.Lang = None,
    out: Annotated[Path | None, opt.out("CSV file for its months in both worlds.", "FILE.csv")] = None,
) -> None:
    """Tell one household's years twice: in the town as it was, and as it acted.

    tillit life gavle --seed 1. With --set or --event, the second world is the town with these.
    """
    if out is not None:
        check_file(out, ".csv")
    spoken = opt.spoken(lang)
    worlds = chosen(town, None, changes or (), events or ()) if changes or events else worlds_of(town)
    with compiling(quiet=False):
        comparison = run_pairs(*worlds, Plan(1, months, seed, 1, histories=1))
    a, b = comparison.lives[0, 0], comparison.lives[0, 1]
    first = np.unique(a["person"][a["month"] == 1]).tolist()
    scenario = comparison.b.world.scenario
    if not first:
        raise RefusedError(f"{scenario.title}: nobody is on assistance there, so there is no life to tell")
    if household is not None and household > len(first):
        raise RefusedError(f"--household {household}: there are {len(first)} on assistance at the start")
    person = middle_household(a, b) if household is None else int(first[household - 1])
    lives = life_of(a, b, person)
    title = spoken.gettext(
        "{town}: household {turn} of {number}",
        town=spoken.gettext(scenario.title),
        turn=first.index(person) + 1,
        number=len(first),
    )
    console = terminal()
    console.print(title, style="bold")
    console.print(told_beginning(lives[0], spoken))
    both = zip(*(told_years(rows, comparison.months, spoken) for rows in lives), strict=True)
    rows = [(year_of(1 + YEAR * at, scenario.town.start), *told) for at, told in enumerate(both)]
    print_table(rows, (spoken.gettext("year"), *world_names(comparison, spoken)))
    console.print(told_in_all(lives, scenario.town.price_level, scenario.town.currency, spoken))
    console.print(
        spoken.gettext(
            "One life proves nothing: it is one of many, in one of many towns. Others: --household, --seed."
        )
    )
    if out is not None:
        frame = lives_of(comparison.lives).to_pandas()
        write_durably(out, partial(write_csv, frame[frame["person"] == person]))
        print_line(spoken.gettext("Files: {folder}", folder=out))
