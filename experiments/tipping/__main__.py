"""Write docs/regimes.md and its figure anew: ``python -m tillit.experiments.tipping docs/regimes.md``."""

import sys
from pathlib import Path

from tillit.experiments.tipping import calm, long_run

HOUSEHOLDS = 600
REPLICATES = 200
"""Lives of a calm town: enough for a median within about two per cent at 30 households a post."""
PUSHED = 48
FIFTY_YEARS = 16


def renewed(text: str, parts: dict[str, str]) -> str:
    """Return a page with the parts between its markers written again.

    Raises
    ------
    ValueError
        If the page has no place for one of them.
    """
    for name, part in parts.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, found, rest = text.partition(begin)
        _, closed, behind = rest.partition(end)
        if not (found and closed):
            message = f"the page has no lines <!-- {name} --> and <!-- /{name} -->: put them where it belongs"
            raise ValueError(message)
        text = f"{before}{begin}\n{part}\n\n{end}{behind}"
    return text


def main(page: Path) -> None:
    """Run everything and write the page."""
    found = long_run.by_posts(FIFTY_YEARS)
    parts = {
        "long run": long_run.as_table(found),
        "push": calm.push_table(HOUSEHOLDS, PUSHED),
        "drift": calm.drift_table(HOUSEHOLDS, REPLICATES),
    }
    page.write_text(renewed(page.read_text("utf-8"), parts), "utf-8")
    long_run.draw(found).savefig(page.with_suffix(".svg"), metadata={"Date": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
