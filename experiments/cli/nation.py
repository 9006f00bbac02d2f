"""Nation: the municipalities of a table are run, and summed on the terminal by county and nation."""

from pathlib import Path
from typing import Annotated

import pandas as pd

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.cli import options as opt
from tillit.experiments.cli import say, terminal
from tillit.experiments.cli.sweep import on_engine, run_shown, stopping_cleanly, sum_up
from tillit.experiments.cli.terminal import print_line
from tillit.experiments.nation import AS_IT_IS, CHANGED, CURRENCY, NATION, nation_design, sums, unchanged
from tillit.experiments.sweep.work import Engine
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import MILLION, four_digits, millions
from tillit.experiments.worlds.plan import MOST_PAIRS


@opt.within(on_engine)
def nation(
    engine: Engine,
    spoken: Words,
    table: Annotated[Path, opt.argument("A row for each municipality.", "FILE.csv")],
    *,
    out: Annotated[Path, opt.out("Folder for the results.")],
    changes: opt.Changes = None,
    months: opt.Months = 120,
    replications: Annotated[int, opt.count("Runs of each municipality.", 1, MOST_PAIRS)] = 5,
    seed: opt.Seed = 1,
    as_json: opt.AsJson = False,
) -> None:
    """Run every municipality of a table, and sum them by county and nation.

    tillit nation nation.csv -o nation --set staff.posts=+10%

    It is a sweep: given again, it goes on, and "tillit sweep ..." asks its folder further questions. The
    table has the columns municipality, county, inhabitants, households, posts and perhaps demands, or their
    Swedish names.
    """
    values = opt.parsed_changes(changes or ())
    with stopping_cleanly(out):
        design, counties = nation_design(table, values, months=months, replications=replications, seed=seed)
        sum_up(run_shown(design, out, engine, spoken.gettext("Municipalities")), out)
    found = sums(Sweep(out), counties)
    for ending in ("csv", "parquet"):
        terminal.write_table(found, out / f"sums.{ending}")
    if as_json:
        terminal.print_json(found.to_dict("records"))
    else:
        _show(found, out / "sums.csv", spoken)
    for change, some in unchanged(design, values).items():
        about = {"change": change, "some": some, "all": len(design.towns)}
        told = spoken.gettext(
            "{change} rounds to nothing in {some} of {all} municipalities, which stay as they are; more per "
            "cent, or a number such as +1, changes all",
            **about,
        )
        say(told) if as_json else print_line(f"{told}.", style="yellow")


def _show(found: pd.DataFrame, path: Path, spoken: Words) -> None:
    """Print the sums of the last year, and what the change does to them."""
    gettext, last, million = spoken.gettext, int(found["year"].max()), millions(CURRENCY, spoken)
    final = found[found["year"] == last]
    wide = final.pivot_table("value", ["level", "name"], ["variant", "output"], sort=False)
    was = wide[AS_IT_IS]
    paid = gettext("paid, {million}", million=million)
    shown = pd.DataFrame({gettext("households"): was["households"], paid: was["payments"] / MILLION})
    print_line(gettext("Year {last}: sums over municipalities, medians over the runs.", last=last))
    if CHANGED in wide:
        more = wide[CHANGED] - was
        # The cost net of taxes may be near zero, so that a share of it would mean nothing.
        percent, amount = (100.0 * more / was).round(1), more / MILLION
        shown[gettext("± households, %")] = percent["households"]
        shown[gettext("± paid, %")] = percent["payments"]
        shown[gettext("± municipality, {million}", million=million)] = amount["municipal_cost"]
        shown[gettext("± public, {million}", million=million)] = amount["public_cost"]
        print_line(gettext("±: by the change; cost is net, to the municipalities and to all public parties."))
    rows = [
        (gettext("nation") if level == NATION else name, *(four_digits(it, spoken) for it in cells))
        for (level, name), *cells in shown.itertuples()
    ]
    terminal.print_table(rows, ["", *shown])
    print_line(gettext("Every year, with 90 % intervals: {path}", path=path))
