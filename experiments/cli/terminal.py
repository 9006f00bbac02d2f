"""Terminal: what comes from files is printed as it is, and no number is ever cut."""

from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

ROOM = 10_000
"""Characters of a line, more than any table needs."""
HEADING = 17
"""Characters of a heading that stand in one line."""
WORDS = 16
"""Characters to which a column of words may shrink; longer words are folded."""


def terminal(*, errors: bool = False) -> Console:
    """Return the console, on which brackets and colons of a title are no markup and no pictures."""
    return Console(stderr=errors, highlight=False, markup=False, emoji=False)


def print_table(console: Console, table: Table) -> None:
    """Print a table: where there is little room words are folded, and lines become longer if need be."""
    needed = _width_needed(console, table)
    usual, console.width = console.width, max(console.width, needed)
    console.print(table)
    console.width = usual


def plain(cell: object) -> str:
    """Return what a cell says."""
    return cell.plain if isinstance(cell, Text) else str(cell)


def _width_needed(console: Console, table: Table) -> int:
    """Return the least width of a table, after giving each column of numbers the width that it needs."""
    words = [it for it in table.columns if it.justify != "right" and not it.no_wrap]
    for column in table.columns:
        if column.justify == "right":
            column.width = _width_of(column)
    limits = [it.max_width for it in words]
    for column in words:
        column.overflow, column.max_width = "fold", max(WORDS, column.min_width or 0)
    needed = Measurement.get(console, console.options.update(width=ROOM), table).minimum
    for column, limit in zip(words, limits, strict=True):
        column.max_width = limit
    return needed


def _width_of(column: Column) -> int:
    """Return the width of the longest number in a column, with room for its heading's words."""
    heading = str(column.header)
    cells = [line for cell in column.cells for line in plain(cell).split("\n")]
    room = cell_len(heading) if column.no_wrap else min(HEADING, cell_len(heading))
    return max([room, *map(cell_len, (*heading.split(), *cells))])
