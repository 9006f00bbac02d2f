"""Sweep, exploring: which factors matter, where it does not pay, where it tips."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.sweep_commands import sweep

Folder = Annotated[Path, typer.Argument(help="Folder of a sweep that is done.", metavar="FOLDER")]
Output = Annotated[
    str | None,
    typer.Option("--output", help="Which of the sweep's outputs; the first if left out.", metavar="NAME"),
]
Over = Annotated[
    str | None,
    typer.Option(
        help="'sum' over the horizon, 'end' for the last twelve months, or the number of a month; "
        "if left out, the sum of what adds up.",
        metavar="WINDOW",
    ),
]
Town = Annotated[str | None, typer.Option(help="Town, if the sweep has several.", metavar="NAME")]
Chosen = Annotated[
    str | None,
    typer.Option("--variant", help="Variant to ask about; the last if left out.", metavar="NAME"),
]
Less = Annotated[
    str | None,
    typer.Option(
        help="Variant that is subtracted, pair by pair. If neither is given: the last less the first.",
        metavar="NAME",
    ),
]
Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--out",
        "-o",
        help="File for the figure (.png, .svg, .pdf) or the table (.csv, .parquet). "
        "May be given several times.",
        metavar="FILE",
    ),
]


@sweep.command()
def sensitivity(  # noqa: PLR0913 - one argument an option
    folder: Folder,
    *,
    output: Output = None,
    over: Over = None,
    town: Town = None,
    variant: Chosen = None,
    less: Less = None,
    method: Annotated[
        str | None,
        typer.Option(
            help="sobol (of a saltelli sample), morris (of a morris one) or regional (of any); "
            "if left out, what fits.",
        ),
    ] = None,
    threshold: Annotated[
        float | None, typer.Option(help="What parts much from little, for regional.", metavar="NUMBER")
    ] = None,
    monthly: Annotated[
        bool, typer.Option("--monthly", help="When which factor matters: a heat map over the months.")
    ] = False,
    files: Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say which factors an output, or the effect of a variant, depends on, with 90 % intervals."""
    from tillit.experiments.cli.exploring import ask_sensitivity, figure_of  # noqa: PLC0415 - lazy: takes seconds

    figure = figure_of(folder, output, over, town, variant, less)
    ask_sensitivity(figure, method, threshold, files or [], monthly=monthly, as_json=as_json)


@sweep.command()
def prim(  # noqa: PLR0913 - one argument an option
    folder: Folder,
    *,
    output: Annotated[
        str | None,
        typer.Option("--output", help="Which output; public or municipal cost if left out.", metavar="NAME"),
    ] = None,
    over: Over = None,
    town: Town = None,
    variant: Chosen = None,
    less: Less = None,
    threshold: Annotated[
        float, typer.Option(help="Points above it are of interest.", metavar="NUMBER")
    ] = 0.0,
    density: Annotated[
        float, typer.Option(help="Share of a box's points that should be of interest.", min=0.0, max=1.0)
    ] = 0.8,
    boxes: Annotated[int, typer.Option(help="Boxes at most.", min=1, max=10)] = 2,
    files: Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say in which boxes of the factors the investment does not pay (PRIM)."""
    from tillit.experiments.cli.exploring import ask_prim, figure_of  # noqa: PLC0415 - lazy: takes seconds

    figure = figure_of(folder, output, over, town, variant, less)
    ask_prim(figure, (threshold, density, boxes), files or [], as_json=as_json)


@sweep.command()
def tipping(  # noqa: PLR0913 - one argument an option
    folder: Folder,
    *,
    x: Annotated[
        str | None, typer.Option(help="Factor across, or 'variant'; the first if left out.", metavar="FACTOR")
    ] = None,
    y: Annotated[
        str | None, typer.Option(help="Factor upwards, or 'variant'; the next if left out.", metavar="FACTOR")
    ] = None,
    output: Output = None,
    over: Annotated[
        str, typer.Option(help="'end', 'sum' or the number of a month.", metavar="WINDOW")
    ] = "end",
    town: Town = None,
    start: Annotated[
        list[str] | None,
        typer.Option(
            help="Variant that says how the town began; give two, such as a calm and a troubled one. "
            "The first and the last if left out.",
            metavar="NAME",
        ),
    ] = None,
    threshold: Annotated[
        float | None,
        typer.Option(help="What parts the regimes; found if left out.", metavar="NUMBER"),
    ] = None,
    files: Files = None,
    as_json: opt.AsJson = False,
) -> None:
    """Draw a map over two factors of a grid, and say where a town falls into its other regime."""
    from tillit.experiments.cli.exploring import ask_tipping, figure_of  # noqa: PLC0415 - lazy: takes seconds

    figure = figure_of(folder, output, over, town, None, None)
    ask_tipping(figure, (x, y), start, threshold, files or [], as_json=as_json)
