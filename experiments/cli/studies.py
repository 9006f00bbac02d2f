"""Studies: sweeps that a command designs by itself: a town's sensitivity, its map, and a nation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.claims.measuring import MILLION
from tillit.experiments.cli import options as opt
from tillit.experiments.cli import terminal
from tillit.experiments.cli.sweep import on_engine, run_shown, stopping_cleanly, sum_up
from tillit.experiments.cli.terminal import print_line
from tillit.experiments.nation import AS_IT_IS, CHANGED, nation_design, sums
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.sensitivity.ranking import OUTPUTS, assumptions
from tillit.experiments.sensitivity.sensitivity import RANKED_BY, Findings, Sensitivity
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.work import Engine, Threads
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import millions, plain
from tillit.experiments.tipping.tipping_map import design_of_the_map, tipping_map, way_back
from tillit.experiments.worlds.plan import MOST_PAIRS
from tillit.experiments.worlds.world import Source
from tillit.model.indicators import INDICATORS

SIZES = {"morris": (8, 4), "sobol": (64, 32)}
RUNS = ((2, 6), (1, 3))
"""Usual and quick: size of the sample; runs of a point when all vary, and when one does."""
MOST_ROWS = 12
TABLES = ("municipal_cost", "public_cost")  # outputs that get a table on the terminal; the files have all


def sensitivity(
    town: opt.Town,
    method: Annotated[Literal["morris", "sobol"], opt.option("sobol takes longer.")] = "morris",
    quick: Annotated[bool, opt.option("A first look, with fewer runs.", None, "--quick")] = False,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    out: opt.Resumed = None,
    as_json: opt.AsJson = False,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Rank the assumptions by what they do to a town's effect, and say which turns it around.

    The effect is what the town did to municipal cost, public cost and payments. All assumptions are varied
    over their ranges, first together, which ranks them (morris; sobol splits the variance), then one at a
    time, which tells which alone changes the sign, and where. Takes some minutes; given again, it goes on.
    """
    source = Source.of(town)
    folder = out or RESULTS / f"sensitivity-{source.scenario().name}-{seed}"
    sizes = (SIZES[method][quick], *RUNS[quick])
    question = Sensitivity(source, assumptions(), folder, method, *sizes, spoken, months, seed)

    def run(design: Design, place: Path, what: str) -> None:
        run_shown(design, place, Threads(jobs), spoken.gettext(what).capitalize(), spoken=spoken)

    stopped = "stopped; what was done is kept. Give the same command again to go on"
    with terminal.stopping(spoken.gettext(stopped)):
        found = question.ask(run)
    for name, answers in (("ranking", found.ranking), ("turning", found.turning)):
        whole = pd.concat([it.frame for it in answers.values()], ignore_index=True)
        terminal.write_table(whole, folder / f"{name}.csv")
        for output, answer in answers.items():
            terminal.write_answer(answer, folder / f"{name}-{output}.png")
    if as_json:
        outputs = {
            it: {"ranking": found.ranking[it].frame.to_dict("records")}
            | {"turning": turning.frame.to_dict("records"), "note": turning.note}
            for it, turning in found.turning.items()
        }
        terminal.print_json({"town": source.title, "folder": str(folder), "outputs": outputs})
    else:
        _show(found, question)


def _show(found: Findings, question: Sensitivity) -> None:
    """Print what turns each effect around, and for two the assumptions that matter most, in millions."""
    gettext, spoken, index = question.spoken.gettext, question.spoken, RANKED_BY[question.method]
    town = question.town.scenario()
    print_line(gettext("{town}: as it acted less as it was", town=gettext(town.title)), style="bold")
    of_size = gettext("change over its range") if index == "mu_star" else gettext("share of the variance")
    ends = (gettext("at low"), gettext("at high"), gettext("turns at"), gettext("sign"))
    about = {"million": millions(town.town.currency, spoken), "months": question.months}
    for output in OUTPUTS:
        if output in TABLES:
            label = spoken.label(INDICATORS[output].labels)
            title = gettext("{label}, {million} over {months} months", label=label, **about)
            heads = (gettext("assumption"), of_size, "90 %", *ends)
            terminal.print_table(_rows(found, output, question), heads, title=title)
        print_line(f"{found.turning[output].note}\n")
    honest = gettext(
        "The order, and the change over the whole range, are from all assumptions varied together. 'At low' "
        "and 'at high' change one alone and leave the others at their defaults: both ends of its range were "
        "tried, and the effect turns where a straight line between them has none."
    )
    print_line(honest, style="dim")
    print_line(gettext("Files: {folder}", folder=question.folder))


