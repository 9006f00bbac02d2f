"""Sweep, answers: commands that ask a sweep what came of it, a question each."""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer
from matplotlib.figure import Figure
from rich.console import Console

from tillit.experiments.answers import Answer, Quantity, Sweep, UnfinishedWarning
from tillit.experiments.answers.bands import GROUPS, QUANTILES
from tillit.experiments.answers.bands import bands as ask_bands
from tillit.experiments.answers.convergence import convergence as ask_convergence
from tillit.experiments.answers.export import export as write_export
from tillit.experiments.answers.figures import number, scaled
from tillit.experiments.answers.pairs import ALL
from tillit.experiments.answers.pairs import compare as ask_pairs
from tillit.experiments.answers.prim import COSTS
from tillit.experiments.answers.prim import prim as ask_prim
from tillit.experiments.answers.sensitivity import sensitivity as ask_sensitivity
from tillit.experiments.answers.sql import sql as ask_sql
from tillit.experiments.answers.sweep import one_of
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.files import FIGURES, checked_files
from tillit.experiments.cli.printing import print_answer
from tillit.experiments.cli.progress import bar
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.refused import RefusedError
from tillit.experiments.tipping.grid_map import tipping as ask_tipping
from tillit.model.indicators import INDICATORS

WINDOWS = {"end": "at the end", "sum": "sum"}
LEADERS = 3
"""Factors of each year that a terminal shows."""
INDICES = ("total", "mu_star", "ks")
"""Kinds of index by which a table is ordered."""

Folder = Annotated[Path, opt.argument("Folder of a sweep that is done.", "FOLDER")]
Output = Annotated[
    str | None, opt.option("Which of the sweep's outputs; the first if left out.", "NAME", "--output")
]
Over = Annotated[
    str | None,
    opt.option("sum, end (the last twelve months), or a month; the sum of what adds up.", "WINDOW", "--over"),
]
Town = Annotated[str | None, opt.option("Town, if the sweep has several.", "NAME")]
Chosen = Annotated[str | None, opt.option("Variant to ask about; the last if left out.", "NAME", "--variant")]
Less = Annotated[
    str | None, opt.option("Variant to subtract; the first if neither is given.", "NAME", "--less")
]


def export(
    folder: Folder,
    *,
    out: Annotated[Path, opt.out("New file: .csv, .parquet, .nc or .zarr.", "FILE")],
    kind: Annotated[
        Literal["csv", "parquet", "netcdf", "zarr"] | None,
        opt.option("Format, if the file's name does not say it.", None, "--format"),
    ] = None,
) -> None:
    """Write all runs into one file that says what it holds.

    CSV and Parquet have a row a run and month, with the columns of the design; NetCDF and zarr have
    an array an output, with rows of the design, replications and months for its sides.
    """
    with _saying_what_lacks(), bar("Writing", quiet=False) as tell:
        write_export(Sweep(folder), out, kind, tell)
    typer.echo(out)


