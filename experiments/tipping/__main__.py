"""Write docs/regimes.md and its figure anew: ``python -m tillit.experiments.tipping docs/regimes.md``."""

import sys
from functools import partial
from pathlib import Path

from tillit.experiments.describing.markdown import renewed
from tillit.experiments.tipping import calm, long_run

HOUSEHOLDS = 600
REPLICATES = 200
"""Lives of a calm town: enough for a median within about two per cent at 30 households a post."""
PUSHED = 48
FIFTY_YEARS = 16


def main(page: Path) -> None:
    """Run everything and write the page."""
    found = long_run.by_posts(FIFTY_YEARS)
    parts = {
        "long run": partial(long_run.as_table, found),
        "push": partial(calm.push_table, HOUSEHOLDS, PUSHED),
        "drift": partial(calm.drift_table, HOUSEHOLDS, REPLICATES),
    }
    page.write_text(renewed(page.read_text("utf-8"), parts), "utf-8")
    long_run.draw(found).savefig(page.with_suffix(".svg"), metadata={"Date": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
