"""Validating: what `tillit validate` does, and how it shows what came out."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from tillit.experiments.calibration.models import NULL_MODELS
from tillit.experiments.calibration.plausible import PlausibleSet, plausible_sets
from tillit.experiments.claims import continuity, page, switches
from tillit.experiments.claims.account import Account
from tillit.experiments.claims.continuity import gradient_of, remains
from tillit.experiments.claims.finding import Weighed
from tillit.experiments.claims.living import Plan, Report
from tillit.experiments.claims.record import Record, read_record, record_of, write_record
from tillit.experiments.claims.switches import switched
from tillit.experiments.claims.telling import factor_in, given_for, said_of, surprise_of
from tillit.experiments.cli.plain_errors import STOPPED, say
from tillit.experiments.cli.progress import compile_first
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.world import TWINS
from tillit.model.scenarios import Scenario, read_scenario, town_names

ORDINARY = "standard"
"""The town in which the gradient of continuity is shown."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for."""

    towns: tuple[str, ...]
    vectors: int
    lucks: int
    seed: int
    threads: int | None
    plausible: Path | None
    out: Path | None
    record: bool

    @property
    def plan(self) -> Plan:
        """How worlds are run."""
        return Plan(self.vectors, self.lucks, self.seed, self.threads)


def validate_and_report(wanted: Wanted, *, as_json: bool) -> None:
    """Weigh the accounts, and show, write and keep what was found."""
    towns = towns_meant(wanted.towns)
    if wanted.record and wanted.towns:
        message = "--record keeps all towns that come with the program: name none"
        raise RefusedError(message)
    sets = plausible_sets(wanted.plausible, wanted.vectors)
    compile_first(quiet=as_json)
    try:
        found = find_out(wanted, towns, sets, quiet=as_json)
    except KeyboardInterrupt:
        say("stopped; nothing was written")
        raise typer.Exit(STOPPED) from None
    if wanted.out is not None:
        write_files(found, wanted.out)
    if wanted.record:
        write_record(found)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        show(found, claims=bool(wanted.towns))


def towns_with_claims() -> list[Scenario]:
    """Return the towns that come with the program and of which something is claimed."""
    return [town for town in map(read_scenario, town_names()) if town.expect]


def towns_meant(names: Iterable[str]) -> list[Scenario]:
    """Return the towns of some names or files; all that make claims if there are none.

    Raises
    ------
    ScenarioError
        If there is no such town or file.
    RefusedError
        If nothing is claimed of a town.
    """
    wanted = [town for name in names for town in TWINS.get(name.strip().casefold(), (name,))]
    if not wanted:
        return towns_with_claims()
    towns = {town.name: town for town in map(read_scenario, wanted)}
    for town in towns.values():
        if not town.expect:
            known = ", ".join(it.name for it in towns_with_claims())
            message = f"{town.name}: its file has no [[expect]], so nothing is claimed of it; try {known}"
            raise RefusedError(message)
    return list(towns.values())


def find_out(
    wanted: Wanted, towns: Iterable[Scenario], sets: Mapping[str, PlausibleSet], *, quiet: bool
) -> Record:
    """Run everything, and return what was found as a record."""
    accounts = [Account.of(town) for town in towns]
    worlds = sum(it.worlds(sets, wanted.plan) for it in accounts)
    more = continuity.WORLDS + switches.WORLDS if wanted.record else 0
    with worlds_bar(worlds + more, quiet=quiet) as report:
        weighed = [Weighed.run(it, sets, wanted.plan, report) for it in accounts]
        further = find_out_of_continuity(wanted, report) if wanted.record else {}
    return record_of(weighed, sets, wanted.plan, further)


def find_out_of_continuity(wanted: Wanted, report: Report) -> dict[str, Any]:
    """Run what the pages say of continuity beside the accounts."""
    return {
        "gradient": gradient_of(read_scenario(ORDINARY), report, threads=wanted.threads),
        "switches": switched(report, threads=wanted.threads),
    }


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


def show(found: Record, *, claims: bool) -> None:
    """Print what the accounts say together, and perhaps a table of each town's claims."""
    console = terminal()
    for town in found["towns"].values() if claims else ():
        print_table(console, claims_table(town))
    console.print("The accounts as wholes, under the theory against each simpler explanation:")
    print_table(console, accounts_table(found))
    console.print(page.summary(found).replace("**", "").replace("*", ""))
    if not claims:
        console.print("Name a town for its claims; -o FOLDER writes them all.")
    if found["gradient"] is not None:
        console.print(f"\nContinuity in an ordinary town: {remains(found['gradient'])}")


def claims_table(town: dict[str, Any]) -> Table:
    """Return the table of one town's claims."""
    table = Table(box=SIMPLE_HEAD, title=town["title"], title_justify="left")
    for head in ("claim", "said", "the model predicts", "how surprising"):
        table.add_column(head)
    for null in NULL_MODELS[:2]:
        table.add_column(f"than under {null.label}")
    for row in town["claims"]:
        predicted = given_for(row).replace(" (", "\n(")
        factors = (factor_in(row, null.name) for null in NULL_MODELS[:2])
        table.add_row(row["claim"], said_of(row), predicted, surprise_of(row), *factors)
    for row in town["not_counted"]:
        table.add_row(row["claim"], said_of(row), f"- ({row['why']})", "not counted")
    return table


def accounts_table(found: Record) -> Table:
    """Return the table of the accounts as wholes."""
    table = Table(box=SIMPLE_HEAD)
    table.add_column("account")
    for null in NULL_MODELS:
        table.add_column(null.label)
    for town in found["towns"].values():
        table.add_row(town["title"], *(page.cell(town["factors"].get(null.name)) for null in NULL_MODELS))
    return table


def write_files(found: Record, folder: Path) -> None:
    """Write what was found as JSON and Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    text = f"{page.summary(found)}\n\n{page.weighed(found)}\n\n{page.claims(found)}\n"
    write_record(found, folder / "validation.json")
    write_durably(folder / "validation.md", lambda draft: draft.write_text(text, encoding="utf-8"))


def write_into(path: Path) -> None:
    """Write what was recorded into a page.

    Raises
    ------
    RefusedError
        If there is no such page.
    """
    if not path.is_file():
        message = f"{path} is no file; give a page with <!-- summary --> and <!-- /summary --> in it"
        raise RefusedError(message)
    text = path.read_text(encoding="utf-8")
    now = page.renew(text, read_record())
    if now != text:
        write_durably(path, lambda draft: draft.write_text(now, encoding="utf-8"))
    typer.echo(f"{path}: {'written' if now != text else 'nothing to change'}")
