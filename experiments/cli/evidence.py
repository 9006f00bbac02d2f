"""Evidence: assumptions are fitted to what was measured, and what the accounts say is weighed."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from tillit.experiments.calibration import models, report
from tillit.experiments.calibration.calibrating import Calibration
from tillit.experiments.calibration.history_matching import PLAUSIBLE
from tillit.experiments.calibration.own_town import fit_town, years_of
from tillit.experiments.calibration.targets import find, read_targets
from tillit.experiments.claims import record as records
from tillit.experiments.claims.continuity import WORLDS, gradient_of, switched
from tillit.experiments.claims.measuring import Account
from tillit.experiments.claims.telling import factor_in, in_words, summary
from tillit.experiments.cli import options as opt
from tillit.experiments.cli import terminal
from tillit.experiments.cli.help import reader
from tillit.experiments.cli.run import show_claims
from tillit.experiments.cli.terminal import print_line
from tillit.experiments.importing.own_town import with_events
from tillit.experiments.refused import RefusedError
from tillit.experiments.results.folder import RESULTS
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.worlds.files import write_durably
from tillit.experiments.worlds.world import TWINS, Source
from tillit.model.scenarios import Scenario, read_scenario, town_names

ALL = "all"
VECTORS_FILE = "vectors.parquet"


def calibrate(
    targets: Annotated[str | None, opt.argument("'behaviour' comes along, or a file.", "TARGETS")] = None,
    town: Annotated[Path | None, opt.option("Fit how many apply in this town.", "FILE")] = None,
    out: opt.Resumed = None,
    again: Annotated[Path | None, opt.option("Run these again, keep the plausible.", "FILE.parquet")] = None,
    model: Annotated[str, opt.option("Fit theory, a simpler explanation, or all.", "MODEL")] = "theory",
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    as_json: opt.AsJson = False,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Find the values of the assumptions that agree with what was measured, and how far they are known.

    tillit calibrate behaviour fits virtual trials and national levels, never what accounts claim. It is long,
    and can be stopped and taken up again. The folder has the best vector as a table for a scenario file, and
    the plausible vectors as a Parquet file; no value of the program is changed.

    tillit calibrate --town mytown.toml fits how many apply in one town instead, mostly in under a minute.
    """
    if town is not None and targets is None:
        if model != models.THEORY.name:
            raise RefusedError(
                f"--model {model}: the facts of a town are fitted under the theory only; leave it out"
            )
        _fit_town(town, out, seed, threads, as_json=as_json)
        return
    if targets is None or town is not None:
        raise RefusedError("give a file of targets (behaviour is one), or a town with --town; not both")
    file, explanations = read_targets(targets), models.MODELS if model == ALL else (models.model_of(model),)
    named = "" if model == models.THEORY.name else f"-{model}"
    gettext = spoken.gettext
    whole = out or RESULTS / f"{'again' if again else 'calibration'}-{find(targets).stem}{named}-{seed}"
    folders = [whole / it.name if model == ALL else whole for it in explanations]
    for it, folder in zip(explanations, folders, strict=True):
        calibration = replace(Calibration.of(file, it, seed, folder), threads=threads, spoken=spoken)
        if again is not None:
            _run_again(calibration, it, again)
            continue
        calibration.begin(texts=list(file.texts), model=it.name)
        terminal.compile_first(spoken)
        stopped = gettext(
            "stopped; every vector that was run is in {folder}; the same command goes on", folder=folder
        )
        with terminal.stopping(stopped), terminal.bars() as tell:
            fit = replace(calibration, progress=tell).run()
        title = gettext(file.sheet.title) + ("" if it == models.THEORY else f": {gettext(it.label)}")
        found = report.write_report(folder, fit, title, it.name)
        if as_json:
            terminal.print_json(found | {"folder": folder})
        else:
            figures = gettext("All figures: {path}", path=folder / "report.md")
            print_line("\n".join([f"\n{title}", *found["verdicts"], f"\n{figures}"]))
    if model == ALL:
        frames = [pd.read_parquet(folder / VECTORS_FILE) for folder in folders]
        write_durably(whole / VECTORS_FILE, pd.concat(frames, ignore_index=True).to_parquet)


