"""Explain: why two worlds differ, shared out among mechanisms or acts."""

from dataclasses import replace
from typing import Annotated, Literal

import pandas as pd
import typer

from tillit.experiments.answers.figures import number, scaled
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.files import checked_files
from tillit.experiments.cli.printing import print_answer, print_line
from tillit.experiments.cli.program import STOPPED
from tillit.experiments.cli.progress import bar, compiling, stopping
from tillit.experiments.cli.run import chosen
from tillit.experiments.explanation import Explanation, Question
from tillit.experiments.explanation.explain import Coalitions
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.worlds.plan import MOST_PAIRS
from tillit.experiments.worlds.world import worlds_of

DIGITS = 3
"""Of a figure in the table."""


def explain(
    a: opt.WorldA,
    b: Annotated[
        str | None, opt.argument("World B; if left out, A as it acted is B, and A as it was is A.", "B")
    ] = None,
    changes: opt.Changes = None,
    by: Annotated[
        Literal["mechanisms", "events"], opt.option("Share out among mechanisms, or among what was done.")
    ] = "mechanisms",
    of: Annotated[
        str, opt.option("Figure to explain: payments, households, public_cost, client_trust, …", "INDICATOR")
    ] = "payments",
    total: Annotated[bool, opt.flag("The sum over all months, not the last twelve.", "--sum")] = False,
    pairs: Annotated[int | None, opt.count("Pairs; usually a minute's, 10 to 100.", 1, MOST_PAIRS)] = None,
    orders: Annotated[int | None, opt.option("Orders of a pair, an even number; usually 4 or all.")] = None,
    exact: Annotated[bool, opt.flag("Every combination: more worlds, fewer pairs.", "--exact")] = False,
    rates: opt.Rates = None,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
    lang: opt.Lang = None,
) -> None:
    """Say why two worlds differ: how much of it is each mechanism's, or each act's.

    tillit explain hassleholm explains what the town did by what continuity, reach, stress and the others
    did to it. tillit explain hassleholm --by events shares it out among the town's own acts. tillit explain
    A B explains the difference of two towns, and tillit explain A --set staff.posts=+3 that of a change. The
    shares sum exactly to the mean difference of the pairs, which tillit run and tillit compare show of the
    same pairs.
    """
    spoken = opt.spoken(lang)
    question = Question(of, total, by, orders, exact, tuple(rates or ()))
    paths = checked_files(files)
    one, other = worlds_of(a) if b is None and not changes else chosen(a, b, changes or ())
    coalitions = Coalitions(one, other, question, pairs, months, seed, threads)
    with stopping("stopped before the first pair was done; --pairs 1 or --orders 2 is quicker"):
        with compiling(quiet=as_json):
            coalitions.worlds.find_inflows()
        with bar("Worlds with some of it switched off", quiet=as_json) as progress:
            explanation = replace(coalitions.shared(progress), language=spoken.language)
    if not as_json:
        one_name, other_name = explanation.worlds
        title = spoken.gettext("why “{one}” and “{other}” differ", one=one_name, other=other_name)
        print_line(f"{explanation.title}: {title}", style="bold")
        print_line(f"{spoken.label(question.indicator.labels)}, {explanation.shown}")
    print_answer(explanation.answer(), paths, as_json=as_json, shown=_shown(explanation, spoken))
    if not explanation.complete:
        raise typer.Exit(STOPPED)


def _shown(explanation: Explanation, spoken: Words) -> pd.DataFrame:
    """Return what a terminal shows: the shares, from one world to the other."""
    factor, _ = scaled(explanation.unit)
    rows = []
    for it in explanation.frame.to_dict("records"):
        difference = it["part"] not in {"a", "b"}
        value, low, high = (
            number(factor * it[name], signed=difference and it[name] != 0.0, digits=DIGITS)
            for name in ("value", "low", "high")
        )
        percent = "" if pd.isna(it["percent"]) else f"{round(it['percent']):d} %"
        rows.append((it["label"], value, percent, "" if low == high == "0" else f"{low}…{high}"))
    heads = ["", spoken.gettext("mean"), spoken.gettext("of it"), spoken.gettext("90 % of pairs")]
    return pd.DataFrame(rows, columns=heads)
