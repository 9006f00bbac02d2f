"""Claims table: what an account says beside what the model predicts."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from tillit.experiments.claims.beside_a_run import Prediction
from tillit.experiments.claims.telling import after, number
from tillit.experiments.cli.terminal import print_table
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.claimed import said_in


def show_claims(console: Console, claims: list[Prediction], spoken: Words) -> None:
    """Print what the account says beside what the model predicts."""
    if not claims:
        return
    title = spoken.gettext("What the account says, and what the model predicts (nine in ten)")
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left")
    heads = (
        spoken.gettext("claim"),
        spoken.gettext("said"),
        spoken.gettext("model predicts"),
        spoken.gettext("how surprising"),
    )
    for name in heads:
        table.add_column(name)
    for it in claims:
        surprise = spoken.pgettext("surprise", it.surprise)
        said = said_in(it.said, it.when, spoken)
        table.add_row(spoken.gettext(it.claim.claim), said, _given(it), surprise)
    print_table(console, table)


def _given(it: Prediction) -> str:
    """Return what the model predicts for a claim."""
    if it.median is None:
        return f"- ({it.why})" if it.why else "-"
    return f"{number(it.median)}{after(it.unit)} ({number(it.low)}…{number(it.high)})"
