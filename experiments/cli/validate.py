"""Validate: how likely what the accounts say is, and how much more so than under simpler explanations."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tillit.experiments.calibration.models import NULL_MODELS, THEORY
from tillit.experiments.calibration.plausible import plausible_sets
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
from tillit.experiments.telling.catalogue import SOURCE, words
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
        opt.option("Parquet file or folder of plausible vectors; the program's if left out.", "PATH"),
    ] = None,
    out: Annotated[Path | None, opt.out("Folder for what was found, as JSON and Markdown.")] = None,
    record: Annotated[bool, opt.flag("Keep it as what pages are written from.", "--record")] = False,
    as_json: opt.AsJson = False,
    into: Annotated[
        Path | None,
        opt.option("Run nothing: write what was recorded into a page, between its markers.", "FILE.md"),
    ] = None,
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
    chosen = _towns_meant(towns or [])
    if record and towns:
        raise RefusedError("--record keeps all towns that come with the program: name none")
    sets = plausible_sets(plausible, vectors)
    plan = Plan(len(sets[THEORY.name].vectors), lucks, seed, threads)
    compile_first()
    accounts = [Account.of(town) for town in chosen]
    worlds = sum(it.number(sets, plan) for it in accounts)
    worlds += WORLDS if record else 0
    done = 0
    with stopping("stopped; nothing was written"), bar("Worlds", lines=True) as tell:

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
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        write_record(found, out / "validation.json")
        parts = (page.summary(found), page.weighed(found), page.claims(found))
        save_text(out / "validation.md", "\n\n".join(parts) + "\n")
    if record:
        write_record(found)
    if as_json:
        print_json(found)
    else:
        _show_weighed(found, claims=bool(towns))


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


def _show_weighed(found: Record, *, claims: bool) -> None:
    console, towns, nulls = terminal(), found["towns"].values(), NULL_MODELS[:2]
    english = words(SOURCE)
    heads = ("claim", "said", "the model predicts", "how surprising")
    for town in towns if claims else ():
        rows = []
        for row in town["claims"]:
            given = given_for(row).replace(" (", "\n(")
            factors = (in_words(factor_in(row, null.name)) for null in nulls)
            rows.append((row["claim"], said_in(row, english), given, surprise_of(row), *factors))
        rows += [
            (it["claim"], said_in(it, english), f"- ({it['why']})", "not counted", *("" for _ in nulls))
            for it in town["not_counted"]
        ]
        print_table(rows, (*heads, *(f"than under {null.label}" for null in nulls)), title=town["title"])
    console.print("The accounts as wholes, under the theory against each simpler explanation:")
    rows = [(it["title"], *(page.cell(factor_in(it, null.name)) for null in NULL_MODELS)) for it in towns]
    print_table(rows, ("account", *(null.label for null in NULL_MODELS)))
    console.print(page.summary(found).replace("**", "").replace("*", ""))
    if not claims:
        console.print("Name a town for its claims; -o FOLDER writes them all.")
    if found["gradient"] is not None:
        console.print(f"\nContinuity in an ordinary town: {remains(found['gradient'])}")
