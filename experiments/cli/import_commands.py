"""Import commands: `tillit import`, published figures become a town."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app

importing = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""
    Make a town of published figures: Kolada's (a figure a year) or Socialstyrelsen's (a figure a month).

    The file that is written runs at once (tillit run mytown.toml), says of every figure where it comes from,
    and keeps all years and months for tillit calibrate. Nothing is overwritten without asking.
    """,
)
app.add_typer(importing, name="import")
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="Scenario file to write, ending in .toml.", metavar="FILE.toml"),
]
Into = Annotated[
    Path | None,
    typer.Option(
        help="Put the figures into this scenario file: better ones for its facts, all for calibration.",
        metavar="FILE.toml",
    ),
]
Which = Annotated[
    str | None,
    typer.Option(help="Code or name, if there are several: 1293 or Hässleholm.", metavar="CODE|NAME"),
]
Year = Annotated[
    int | None,
    typer.Option(
        help="Year that the town is made of and begins with; the latest complete one if left out.",
        min=1950,
        max=2150,
    ),
]
Name = Annotated[str, typer.Option(help="What the town is called, if the figures don't say.")]
Inhabitants = Annotated[
    int | None, typer.Option(help="Inhabitants, if the figures don't say.", min=500, max=50_000_000)
]
Posts = Annotated[
    int | None, typer.Option(help="Caseworkers' posts; no public source has them.", min=1, max=5_000)
]
Preliminary = Annotated[
    bool, typer.Option("--preliminary", help="Let preliminary figures make the town, too.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it is there already.")]


@importing.command()
def kolada(  # noqa: PLR0913 - one argument an option
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Answers of Kolada's interface (JSON), or tables (CSV); those of /v3/kpi have the titles.",
            metavar="FILE.json|FILE.csv...",
        ),
    ] = None,
    *,
    fetch: Annotated[bool, typer.Option("--fetch", help="Ask Kolada itself; needs the internet.")] = False,
    years: Annotated[
        str, typer.Option(help="Years to fetch; the last twenty if left out.", metavar="2010-2023")
    ] = "",
    api: Annotated[str, typer.Option(help="Address of the interface.", metavar="URL")] = "",
    out: Out = None,
    into: Into = None,
    municipality: Which = None,
    year: Year = None,
    name: Name = "",
    inhabitants: Inhabitants = None,
    posts: Posts = None,
    preliminary: Preliminary = False,
    force: Force = False,
    lang: opt.Lang = None,
) -> None:
    """Make a town of Kolada's figures (Källa: Kolada).

    tillit import kolada --fetch --municipality 1293 -o mytown.toml

    Reads N01951 inhabitants, N31910 households a year, N31807 recipients, N31816 long-term adults,
    N31001 cost, N33100 and N33101 a day of care; stops if a title is not what it was.
    """
    from tillit.experiments.cli import importing as work  # noqa: PLC0415 - lazy: takes a second

    place = work.Place(out, into, force, opt.spoken(lang))
    said = work.choices(year, name, inhabitants, posts, preliminary=preliminary)
    if fetch:
        work.fetch_kolada(files or [], municipality, years, api, place, said)
    else:
        work.import_kolada(files or [], municipality, place, said)


@importing.command()
def socialstyrelsen(  # noqa: PLR0913 - one argument an option
    file: Annotated[Path, typer.Argument(help="Table of the statistics database.", metavar="FILE.csv")],
    *,
    out: Out = None,
    into: Into = None,
    municipality: Which = None,
    year: Year = None,
    name: Name = "",
    inhabitants: Inhabitants = None,
    posts: Posts = None,
    preliminary: Preliminary = False,
    force: Force = False,
    lang: opt.Lang = None,
) -> None:
    """Make a town of Socialstyrelsen's monthly figures: households and payments.

    tillit import socialstyrelsen months.csv --municipality Hässleholm -o mytown.toml

    With --into mytown.toml they are put beside Kolada's in one file.
    """
    from tillit.experiments.cli import importing as work  # noqa: PLC0415 - lazy: takes a second

    place = work.Place(out, into, force, opt.spoken(lang))
    said = work.choices(year, name, inhabitants, posts, preliminary=preliminary)
    work.import_socialstyrelsen(file, municipality, place, said)
