"""Tipping report: run a town's map, write it, and show it."""

import json
from pathlib import Path

import typer

from tillit.experiments.answers.study import Study
from tillit.experiments.cli.answers import plain, table_of, write_answer
from tillit.experiments.cli.screen import without_nan
from tillit.experiments.cli.sweep_launch import bar, compile_first, stopping_cleanly, sum_up
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.folder import RESULTS
from tillit.experiments.sources import Source
from tillit.experiments.sweep.engines import Threads
from tillit.experiments.sweep.launching import run_sweep
from tillit.experiments.tipping.sweep import design_of_the_map
from tillit.experiments.tipping.tipping_map import tipping_map, way_back


def report_tipping(
    town: str, out: Path | None, numbers: tuple[int, int], jobs: int | None, *, as_json: bool
) -> None:
    """Run the map of a town, or what is missing of it, and say what it shows."""
    replications, seed = numbers
    source = Source.of(town)
    folder = out or RESULTS / f"tipping-{source.scenario().name}-{seed}"
    with stopping_cleanly(folder):
        design = design_of_the_map(source, replications=replications, seed=seed)
        compile_first(quiet=as_json)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with bar("Runs", quiet=as_json) as report:
            progress = run_sweep(design, folder, engine=Threads(jobs), progress=report)
        sum_up(progress, folder, quiet=as_json)
        study = Study(folder)
        answers = {"map": tipping_map(study), "ways-back": way_back(study)}
        for name, answer in answers.items():
            write_answer(answer, folder / f"{name}.csv")
        write_answer(answers["map"], folder / "map.svg")
    if as_json:
        said = {
            name: {"note": it.note, "rows": without_nan(it.frame.to_dict("records"))}
            for name, it in answers.items()
        }
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2, default=plain))
        return
    console = terminal()
    for answer in answers.values():
        print_table(console, table_of(answer.frame))
        console.print(answer.note + "\n", soft_wrap=True)
    console.print(f"The map: {folder / 'map.svg'}", soft_wrap=True)
