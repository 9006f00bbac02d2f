"""CSV files: tables for programs, or for a Swedish Excel, as a command was asked for."""

from contextlib import closing
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


class CsvFormat(StrEnum):
    """How tables are written as CSV."""

    PLAIN = "plain"
    """Commas and decimal points, as programs read it."""
    SV = "sv"
    """Semicolons, decimal commas and a byte-order mark, as Excel opens it in Sweden."""


csv_format: ContextVar[CsvFormat] = ContextVar("csv_format", default=CsvFormat.PLAIN)
"""The format of all tables that a command writes."""


def write_csv(frame: "pd.DataFrame", path: Path) -> None:
    """Write a table into a file."""
    import pyarrow as pa  # noqa: PLC0415 - lazy: every command knows the formats, few write tables

    table = pa.Table.from_pandas(frame, preserve_index=False)
    with closing(csv_writer(path, table.schema)) as writer:
        writer.write_table(table)


def csv_writer(path: Path, schema: "pa.Schema") -> Any:  # noqa: ANN401 - Arrow has no types
    """Return a writer with `write_table` and `close`, which takes a table in parts."""
    from pyarrow import csv  # noqa: PLC0415 - the same

    return ForExcel(path) if csv_format.get() is CsvFormat.SV else csv.CSVWriter(path, schema)


class ForExcel:
    """Writes what Excel opens in Sweden by a double click."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self.close = self._file.close
        self._layout: dict[str, Any] = {"sep": ";", "decimal": ",", "lineterminator": "\r\n", "index": False}

    def write_table(self, table: "pa.Table") -> None:
        """Write one part, the first with the names of the columns."""
        table.to_pandas().to_csv(self._file, header=self._file.tell() == 0, **self._layout)
