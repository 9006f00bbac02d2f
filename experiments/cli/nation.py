"""Nation: every municipality of a table is run, and summed by county."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from tillit.experiments.answers import Sweep
from tillit.experiments.claims.measuring import MILLION
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.printing import print_json, print_line, print_table
from tillit.experiments.cli.run import parsed_changes
from tillit.experiments.cli.sweep import DaskAddress, ProcessNumber, engine_of, run_with_bar, stopping_cleanly
from tillit.experiments.nation.nation import AS_IT_IS, CHANGED, nation_design
from tillit.experiments.nation.sums import NATION, sums
from tillit.experiments.nation.synthetic import synthetic_nation
from tillit.experiments.worlds.csv_files import write_csv
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.plan import MOST_PAIRS


def nation(
    table: Annotated[
        Path | None,
        opt.argument("Table: municipality, county, inhabitants, households, posts, ...", "FILE.csv"),
    ] = None,
    *,
    out: Annotated[Path | None, opt.out("Folder for the results.")] = None,
    changes: Annotated[
        list[str] | None,
        opt.several(
            "--set", "Change every municipality, in a second variant: staff.posts=+10%.", "NAME=VALUE"
        ),
    ] = None,
    months: opt.Months = 120,
    replications: Annotated[int, opt.count("Runs of each municipality.", 1, MOST_PAIRS)] = 5,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    processes: ProcessNumber = None,
    dask: DaskAddress = None,
    as_json: opt.AsJson = False,
    example: Annotated[
        bool, opt.flag("Print a table of 290 invented municipalities, and end.", "--example")
    ] = False,
) -> None:
    """Run every municipality of a table, and sum them by county and nation.

    tillit nation --example > nation.csv

    tillit nation nation.csv -o nation --set staff.posts=+10%

    It is a sweep: give the same command again to go on, and "tillit sweep ..." asks its folder further
    questions. sums.csv and sums.parquet in the folder have every year.
    """
    if example:
        sys.stdout.write(synthetic_nation(seed).to_csv(index=False))
        return
    if table is None or out is None:
        raise typer.BadParameter(
            "give a table and a folder: tillit nation FILE.csv -o FOLDER (--example prints a table)"
        )
    engine = engine_of(jobs, processes, dask)
    with stopping_cleanly(out):
        design, counties = nation_design(
            table, parsed_changes(changes or ()), months=months, replications=replications, seed=seed
        )
        run_with_bar(design, out, engine, quiet=as_json, what="Municipalities")
        found = sums(Sweep(out), counties)
        write_durably(out / "sums.csv", partial(write_csv, found))
        write_durably(out / "sums.parquet", lambda draft: found.to_parquet(draft, index=False))
    if as_json:
        print_json(found.to_dict("records"))
    else:
        _show(found, out)


def _show(found: pd.DataFrame, folder: Path) -> None:
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
    print_line("\n".join(lines))
    print_table(pd.concat([shown[~nation].sort_values(""), shown[nation]]))
    print_line(f"Every year, with 90 % intervals: {folder / 'sums.csv'}")