def _rows(found: Findings, output: str, question: Sensitivity) -> Iterator[tuple[str, ...]]:
    spoken, ranking, index = question.spoken, found.ranking[output].frame, RANKED_BY[question.method]
    rows = ranking[ranking["index"] == index].nlargest(MOST_ROWS, "value").set_index("factor")
    turning = found.turning[output].frame.set_index("assumption")
    rows = rows.join(turning[["at_low", "at_high", "turns_at", "verdict"]])
    amounts = ["at_low", "at_high", *(["value", "low", "high"] if index == "mu_star" else [])]
    rows[amounts] /= MILLION
    shown = rows[["value", "low", "high", "at_low", "at_high", "turns_at"]].map(
        lambda it: "-" if pd.isna(it) else plain(float(f"{it:.4g}"), spoken)
    )
    for (name, size, low, high, *ends), verdict in zip(shown.itertuples(), rows["verdict"], strict=True):
        yield question.named(name), size, f"{low}…{high}", *ends, spoken.pgettext("turning", verdict)


def tipping(
    town: opt.Town,
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
    """
    source = Source.of(town)
    folder = out or RESULTS / f"tipping-{source.scenario().name}-{seed}"
    with stopping_cleanly(folder):
        design = design_of_the_map(source, replications=replications, seed=seed)
        sum_up(run_shown(design, folder, Threads(jobs)), folder)
    answers = {"map": tipping_map(Sweep(folder)), "ways-back": way_back(Sweep(folder))}
    for name, answer in answers.items():
        terminal.write_answer(answer, folder / f"{name}.csv")
    terminal.write_answer(answers["map"], folder / "map.svg")
    if as_json:
        terminal.print_json({name: terminal.plain_answer(it) for name, it in answers.items()})
        return
    for answer in answers.values():
        terminal.print_answer(answer)
        print_line()
    print_line(f"The map: {folder / 'map.svg'}")


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
    with stopping_cleanly(out, spoken):
        design, counties = nation_design(table, values, months=months, replications=replications, seed=seed)
        sum_up(run_shown(design, out, engine, "Municipalities", spoken=spoken), out, spoken)
    found = sums(Sweep(out), counties)
    for ending in ("csv", "parquet"):
        terminal.write_table(found, out / f"sums.{ending}")
    if as_json:
        terminal.print_json(found.to_dict("records"))
        return
    last = int(found["year"].max())
    final = found[found["year"] == last]
    wide = final.pivot_table("value", ["level", "name"], ["variant", "output"], sort=False)
    was = wide[AS_IT_IS]
    shown = pd.DataFrame({"households": was["households"], "paid, M": was["payments"] / MILLION})
    print_line(f"Year {last}: sums over municipalities, medians over the runs.")
    if CHANGED in wide:
        more = wide[CHANGED] - was
        # The cost net of taxes may be near zero, so that a share of it would mean nothing.
        percent, amount = (100.0 * more / was).round(1), more / MILLION
        shown["± households %"], shown["± paid %"] = percent["households"], percent["payments"]
        shown["± town M"], shown["± public M"] = amount["municipal_cost"], amount["public_cost"]
        print_line("±: by the change; cost is net, to the municipalities and to all public parties.")
    terminal.print_table(shown.droplevel("level").rename_axis("").reset_index())
    print_line(f"Every year, with 90 % intervals: {out / 'sums.csv'}")
