"""CSV format: whether tables are written for programs or for a Swedish Excel."""

from contextvars import ContextVar
from enum import StrEnum


class CsvFormat(StrEnum):
    """How tables are written as CSV."""

    PLAIN = "plain"
    """Commas and decimal points, as programs read it."""
    SV = "sv"
    """Semicolons, decimal commas and a byte-order mark, as Excel opens it in Sweden."""


csv_format: ContextVar[CsvFormat] = ContextVar("csv_format", default=CsvFormat.PLAIN)
"""The format of all tables that a command writes."""
