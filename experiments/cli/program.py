"""Program: what all commands hang on."""

from typing import Annotated

import typer

from tillit.experiments.cli.plain_errors import PlainErrors
from tillit.experiments.csv_format import CsvFormat, csv_format

app = typer.Typer(
    cls=PlainErrors,
    no_args_is_help=True,
    add_completion=False,
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
) -> None:
    """Remember how tables are written."""
    csv_format.set(as_csv)
