"""Sweep, answers: commands that ask a sweep what came of it, a question each."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from matplotlib.figure import Figure
from rich.console import Console

from tillit.experiments.answers import Answer, distributions, tables
from tillit.experiments.answers import prim as of_prim
from tillit.experiments.answers import sensitivity as of_sensitivity
from tillit.experiments.answers.sweep import Sweep, UnfinishedWarning, usual_window
from tillit.experiments.answers.wording import numbers, scaled, shown_in
from tillit.experiments.cli import options as opt
from tillit.experiments.cli import say
from tillit.experiments.cli.help import reader
from tillit.experiments.cli.sweep import Folder, sweep
from tillit.experiments.cli.terminal import TABLES, print_answer
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.telling.numbers import four_digits

Output = Annotated[str | None, opt.option("Which of the sweep's outputs; the first if left out.")]
Over = Annotated[str | None, opt.option("sum, end (the last 12 months) or a month; the sum if it adds up.")]
Town = Annotated[str | None, opt.option("Town, if the sweep has several.")]
Chosen = Annotated[str | None, opt.option("Variant to ask about; the last if left out.")]
Less = Annotated[str | None, opt.option("Variant to subtract; the first if neither is given.")]

Shown = tuple[Answer, pd.DataFrame | None]  # an answer, and what a terminal shows instead of its whole table


def _ask(
    question: Callable[[Path], Shown],
    folder: Folder,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    with _asking(spoken.gettext("Asking")):
        answer, shown = question(folder)
    shown = shown_in(answer.frame, spoken) if shown is None else shown
    print_answer(answer, shown, files or (), as_json=as_json)


@contextmanager
def _asking(what: str) -> Iterator[None]:
    """Say once, when it is known that there is an answer, which runs are missing."""
    with warnings.catch_warnings(record=True) as raised, Console(stderr=True).status(what):
        warnings.simplefilter("always", UnfinishedWarning)
        yield
    for it in raised:
        if issubclass(it.category, UnfinishedWarning):
            say(reader().gettext("unfinished: {what}", what=it.message))
        else:
            warnings.warn_explicit(it.message, it.category, it.filename, it.lineno)


@sweep.command()
def export(
    folder: Folder,
    out: Annotated[Path, opt.out("New file: .csv, .parquet or .nc.", "FILE")],
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Write all runs into one file that says what it holds.

    CSV and Parquet have a row a run and month, with the columns of the design; NetCDF has an array an
    output, with rows of the design, replications and months for its sides.
    """
    with _asking(spoken.gettext("Writing")):
        tables.export(Sweep(folder, spoken=spoken), out)
    typer.echo(out)


