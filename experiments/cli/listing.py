"""Listing: the towns, the events and the assumptions that come with the program, as tables or as JSON."""

from itertools import groupby
from typing import Annotated, Any

from rich.text import Text

from tillit.experiments.claims.telling import accounts as every_account
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.terminal import print_json, print_table, terminal
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import SOURCE, Words
from tillit.experiments.telling.names import assumption
from tillit.experiments.telling.numbers import number, plain
from tillit.experiments.worlds.world import TWINS
from tillit.model.assumptions import DECLARED, Assumptions
from tillit.model.events import EVENTS, Event, Size
from tillit.model.events.event import Event as AnyEvent
from tillit.model.scenarios.errors import nearest


def accounts(*, as_json: opt.AsJson = False, lang: opt.Lang = None) -> None:
    """List the towns that come with the program, and what each did."""
    spoken, console = opt.spoken(lang), terminal()
    gettext, towns = spoken.gettext, every_account(spoken.language)
    if as_json:
        print_json(towns)
        return
    for town in towns:
        country = spoken.pgettext("country", town["country"])
        console.print(Text.assemble((town["name"], "bold"), f"  {town['title']}, {country}"))
        facts = [gettext("{number} inhabitants", number=number(town["inhabitants"], spoken))]
        if town["households"]:
            many, load = number(town["households"], spoken), plain(town["caseload"], spoken)
            text = gettext(
                "{number} households on assistance, {load} each caseworker", number=many, load=load
            )
            facts.append(text)
        if town["children"]:
            many, load = number(town["children"], spoken), plain(town["child_caseload"], spoken)
            facts.append(gettext("{number} child cases, {load} each caseworker", number=many, load=load))
        console.print(f"  {', '.join(facts)}, {gettext('from {start}', start=town['start'])}")
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
        keys = ("unit", "low", "high", "source")
        print_json(
            {
                "kind": it.kind,
                "labels": it.labels,
                "about": it.__doc__,
                "sizes": {
                    name: {"default": default, **{key: getattr(size, key, None) for key in keys}}
                    for name, default, size in _sizes(it)
                },
            }
            for it in chosen
        )
        return
    spoken = opt.spoken(lang)
    gettext, rows = spoken.gettext, []
    for it in chosen:
        # Who tells of it stands there in English only.
        first = f": {(it.__doc__ or '').strip().splitlines()[0]}" if spoken.language == SOURCE else ""
        lines = "\n".join(_size_line(*size, spoken) for size in _sizes(it))
        rows.append((it.kind, f"{spoken.label(it.labels)}{first}", lines))
    sizes = gettext("sizes, with what holds if nothing is said")
    print_table(rows, (gettext("event"), gettext("what it is"), sizes))
    terminal().print(
        gettext("Each has a month (13) or a date (2013-03) as well: --event posts:month=13,change=3")
    )


def _sizes(it: type[Event]) -> list[tuple[str, Any, Size | None]]:
    """Return name, default and size of what an event has, besides its time."""
    return [
        (
            name,
            None if field.is_required() else field.default,
            next((mark for mark in field.metadata if isinstance(mark, Size)), None),
        )
        for name, field in it.model_fields.items()
        if name not in AnyEvent.model_fields
    ]


def _size_line(name: str, default: Any, size: Size | None, spoken: Words) -> str:
    shown = f"{default:g}" if isinstance(default, float) else str(default).lower()
    span = ""
    if size:
        low, high = (plain(it, spoken) for it in (size.low, size.high))
        span = f" ({spoken.gettext(size.unit)}, {spoken.gettext('{low} to {high}', low=low, high=high)})"
    return f"{name}{'' if default is None else f' = {shown}'}{span}"


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
    chosen = {name: it for name, it in DECLARED.items() if group in {None, name.partition(".")[0]}}
    if as_json:
        keys = ("unit", "low", "high", "source", "grade")
        print_json(
            {"name": name, "value": it.default}
            | {key: getattr(it.par, key) for key in keys}
            | {"description": it.doc}
            for name, it in chosen.items()
        )
        return
    spoken = opt.spoken(lang)
    gettext = spoken.gettext
    measured = (gettext("value"), gettext("unit"), gettext("plausible"))
    heads = (gettext("name"), *measured, "", gettext("what it is"))
    for here, those in groupby(chosen.items(), key=lambda it: it[0].partition(".")[0]):
        rows = []
        for name, it in those:
            par, english = it.par, spoken.language == SOURCE
            about = Text.assemble(
                it.doc if english else f"{assumption(name, spoken)}.", " ", (par.source, "dim")
            )
            span = f"{par.low:g} to {par.high:g}"
            rows.append((it.name, f"{it.default:g}", par.unit, span, par.grade.value, about))
        print_table(rows, heads, title=here)
