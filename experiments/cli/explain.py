"""Explain: why two worlds differ, shared out among mechanisms or acts; and one household's years in both."""

import math
from dataclasses import replace
from typing import Annotated, Literal

import numpy as np
import pandas as pd
import typer

from tillit.experiments.answers.wording import scaled
from tillit.experiments.cli import STOPPED, terminal
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.terminal import print_line
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.explanation import Explanation, Question
from tillit.experiments.explanation import explain as shared
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import life as telling
from tillit.experiments.telling.names import world_names
from tillit.experiments.telling.numbers import YEAR, number, year_of
from tillit.experiments.worlds.plan import MOST_PAIRS, Plan
from tillit.experiments.worlds.world import worlds_of


def explain(
    a: opt.WorldA,
    b: Annotated[str | None, opt.argument("World B; if left out, A as it acted and as it was.", "B")] = None,
    changes: opt.Changes = None,
    by: Annotated[Literal["mechanisms", "events"], opt.option("What shares it.")] = "mechanisms",
    of: Annotated[str, opt.option("Indicator to explain, such as public_cost.", "INDICATOR")] = "payments",
    total: Annotated[bool, opt.option("Sum of all months, not the last twelve.", None, "--sum")] = False,
    pairs: Annotated[int, opt.count("Pairs, each of many worlds.", 1, MOST_PAIRS)] = 100,
    rates: opt.Rates = None,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Say why two worlds differ: how much of it is each mechanism's, or each act's.

    tillit explain hassleholm shares out what the town did among continuity, reach, stress and the other
    mechanisms, and --by events among its own acts; tillit explain A B the difference of two towns. The
    shares sum exactly to the mean difference that tillit run and tillit compare show of the same pairs.
    """
    gettext, question = spoken.gettext, Question(of, total, by, rates=tuple(rates or ()))
    worlds = opt.chosen(a, b, changes or ()) if b or changes else worlds_of(a)
    terminal.compile_first(spoken)
    quicker = gettext("stopped before the first pair was done; --pairs 1 is quicker")
    with terminal.stopping(quicker), terminal.bar(gettext("Pairs, with some of it switched off")) as tell:
        found = shared(
            *worlds, question, pairs=pairs, months=months, seed=seed, threads=threads, progress=tell
        )
    explanation = replace(found, words=spoken)
    if not as_json:
        one, other = explanation.worlds
        title = gettext("why “{one}” and “{other}” differ", one=one, other=other)
        print_line(f"{explanation.title}: {title}", style="bold")
        print_line(f"{spoken.label(question.indicator.labels)}, {explanation.shown}")
    terminal.print_answer(explanation.answer(), _shown(explanation), files or (), as_json=as_json)
    if explanation.pairs < pairs:
        raise typer.Exit(STOPPED)


def _shown(explanation: Explanation) -> pd.DataFrame:
    """Return what a terminal shows: the shares, from one world to the other, all with the same decimals."""
    spoken = explanation.words
    factor, _ = scaled(explanation.unit, spoken)
    largest = factor * explanation.frame["value"].abs().max()
    decimals = max(0, 3 - math.ceil(math.log10(largest))) if largest else 0
    rows = []
    for it in explanation.frame.to_dict("records"):
        difference = it["part"] not in {"a", "b"}
        value, low, high = (
            number(factor * it[name], spoken, decimals=decimals, signed=difference)
            for name in ("value", "low", "high")
        )
        percent = "" if pd.isna(it["percent"]) else f"{number(it['percent'], spoken)} %"
        rows.append((it["label"], value, percent, "" if it["low"] == it["high"] == 0.0 else f"{low}…{high}"))
    heads = ["", spoken.gettext("mean"), spoken.gettext("of it"), spoken.gettext("90 % of pairs")]
    return pd.DataFrame(rows, columns=heads)


def life(
    town: opt.Town,
    household: Annotated[int | None, opt.option("Its number; a middle one if left out.", min=1)] = None,
    changes: opt.Changes = None,
    events: opt.Events = None,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Tell one household's years twice: in the town as it was, and as it acted.

    tillit life gavle --seed 1. With --set or --event, the second world is the town with these.
    """
    gettext, console = spoken.gettext, terminal.terminal()
    worlds = opt.chosen(town, None, changes or (), events or ()) if changes or events else worlds_of(town)
    with terminal.compiling(spoken):
        comparison = run_pairs(*worlds, Plan(1, months, seed, 1, histories=1))
    a, b = comparison.lives[0, 0], comparison.lives[0, 1]
    first = np.unique(a["person"][a["month"] == 1]).tolist()
    scenario = comparison.b.world.scenario
    if not first:
        raise RefusedError(f"{scenario.title}: nobody is on assistance there, so there is no life to tell")
    if household is not None and household > len(first):
        raise RefusedError(f"--household {household}: there are {len(first)} on assistance at the start")
    person = telling.middle_household(a, b) if household is None else int(first[household - 1])
    lives, turn = telling.life_of(a, b, person), first.index(person) + 1
    which = {"town": gettext(scenario.title), "turn": turn, "number": len(first)}
    console.print(gettext("{town}: household {turn} of {number}", **which), style="bold")
    console.print(telling.told_beginning(lives[0], spoken))
    both = zip(*(telling.told_years(rows, comparison.months, spoken) for rows in lives), strict=True)
    rows = [(year_of(1 + YEAR * at, scenario.town.start), *told) for at, told in enumerate(both)]
    money = scenario.town.price_level, scenario.town.currency
    rows.append((gettext("in all"), *(telling.told_in_all(it, *money, spoken) for it in lives)))
    terminal.print_table(rows, (gettext("year"), *world_names(comparison, spoken)))
    honest = gettext(
        "One life proves nothing: it is one of many, in one of many towns. Others: --household, --seed."
    )
    console.print(honest)
