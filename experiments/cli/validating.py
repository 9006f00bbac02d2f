"""Validating: what `tillit validate` does, and how it shows what came out."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from tillit.experiments.cli.plain_errors import FAILED, STOPPED, say
from tillit.experiments.cli.progress import compile_first
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.csv_files import write_csv
from tillit.experiments.refused import RefusedError
from tillit.experiments.validation.continuity import WORLDS, gradient_of
from tillit.experiments.validation.figures import Plan, Report
from tillit.experiments.validation.findings import Inquiry
from tillit.experiments.validation.null_models import NULL_MODELS
from tillit.experiments.validation.page import (
    LEGEND,
    gradient,
    recorded_rows,
    remains,
    renew,
    summary,
    validation,
)
from tillit.experiments.validation.plausible import PLAUSIBLE, Vector, read_vectors
from tillit.experiments.validation.questions import questions_of, towns_meant, towns_with_claims
from tillit.experiments.validation.record import (
    Record,
    lost,
    read_record,
    record_of,
    renewed,
    write_record,
)
from tillit.experiments.validation.wording import from_assumptions, given_for, said_of
from tillit.experiments.verdicts import MET
from tillit.experiments.worlds.durable import write_durably
from tillit.model.scenarios import Scenario, read_scenario

COLOURS = {"met": "green", "not met": "yellow", "wrong direction": "red"}
NOT_ASKED = "not asked"
ORDINARY = "standard"
"""The town in which the gradient of continuity is shown."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for."""

    towns: tuple[str, ...]
    pairs: int
    seed: int
    threads: int | None
    nulls: bool
    vectors: int
    plausible: Path | None
    out: Path | None
    record: bool

    def inquiry(self, towns: Iterable[Scenario]) -> Inquiry:
        """Return the inquiry."""
        plan = Plan(self.pairs, seed=self.seed, threads=self.threads)
        return Inquiry(tuple(questions_of(towns)), plan, self.nulls, tuple(self.known_vectors()))

    def known_vectors(self) -> list[Vector]:
        """Return the plausible vectors, none if calibration has not made any yet."""
        file = self.plausible or PLAUSIBLE
        if self.vectors == 0 or (self.plausible is None and not file.exists()):
            return []
        return read_vectors(file, self.vectors)


def validate_and_report(wanted: Wanted, *, as_json: bool) -> None:
    """Run the claims, show and write what came out, and exit with 1 if claims are lost."""
    towns = towns_meant(wanted.towns)
    refuse_half_a_record(wanted, towns)
    earlier = read_record()
    inquiry = wanted.inquiry(towns)
    compile_first(quiet=as_json)
    try:
        found = find_out(wanted, towns, inquiry, quiet=as_json)
    except KeyboardInterrupt:
        say("stopped; nothing was written")
        raise typer.Exit(STOPPED) from None
    if wanted.out is not None:
        write_files(found, wanted.out)
    gone = lost(earlier, found)
    if wanted.record:
        write_record(renewed(earlier, found))
    if as_json:
        typer.echo(json.dumps({**found, "lost": gone}, ensure_ascii=False, indent=2))
    else:
        show(found)
    for town, claim in gone:
        say(f"{town}: {claim!r} was met when it was recorded, and is not any more")
    if gone and not wanted.record:
        raise typer.Exit(FAILED)


def refuse_half_a_record(wanted: Wanted, towns: Iterable[Scenario]) -> None:
    """Refuse to record what the table could not show.

    Raises
    ------
    RefusedError
        If null models are left out, or a town does not come with the program.
    """
    if not wanted.record:
        return
    known = {town.name: town.digest for town in towns_with_claims()}
    strange = [town.name for town in towns if known.get(town.name) != town.digest]
    if strange:
        message = f"--record keeps the towns that come with the program; {strange[0]} is none of them"
        raise RefusedError(message)
    if not wanted.nulls:
        message = "--record needs the null models: leave --no-null out"
        raise RefusedError(message)


