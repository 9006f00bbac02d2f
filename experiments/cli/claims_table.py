"""Claims table: what an account says beside what the model gives."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tillit.experiments.claimed import YEARS, said_when
from tillit.experiments.claims import Judgement
from tillit.experiments.cli.figures import figure, unit_in_words
from tillit.experiments.cli.terminal import print_table
from tillit.experiments.telling.catalogue import Words

COLOURS = {"met": "green", "not met": "red"}


def show_claims(console: Console, judgements: list[Judgement], spoken: Words) -> None:
    """Print what the account says beside what the model gives."""
    if not judgements:
        return
    table = Table(
        box=SIMPLE_HEAD,
        title=spoken.gettext("What the account says, and what the model gives (nine in ten)"),
        title_justify="left",
    )
    for name in (spoken.gettext("claim"), spoken.gettext("said"), spoken.gettext("model gives")):
        table.add_column(name)
    outcomes = [spoken.pgettext("outcome", it.outcome) for it in judgements]
    table.add_column("", no_wrap=True, min_width=max(map(len, outcomes)))
    for it, outcome in zip(judgements, outcomes, strict=True):
        said = said_when(it.said, it.when)
        claim = spoken.gettext(it.claim.claim)
        table.add_row(claim, said, given(it), Text(outcome, COLOURS.get(it.outcome, "yellow")))
    if any(it.when for it in judgements):
        table.caption, table.caption_justify = spoken.gettext(YEARS), "left"
    print_table(console, table)


def given(it: Judgement) -> str:
    """Return what the model gives for a claim."""
    if it.median is None:
        return f"- ({it.why})" if it.why else "-"
    signed = it.unit != "ratio" and not it.claim.is_level
    unit = "" if it.unit in {"%", "ratio"} else it.unit
    ends = (figure(it.low, unit, signed=signed), figure(it.high, unit, signed=signed))
    words = "points" if it.unit.startswith("share") else unit_in_words(it.unit) or it.unit
    after = {"%": " %", "ratio": " times"}.get(it.unit, f" {words}")
    return f"{figure(it.median, unit, signed=signed)}{after} ({ends[0]}…{ends[1]})"
