"""Listing: the towns, the events and the assumptions that come with the program, as tables or as JSON."""

from importlib import metadata
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.text import Text

from tillit.experiments.claims.telling import accounts as every_account
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.terminal import print_json, print_line, print_table, terminal
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import SOURCE, Words
from tillit.experiments.telling.names import assumption, grades
from tillit.experiments.telling.numbers import four_digits, number, plain
from tillit.experiments.worlds.provenance import revision, versions
from tillit.experiments.worlds.world import TWINS
from tillit.model.assumptions import DECLARED, Assumptions
from tillit.model.events import EVENTS, Event, Size
from tillit.model.events.event import Event as AnyEvent


def accounts(as_json: opt.AsJson = False, spoken: opt.Lang = opt.SYSTEM) -> None:
    """List the towns that come with the program, and what each did."""
    gettext, console, towns = spoken.gettext, terminal(), every_account(spoken.language)
    if as_json:
        print_json(towns)
        return
    for town in towns:
        country = spoken.pgettext("country", town["country"])
        console.print(Text.assemble((town["name"], "bold"), f"  {town['title']}, {country}"))
        facts = [gettext("{number} inhabitants", number=number(town["inhabitants"], spoken))]
        if many := town["households"]:
            cases = {"number": number(many, spoken), "load": plain(town["caseload"], spoken)}
            facts.append(gettext("{number} households on assistance, {load} each caseworker", **cases))
        if many := town["children"]:
            cases = {"number": number(many, spoken), "load": plain(town["child_caseload"], spoken)}
            facts.append(gettext("{number} child cases, {load} each caseworker", **cases))
        console.print(f"  {', '.join([*facts, gettext('from {start}', start=town['start'])])}")
        for act in town["acts"] or [gettext("nothing is done")]:
            console.print(f"  · {act}")
        if claims := town["claims"]:
            text = spoken.ngettext(
                "One claim of the account to compare with, {dated} of a year of its own",
                "{claims} claims of the account to compare with, {dated} of a year of their own",
                len(claims),
                claims=len(claims),
                dated=sum("until" in it or "since" in it for it in claims),
            )
            console.print(f"  {text}", style="dim")
        console.print()
    for name, twins in TWINS.items():
        one, other = map(gettext, twins.values())
        beside = gettext("{town} beside {other}", town=other, other=one)
        console.print(Text.assemble((name, "bold"), f"  {beside}"))


def events(as_json: opt.AsJson = False, spoken: opt.Lang = opt.SYSTEM) -> None:
    """List what can happen to a town, with the sizes that it has and where they come from.

    tillit compare hassleholm --event reorganisation:month=13,share=0.6 lets one happen.
    """
    if as_json:
        about = {it: {"kind": it.kind, "labels": it.labels, "about": it.__doc__} for it in EVENTS.values()}
        print_json([told | {"sizes": _sizes(it)} for it, told in about.items()])
        return
    gettext, rows = spoken.gettext, []
    for it in EVENTS.values():
        # Who tells of it stands there in English only.
        first = f": {(it.__doc__ or '').strip().splitlines()[0]}" if spoken.language == SOURCE else ""
        lines = (_size_line(name, size, spoken) for name, size in _sizes(it).items())
        rows.append((it.kind, f"{spoken.label(it.labels)}{first}", "\n".join(lines)))
    sizes = gettext("sizes, with what holds if nothing is said")
    print_table(rows, (gettext("event"), gettext("what it is"), sizes))
    terminal().print(
        gettext("Each has a month (13) or a date (2013-03) as well: --event posts:month=13,change=3")
    )


def _sizes(it: type[Event]) -> dict[str, dict[str, Any]]:
    """Return default, unit, range and source of what an event has besides its time, by name."""
    sizes = {}
    for name, field in it.model_fields.items():
        if name in AnyEvent.model_fields:
            continue
        mark = next((mark for mark in field.metadata if isinstance(mark, Size)), None)
        sizes[name] = {"default": None if field.is_required() else field.default} | {
            key: getattr(mark, key, None) for key in ("unit", "low", "high", "source")
        }
    return sizes


def _size_line(name: str, size: dict[str, Any], spoken: Words) -> str:
    default, span = size["default"], ""
    shown = f"{default:.3g}" if isinstance(default, float) else str(default).lower()
    if size["unit"] is not None:
        low, high = (plain(size[end], spoken) for end in ("low", "high"))
        ends = spoken.gettext("{low} to {high}", low=low, high=high)
        span = f" ({spoken.gettext(size['unit'])}, {ends})"
    return f"{name}{'' if default is None else f' = {shown}'}{span}"


def parameters(
    group: Annotated[str | None, opt.argument("Only this group, such as bonds or stress.", "GROUP")] = None,
    as_json: opt.AsJson = False,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """List every assumption about behaviour: value, unit, range, source and grade.

    Grades: A register, B study, C statement, D derived from these, E assumed.
    """
    if group is not None and group not in Assumptions._fields:
        raise RefusedError(f"there is no group {group!r}; groups: {', '.join(Assumptions._fields)}")
    rows: list[dict[str, Any]] = [
        {"name": name, "value": it.default}
        | {key: getattr(it.par, key) for key in ("unit", "low", "high", "source", "grade")}
        | {"description": it.doc}
        for name, it in DECLARED.items()
        if group in {None, name.partition(".")[0]}
    ]
    if as_json:
        print_json(rows)
        return
    gettext = spoken.gettext
    measured = (gettext("value"), gettext("unit"), gettext("plausible"))
    heads = (gettext("name"), *measured, "", gettext("what it is"))
    for here, those in groupby(rows, key=lambda it: it["name"].partition(".")[0]):
        cells = []
        for it in those:
            english = spoken.language == SOURCE
            about = it["description"] if english else f"{assumption(it['name'], spoken)}."
            told = Text.assemble(about, " ", (spoken.pgettext("source", it["source"]), "dim"))
            value, low, high = (four_digits(it[name], spoken) for name in ("value", "low", "high"))
            span = gettext("{low} to {high}", low=low, high=high)
            name, unit = it["name"].rpartition(".")[2], gettext(it["unit"])
            cells.append((name, value, unit, span, it["grade"].value, told))
        print_table(cells, heads, title=here)
    print_line(f"{grades(spoken)}.")


def version(spoken: opt.Lang = opt.SYSTEM) -> None:
    """Say which version this is, and what it runs on."""
    kept = revision() or spoken.gettext("none")
    ours = {"tillit": metadata.version("tillit"), spoken.gettext("revision"): kept}
    for name, value in (ours | versions()).items():
        typer.echo(f"{name:10} {value}")