@sweep.command()
def sql(
    folder: Folder,
    query: Annotated[str, opt.argument("One query that reads.", "QUERY")],
    files: Annotated[list[Path] | None, opt.out(".csv or .parquet.", "FILE", *TABLES)] = None,
    as_json: opt.AsJson = False,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Ask in SQL, over the views runs, design and failures.

    tillit sweep sql FOLDER "SELECT variant, month, avg(payments) FROM runs JOIN design
    USING (design_id) GROUP BY ALL ORDER BY ALL". A wrong query is answered with all columns.
    """

    def answered(folder: Path) -> Shown:
        frame = tables.sql(Sweep(folder, spoken=spoken), query)
        many = numbers(spoken, many=len(frame))
        note = spoken.ngettext("{many} row.", "{many} rows.", len(frame), **many)
        return Answer(frame, note, Figure), frame

    _ask(answered, folder, files, as_json, spoken)


@sweep.command()
@opt.within(_ask)
def bands(
    folder: Path,
    output: Annotated[str, opt.argument("An output of the sweep, such as payments.", "OUTPUT")],
    rates: opt.Rates = None,
) -> Shown:
    """Say between which figures an output lies, month by month.

    The table shows the last month of each year; the files have all.
    """
    sweep = Sweep(folder, rates or (), reader())
    answer = distributions.bands(sweep, output)
    frame = answer.frame
    last = frame[(frame["month"] % YEAR == 0) | (frame["month"] == frame["month"].max())].copy()
    last[[*distributions.QUANTILES]] *= scaled(sweep.unit(output, frame["town"][0]), sweep.spoken)[0]
    for name in ("variant", "town"):
        named = [sweep.called(it) for it in last.pop(name)]
        if len(set(named)) > 1:
            last.insert(0, name, named)
    return answer, shown_in(last.drop(columns="runs"), sweep.spoken)


@sweep.command()
@opt.within(_ask)
def compare(
    folder: Path,
    a: Annotated[str, opt.argument("A variant, or a town.", "A")],
    b: Annotated[str, opt.argument("Another one; B less A is shown.", "B")],
    output: Annotated[list[str] | None, opt.option("An output; all if left out; several times.")] = None,
    over: Over = None,
    rates: opt.Rates = None,
) -> Shown:
    """Say what one variant, or town, has beyond another: the same people, the same luck.

    The table shows means over all points together, and in what share of them the sign is the other one;
    the files have every point.
    """
    spoken, rows = reader(), []
    sweep, gettext = Sweep(folder, rates or (), spoken), spoken.gettext
    answer = distributions.compare(sweep, a, b, output, over=over)
    for it in answer.frame[answer.frame["scope"] == distributions.ALL].to_dict("records"):
        factor, unit = scaled(it["unit"], spoken)
        figures = [factor * it[name] for name in ("a", "b", "difference")]
        ends = (four_digits(factor * it[f"difference_{end}"], spoken, signed=True) for end in ("low", "high"))
        label = distributions.panel_of(sweep, it["output"], unit, it["over"])
        rows.append((label, *figures, "…".join(ends), it["percent"], 100.0 * it["flips"]))
    sides = gettext("means"), sweep.called(a), sweep.called(b), gettext("difference")
    return answer, pd.DataFrame(rows, columns=[*sides, "90 %", "%", gettext("other sign, %")])


@sweep.command()
@opt.within(_ask)
def convergence(
    folder: Path,
    output: Annotated[str | None, opt.argument("An output; the sweep's first if left out.", "OUTPUT")] = None,
    between: Annotated[tuple[str, str] | None, opt.option("Variants or towns: B less A.", "A B")] = None,
    over: Over = None,
    within: Annotated[float, opt.option("Half a 90 % interval that is good enough, in %.")] = 5.0,
    rates: opt.Rates = None,
) -> Shown:
    """Say whether there are runs enough, and how many would be."""
    sweep = Sweep(folder, rates or (), reader())
    answer = distributions.convergence(sweep, output, between=between, over=over, within=within)
    output = output or sweep.outputs[0]
    unit = sweep.unit(output, sweep.design.town_names[0], usual_window(output) if over is None else over)
    amounts = ["estimate", "half_width", "low", "high"]
    shown = answer.frame.copy()
    shown[amounts] *= scaled(unit, sweep.spoken)[0]
    return answer, shown_in(shown, sweep.spoken)


@sweep.command()
@opt.within(_ask)
def sensitivity(
    folder: Path,
    output: Output = None,
    over: Over = None,
    town: Town = None,
    variant: Chosen = None,
    less: Less = None,
    method: Annotated[str | None, opt.option("sobol, morris or regional; by the sample if left out.")] = None,
) -> Shown:
    """Say which factors an output depends on, or the effect of a variant, with 90 % intervals."""
    sweep = Sweep(folder, spoken=reader())
    asked = of_sensitivity.sampled(sweep, output, over=over, town=town, variant=variant, less=less)
    answer = of_sensitivity.sensitivity(asked, method)
    frame = answer.frame
    main = frame[frame["index"].isin(["total", "mu_star", "ks"])].set_index("factor")
    rank = main["value"].rank(ascending=False, method="first")
    ordered = frame.sort_values("factor", key=lambda it: it.map(rank), kind="stable")
    return answer, shown_in(ordered, sweep.spoken)


@sweep.command()
@opt.within(_ask)
def prim(
    folder: Path,
    output: Annotated[str | None, opt.option("Which output; public or municipal cost if left out.")] = None,
    over: Over = None,
    town: Town = None,
    variant: Chosen = None,
    less: Less = None,
    threshold: Annotated[float, opt.option("Points above it are of interest.")] = 0.0,
) -> Shown:
    """Say in which boxes of the factors it does not pay (PRIM): what was done costs more than it saves."""
    sweep = Sweep(folder, spoken=reader())
    output = output or of_prim.cost_of(sweep)
    asked = of_sensitivity.sampled(sweep, output, over=over, town=town, variant=variant, less=less)
    return of_prim.prim(asked, threshold), None
