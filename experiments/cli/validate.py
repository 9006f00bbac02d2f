"""Validate: how likely what the accounts say is, and how much more so than under simpler explanations."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tillit.experiments.calibration.models import NULL_MODELS, THEORY, plausible_sets
from tillit.experiments.claims import page
from tillit.experiments.claims.continuity import WORLDS, gradient_of, remains, switched
from tillit.experiments.claims.living import Account, Plan
from tillit.experiments.claims.record import Record, Weighed, read_record, record_of, write_record
from tillit.experiments.claims.telling import factor_in, given_for, in_words, surprise_of
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.terminal import (
    bar,
    compile_first,
    print_json,
    print_table,
    save_text,
    stopping,
    terminal,
)
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import Words, retold
from tillit.experiments.telling.names import said_in
from tillit.experiments.worlds.world import TWINS
from tillit.model.scenarios import Scenario, read_scenario, town_names

ORDINARY = "standard"
"""The town in which the gradient of continuity is shown."""


def validate(
    towns: Annotated[
        list[str] | None, opt.argument("Towns, or .toml files with [[expect]]; all if left out.", "[TOWN…]")
    ] = None,
    vectors: Annotated[
        int | None, opt.count("Plausible vectors of each model; all if left out.", 1, 1_000)
    ] = None,
    lucks: Annotated[int, opt.count("Worlds of each vector.", 2, 1_000)] = 6,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    plausible: Annotated[
        Path | None,
        opt.option("Parquet file of plausible vectors; the program's if left out.", "FILE"),
    ] = None,
    record: Annotated[bool, opt.flag("Keep it as what pages are written from.", "--record")] = False,
    as_json: opt.AsJson = False,
    into: Annotated[
        Path | None,
        opt.option("Run nothing: write what was recorded into a page, between its markers.", "FILE.md"),
    ] = None,
    lang: opt.Lang = None,
) -> None:
    """Weigh the accounts: how likely what they say is, and how much more so than under simpler explanations.

    For each claim: what was said; what the model predicts, in the account's own arithmetic; how surprising
    what was said is; and how much more likely somebody says so if ties that last matter than if nothing was
    done, if ties are frozen, if only hours, control or faster decisions matter, or if nobody remembers.
    'Cannot tell' is a result.
    """
    if into is not None:
        _write_into(into)
        return
    spoken, chosen = opt.spoken(lang), _towns_meant(towns or [])
    if record and towns:
        raise RefusedError("--record keeps all towns that come with the program: name none")
    sets = plausible_sets(plausible, vectors)
    plan = Plan(len(sets[THEORY.name].vectors), lucks, seed, threads)
    compile_first()
    accounts = [Account.of(town) for town in chosen]
    worlds, done = sum(it.number(sets, plan) for it in accounts) + WORLDS * record, 0
    stopped = spoken.gettext("stopped; nothing was written")
    with stopping(stopped), bar(spoken.gettext("Worlds"), lines=True) as tell:

        def report(more: int) -> None:
            nonlocal done
            done += more
            tell(done, worlds)

        report(0)
        weighed = [Weighed.run(it, sets, plan, report) for it in accounts]
        further: dict[str, Any] = {}
        if record:
            further["gradient"] = gradient_of(read_scenario(ORDINARY), report, threads=threads)
            further["switches"] = switched(report, threads=threads)
    found = record_of(weighed, sets, plan, further)
    if record:
        write_record(found)
    if as_json:
        print_json(found)
    else:
        _show_weighed(found, spoken, claims=bool(towns))


def _write_into(path: Path) -> None:
    if not path.is_file():
        raise RefusedError(
            f"{path} is no file; give a page with <!-- summary --> and <!-- /summary --> in it"
        )
    text = path.read_text(encoding="utf-8")
    now = page.renew(text, read_record())
    if now != text:
        save_text(path, now)
    typer.echo(f"{path}: {'written' if now != text else 'nothing to change'}")


def towns_with_claims() -> list[Scenario]:
    """Return the towns that come with the program and of which something is claimed."""
    return [town for town in map(read_scenario, town_names()) if town.expect]


def _towns_meant(names: list[str]) -> list[Scenario]:
    wanted = [town for name in names for town in TWINS.get(name.strip().casefold(), (name,))]
    towns = {town.name: town for town in map(read_scenario, wanted)}
    for town in towns.values():
        if not town.expect:
            known = ", ".join(it.name for it in towns_with_claims())
            raise RefusedError(
                f"{town.name}: its file has no [[expect]], so nothing is claimed of it; try {known}"
            )
    return list(towns.values()) or towns_with_claims()


def _show_weighed(found: Record, spoken: Words, *, claims: bool) -> None:
    gettext, towns, console = spoken.gettext, found["towns"].values(), terminal()
    labels = {null.name: gettext(null.label) for null in NULL_MODELS}
    for town in towns if claims else ():
        _show_claims(town, dict(list(labels.items())[:2]), spoken)
    console.print(gettext("The accounts as wholes, under the theory against each simpler explanation:"))
    rows = [
        (gettext(it["title"]), *(in_words(factor_in(it, name), spoken) for name in labels)) for it in towns
    ]
    print_table(rows, (gettext("account"), *labels.values()))
    console.print(page.summary(found, spoken).replace("**", "").replace("*", '"'))
    if not claims:
        console.print(gettext("Name a town for its claims."))
    if found["gradient"] is not None:
        remaining = remains(found["gradient"], spoken)
        console.print(f"\n{gettext('Continuity in an ordinary town: {remains}', remains=remaining)}")


def _show_claims(town: dict[str, Any], labels: dict[str, str], spoken: Words) -> None:
    """Print a town's claims, weighed against some simpler explanations, and those that are not counted."""
    gettext, rows = spoken.gettext, []
    for row in town["claims"]:
        given = given_for(row, spoken).replace(" (", "\n(")
        factors = (in_words(factor_in(row, name), spoken) for name in labels)
        rows.append((gettext(row["claim"]), said_in(row, spoken), given, surprise_of(row, spoken), *factors))
    for row in town["not_counted"]:
        why, not_counted = retold(row["why"], spoken), spoken.pgettext("surprise", "not counted")
        rows.append((gettext(row["claim"]), said_in(row, spoken), f"- ({why})", not_counted, "", ""))
    heads = (gettext("claim"), gettext("said"), gettext("model predicts"), gettext("how surprising"))
    against = (gettext("than under: {label}", label=label) for label in labels.values())
    print_table(rows, (*heads, *against), title=gettext(town["title"]))
