"""Robustness: what `tillit sensitivity` does, and how it shows what came out."""

import json
import math
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from tillit.experiments.answers.answer import Answer
from tillit.experiments.cli.answers import DOTS, plain
from tillit.experiments.cli.figures import HUNDRED, MILLION
from tillit.experiments.cli.plain_errors import STOPPED, say
from tillit.experiments.cli.screen import without_nan
from tillit.experiments.cli.sweep_launch import bar, compile_first
from tillit.experiments.cli.sweep_plan import duration, trial_bar
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.csv_files import write_csv
from tillit.experiments.durable import write_durably
from tillit.experiments.folder import RESULTS
from tillit.experiments.sensitivity.inquiry import ALONE, TOGETHER, Findings, Inquiry
from tillit.experiments.sensitivity.ranking import RANKED_BY
from tillit.experiments.sensitivity.trials import OUTPUTS, SAMPLERS, Trials, assumptions
from tillit.experiments.sources import Source
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import Threads, processors
from tillit.experiments.sweep.launching import run_sweep
from tillit.experiments.sweep.planning import forecast
from tillit.experiments.sweep.trial import tried

SIZES = {"morris": (8, 4), "sobol": (64, 32)}
"""Usual and quick size of the sample."""
REPLICATIONS, REPEATS = (2, 1), (6, 3)
"""Usual and quick numbers of runs of a point."""
IN_TABLE = 12
"""Assumptions that a table on the terminal shows."""
TABLES = ("municipal_cost", "public_cost")
"""Outputs that get a table on the terminal; the files have all."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for; None for what was left out."""

    town: str
    method: str
    size: int | None
    replications: int | None
    repeats: int | None
    quick: bool
    months: int
    seed: int
    jobs: int | None
    out: Path | None

    def inquiry(self) -> Inquiry:
        """Return the inquiry."""
        source = Source.of(self.town)
        trials = Trials(source, assumptions(), self.months, self.seed)
        folder = self.out or RESULTS / f"sensitivity-{source.scenario().name}-{self.seed}"
        usual = [SIZES[self.method], REPLICATIONS, REPEATS]
        size, replications, repeats = (
            given or both[self.quick]
            for given, both in zip((self.size, self.replications, self.repeats), usual, strict=True)
        )
        return Inquiry(trials, folder, self.method, size, replications, repeats)


def ask(wanted: Wanted, *, as_json: bool) -> None:
    """Run what is missing, write the files, and show what came out."""
    inquiry = wanted.inquiry()
    designs = inquiry.designs()
    compile_first(quiet=as_json)
    if not as_json:
        say_how_long(inquiry, designs, wanted.jobs)

    def run(design: Design, folder: Path, what: str) -> None:
        with bar(what.capitalize(), quiet=as_json) as report:
            folder.parent.mkdir(parents=True, exist_ok=True)
            run_sweep(design, folder, engine=Threads(wanted.jobs), progress=report)

    try:
        findings = inquiry.ask(run)
    except KeyboardInterrupt:
        say("stopped; what was done is kept. Give the same command again to go on")
        raise typer.Exit(STOPPED) from None
    write(findings, inquiry.folder)
    if as_json:
        typer.echo(json.dumps(as_plain(findings, inquiry), ensure_ascii=False, indent=2, default=plain))
    else:
        show(findings, inquiry)


def say_how_long(inquiry: Inquiry, designs: dict[str, Design], jobs: int | None) -> None:
    """Say how many runs there will be and how long they take, if they are all still to do."""
    begun = [name for name in designs if (inquiry.folder / name).exists()]
    points = " and ".join(
        f"{len(design.points):,} points of {design.title.rpartition(': ')[2]} ({design.runs:,} runs)"
        for design in designs.values()
    )
    if begun:
        sys.stderr.write(f"Goes on in {inquiry.folder}: {points}.\n")
        return
    with trial_bar(quiet=False) as tell:
        trial = tried(designs[TOGETHER], tell=tell)
    seconds = sum(forecast(design, trial, jobs).seconds for design in designs.values())
    workers = jobs or processors()
    sys.stderr.write(
        f"{len(inquiry.trials.factors)} assumptions: {points}. About {duration(seconds)} on {workers} "
        "processors, and somewhat more where an assumption turns the effect around. "
        "Ctrl-C keeps what is done.\n"
    )


