"""Tipping: a town's map of staff density and reorganisations."""

from pathlib import Path
from typing import Annotated

from tillit.experiments.answers import Sweep
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.files import write_answer
from tillit.experiments.cli.printing import plain_answer, print_answer, print_json, print_line
from tillit.experiments.cli.sweep import run_with_bar, stopping_cleanly
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.sweep.engines import Threads
from tillit.experiments.tipping.tipping_map import design_of_the_map, tipping_map, way_back
from tillit.experiments.worlds.plan import MOST_PAIRS
from tillit.experiments.worlds.world import Source


def tipping(
    town: opt.Town,
    *,
    replications: Annotated[int, opt.count("Runs of each place.", 2, MOST_PAIRS)] = 10,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    out: Annotated[
        Path | None, opt.out("Folder; results/tipping-TOWN-SEED if left out. Given again, it goes on.")
    ] = None,
    as_json: opt.AsJson = False,
) -> None:
    """Draw where a town ends, by its posts and reorganisations.

    Each place of the map is run twice with the same luck: from calm, and from six years of trouble
    (a reorganisation a year). Where the two are apart fifteen years later, and no less than when the trouble
    ended, its past decides. Then: how many further posts, for how long, bring the troubled town back.

    The folder has the map and the ways back as figures and tables.
    """
    source = Source.of(town)
    folder = out or RESULTS / f"tipping-{source.scenario().name}-{seed}"
    with stopping_cleanly(folder):
        design = design_of_the_map(source, replications=replications, seed=seed)
        run_with_bar(design, folder, Threads(jobs), quiet=as_json)
        sweep = Sweep(folder)
        answers = {"map": tipping_map(sweep), "ways-back": way_back(sweep)}
        for name, answer in answers.items():
            write_answer(answer, folder / f"{name}.csv")
        write_answer(answers["map"], folder / "map.svg")
    if as_json:
        print_json({name: plain_answer(it) for name, it in answers.items()})
        return
    for answer in answers.values():
        print_answer(answer, as_json=False)
        print_line()
    print_line(f"The map: {folder / 'map.svg'}")
