"""Tipping: the command that draws a town's map of staff density and reorganisations."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.answers import Sweep
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.show import print_json, table_of, write_answer
from tillit.experiments.cli.sweep_run import run_with_bar, stopping_cleanly, sum_up
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.sweep.engines import Threads
from tillit.experiments.tipping.sweep import design_of_the_map
from tillit.experiments.tipping.tipping_map import tipping_map, way_back
from tillit.experiments.worlds.plan import MOST_PAIRS
from tillit.experiments.worlds.world import Source


def tipping(
    town: Annotated[
        str, typer.Argument(help="A town of 'tillit accounts', or a .toml file.", metavar="NAME|FILE")
    ],
    *,
    replications: Annotated[
        int,
        typer.Option(help="Runs of each place, each with its own luck.", min=2, max=MOST_PAIRS),
    ] = 10,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="Folder; results/tipping-TOWN-SEED if left out. Given again, it goes on.",
            metavar="FOLDER",
        ),
    ] = None,
    as_json: opt.AsJson = False,
) -> None:
    """Draw where a town ends, by its posts and reorganisations.

    Each place of the map is run twice with the same luck: from calm, and from six years of trouble
    (a reorganisation a year). Where the two end apart, the town has two regimes, and its past decides.
    Then: how many further posts, for how long, bring the troubled town back.

    The folder has the map and the ways back as figures and tables.
    """
    source = Source.of(town)
    folder = out or RESULTS / f"tipping-{source.scenario().name}-{seed}"
    with stopping_cleanly(folder):
        design = design_of_the_map(source, replications=replications, seed=seed)
        sum_up(run_with_bar(design, folder, Threads(jobs), quiet=as_json), folder, quiet=as_json)
        sweep = Sweep(folder)
        answers = {"map": tipping_map(sweep), "ways-back": way_back(sweep)}
        for name, answer in answers.items():
            write_answer(answer, folder / f"{name}.csv")
        write_answer(answers["map"], folder / "map.svg")
    if as_json:
        print_json(
            {name: {"note": it.note, "rows": it.frame.to_dict("records")} for name, it in answers.items()}
        )
        return
    console = terminal()
    for answer in answers.values():
        print_table(console, table_of(answer.frame))
        console.print(answer.note + "\n", soft_wrap=True)
    console.print(f"The map: {folder / 'map.svg'}", soft_wrap=True)
