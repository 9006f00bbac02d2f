"""Screen: the results of a comparison on the terminal, or as JSON."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tillit.experiments.claims.beside_a_run import Prediction, predictions
from tillit.experiments.claims.telling import after, number
from tillit.experiments.claims.words import said_when
from tillit.experiments.cli.figures import figure, interval, unit_in_words
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.cli.terminal_chart import payments_chart
from tillit.experiments.comparison import ENOUGH, WINDOW, Comparison
from tillit.model.indicators import INDICATORS

SUMS = {"exits_to_support_or_work"}
"""What counts households that other rows count too."""

HEADLINES = (
    "payments",
    "payments_per_inhabitant",
    "households",
    "long_term_share",
    "caseload",
    "client_time",
    "turnover",
    "stress",
    "client_trust",
    "agency_trust",
    "employer_trust",
    *(name for name in INDICATORS if name.startswith("exits") and name not in SUMS),
    "returns",
)
"""Rows of the table on the terminal, about households; the files have all."""

CHILD_HEADLINES = (
    "children",
    "children_placed",
    "institution_share",
    "foster_share",
    "planned_placements",
    "acute_placements",
    "breakdowns",
    "returns_home",
    "complaints",
    "placement_cost",
    "prevention_cost",
    "child_caseload",
    "child_kept_meetings",
    "child_turnover",
    "child_sick_leave",
    "child_stress",
    "child_trust",
)
"""Rows about children, in a town that has a unit for them."""


def show(comparison: Comparison, folder: Path) -> None:
    """Print tables, chart, claims and where the files are."""
    console = terminal()
    console.print(heading(comparison), style="bold")
    years = [it.world.scenario.town.price_year for it in (comparison.a, comparison.b)]
    if years[0] != years[1]:
        note = f"Amounts of A are at prices of {years[0]}, those of B of {years[1]}; they are not converted."
        console.print(note, style="yellow")
    print_table(console, headline_table(comparison))
    print_table(console, payers_table(comparison))
    for payer, even in comparison.break_even().items():
        verdict = str(even) if comparison.verdicts else "too few pairs"
        console.print(f"Break-even, {payer} cost: {verdict}", soft_wrap=True)
    console.print()
    console.print(Text.from_ansi(payments_chart(comparison, min(console.width, 100), console.is_terminal)))
    show_claims(console, predictions(comparison))
    if not comparison.verdicts:
        console.print(f"Fewer than {ENOUGH} pairs: too few pairs for a verdict.", style="yellow")
    if not comparison.complete:
        console.print(f"Stopped with Ctrl-C: {comparison.status}; these are kept.", style="yellow")
    console.print(f"Files: {folder}", soft_wrap=True)


def headlines(comparison: Comparison) -> tuple[str, ...]:
    """Return the rows of the table: those of the units that the towns have."""
    towns = [it.world.scenario for it in (comparison.a, comparison.b)]
    households = HEADLINES if any(town.posts for town in towns) else ()
    return (*households, *(CHILD_HEADLINES if any(town.children for town in towns) else ()))


def heading(comparison: Comparison) -> str:
    """Return what was run."""
    a, b = comparison.a.world, comparison.b.world
    towns = " and ".join(dict.fromkeys((a.scenario.title, b.scenario.title)))
    plan = f"{comparison.pairs:,} pairs, {comparison.months} months, seed {comparison.plan.seed}"
    return f"{towns}: {b.label} beside {a.label}; {plan}"


def headline_table(comparison: Comparison) -> Table:
    """Return the table of the headline differences."""
    window = min(WINDOW, comparison.months)
    table = Table(
        box=SIMPLE_HEAD, title=f"Last {window} months, median (90 % of the pairs)", title_justify="left"
    )
    table.add_column("", min_width=16)
    for label in (comparison.a.world.label, comparison.b.world.label):
        table.add_column(label, justify="right", overflow="fold")
    for name in ("difference", "%"):
        table.add_column(name, justify="right", no_wrap=True)
    summary = {row["indicator"]: row for row in comparison.summary().to_dict("records")}
    for row in (summary[name] for name in headlines(comparison)):
        unit = row["unit"]
        change = figure(row["difference"], unit, signed=True)
        table.add_row(
            ", ".join(filter(None, (row["label"], unit_in_words(unit)))),
            figure(row["a"], unit),
            figure(row["b"], unit),
            f"{change} ({interval(row['difference_low'], row['difference_high'], unit)})",
            figure(row["percent"], "", signed=True),
        )
    return table


IN_WORDS = {"employers": "employers, other firms"}
"""Parties of the ledger whose name says too little: consultants, landlords, those who run institutions."""


def payers_table(comparison: Comparison) -> Table:
    """Return the table of who pays; who neither pays nor receives in either world is left out."""
    unit = comparison.currency
    title = f"Who pays more (+) and less (-) over all {comparison.months} months, {unit_in_words(unit)}"
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left")
    for name in ("", "median", "90 % of the pairs"):
        table.add_column(name, justify="right" if name else "left")
    parts = [comparison.a.ledger.any(axis=(0, 1, 2)), comparison.b.ledger.any(axis=(0, 1, 2))]
    for row, takes_part in zip(comparison.payers().to_dict("records"), np.any(parts, axis=0), strict=True):
        if not takes_part:
            continue
        table.add_row(
            IN_WORDS.get(row["party"], row["party"]),
            figure(row["more"], unit, signed=True),
            interval(row["more_low"], row["more_high"], unit),
        )
    return table


def show_claims(console: Console, claims: list[Prediction]) -> None:
    """Print what the account says beside what the model predicts."""
    if not claims:
        return
    title = (
        "What the account says, and what the model predicts (90 % of the pairs); tillit validate weighs it"
    )
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left")
    for name in ("claim", "said", "model predicts", "how surprising"):
        table.add_column(name)
    for it in claims:
        table.add_row(it.claim.claim, said_when(it.said, it.when), given(it), it.surprise)
    print_table(console, table)


def given(it: Prediction) -> str:
    """Return what the model predicts for a claim."""
    if it.median is None:
        return f"- ({it.why})" if it.why else "-"
    return f"{number(it.median)}{after(it.unit)} ({number(it.low)}…{number(it.high)})"


def as_json(comparison: Comparison, folder: Path) -> str:
    """Return the results as JSON; what cannot be calculated is null."""
    worlds = {
        side: {"label": world.label, "name": world.scenario.name, "digest": world.scenario.digest}
        for side, world in (("a", comparison.a.world), ("b", comparison.b.world))
    }
    results: dict[str, Any] = worlds | {
        "status": comparison.status,
        "pairs": comparison.pairs,
        "asked": comparison.plan.pairs,
        "months": comparison.months,
        "seed": comparison.plan.seed,
        "window": min(WINDOW, comparison.months),
        "indicators": comparison.summary().to_dict("records"),
        "payers": comparison.payers().to_dict("records"),
        "break_even": {payer: break_even_json(comparison, payer) for payer in comparison.break_even()},
        "claims": [claim_json(it) for it in predictions(comparison)],
        "folder": str(folder),
    }
    return json.dumps(without_nan(results), ensure_ascii=False, allow_nan=False, indent=2)


def break_even_json(comparison: Comparison, payer: str) -> dict[str, Any]:
    """Return one break-even month in plain values; null for beyond the horizon, or for too few pairs."""
    even = comparison.break_even()[payer]
    known = comparison.verdicts and not even.alike
    months = {name: even.quantile(at) if known else None for name, at in MARKS.items()}
    text = str(even) if comparison.verdicts else "too few pairs"
    return {**months, "never": even.never, "pairs": comparison.pairs, "text": text}


MARKS = {"median": 0.5, "low": 0.1, "high": 0.9}
"""Median and ends of the 80 % interval."""


def claim_json(it: Prediction) -> dict[str, Any]:
    """Return one claim in plain values."""
    spread = {"unit": it.unit, "median": it.median, "low": it.low, "high": it.high}
    claim = it.claim.model_dump(mode="json")
    words = {"said": it.said, "when": it.when, "model": spread, "surprise": it.surprise, "why": it.why}
    return {"town": it.town, **claim, **words}


def without_nan(value: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Return the same with null for what is not a number."""
    if isinstance(value, dict):
        return {key: without_nan(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_nan(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
