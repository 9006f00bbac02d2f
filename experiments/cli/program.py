"""Program: what all commands hang on."""

import logging
from typing import Annotated

import typer

from tillit.experiments.cli.plain_errors import PlainErrors
from tillit.experiments.csv_format import CsvFormat, csv_format

app = typer.Typer(
    cls=PlainErrors,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # with it, typer imports half a second of rich for its help
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
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