def _fit_town(town: Path, out: Path | None, seed: int, threads: int | None, *, as_json: bool) -> None:
    source, spoken, gettext = Source.of(town), reader(), reader().gettext
    scenario = source.scenario()
    folder = out or RESULTS / f"calibration-{scenario.name}-{seed}"
    years_of(scenario)  # says what is lacking before anything is compiled
    terminal.compile_first(spoken)
    stopped = gettext("stopped; nothing was written")
    with terminal.stopping(stopped), terminal.bar(gettext("Inflows")) as tell:
        found = fit_town(scenario, seed=seed, threads=threads, progress=tell, spoken=spoken)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{scenario.name}-fitted.toml"
    fitted = [it for it in found.scenario.events if it not in scenario.events]
    terminal.save_text(path, with_events(source.text, fitted))
    if as_json:
        ends = dict(zip(("low", "high"), found.interval, strict=True))
        terminal.print_json({"town": path, "inflow": found.inflow} | ends | {"found": found.words})
    else:
        title, where = gettext(scenario.title), gettext("The town: {path}", path=path)
        print_line("\n".join([title, *found.words, where]))


def _run_again(calibration: Calibration, model: models.Model, vectors: Path) -> None:
    rows, spoken = models.frame_of(vectors, model.name), calibration.spoken
    terminal.compile_first(spoken)
    with terminal.bars() as tell:
        found = replace(calibration, progress=tell).again(rows)
    kept = report.kept_of(found, found, calibration.aim, enough=1).assign(model=model.name)
    path = calibration.folder / VECTORS_FILE
    write_durably(path, kept.to_parquet)
    told = {"label": spoken.gettext(model.label), "kept": len(kept), "path": path}
    told["plausible"] = int((kept["implausibility"] < PLAUSIBLE).sum())
    typer.echo(
        spoken.gettext("{label}: {plausible} vectors are still plausible; {kept} are in {path}", **told)
    )


def validate(
    towns: Annotated[list[str] | None, opt.argument("Towns, or files with [[expect]].", "TOWN")] = None,
    vectors: Annotated[int | None, opt.count("Plausible vectors of each model; or all.", 1, 1_000)] = None,
    lucks: Annotated[int, opt.count("Worlds of each vector.", 2, 1_000)] = 6,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    plausible: Annotated[Path | None, opt.option("Plausible vectors, if not the program's.", "FILE")] = None,
    record: Annotated[bool, opt.option("Keep it as what pages are written from.", None, "--record")] = False,
    as_json: opt.AsJson = False,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Weigh the accounts: how likely what they say is, and how much more so than under simpler explanations.

    For each claim: what was said; what the model predicts, in the account's own arithmetic; how surprising
    that is; and how much more likely somebody says so if ties that last matter than if only something
    simpler does. 'Cannot tell' is a result.
    """
    chosen = _towns_meant(towns or [])
    if record and towns:
        raise RefusedError("--record keeps all towns that come with the program: name none")
    sets = models.plausible_sets(plausible, vectors)
    plan = records.Plan(lucks, seed, threads)
    terminal.compile_first(spoken)
    accounts = [Account.of(town) for town in chosen]
    each, done = lucks * sum(len(it.vectors) for it in sets.values()), 0
    worlds = each * sum(len(it.worlds) for it in accounts) + WORLDS * record
    stopped = spoken.gettext("stopped; nothing was written")
    with terminal.stopping(stopped), terminal.bar(spoken.gettext("Worlds")) as tell:

        def count(more: int) -> None:
            nonlocal done
            done += more
            tell(done, worlds)

        count(0)
        given = [records.given_by(it, sets, plan, count) for it in accounts]
        further: dict[str, Any] = {}
        if record:
            further["gradient"] = gradient_of(read_scenario("standard"), count, threads=threads)
            further["switches"] = switched(count, threads=threads)
    rows = {it.town.name: records.account_record(it, of) for it, of in zip(accounts, given, strict=True)}
    found = records.record_of(rows, sets, plan, further)
    if record:
        records.write_record(found)
    if as_json:
        terminal.print_json(found)
    else:
        _show_weighed(found, spoken, claims=bool(towns))


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


def _show_weighed(found: records.Record, spoken: Words, *, claims: bool) -> None:
    gettext, towns, console = spoken.gettext, found["towns"].values(), terminal.terminal()
    labels = {null.name: gettext(null.label) for null in models.NULL_MODELS}
    for town in towns if claims else ():
        show_claims(town, gettext(town["title"]), dict(list(labels.items())[:2]), spoken)
    console.print(gettext("The accounts as wholes, under the theory against each simpler explanation:"))
    rows = [(gettext(it["title"]), *(in_words(factor_in(it, by), spoken) for by in labels)) for it in towns]
    terminal.print_table(rows, (gettext("account"), *labels.values()))
    console.print(summary(found, spoken).replace("**", "").replace("*", '"'))
    if not claims:
        console.print(gettext("Name a town for its claims."))
