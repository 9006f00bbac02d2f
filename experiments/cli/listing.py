"""Listing: the towns, the events and the assumptions that come with the program, as tables or as JSON."""

from itertools import groupby
from typing import Annotated, Any

from pydantic.fields import FieldInfo
from rich.text import Text

from tillit.experiments.claims.telling import accounts as every_account
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.printing import print_json, print_table, terminal
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import SOURCE, Words
from tillit.experiments.telling.names import assumption
from tillit.experiments.telling.numbers import number, plain
from tillit.experiments.worlds.world import TWINS
from tillit.model.assumptions import DECLARED, Assumptions
from tillit.model.events import EVENTS, Event, Size
from tillit.model.events.event import Event as AnyEvent
from tillit.model.events.size import written
from tillit.model.scenarios.errors import nearest


def accounts(*, as_json: opt.AsJson = False, lang: opt.Lang = None) -> None:
    """List the towns that come with the program, and what each did."""
    spoken = opt.spoken(lang)
    towns = every_account(spoken.language)
    if as_json:
        print_json(towns)
        return
    console = terminal()
    for town in towns:
        console.print(
            Text.assemble(
                (town["name"], "bold"), f"  {town['title']}, {spoken.pgettext('country', town['country'])}"
            )
        )
        facts = [spoken.gettext("{number} inhabitants", number=number(town["inhabitants"], spoken))]
        if town["households"]:
            facts.append(
                spoken.gettext(
                    "{number} households on assistance, {load} each caseworker",
                    number=number(town["households"], spoken),
                    load=plain(town["caseload"], spoken),
                )
            )
        if town["children"]:
            facts.append(
                spoken.gettext(
                    "{number} child cases, {load} each caseworker",
                    number=number(town["children"], spoken),
                    load=plain(town["child_caseload"], spoken),
                )
            )
        facts.append(spoken.gettext("from {start}", start=town["start"]))
        console.print(f"  {', '.join(facts)}")
        for act in town["acts"] or [spoken.gettext("nothing is done")]:
            console.print(f"  · {act}")
        if town["claims"]:
            dated = sum("until" in it or "since" in it for it in town["claims"])
            claims = spoken.ngettext(
                "One claim of the account to compare with, {dated} of a year of its own",
                "{claims} claims of the account to compare with, {dated} of a year of their own",
                len(town["claims"]),
                claims=len(town["claims"]),
                dated=dated,
            )
            console.print(f"  {claims}", style="dim")
        console.print()
    for name, twins in TWINS.items():
        one, other = (spoken.gettext(label) for label in twins.values())
        beside = spoken.gettext("{town} beside {other}", town=other, other=one)
        console.print(Text.assemble((name, "bold"), f"  {beside}"))


def events(
    kind: Annotated[str | None, opt.argument("Only this event, such as reorganisation.", "KIND")] = None,
    *,
    as_json: opt.AsJson = False,
    lang: opt.Lang = None,
) -> None:
    """List what can happen to a town, with the sizes that it has and where they come from.

    tillit compare hassleholm --event reorganisation:month=13,share=0.6 lets one happen.
    """
    if kind is not None and kind not in EVENTS:
        raise RefusedError(f"there is no event {kind[:60]!r}; {nearest(kind, EVENTS)}")
    chosen = [it for name, it in EVENTS.items() if kind in {None, name}]
    if as_json:
        print_json([_plain_event(it) for it in chosen])
        return
    spoken = opt.spoken(lang)
    heads = (
        spoken.gettext("event"),
        spoken.gettext("what it is"),
        spoken.gettext("sizes, with what holds if nothing is said"),
    )
    rows = []
    for it in chosen:
        # Who tells of it stands there in English only.
        first = f": {(it.__doc__ or '').strip().splitlines()[0]}" if spoken.language == "en" else ""
        sizes = "\n".join(_size_line(*field) for field in _fields(it))
        rows.append((it.kind, f"{spoken.label(it.labels)}{first}", sizes))
    print_table(rows, heads)
    terminal().print(
        spoken.gettext("Each has a month (13) or a date (2013-03) as well: --event posts:month=13,change=3")
    )


def parameters(
    group: Annotated[str | None, opt.argument("Only this group, such as bonds or stress.", "GROUP")] = None,
    *,
    as_json: opt.AsJson = False,
    lang: opt.Lang = None,
) -> None:
    """List every assumption about behaviour: value, unit, range, source and grade.

    Grades: A register, B study, C statement, D derived from these, E assumed.
    """
    groups = Assumptions._fields
    if group is not None and group not in groups:
        raise RefusedError(f"there is no group {group!r}; groups: {', '.join(groups)}")
    chosen = [it for it in DECLARED.items() if group in {None, it[0].partition(".")[0]}]
    if as_json:
        keys = ("unit", "low", "high", "source", "grade")
        print_json(
            [
                {"name": name, "value": it.default}
                | {key: getattr(it.par, key) for key in keys}
                | {"description": it.doc}
                for name, it in chosen
            ]
        )
        return
    spoken = opt.spoken(lang)
    heads = (
        spoken.gettext("name"),
        spoken.gettext("value"),
        spoken.gettext("unit"),
        spoken.gettext("plausible"),
        "",
        spoken.gettext("what it is"),
    )
    for here, those in groupby(chosen, key=lambda it: it[0].partition(".")[0]):
        rows = [
            (
                it.name,
                f"{it.default:g}",
                it.par.unit,
                f"{it.par.low:g} to {it.par.high:g}",
                it.par.grade.value,
                Text.assemble(_about(name, it.doc, spoken), " ", (it.par.source, "dim")),
            )
            for name, it in those
        ]
        print_table(rows, heads, title=here)


def _about(name: str, doc: str, spoken: Words) -> str:
    """Return what a parameter is, in the language if its catalogue has it."""
    return doc if spoken.language == SOURCE else f"{assumption(name, spoken)}."


def _fields(it: type[Event]) -> list[tuple[str, FieldInfo, Size | None]]:
    return [
        (name, field, next((mark for mark in field.metadata if isinstance(mark, Size)), None))
        for name, field in it.model_fields.items()
        if name not in AnyEvent.model_fields
    ]


def _size_line(name: str, field: FieldInfo, size: Size | None) -> str:
    value = None if field.is_required() else field.default
    shown = f"{value:g}" if isinstance(value, float) else str(value).lower()
    default = "" if value is None else f" = {shown}"
    span = f" ({size.unit}, {written(size.low)} to {written(size.high)})" if size else ""
    return f"{name}{default}{span}"


def _plain_event(it: type[Event]) -> dict[str, Any]:
    sizes = {
        name: {
            "default": None if field.is_required() else field.default,
            **{key: getattr(size, key, None) for key in ("unit", "low", "high", "source")},
        }
        for name, field, size in _fields(it)
    }
    return {"kind": it.kind, "labels": it.labels, "about": it.__doc__, "sizes": sizes}
