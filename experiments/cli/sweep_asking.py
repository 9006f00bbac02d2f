"""Commands that ask a sweep what came of it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.sweep_commands import sweep
from tillit.experiments.cli.sweep_exploring import Files, Folder, Over


class Format(StrEnum):
    """Formats of one file with all runs."""

    CSV = "csv"
    PARQUET = "parquet"
    NETCDF = "netcdf"
    ZARR = "zarr"


class Along(StrEnum):
    """What there may be enough of."""

    REPLICATIONS = "replications"
    POINTS = "points"


class Statistic(StrEnum):
    """Which figure shall be sure."""

    MEDIAN = "median"
    MEAN = "mean"


@sweep.command()
def export(
    folder: Folder,
    *,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help="New file: .csv, .parquet, .nc or .zarr.", metavar="FILE"),
    ],
    kind: Annotated[
        Format | None, typer.Option("--format", help="Format, if the file's name does not say it.")
    ] = None,
) -> None:
    """Write all runs into one file that says what it holds.

    CSV and Parquet have a row a run and month, with the columns of the design; NetCDF and zarr have
    an array an output, with rows of the design, replications and months for its sides.
    """
    from tillit.experiments.cli.asked import write_export  # noqa: PLC0415 - lazy: takes seconds

    write_export(folder, out, kind)


@sweep.command()
def sql(
    folder: Folder,
    query: Annotated[str, typer.Argument(help="One query that reads.", metavar="QUERY")],
    *,
    files: Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Ask in SQL, over the views runs, design and failures.

    tillit sweep sql FOLDER "SELECT variant, month, avg(payments) FROM runs JOIN design
    USING (design_id) GROUP BY ALL ORDER BY ALL". A wrong query is answered with all columns.
    """
    from tillit.experiments.cli.asked import answer_query  # noqa: PLC0415 - lazy: takes seconds

    answer_query(folder, query, files or [], as_json=as_json)


@sweep.command()
def bands(
    folder: Folder,
    output: Annotated[str, typer.Argument(help="An output of the sweep, such as payments.")],
    *,
    by: Annotated[
        list[str] | None,
        typer.Option(
            help="Column of the design whose values make the groups: town, variant, point, design_id or "
            "a factor. May be given several times; town and variant if left out.",
            metavar="COLUMN",
        ),
    ] = None,
    quantile: Annotated[
        list[float] | None,
        typer.Option(
            help="A quantile between 0 and 1. May be given several times; 0.05, 0.25, 0.5, 0.75 and 0.95 if "
            "left out."
        ),
    ] = None,
    files: Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say between which figures an output lies, month by month.

    The table shows the last month of each year; the files have all.
    """
    from tillit.experiments.cli.asked import answer_bands  # noqa: PLC0415 - lazy: takes seconds

    groups, marks = by or ["town", "variant"], quantile or [0.05, 0.25, 0.5, 0.75, 0.95]
    answer_bands(folder, output, groups, marks, files or [], as_json=as_json)


@sweep.command()
def compare(
    folder: Folder,
    a: Annotated[str, typer.Argument(help="A variant, or a town.", metavar="A")],
    b: Annotated[str, typer.Argument(help="Another one; B less A is shown.", metavar="B")],
    *,
    output: Annotated[
        list[str] | None,
        typer.Option(help="An output. May be given several times; all if left out.", metavar="NAME"),
    ] = None,
    over: Over = None,
    files: Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say what one variant, or town, has beyond another: the same people, the same luck.

    The table shows all points together, and in what share of them the sign is the other one; the
    files have every point.
    """
    from tillit.experiments.cli.asked import answer_pairs  # noqa: PLC0415 - lazy: takes seconds

    answer_pairs(folder, (a, b), output, over, files or [], as_json=as_json)


@sweep.command()
def convergence(  # noqa: PLR0913 - one argument an option
    folder: Folder,
    output: Annotated[
        str | None, typer.Argument(help="An output; the sweep's first if left out.", metavar="OUTPUT")
    ] = None,
    *,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(help="Two variants or towns: how sure is B less A?", metavar="A B"),
    ] = None,
    over: Over = None,
    along: Annotated[Along, typer.Option(help="Of what there may be enough.")] = Along.REPLICATIONS,
    statistic: Annotated[Statistic, typer.Option(help="Which figure shall be sure.")] = Statistic.MEDIAN,
    within: Annotated[
        float, typer.Option(help="Half width of the 90 % interval that is good enough, % of the figure.")
    ] = 5.0,
    files: Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say whether there are runs enough, and how many would be."""
    from tillit.experiments.cli.asked import answer_convergence  # noqa: PLC0415 - lazy: takes seconds

    asked: dict[str, object] = {
        "over": over,
        "along": along.value,
        "statistic": statistic.value,
        "within": within,
    }
    answer_convergence(folder, output, between, asked, files or [], as_json=as_json)
