"""Studies: sweeps that a command designs by itself: a town's sensitivity, its map, and a nation."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import pandas as pd

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.claims.measuring import MILLION
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import say
from tillit.experiments.cli.run import parsed_changes
from tillit.experiments.cli.sweep import (
    DaskAddress,
    ProcessNumber,
    engine_of,
    stopping_cleanly,
    sum_up,
    with_bar,
)
from tillit.experiments.cli.terminal import (
    plain_answer,
    print_answer,
    print_json,
    print_line,
    print_table,
    stopping,
    write_answer,
    write_table,
)
from tillit.experiments.nation.nation import AS_IT_IS, CHANGED, nation_design
from tillit.experiments.nation.sums import NATION, sums
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.sensitivity.designs import OUTPUTS, Designs, assumptions
from tillit.experiments.sensitivity.sensitivity import ALONE, RANKED_BY, TOGETHER, Findings, Sensitivity
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import Threads
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.telling.numbers import millions, number, plain
from tillit.experiments.tipping.tipping_map import design_of_the_map, tipping_map, way_back
from tillit.experiments.worlds.plan import MOST_PAIRS
from tillit.experiments.worlds.world import Source
from tillit.model.indicators import INDICATORS

SIZES = {"morris": (8, 4), "sobol": (64, 32)}
RUNS = ((2, 6), (1, 3))
"""Usual and quick: size of the sample; runs of a point when all vary, and when one does."""
MOST_ROWS = 12
TABLES = ("municipal_cost", "public_cost")
"""Outputs that get a table on the terminal; the files have all."""


def sensitivity(
    town: opt.Town,
    *,
    method: Annotated[
        Literal["morris", "sobol"],
        opt.option("morris ranks assumptions; sobol splits the variance, and takes longer."),
    ] = "morris",
    quick: Annotated[bool, opt.flag("A first look, with half as many or fewer runs.", "--quick")] = False,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    out: opt.Resumed = None,
    as_json: opt.AsJson = False,
    lang: opt.Lang = None,
) -> None:
    """Rank the assumptions by what they do to a town's effect, and say which turns it around.

    The effect is what the town did to municipal cost, public cost and payments: as it acted less as it was,
    in pairs with the same luck. All assumptions are varied over their ranges, first together, which ranks
    them, then one at a time, which tells which of them alone changes the sign, and at which value. Takes
    some minutes; given again, it goes on.
    """
    source, spoken = Source.of(town), opt.spoken(lang)
    folder = out or RESULTS / f"sensitivity-{source.scenario().name}-{seed}"
    of = Designs(source, assumptions(), months, seed)
    question = Sensitivity(of, folder, method, SIZES[method][quick], *RUNS[quick], spoken)
    if not as_json:
        _say_how_many(question)

    def run(design: Design, place: Path, what: str) -> None:
        with_bar(partial(run_sweep, design, place, engine=Threads(jobs)), spoken.gettext(what).capitalize())

    stopped = "stopped; what was done is kept. Give the same command again to go on"
    with stopping(spoken.gettext(stopped)):
        findings = question.ask(run)
    parts: dict[str, dict[str, Any]] = {}
    for name, answers in (("ranking", findings.ranking), ("turning", findings.turning)):
        frames = [it.frame for it in answers.values()]
        write_table(pd.concat(frames, ignore_index=True), folder / f"{name}.csv")
        for output, answer in answers.items():
            write_answer(answer, folder / f"{name}-{output}.png")
            parts.setdefault(output, {})[name] = answer.frame.to_dict("records")
            parts[output]["note"] = answer.note  # that of the turning, which comes last
    if as_json:
        about = {"failed_points": findings.failed, "points": findings.points, "folder": str(folder)}
        print_json({"town": source.title, **about, "outputs": parts})
    else:
        _show(findings, question)


def _say_how_many(question: Sensitivity) -> None:
    gettext, designs, spoken = question.spoken.gettext, question.designs(), question.spoken
    each = [
        gettext(
            "{points} points of {what} ({runs} runs)",
            points=number(len(it.points), spoken),
            what=gettext(it.title.rpartition(": ")[2]),
            runs=number(it.runs, spoken),
        )
        for it in designs.values()
    ]
    points = ", ".join(each)
    if any((question.folder / name).exists() for name in designs):
        say(gettext("Goes on in {folder}: {points}.", folder=question.folder, points=points))
        return
    text = gettext(
        "{assumptions} assumptions: {points}. Ctrl-C keeps what is done.",
        assumptions=len(question.of.factors),
        points=points,
    )
    say(text)


def _show(findings: Findings, question: Sensitivity) -> None:
    gettext, spoken, months = question.spoken.gettext, question.spoken, question.of.months
    town, folder = question.of.town.scenario(), question.folder
    print_line(gettext("{town}: as it acted less as it was", town=gettext(town.title)), style="bold")
    for output in OUTPUTS:
        if output in TABLES:
            label, unit = spoken.label(INDICATORS[output].labels), millions(town.town.currency, spoken)
            title = gettext(
                "{label}, {million} over {months} months", label=label, million=unit, months=months
            )
            print_table(*_table(findings, output, question), title=title)
        print_line(f"{findings.turning[output].note}\n")
    if findings.failed:
        failed = gettext(
            "{failed} of {points} points have runs that failed; they are left out: tillit sweep failures "
            "{folder}, or {other}",
            failed=number(findings.failed, spoken),
            points=number(findings.points, spoken),
            folder=folder / TOGETHER,
            other=folder / ALONE,
        )
        print_line(failed, style="yellow")
    honest = gettext(
        "The order, and the change over the whole range, are from all assumptions varied together. 'At low' "
        "and 'at high' change one alone and leave the others at their defaults: both ends of its range were "
        "tried, and the effect turns where a straight line between them has none."
    )
    print_line(honest, style="dim")
    print_line(gettext("Files: {folder}", folder=folder))


def _table(
    findings: Findings, output: str, question: Sensitivity
) -> tuple[Sequence[Sequence[str]], Sequence[str]]:
    """Return rows and headings of the assumptions that matter most for an output; amounts in millions."""
    spoken, gettext, index = question.spoken, question.spoken.gettext, RANKED_BY[question.method]
    ranking, turning = findings.ranking[output].frame, findings.turning[output].frame
    rows = ranking[ranking["index"] == index].sort_values("value", ascending=False).head(MOST_ROWS)
    rows = rows.merge(turning, left_on="factor", right_on="assumption", suffixes=("", "_of_range"))
    per = MILLION if index == "mu_star" else 1.0

    def told(value: float) -> str:
        return "-" if pd.isna(value) else plain(float(f"{value:.4g}"), spoken)

    cells = [
        (
            question.named(row["factor"]),
            told(row["value"] / per),
            f"{told(row['low'] / per)}…{told(row['high'] / per)}",
            told(row["at_low"] / MILLION),
            told(row["at_high"] / MILLION),
            told(row["turns_at"]),
            spoken.pgettext("turning", row["verdict"]),
        )
        for row in rows.to_dict("records")
    ]
    size = gettext("change over its range") if index == "mu_star" else gettext("share of the variance")
    ends = (gettext("at low"), gettext("at high"), gettext("turns at"), gettext("sign"))
    return cells, (gettext("assumption"), size, "90 %", *ends)


def tipping(
    town: opt.Town,
    *,
    replications: Annotated[int, opt.count("Runs of each place.", 2, MOST_PAIRS)] = 10,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    out: opt.Resumed = None,
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
        sum_up(with_bar(partial(run_sweep, design, folder, engine=Threads(jobs))), folder)
        sweep = Sweep(folder)
        answers = {"map": tipping_map(sweep), "ways-back": way_back(sweep)}
        for name, answer in answers.items():
            write_answer(answer, folder / f"{name}.csv")
        write_answer(answers["map"], folder / "map.svg")
    if as_json:
        print_json({name: plain_answer(it) for name, it in answers.items()})
        return
    for answer in answers.values():
        print_answer(answer)
        print_line()
    print_line(f"The map: {folder / 'map.svg'}")


def nation(
    table: Annotated[Path, opt.argument("A row for each municipality.", "FILE.csv")],
    *,
    out: Annotated[Path, opt.out("Folder for the results.")],
    changes: opt.Changes = None,
    months: opt.Months = 120,
    replications: Annotated[int, opt.count("Runs of each municipality.", 1, MOST_PAIRS)] = 5,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    processes: ProcessNumber = None,
    dask: DaskAddress = None,
    as_json: opt.AsJson = False,
) -> None:
    """Run every municipality of a table, and sum them by county and nation.

    tillit nation nation.csv -o nation --set staff.posts=+10%

    It is a sweep: give the same command again to go on, and "tillit sweep ..." asks its folder further
    questions. sums.csv and sums.parquet in the folder have every year. The table has the columns
    municipality, county, inhabitants, households, posts and perhaps demands, or their Swedish names.
    """
    engine, values = engine_of(jobs, processes, dask), parsed_changes(changes or ())
    with stopping_cleanly(out):
        design, counties = nation_design(table, values, months=months, replications=replications, seed=seed)
        sum_up(with_bar(partial(run_sweep, design, out, engine=engine), "Municipalities"), out)
        found = sums(Sweep(out), counties)
        for ending in ("csv", "parquet"):
            write_table(found, out / f"sums.{ending}")
    if as_json:
        print_json(found.to_dict("records"))
        return
    last = int(found["year"].max())
    final = found[found["year"] == last]
    wide = final.pivot_table("value", ["level", "name"], ["variant", "output"], sort=False)
    was = wide[AS_IT_IS]
    shown = pd.DataFrame({"households": was["households"], "paid, M": was["payments"] / MILLION})
    print_line(f"Year {last}: sums over municipalities, medians over the runs.")
    if CHANGED in wide:
        more = wide[CHANGED] - was
        percent = (100.0 * more / was).round(1)
        # The cost net of taxes may be near zero, so that a share of it would mean nothing.
        shown["± households %"], shown["± paid %"] = percent["households"], percent["payments"]
        shown["± town M"], shown["± public M"] = (
            more["municipal_cost"] / MILLION,
            more["public_cost"] / MILLION,
        )
        print_line("±: by the change; cost is net, to the municipalities and to all public parties.")
    shown = shown.rename_axis(["level", ""]).reset_index("").sort_values("")
    print_table(pd.concat([shown.drop(index=NATION), shown.loc[[NATION]]]))
    print_line(f"Every year, with 90 % intervals: {out / 'sums.csv'}")
