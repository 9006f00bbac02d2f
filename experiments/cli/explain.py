"""Explain: why two worlds differ, shared out among mechanisms or acts."""

import math
from enum import StrEnum
from typing import Annotated

import pandas as pd
import typer

from tillit.experiments.answers.figures import number, scaled
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.files import checked_files
from tillit.experiments.cli.printing import print_answer, print_line
from tillit.experiments.cli.program import STOPPED
from tillit.experiments.cli.progress import bar, compiling, stopping
from tillit.experiments.cli.run import chosen
from tillit.experiments.comparison.outcomes import WINDOW
from tillit.experiments.explanation import Explanation, Question
from tillit.experiments.explanation.explain import Coalitions
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.names import MECHANISMS, mechanism
from tillit.experiments.worlds.plan import MOST_PAIRS
from tillit.experiments.worlds.world import worlds_of

DIGITS = 3
"""Of a figure in the table."""


class By(StrEnum):
    """Among what a difference is shared out."""

    MECHANISMS = "mechanisms"
    EVENTS = "events"


def explain(  # noqa: PLR0913 - one argument an option
    a: opt.WorldA,
    b: Annotated[
        str | None, opt.argument("World B; if left out, A as it acted is B, and A as it was is A.", "B")
    ] = None,
    *,
    changes: opt.Changes = None,
    by: Annotated[By, opt.option("Share out among mechanisms, or among what was done.")] = By.MECHANISMS,
    of: Annotated[
        str,
        opt.option("Figure to explain: payments, households, public_cost, client_trust, ...", "INDICATOR"),
    ] = "payments",
    total: Annotated[
        bool, opt.flag("Explain the sum over all months, not the last twelve.", "--sum")
    ] = False,
    pairs: Annotated[
        int | None, opt.count("Pairs of worlds; if left out, about a minute's, 10 to 100.", 1, MOST_PAIRS)
    ] = None,
    orders: Annotated[
        int | None,
        opt.option("Orders of each pair, an even number; all of up to 6 if left out, 4 of more.", "NUMBER"),
    ] = None,
    exact: Annotated[
        bool, opt.flag("Try every combination: more worlds a pair, and fewer pairs.", "--exact")
    ] = False,
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
    shares sum exactly to the mean difference of the pairs; of the same pairs tillit run and tillit compare
    show the median. With --lang the table is in that language; the note below it, and acts, are English.
    """
    spoken = words(opt.spoken(lang))
    question = Question(of, total, by.value, orders, exact, tuple(rates or ()))
    paths = checked_files(files)
    one, other = worlds_of(a) if b is None and not changes else chosen(a, b, changes or ())
    coalitions = Coalitions(one, other, question, pairs, months, seed, threads)
    with stopping("stopped before the first pair was done; --pairs 1 or --orders 2 is quicker"):
        with compiling(quiet=as_json):
            coalitions.find_inflow()
        with bar("Worlds with some of it switched off", quiet=as_json) as progress:
            explanation = coalitions.shared(progress)
    if not as_json:
        one_name, other_name = map(spoken.gettext, explanation.worlds)
        title = spoken.gettext("why “{one}” and “{other}” differ", one=one_name, other=other_name)
        print_line(f"{spoken.gettext(explanation.title)}: {title}", style="bold")
        over = (
            spoken.gettext("sum of {months} months", months=months)
            if total
            else spoken.gettext("last {months} months", months=min(WINDOW, months))
        )
        label = spoken.label(question.indicator.labels)
        print_line(f"{label}, {scaled(explanation.unit)[1]}, {over}")
    print_answer(explanation.answer(), paths, as_json=as_json, shown=_shown(explanation, spoken))
    if not explanation.complete:
        raise typer.Exit(STOPPED)


def _shown(explanation: Explanation, spoken: Words) -> pd.DataFrame:
    """Return what a terminal shows: the shares, from one world to the other."""
    factor, _ = scaled(explanation.unit)
    frame = explanation.frame
    difference = ~frame["part"].isin(["a", "b"])

    def said(name: str) -> list[str]:
        values = zip(factor * frame[name], difference, strict=True)
        return [number(value, signed=signed and value != 0.0, digits=DIGITS) for value, signed in values]

    spread = [
        "" if low == high == "0" else f"{low}…{high}"
        for low, high in zip(said("low"), said("high"), strict=True)
    ]
    return pd.DataFrame(
        {
            "": [
                mechanism(name, spoken) if name in MECHANISMS else spoken.gettext(label)
                for name, label in zip(frame["name"], frame["label"], strict=True)
            ],
            spoken.gettext("mean"): said("value"),
            spoken.gettext("of it"): [
                "" if math.isnan(it) else f"{round(it):d} %" for it in frame["percent"]
            ],
            spoken.gettext("90 % of pairs"): spread,
        }
    )