def write(findings: Findings, folder: Path) -> None:
    """Write tables and figures into the folder of the sweeps; they can always be made again."""
    for name, answers in (("ranking", findings.ranking), ("turning", findings.turning)):
        table = pd.concat([answer.frame for answer in answers.values()], ignore_index=True)
        write_durably(folder / f"{name}.csv", partial(write_csv, table))
        for output, answer in answers.items():
            write_durably(folder / f"{name}-{output}.png", partial(picture, answer))


def picture(answer: Answer, path: Path) -> None:
    """Write the figure of an answer."""
    answer.plot().savefig(path, dpi=DOTS, format="png")


def show(findings: Findings, inquiry: Inquiry) -> None:
    """Print the tables, and what they say."""
    console = terminal()
    console.print(f"{inquiry.trials.town.scenario().title}: as it acted less as it was", style="bold")
    currency = inquiry.trials.town.scenario().town.currency
    for output in OUTPUTS:
        if output in TABLES:
            console.print(f"{output}, million {currency} over {inquiry.trials.months} months")
            print_table(console, tight(joined(findings, inquiry, output).head(IN_TABLE)))
        console.print(findings.turning[output].note, soft_wrap=True)
        console.print()
    if findings.failed:
        message = (
            f"{findings.failed:,} of {findings.points:,} points have runs that failed; they are left out: "
        )
        message += f"tillit sweep failures {inquiry.folder / TOGETHER}, or {inquiry.folder / ALONE}"
        console.print(message, style="yellow", soft_wrap=True)
    console.print(HONEST, style="dim", soft_wrap=True)
    console.print(f"Files: {inquiry.folder}", soft_wrap=True)


HONEST = (
    "The order, and the change over the whole range, are from all assumptions varied together. "
    "'at low' and 'at high' change one alone and leave the others at their defaults: both ends of its range "
    "were tried, and values between only where an end turned the effect around."
)


def joined(findings: Findings, inquiry: Inquiry, output: str) -> pd.DataFrame:
    """Return what a terminal shows of one output: an assumption a row, those that matter most first."""
    index = RANKED_BY[SAMPLERS[inquiry.method]]
    ranking = findings.ranking[output].frame
    main = ranking[ranking["index"] == index].sort_values("value", ascending=False)
    turning = findings.turning[output].frame.set_index("assumption").loc[main["factor"]].reset_index()
    per = MILLION if index == "mu_star" else 1.0
    sizes, lows, highs = ((main[name] / per).tolist() for name in ("value", "low", "high"))
    return pd.DataFrame(
        {
            "assumption": turning["assumption"],
            index: [short(value) for value in sizes],
            "90 %": [f"{short(low)}…{short(high)}" for low, high in zip(lows, highs, strict=True)],
            "at low": [short(value / MILLION) for value in turning["at_low"]],
            "at high": [short(value / MILLION) for value in turning["at_high"]],
            "turns at": [short(value) for value in turning["turns_at"]],
            "sign": turning["verdict"],
        }
    )


def short(value: float) -> str:
    """Return a figure in few letters; a dash for none."""
    if math.isnan(value):
        return "-"
    return f"{value:,.0f}" if abs(value) >= HUNDRED else f"{value:.2g}"


def tight(frame: pd.DataFrame) -> Table:
    """Return a table that fits on a narrow terminal."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for name in frame.columns:
        table.add_column(name, justify="left" if name in {"assumption", "sign"} else "right", no_wrap=True)
    for row in frame.itertuples(index=False):
        table.add_row(*(str(value) for value in row))
    return table


def as_plain(findings: Findings, inquiry: Inquiry) -> object:
    """Return everything in plain values."""
    parts = {
        output: {
            "note": findings.turning[output].note,
            "ranking": findings.ranking[output].frame.to_dict("records"),
            "turning": findings.turning[output].frame.to_dict("records"),
        }
        for output in OUTPUTS
    }
    about = {"failed_points": findings.failed, "points": findings.points, "folder": str(inquiry.folder)}
    return without_nan({"town": inquiry.trials.town.title, **about, "outputs": parts})
