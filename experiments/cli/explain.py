"""Explain: why two worlds differ, shared out among mechanisms or acts."""

import math
from collections.abc import Hashable, Mapping
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.figures import figure, interval, unit_in_words
from tillit.experiments.cli.files import checked_files
from tillit.experiments.cli.printing import numbers, print_answer, table
from tillit.experiments.cli.program import STOPPED
from tillit.experiments.cli.progress import bar, compiling, stopping
from tillit.experiments.cli.run import chosen
from tillit.experiments.explanation import Explanation, Question
from tillit.experiments.explanation.explain import prepared, shared
from tillit.experiments.worlds.plan import MOST_PAIRS
from tillit.experiments.worlds.world import worlds_of


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
        bool, opt.flag("--sum", "Explain the sum over all months, not the last twelve.")
    ] = False,
    pairs: Annotated[
        int | None, opt.count("Pairs of worlds; if left out, about a minute's, 10 to 100.", 1, MOST_PAIRS)
    ] = None,
    orders: Annotated[
        int | None,
        opt.option("Orders of each pair, an even number; all of up to 6 if left out, 4 of more.", "NUMBER"),
    ] = None,
    exact: Annotated[
        bool, opt.flag("--exact", "Try every combination: more worlds a pair, and fewer pairs.")
    ] = False,
    rates: opt.Rates = None,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say why two worlds differ: how much of it is each mechanism's, or each act's.

    tillit explain hassleholm explains what the town did by what continuity, reach, stress and the others
    did to it. tillit explain hassleholm --by events shares it out among the town's own acts. tillit explain
    A B explains the difference of two towns, and tillit explain A --set staff.posts=+3 that of a change. The
    shares sum exactly to the mean difference of the pairs; of the same pairs tillit run and tillit compare
    show the median.
    """
    question = Question(of, total, by.value, orders, exact, tuple(rates or ()))
    paths = checked_files(files)
    one, other = worlds_of(a) if b is None and not changes else chosen(a, b, changes or [])
    coalitions = prepared(one, other, question, pairs, months, seed, threads)
    with stopping("stopped before the first pair was done; --pairs 1 or --orders 2 is quicker"):
        with compiling(quiet=as_json):
            coalitions.find_inflow()
        with bar("Worlds with some of it switched off", quiet=as_json) as progress:
            explanation = shared(coalitions, question, progress)
    print_answer(explanation.answer(), paths, as_json=as_json, shown=_table(explanation))
    if not explanation.complete:
        raise typer.Exit(STOPPED)


def _table(explanation: Explanation) -> Table:
    """Return the shares, from one world to the other."""
    subject = explanation.subject
    title = f"{subject.title}: why “{subject.worlds[0]}” and “{subject.worlds[1]}” differ"
    about = f"{subject.label}, {unit_in_words(subject.unit)}, {subject.over}"
    made = table(
        "",
        *numbers("mean", "of it", "90 % of pairs"),
        title=f"{title}\n{about}",
        title_style="bold",
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for row in explanation.frame.to_dict("records"):
        end = row["part"] in {"a", "b", "difference"}
        made.add_row(*_cells(row, subject.unit), style="bold" if end else None)
    return made


def _cells(row: Mapping[Hashable, object], unit: str) -> tuple[str, str, str, str]:
    """Return one line of the table."""
    value, percent, low, high = (float(str(row[name])) for name in ("value", "percent", "low", "high"))
    end = row["part"] in {"a", "b"}
    share = "" if math.isnan(percent) else f"{round(percent):d} %"
    spread = f"{figure(low, unit)}…{figure(high, unit)}" if end else interval(low, high, unit)
    return str(row["label"]), figure(value, unit, signed=not end), share, "" if low == high == 0.0 else spread
