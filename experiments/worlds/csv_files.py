"""CSV files: tables as CSV, in the format that was asked for."""

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from tillit.experiments.worlds.csv_format import CsvFormat, csv_format


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table into a file."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    writer = csv_writer(path, table.schema)
    try:
        writer.write_table(table)
    finally:
        writer.close()


def csv_writer(path: Path, schema: pa.Schema) -> Any:  # noqa: ANN401 - Arrow has no types
    """Return a writer with `write_table` and `close`, which takes a table in parts."""
    return ForExcel(path) if csv_format.get() is CsvFormat.SV else csv.CSVWriter(path, schema)


class ForExcel:
    """Writes what Excel opens in Sweden by a double click."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._begun = False

    def write_table(self, table: pa.Table) -> None:
        """Write one part, the first with the names of the columns."""
        table.to_pandas().to_csv(
            self._file, index=False, header=not self._begun, sep=";", decimal=",", lineterminator="\r\n"
        )
        self._begun = True

    def close(self) -> None:
        """Close the file."""
        self._file.close()
