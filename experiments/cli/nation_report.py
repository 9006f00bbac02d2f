"""Nation report: run a nation, write its sums, and show them by county."""

import json
import sys
from functools import partial
from pathlib import Path

import pandas as pd
import typer

from tillit.experiments.answers.study import Study
from tillit.experiments.cli.answers import plain, table_of
from tillit.experiments.cli.running import parsed_changes
from tillit.experiments.cli.screen import without_nan
from tillit.experiments.cli.sweep_launch import bar, compile_first, stopping_cleanly, sum_up
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.csv_files import write_csv
from tillit.experiments.durable import write_durably
from tillit.experiments.nation.nation import AS_IT_IS, CHANGED, nation_design
from tillit.experiments.nation.sums import NATION, sums
from tillit.experiments.nation.synthetic import synthetic_nation
from tillit.experiments.scales import MILLION
from tillit.experiments.sweep.engines import Engine
from tillit.experiments.sweep.launching import run_sweep


def print_example(seed: int) -> None:
    """Print an invented nation."""
    sys.stdout.write(synthetic_nation(seed).to_csv(index=False))


def run_nation(
    table: Path,
    folder: Path,
    changes: list[str],
    numbers: tuple[int, int, int],
    engine: Engine,
    *,
    as_json: bool,
) -> None:
    """Run all municipalities of a table, or what is missing of them, and sum them up."""
    months, replications, seed = numbers
    with stopping_cleanly(folder):
        design, counties = nation_design(
            table, parsed_changes(changes), months=months, replications=replications, seed=seed
        )
        compile_first(quiet=as_json)
        with bar("Municipalities", quiet=as_json) as report:
            progress = run_sweep(design, folder, engine=engine, progress=report)
        sum_up(progress, folder, quiet=as_json)
        found = sums(Study(folder), counties)
        write_sums(found, folder)
    if as_json:
        rows = without_nan(found.to_dict("records"))
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=plain))
    else:
        show(found, folder)


def write_sums(found: pd.DataFrame, folder: Path) -> None:
    """Write the sums beside the runs."""
    write_durably(folder / "sums.csv", partial(write_csv, found))
    write_durably(folder / "sums.parquet", lambda draft: found.to_parquet(draft, index=False))


def show(found: pd.DataFrame, folder: Path) -> None:
    """Print the last year of each county and the nation, and what the change does to it."""
    last = int(found["year"].max())
    final = found[found["year"] == last]
    wide = final.pivot_table("value", ["level", "name"], ["variant", "output"], sort=False)
    was = wide[AS_IT_IS]
    shown = pd.DataFrame(
        {"": wide.index.get_level_values("name"), "households": was["households"].to_numpy()}
    )
    shown["paid, M"] = was["payments"].to_numpy() / MILLION
    lines = [f"Year {last}: sums over municipalities, medians over the runs."]
    if CHANGED in wide.columns.get_level_values("variant"):
        more = wide[CHANGED] - was
        percent = 100.0 * more / was
        # The cost net of taxes may be near zero, so that a share of it would mean nothing.
        shown["± households %"] = percent["households"].round(1).to_numpy()
        shown["± paid %"] = percent["payments"].round(1).to_numpy()
        shown["± town M"] = more["municipal_cost"].to_numpy() / MILLION
        shown["± public M"] = more["public_cost"].to_numpy() / MILLION
        lines.append("±: by the change; cost is net, to the municipalities and to all public parties.")
    nation = shown[""] == NATION
    console = terminal()
    console.print("\n".join(lines))
    print_table(console, table_of(pd.concat([shown[~nation].sort_values(""), shown[nation]])))
    console.print(f"Every year, with 90 % intervals: {folder / 'sums.csv'}", soft_wrap=True)
