"""Program: what all commands hang on."""

import logging
from collections.abc import Mapping
from typing import Annotated, ClassVar

import typer

from tillit.experiments.cli.on_demand import SETTINGS, Address
from tillit.experiments.cli.plain_errors import PlainErrors
from tillit.experiments.worlds.csv_format import CsvFormat, csv_format


class Commands(PlainErrors):
    """All commands of the program."""

    announced: ClassVar[Mapping[str, Address]] = {
        "explain": Address("explain:explain", "Say why two worlds differ."),
        "sensitivity": Address(
            "sensitivity:sensitivity", "Rank the assumptions by what they do to a town's effect."
        ),
        "tipping": Address("tipping:tipping", "Draw where a town ends, by its posts and reorganisations."),
        "sweep": Address("sweep:sweep", "Run many towns, variants and assumptions."),
        "nation": Address("nation:nation", "Run every municipality of a table, and sum them by county."),
        "describe": Address("describe:describe", "Print the model's own description (ODD)."),
    }


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # with it, typer imports half a second of rich for its help
    context_settings=SETTINGS,
    help="""
    A municipality's social services, run twice with the same people and the same luck.

    tillit accounts lists the towns. tillit run hassleholm runs a town as it acted
    beside the same town as it was, and says what became of payments, households on assistance, caseload,
    turnover and trust, who paid, and when it had paid for itself.

    tillit compare asks "what if".
    """,
)


@app.callback()
def tables_as(
    *,
    as_csv: Annotated[
        CsvFormat,
        typer.Option(
            "--csv-format",
            envvar="TILLIT_CSV_FORMAT",
            help="How the command writes tables as CSV: sv for a Swedish Excel, with semicolons and decimal "
            "commas. Stands before the command: tillit --csv-format sv run gavle.",
        ),
    ] = CsvFormat.PLAIN,
    verbose: Annotated[
        int,
        typer.Option(
            "--verbose", "-v", count=True, help="Log what is done on standard error; -vv logs more."
        ),
    ] = 0,
) -> None:
    """Remember how tables are written, and how much is logged."""
    csv_format.set(as_csv)
    if verbose:
        level = logging.INFO if verbose == 1 else logging.DEBUG
        logging.basicConfig(level=level, format="%(asctime)s %(name)s: %(message)s", datefmt="%H:%M:%S")
        # Others' debugging is nobody's business here.
        for name in ("matplotlib", "numba", "httpcore", "httpx", "PIL"):
            logging.getLogger(name).setLevel(logging.WARNING)
