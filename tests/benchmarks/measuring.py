"""How the benchmarks take the time, and how they print it."""

import time
from collections.abc import Callable, Sequence


def fastest(work: Callable[[], object], times: int) -> float:
    """Return the seconds that the fastest of some repetitions took.

    Whatever else the machine does only adds time, so the least is the nearest
    to the work's own.
    """
    seconds = []
    for _ in range(times):
        before = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - before)
    return min(seconds)


def table(title: str, rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns: the first to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    print(f"\n{title}")
    for row in rows:
        first, *others = (
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  " + "  ".join([first, *others]))
