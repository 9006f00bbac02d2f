"""R page: the numbers in `docs/r.md`, from the files of the command that it shows.

``python -m tests.r_page`` writes them anew; `.ci/renew pages` does so, too.
"""

import re
import tempfile
from pathlib import Path

import pandas as pd
from typer.testing import CliRunner

from tillit.experiments.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "r.md"
BLOCK = re.compile(r"(?<=<!-- from the files -->\n).*?(?=<!-- /from the files -->)", re.DOTALL)
SHOWN = {"client_trust": "{:.3f}", "households": "{:.1f}", "payments": "{:,.0f}"}
"""Indicators of the page, and how each is written."""


def table() -> str:
    """Return the table that the page's first program prints."""
    command = re.findall(r"^tillit (compare .*) -o one-more$", PAGE.read_text("utf-8"), re.MULTILINE)[0]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "one-more"
        done = CliRunner().invoke(app, [*command.split(), "--assumptions", "0", "-o", str(out)])
        if done.exit_code:
            raise RuntimeError(done.stderr)
        pairs = pd.read_parquet(out / "differences.parquet").groupby("indicator")
    lines = ["| indicator | a | b | mean | low | high |", "|---|---|---|---|---|---|"]
    for name, form in SHOWN.items():
        it = pairs.get_group(name)
        values = [it["a"].mean(), it["b"].mean(), it["difference"].mean()]
        values += it["difference"].quantile([0.05, 0.95]).tolist()
        lines.append(f"| {name} | {' | '.join(form.format(value + 0.0) for value in values)} |")
    return "\n".join(["", *lines, "", ""])


if __name__ == "__main__":
    PAGE.write_text(BLOCK.sub(lambda _: table(), PAGE.read_text("utf-8")), "utf-8")
