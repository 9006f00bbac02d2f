"""How the benchmarks take the time, and how they print it."""

import time
from collections.abc import Callable, Mapping, Sequence


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


def side_by_side(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the processor's seconds that each of some ways took, the least of some rounds.

    All ways take turns, so that what else the machine does in these minutes slows all of them; and what
    it does meanwhile is not counted. Compare the seconds of one call with each other only.
    """
    least = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        for name, work in ways.items():
            before = time.process_time()
            work()
            least[name] = min(least[name], time.process_time() - before)
    return least


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
