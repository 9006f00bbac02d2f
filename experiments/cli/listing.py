"""Listing: towns and parameters, as tables or as JSON."""

import json
from collections.abc import Iterable
from typing import Any

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from tillit.agents.foundation.parameters import Declaration
from tillit.experiments.claims.towns import accounts
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.numbers import number, plain
from tillit.experiments.worlds.world import TWINS
from tillit.model.assumptions import DECLARED, Assumptions


def list_accounts(lang: str, *, as_json: bool) -> None:
    """Print the towns, and what each did."""
    towns = accounts(lang)
    if as_json:
        typer.echo(json.dumps(towns, ensure_ascii=False, indent=2))
        return
    console, spoken = terminal(), words(lang)
    for town in towns:
        console.print(Text.assemble((town["name"], "bold"), f"  {town['title']}, {town['country']}"))
        facts = [
            spoken.gettext("{number} inhabitants", number=number(town["inhabitants"], spoken)),
            *cases_of(town, spoken),
            spoken.gettext("from {start}", start=town["start"]),
        ]
        console.print(f"  {', '.join(facts)}")
        for act in town["acts"] or [spoken.gettext("nothing is done")]:
            console.print(f"  · {act}")
        if town["claims"]:
            console.print(f"  {claims_of(town, spoken)}", style="dim")
        console.print()
    for name, twins in TWINS.items():
        one, other = (spoken.gettext(label) for label in twins.values())
        beside = spoken.gettext("{town} beside {other}", town=other, other=one)
        console.print(Text.assemble((name, "bold"), f"  {beside}"))


def cases_of(town: dict[str, Any], spoken: Words) -> list[str]:
    """Return how many households and children a town has, and how many each caseworker."""
    said = []
    if town["households"]:
        households, load = number(town["households"], spoken), plain(town["caseload"], spoken)
        said.append(
            spoken.gettext(
                "{number} households on assistance, {load} each caseworker", number=households, load=load
            )
        )
    if town["children"]:
        children, load = number(town["children"], spoken), plain(town["child_caseload"], spoken)
        said.append(
            spoken.gettext("{number} child cases, {load} each caseworker", number=children, load=load)
        )
    return said


def claims_of(town: dict[str, Any], spoken: Words) -> str:
    """Return how many claims there are, and how many of these are of a year that the file names."""
    dated = sum("until" in it or "since" in it for it in town["claims"])
    claims = len(town["claims"])
    return spoken.gettext(
        "{claims} claims of the account to compare with, {dated} of a year of their own",
        claims=claims,
        dated=dated,
    )


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
