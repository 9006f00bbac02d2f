"""Listing: towns and parameters, as tables or as JSON."""

import json
from collections.abc import Iterable
from typing import Any

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from tillit.agents.foundation.parameters import Declaration
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.accounts import TWINS, accounts
from tillit.model.assumptions import DECLARED, Assumptions


def list_accounts(*, as_json: bool) -> None:
    """Print the towns, and what each did."""
    towns = accounts()
    if as_json:
        typer.echo(json.dumps(towns, ensure_ascii=False, indent=2))
        return
    console = terminal()
    for town in towns:
        console.print(Text.assemble((town["name"], "bold"), f"  {town['title']}, {town['country']}"))
        console.print(f"  {town['inhabitants']:,} inhabitants, {cases_of(town)}, from {town['start']}")
        for act in town["acts"] or ["nothing is done"]:
            console.print(f"  · {act}")
        if town["claims"]:
            console.print(f"  {claims_of(town)}", style="dim")
        console.print()
    for name, (one, other) in TWINS.items():
        console.print(Text.assemble((name, "bold"), f"  {other} beside {one}"))


def cases_of(town: dict[str, Any]) -> str:
    """Return how many households and children a town has, and how many each caseworker."""
    kinds = (
        ("households", "households on assistance", "caseload"),
        ("children", "child cases", "child_caseload"),
    )
    return ", ".join(
        f"{town[kind]:,} {words}, caseload {town[load]:g}" for kind, words, load in kinds if town[kind]
    )


def claims_of(town: dict[str, Any]) -> str:
    """Return how many claims there are, and how many of these are of a year that the file names."""
    dated = sum("until" in it or "since" in it for it in town["claims"])
    words = f"{len(town['claims'])} claims of the account to compare with"
    return f"{words}, {dated} of a year of their own" if dated else words


def list_parameters(group: str | None, *, as_json: bool) -> None:
    """Print the declared parameters, of one group or of all.

    Raises
    ------
    RefusedError
        If there is no such group.
    """
    groups = Assumptions._fields
    if group is not None and group not in groups:
        message = f"there is no group {group!r}; groups: {', '.join(groups)}"
        raise RefusedError(message)
    chosen = {name: it for name, it in DECLARED.items() if group in {None, name.partition(".")[0]}}
    if as_json:
        rows = [parameter_json(name, it) for name, it in chosen.items()]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, allow_nan=False))
        return
    console = terminal()
    for here in groups if group is None else (group,):
        print_table(
            console, parameter_table(here, (it for name, it in chosen.items() if name.startswith(f"{here}.")))
        )


def parameter_table(group: str, declared: Iterable[Declaration]) -> Table:
    """Return the table of one group."""
    table = Table(box=SIMPLE_HEAD, title=group, title_justify="left")
    for name in ("name", "value", "unit", "range", "", "what it is, and source"):
        table.add_column(name, justify="right" if name == "value" else "left")
    for it in declared:
        span = f"{it.par.low:g} to {it.par.high:g}"
        about = Text.assemble(f"{it.doc} ", (it.par.source, "dim"))
        table.add_row(it.name, f"{it.default:g}", it.par.unit, span, it.par.grade.value, about)
    return table


def parameter_json(name: str, it: Declaration) -> dict[str, Any]:
    """Return one parameter in plain values."""
    return {
        "name": name,
        "value": it.default,
        "unit": it.par.unit,
        "low": it.par.low,
        "high": it.par.high,
        "source": it.par.source,
        "grade": it.par.grade.value,
        "description": it.doc,
    }