def sql(
    folder: Folder,
    query: Annotated[str, opt.argument("One query that reads.", "QUERY")],
    *,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Ask in SQL, over the views runs, design and failures.

    tillit sweep sql FOLDER "SELECT variant, month, avg(payments) FROM runs JOIN design
    USING (design_id) GROUP BY ALL ORDER BY ALL". A wrong query is answered with all columns.
    """
    paths = checked_files(files)
    if any(path.suffix.lower() in FIGURES for path in paths):
        raise RefusedError("a query gives a table, and no figure: name a file that ends in .csv or .parquet")
    with _working("Asking"):
        frame = ask_sql(Sweep(folder), query)
    rows = "row" if len(frame) == 1 else "rows"
    print_answer(Answer(frame, f"{len(frame):,} {rows}.", Figure), paths, as_json=as_json)


def bands(
    folder: Folder,
    output: Annotated[str, opt.argument("An output of the sweep, such as payments.")],
    *,
    by: Annotated[
        list[str] | None,
        opt.several("What makes the groups: town, variant, point or a factor.", "--by", "COLUMN"),
    ] = None,
    quantile: Annotated[
        list[float] | None, opt.several("A quantile between 0 and 1.", "--quantile", "SHARE")
    ] = None,
    rates: opt.Rates = None,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say between which figures an output lies, month by month.

    The table shows the last month of each year; the files have all.
    """
    paths, sweep = checked_files(files), Sweep(folder, rates or ())
    groups = by or GROUPS
    with _working("Reading"):
        answer = ask_bands(sweep, output, quantile or QUANTILES, groups)
    month = answer.frame["month"]
    yearly = answer.frame[(month % YEAR == 0) | (month == month.max())]
    # What is the same for all tells no rows apart.
    alike = [name for name in groups if len(answer.frame[name].unique()) == 1]
    shown = yearly.drop(columns=[*alike, "runs"])
    print_answer(answer, paths, as_json=as_json, shown=shown)


def compare(  # noqa: PLR0913 - one argument an option
    folder: Folder,
    a: Annotated[str, opt.argument("A variant, or a town.", "A")],
    b: Annotated[str, opt.argument("Another one; B less A is shown.", "B")],
    *,
    output: Annotated[
        list[str] | None, opt.several("An output; all if left out.", "--output", "NAME")
    ] = None,
    over: Over = None,
    rates: opt.Rates = None,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say what one variant, or town, has beyond another: the same people, the same luck.

    The table shows all points together, and in what share of them the sign is the other one; the
    files have every point.
    """
    paths, sweep = checked_files(files), Sweep(folder, rates or ())
    with _working("Pairing"):
        answer = ask_pairs(sweep, a, b, output, over=over)
    print_answer(answer, paths, as_json=as_json, shown=_by_output(answer.frame, (a, b)))


def convergence(  # noqa: PLR0913 - one argument an option
    folder: Folder,
    output: Annotated[str | None, opt.argument("An output; the sweep's first if left out.", "OUTPUT")] = None,
    *,
    between: Annotated[
        tuple[str, str] | None, opt.option("Two variants or towns: how sure is B less A?", "A B")
    ] = None,
    over: Over = None,
    along: Annotated[
        Literal["replications", "points"], opt.option("Of what there may be enough.")
    ] = "replications",
    statistic: Annotated[Literal["median", "mean"], opt.option("Which figure shall be sure.")] = "median",
    within: Annotated[
        float, opt.option("Half width of the 90 % interval that is good enough, % of the figure.")
    ] = 5.0,
    rates: opt.Rates = None,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say whether there are runs enough, and how many would be."""
    paths, sweep = checked_files(files), Sweep(folder, rates or ())
    a, b = between or (None, None)
    with _working("Drawing again"):
        answer = ask_convergence(
            sweep, output, a=a, b=b, over=over, along=along, statistic=statistic, within=within
        )
    print_answer(answer, paths, as_json=as_json)


def sensitivity(  # noqa: PLR0913 - one argument an option
    folder: Folder,
    *,
    output: Output = None,
    over: Over = None,
    town: Town = None,
    variant: Chosen = None,
    less: Less = None,
    method: Annotated[
        str | None, opt.option("sobol, morris or regional; what fits the sample if left out.", "METHOD")
    ] = None,
    threshold: Annotated[
        float | None, opt.option("What parts much from little, for regional.", "NUMBER")
    ] = None,
    monthly: Annotated[
        bool, opt.flag("When which factor matters: a heat map over the months.", "--monthly")
    ] = False,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say which factors an output depends on, or the effect of a variant, with 90 % intervals."""
    paths, sweep = checked_files(files), Sweep(folder)
    quantity = Quantity.of(sweep, output, over=over, town=town, variant=variant, less=less)
    answer = ask_sensitivity(sweep, quantity, method=method, threshold=threshold, monthly=monthly)
    print_answer(answer, paths, as_json=as_json, shown=_by_factor(answer, monthly=monthly))


def prim(  # noqa: PLR0913 - one argument an option
    folder: Folder,
    *,
    output: Annotated[
        str | None, opt.option("Which output; public or municipal cost if left out.", "NAME", "--output")
    ] = None,
    over: Over = None,
    town: Town = None,
    variant: Chosen = None,
    less: Less = None,
    threshold: Annotated[float, opt.option("Points above it are of interest.", "NUMBER")] = 0.0,
    density: Annotated[
        float, opt.option("Share of a box's points that should be of interest.", min=0.0, max=1.0)
    ] = 0.8,
    boxes: Annotated[int, opt.count("Boxes at most.", 1, 10)] = 2,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say in which boxes of the factors it does not pay (PRIM): what was done costs more than it saves."""
    paths, sweep = checked_files(files), Sweep(folder)
    wanted = output or next((name for name in COSTS if name in sweep.outputs), None)
    # Without a cost among the outputs, the question itself says what to name.
    quantity = (
        Quantity.of(sweep, wanted, over=over, town=town, variant=variant, less=less) if wanted else None
    )
    answer = ask_prim(sweep, quantity, threshold=threshold, density=density, boxes=boxes)
    print_answer(answer, paths, as_json=as_json)


def tipping(  # noqa: PLR0913 - one argument an option
    folder: Folder,
    *,
    x: Annotated[str | None, opt.option("Factor across; the first if left out.", "FACTOR")] = None,
    y: Annotated[str | None, opt.option("Factor upwards; the next if left out.", "FACTOR")] = None,
    output: Output = None,
    over: Annotated[str, opt.option("'end', 'sum' or the number of a month.", "WINDOW")] = "end",
    town: Town = None,
    start: Annotated[
        list[str] | None,
        opt.several(
            "How the town began, two variants; the first and the last if left out.", "--start", "NAME"
        ),
    ] = None,
    threshold: Annotated[
        float | None, opt.option("What parts the regimes; found if left out.", "NUMBER")
    ] = None,
    files: opt.Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Draw a map over two factors of a grid, and say where a town falls into its other regime."""
    paths, sweep = checked_files(files), Sweep(folder)
    names = [it.name for it in sweep.design.variants]
    variant = one_of("variant", (start or names)[-1], names)
    quantity = Quantity.of(sweep, output, over=over, town=town, variant=variant)
    answer = ask_tipping(sweep, x, y, quantity=quantity, threshold=threshold, starts=start)
    print_answer(answer, paths, as_json=as_json)


@contextmanager
def _working(what: str) -> Iterator[None]:
    """Show on a terminal that something is going on, and say what the sweep lacks."""
    with _saying_what_lacks(), Console(stderr=True).status(what):
        yield


@contextmanager
def _saying_what_lacks() -> Iterator[None]:
    """Say once, when it is known that there is an answer, which runs are missing."""
    with warnings.catch_warnings(record=True) as raised:
        warnings.simplefilter("always", UnfinishedWarning)
        yield
    for it in raised:
        if issubclass(it.category, UnfinishedWarning):
            sys.stderr.write(f"tillit: unfinished: {it.message}\n")
        else:
            warnings.warn_explicit(it.message, it.category, it.filename, it.lineno)


def _by_factor(answer: Answer, *, monthly: bool) -> pd.DataFrame:
    """Return what a terminal shows: the largest index first, and of each year its last month only."""
    frame = answer.frame
    if frame.empty:
        return frame
    if monthly:
        every = frame[(frame["month"] % 12 == 0) | (frame["month"] == frame["month"].max())]
        ordered = every.sort_values(["month", "value"], ascending=[True, False])
        leaders: pd.DataFrame = ordered[ordered.groupby("month").cumcount() < LEADERS]
        return leaders.drop(columns=["index"])
    main = next(name for name in INDICES if (frame["index"] == name).any())
    order = frame[frame["index"] == main].sort_values("value", ascending=False)["factor"].tolist()
    rank = frame["factor"].map({name: turn for turn, name in enumerate(order)})
    shown = frame.assign(rank=rank).sort_values("rank", kind="stable").drop(columns="rank")
    return shown.drop(columns="other") if (frame["other"] == "").all() else shown


def _by_output(frame: pd.DataFrame, sides: tuple[str, str]) -> pd.DataFrame:
    """Return the differences over all points, a row an output, amounts in millions."""
    rows = []
    for row in frame[frame["scope"] == ALL].to_dict("records"):
        factor, unit = scaled(str(row["unit"]))
        over = str(row["over"])
        label = (INDICATORS[str(row["output"])].labels["en"], unit, WINDOWS.get(over, f"month {over}"))
        figures = {name: factor * row[name] for name in ("a", "b", "difference")}
        low, high = (number(factor * row[f"difference_{end}"], signed=True) for end in ("low", "high"))
        rows.append(
            {
                "": ", ".join(label),
                **dict(zip((*sides, "difference"), figures.values(), strict=True)),
                "90 %": f"{low}…{high}",
                "%": row["percent"],
                "other sign, %": 100.0 * row["flips"],
            }
        )
    return pd.DataFrame(rows)