def find_out(wanted: Wanted, towns: list[Scenario], inquiry: Inquiry, *, quiet: bool) -> Record:
    """Run everything, and return the findings as a record."""
    with worlds_bar(inquiry.worlds + (WORLDS if wanted.nulls else 0), quiet=quiet) as report:
        findings = inquiry.ask(report)
        ordinary = read_scenario(ORDINARY)
        shown = gradient_of(ordinary, report, threads=wanted.threads) if wanted.nulls else None
    return record_of(findings, {town.name: town.title for town in towns}, inquiry.plan, shown)


@contextmanager
def worlds_bar(worlds: int, *, quiet: bool) -> Iterator[Report]:
    """Show a bar of the worlds that are run, on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    hidden = quiet or not console.is_terminal
    if hidden and not quiet:
        sys.stderr.write(f"{worlds:,} worlds to run.\n")
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task("Worlds", total=worlds)
        yield lambda more: bar.update(task, advance=more)


def show(found: Record) -> None:
    """Print a table of each town, and what they say."""
    console = terminal()
    for town in found["towns"].values():
        print_table(console, claims_table(town))
    names = ", ".join(f"{number} {null.label}" for number, null in enumerate(NULL_MODELS, 1))
    console.print(f"{summary(found)} {LEGEND}\nNulls that meet it too: {names}.".replace("**", ""))
    if found["gradient"] is not None:
        console.print(f"\nContinuity in an ordinary town: {remains(found['gradient'])}")


def claims_table(town: dict[str, Any]) -> Table:
    """Return the table of one town's claims."""
    how = f"{town['pairs']:,} pairs, {town['months']} months, seed {town['seed']}"
    table = Table(box=SIMPLE_HEAD, title=f"{town['title']}: {how}", title_justify="left")
    for head in ("claim", "said", "the model gives", "assumptions", "verdict", "nulls"):
        table.add_column(head)
    for row in town["claims"]:
        table.add_row(
            row["claim"],
            said_of(row),
            in_two_lines(given_for(row)),
            in_two_lines(from_assumptions(row)),
            Text(row["verdict"], COLOURS.get(row["verdict"], "")),
            also_met(row),
        )
    return table


def also_met(row: dict[str, Any]) -> str:
    """Return the numbers of the null models that meet a claim too."""
    found = row["null_models"]
    if not found:
        return NOT_ASKED
    met = [str(number) for number, it in enumerate(NULL_MODELS, 1) if found[it.name]["verdict"] == MET]
    return ", ".join(met) or "none"


def in_two_lines(spread: str) -> str:
    """Return a median with its interval below it."""
    return spread.replace(" (", "\n(")


def write_files(found: Record, folder: Path) -> None:
    """Write the findings as JSON, CSV and Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    page = f"{validation(found)}\n\n{gradient(found)}\n"
    frame = pd.json_normalize([flat_row(town, row) for town, row in recorded_rows(found)], sep="_")
    write_record(found, folder / "validation.json")
    write_durably(folder / "validation.md", lambda draft: draft.write_text(page, encoding="utf-8"))
    write_durably(folder / "validation.csv", partial(write_csv, frame))


def flat_row(town: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Return one claim with its town, for a table."""
    return {"town": town["title"], "pairs": town["pairs"], "seed": town["seed"], **row}


def show_record(page: Path | None) -> None:
    """Print the recorded findings, or write them into a page."""
    record = read_record()
    if page is None:
        typer.echo(validation(record))
        return
    if not page.is_file():
        message = f"{page} is no file; give a page with <!-- validation --> and <!-- /validation --> in it"
        raise RefusedError(message)
    text = page.read_text(encoding="utf-8")
    now = renew(text, record)
    if now != text:
        write_durably(page, lambda draft: draft.write_text(now, encoding="utf-8"))
    typer.echo(f"{page}: {'written' if now != text else 'nothing to change'}")
