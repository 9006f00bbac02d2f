"""Studies: sweeps that a command designs by itself: a town's sensitivity, and its map."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.claims.measuring import MILLION
from tillit.experiments.cli import options as opt
from tillit.experiments.cli import terminal
from tillit.experiments.cli.sweep import run_shown, stopping_cleanly, sum_up
from tillit.experiments.cli.terminal import print_line
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.sensitivity.ranking import OUTPUTS, assumptions
from tillit.experiments.sensitivity.sensitivity import RANKED_BY, Findings, Sensitivity
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.work import Threads
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import four_digits, millions, number, percent, plain
from tillit.experiments.tipping.tipping_map import STARTS, YEARS, design_of_the_map, tipping_map, way_back
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
        run_shown(design, place, Threads(jobs), spoken.gettext(what).capitalize())

    stopped = spoken.gettext("stopped; what was done is kept. Give the same command again to go on")
    with terminal.stopping(stopped):
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
    figures = rows[["value", "low", "high", "at_low", "at_high", "turns_at"]]
    shown = figures.map(lambda it: four_digits(it, spoken))
    for (name, size, low, high, *ends), verdict in zip(shown.itertuples(), rows["verdict"], strict=True):
        yield question.named(name), size, f"{low}…{high}", *ends, spoken.pgettext("turning", verdict)


def tipping(
    town: opt.Town,
    replications: Annotated[int, opt.count("Runs of each place.", 2, MOST_PAIRS)] = 10,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    out: opt.Resumed = None,
    as_json: opt.AsJson = False,
    spoken: opt.Lang = opt.SYSTEM,
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
        sum_up(run_shown(design, folder, Threads(jobs), spoken.gettext("Runs")), folder)
    sweep = Sweep(folder)
    answers = {"map": tipping_map(sweep, spoken), "ways-back": way_back(sweep, spoken)}
    for name, answer in answers.items():
        terminal.write_answer(answer, folder / f"{name}.csv")
    terminal.write_answer(answers["map"], folder / "map.svg")
    if as_json:
        terminal.print_json({name: terminal.plain_answer(it) for name, it in answers.items()})
        return
    for name, show in (("map", _show_map), ("ways-back", _show_ways_back)):
        show(answers[name].frame, spoken)
        print_line(f"{answers[name].note}\n")
    print_line(spoken.gettext("The map: {path}", path=folder / "map.svg"))


def _show_map(frame: pd.DataFrame, spoken: Words) -> None:
    """Print the map of each start: a line for the posts, a column for how often it reorganises."""
    gettext = spoken.gettext
    every = [
        gettext("never") if pd.isna(it) else gettext("every {interval} months", interval=int(it))
        for it in frame["interval"].unique()
    ]
    for start, title in STARTS.items():
        rows = []
        for posts in frame["posts"].unique().tolist():
            there = frame[frame["posts"] == posts]
            ends = zip(there[start], there["past_decides"], strict=True)
            cells = [number(end, spoken, decimals=2) + " *" * decides for end, decides in ends]
            caseload = number(there["caseload"].iloc[0], spoken, decimals=1)
            rows.append((plain(posts, spoken), caseload, *cells))
        heads = (gettext("posts"), gettext("households/post"), *every)
        terminal.print_table(rows, heads, title=gettext(title))
    what = gettext("households {years} years later, 1 as at the start", years=YEARS).capitalize()
    print_line(f"{what}.", gettext("*: its past decides."), style="dim")


def _show_ways_back(frame: pd.DataFrame, spoken: Words) -> None:
    gettext, rows = spoken.gettext, []
    for it in frame.to_dict("records"):
        amounts = [plain(it[name], spoken) for name in ("posts_more", "months", "post_years")]
        levels = [number(it[name], spoken, decimals=2) for name in ("end", "calm_end")]
        rows.append((*amounts, *levels, percent(it["came_back"], spoken)))
    heads = (gettext("posts more"), gettext("months"), gettext("post-years"))
    ends = (gettext("households at the end"), gettext("always calm"), gettext("came back"))
    terminal.print_table(rows, (*heads, *ends))
