"""Sensitivity: how much a town's effect depends on the assumptions."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd

from tillit.experiments.answers.figures import number
from tillit.experiments.claims.measuring import MILLION
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.files import write_answer
from tillit.experiments.cli.printing import print_json, print_line, print_table
from tillit.experiments.cli.progress import bar, stopping
from tillit.experiments.cli.sweep import duration, run_with_bar
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.sensitivity.designs import OUTPUTS, Designs, assumptions
from tillit.experiments.sensitivity.sensitivity import ALONE, RANKED_BY, TOGETHER, Findings, Sensitivity
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import Threads, processors
from tillit.experiments.sweep.forecast import forecast, tried
from tillit.experiments.worlds.csv_files import write_csv
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.world import Source

SIZES = {"morris": (8, 4), "sobol": (64, 32)}
"""Usual and quick size of the sample."""
REPLICATIONS, REPEATS = (2, 1), (6, 3)
"""Usual and quick numbers of runs of a point."""
IN_TABLE = 12
"""Assumptions that a table on the terminal shows."""
TABLES = ("municipal_cost", "public_cost")
"""Outputs that get a table on the terminal; the files have all."""


HONEST = (
    "The order, and the change over the whole range, are from all assumptions varied together. "
    "'at low' and 'at high' change one alone and leave the others at their defaults: both ends of its range "
    "were tried, and values between only where an end turned the effect around."
)


def sensitivity(
    town: opt.Town,
    *,
    method: Annotated[
        Literal["morris", "sobol"],
        opt.option("morris ranks with few runs; sobol shares the variance out, with many."),
    ] = "morris",
    trajectories: Annotated[
        int | None, opt.count("Trajectories of morris (8), or base points of sobol (64).", 2, 4_096)
    ] = None,
    replications: Annotated[
        int | None, opt.count("Runs of a point when all vary; 2 if left out.", 1, 1_000)
    ] = None,
    repeats: Annotated[
        int | None, opt.count("Runs of a point when one varies; 6 if left out.", 2, 1_000)
    ] = None,
    quick: Annotated[
        bool, opt.flag("A first look: 4 trajectories, 1 replication, 3 repeats.", "--quick")
    ] = False,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    out: Annotated[
        Path | None, opt.out("Folder; results/sensitivity-TOWN-SEED if left out. Given again, it goes on.")
    ] = None,
    as_json: opt.AsJson = False,
) -> None:
    """Rank the assumptions by what they do to a town's effect, and say which turns it around.

    The effect is what the town did to municipal cost, public cost and payments: as it acted less as it was,
    in pairs with the same luck. All assumptions are varied over their ranges, first together, which ranks
    them, then one at a time, which tells which of them alone changes the sign, and at which value. Takes
    some minutes; says how many before it begins.
    """
    source = Source.of(town)
    folder = out or RESULTS / f"sensitivity-{source.scenario().name}-{seed}"
    usual = (SIZES[method], REPLICATIONS, REPEATS)
    size, runs, runs_alone = (
        given or both[quick] for given, both in zip((trajectories, replications, repeats), usual, strict=True)
    )
    designs = Designs(source, assumptions(), months, seed)
    question = Sensitivity(designs, folder, method, size, runs, runs_alone)
    if not as_json:
        _say_how_long(question, question.designs(), jobs)

    def run(design: Design, place: Path, what: str) -> None:
        run_with_bar(design, place, Threads(jobs), quiet=as_json, what=what.capitalize(), summed=False)

    with stopping("stopped; what was done is kept. Give the same command again to go on"):
        findings = question.ask(run)
    _write(findings, folder)
    if as_json:
        print_json(_as_plain(findings, question))
    else:
        _show(findings, question)


def _say_how_long(question: Sensitivity, designs: dict[str, Design], jobs: int | None) -> None:
    begun = [name for name in designs if (question.folder / name).exists()]
    points = " and ".join(
        f"{len(design.points):,} points of {design.title.rpartition(': ')[2]} ({design.runs:,} runs)"
        for design in designs.values()
    )
    if begun:
        sys.stderr.write(f"Goes on in {question.folder}: {points}.\n")
        return
    with bar("Trying some runs", quiet=False) as tell:
        trial = tried(designs[TOGETHER], tell=tell)
    seconds = sum(forecast(design, trial, jobs)["seconds"] for design in designs.values())
    workers = jobs or processors()
    sys.stderr.write(
        f"{len(question.of.factors)} assumptions: {points}. About {duration(seconds)} on {workers} "
        "processors, and somewhat more where an assumption turns the effect around. "
        "Ctrl-C keeps what is done.\n"
    )


def _write(findings: Findings, folder: Path) -> None:
    for name, answers in (("ranking", findings.ranking), ("turning", findings.turning)):
        table = pd.concat([answer.frame for answer in answers.values()], ignore_index=True)
        write_durably(folder / f"{name}.csv", partial(write_csv, table))
        for output, answer in answers.items():
            write_answer(answer, folder / f"{name}-{output}.png")


def _show(findings: Findings, question: Sensitivity) -> None:
    town = question.of.town.scenario()
    print_line(f"{town.title}: as it acted less as it was", style="bold")
    for output in OUTPUTS:
        if output in TABLES:
            print_line(f"{output}, million {town.town.currency} over {question.of.months} months")
            print_table(_joined(findings, question, output).head(IN_TABLE))
        print_line(f"{findings.turning[output].note}\n")
    if findings.failed:
        print_line(
            f"{findings.failed:,} of {findings.points:,} points have runs that failed; they are left out: "
            f"tillit sweep failures {question.folder / TOGETHER}, or {question.folder / ALONE}",
            style="yellow",
        )
    print_line(HONEST, style="dim")
    print_line(f"Files: {question.folder}")


def _joined(findings: Findings, question: Sensitivity, output: str) -> pd.DataFrame:
    index = RANKED_BY[question.method]
    ranking = findings.ranking[output].frame
    main = ranking[ranking["index"] == index].sort_values("value", ascending=False)
    turning = findings.turning[output].frame.set_index("assumption").loc[main["factor"]].reset_index()
    per = MILLION if index == "mu_star" else 1.0
    ends = zip(main["low"] / per, main["high"] / per, strict=True)
    return pd.DataFrame(
        {
            "assumption": turning["assumption"],
            index: main["value"].to_numpy() / per,
            "90 %": [f"{number(low)}…{number(high)}" for low, high in ends],
            "at low": turning["at_low"] / MILLION,
            "at high": turning["at_high"] / MILLION,
            "turns at": turning["turns_at"],
            "sign": turning["verdict"],
        }
    )


def _as_plain(findings: Findings, question: Sensitivity) -> object:
    parts = {
        output: {
            "note": findings.turning[output].note,
            "ranking": findings.ranking[output].frame.to_dict("records"),
            "turning": findings.turning[output].frame.to_dict("records"),
        }
        for output in OUTPUTS
    }
    about = {"failed_points": findings.failed, "points": findings.points, "folder": str(question.folder)}
    return {"town": question.of.town.title, **about, "outputs": parts}
