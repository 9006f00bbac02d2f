"""Trials: what studies changed in an office and found, beside what the model gives."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import LAYOUT
from tillit.experiments.cli.terminal import (
    bar,
    compile_first,
    print_json,
    print_table,
    save_text,
    stopping,
    terminal,
)
from tillit.experiments.trials import wording
from tillit.experiments.trials.effects import effects
from tillit.experiments.trials.reading import Trial, all_trials, read_trial

COLOURS = {"right": "green", "unclear": "yellow", "wrong": "red", "inside": "green", "outside": "yellow"}
INTERVAL = (
    "The model gives: the effect with the 90 % interval that chance leaves. Size: inside what is accepted?"
)

trials = typer.Typer(
    invoke_without_command=True,
    help="Run virtual trials: what studies changed and found, and the model gives.",
    **(LAYOUT | {"no_args_is_help": False}),
)
Replications = Annotated[int | None, opt.count("Offices to run; if left out, as the trial says.", 2, 2_000)]


@trials.callback()
def every(
    context: typer.Context,
    replications: Replications = None,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    into: Annotated[list[Path] | None, opt.several("--into", "Page to write into.", "FILE.md")] = None,
    as_json: opt.AsJson = False,
) -> None:
    """Run all trials that come with the program, and print what the studies found and the model gives.

    For each figure: what the study found, with the interval that is accepted; the model's figure in
    the study's own arithmetic, with the 90 % interval that chance leaves; whether the direction is
    right (unclear if chance may have made it), and whether the figure is inside what is accepted.
    """
    if context.invoked_subcommand is not None:
        return
    pages = {path: path.read_text("utf-8") for path in into or ()}
    for text in pages.values():
        wording.renewed(text, ())  # says what is wrong with the page before anything is run
    found = _found(all_trials(), replications, seed, threads)
    for path, text in pages.items():
        save_text(path, wording.renewed(text, found))
    _show_trials(found, as_json=as_json)


@trials.command()
def run(
    names: Annotated[list[str], opt.argument("Trials, such as X6, or .toml files.", "NAME|FILE…")],
    replications: Replications = None,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    as_json: opt.AsJson = False,
) -> None:
    """Run some trials, of the program or of one's own.

    tillit trials run my-trial.toml holds the model against a study of yours; docs/trials.md says how
    a file is written.
    """
    _show_trials(_found([read_trial(it) for it in names], replications, seed, threads), as_json=as_json)


@trials.command()
def show(
    name: Annotated[str, opt.argument("A trial, such as X6, or a .toml file.", "NAME|FILE")],
    replications: Replications = None,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
) -> None:
    """Tell one trial in a page: the study, the office, what was done to whom, and what came of it."""
    ((trial, given),) = _found([read_trial(name)], replications, seed, threads)
    about, office, console, parts = trial.about, trial.office, terminal(), []
    if office.posts:
        mix = office.town.obstacles.model_dump()
        shares = ", ".join(f"{name} {share:.0%}" for name, share in mix.items() if share)
        parts.append(f"{office.town.households:,} households ({shares}), {office.caseload:.0f} for each post")
    if office.children:
        each = office.children.cases / office.children.first_posts
        parts.append(f"{office.children.cases:,} child cases, {each:.0f} for each post")
    console.print(f"{about.name}  {about.title}", style="bold")
    console.print(f"{about.study}; {about.place}; {about.design}\n")
    console.print(f"{about.changed} For whom: {about.whom}.\n")
    console.print(f"The office: {'; '.join(parts)}")
    drawn = ((trial.treated.cases, "the cases"), (trial.treated.staff, "the caseworkers"))
    if lots := [f"{share:.0%} of {whom}" for share, whom in drawn if share]:
        console.print(f"Drawn by lot: {' and '.join(lots)}, the same in every arm")
    for arm in trial.arms:
        acts = [wording.act_of(it) for it in arm.scenario.events if it.kind != "lot"]
        console.print(f"  · {arm.name}: {'; '.join(acts) or 'nothing is changed'}")
    console.print()
    for effect in given:
        figure, said = effect.figure, wording.said_of(effect.figure)
        accepted = f"; accepted: {figure.interval}" if figure.interval else ""
        words = ", ".join(filter(None, (wording.direction_of(effect), wording.inside_of(effect))))
        measured = f"{wording.when(figure, trial)}; {wording.whom(trial.cohort_of(figure))}"
        console.print(figure.claim, style="bold")
        console.print(f"  said      {said} ({figure.source}, {figure.grade.value}{accepted})")
        console.print(f"  model     {wording.given_of(effect)}: {words}")
        console.print(f"  measured  {measured}")
        if not math.isnan(effect.before):
            against, treated = (trial.arms[it].name for it in trial.sides_of(figure))
            console.print(f"  levels    {against} {effect.before:.4g}, {treated} {effect.after:.4g}")
    console.print(f"\nNot expressed: {' '.join(about.lacks.split())}")


def _found(
    chosen: Sequence[Trial], replications: int | None, seed: int, threads: int | None
) -> wording.Found:
    """Run trials one after the other; exit if Ctrl-C stops it."""
    compile_first()
    offices = [replications or it.about.replications for it in chosen]
    found: wording.Found = ()
    with stopping("stopped; nothing is shown"), bar("Offices") as tell:
        for turn, it in enumerate(chosen):

            def report(done: int, before: int = sum(offices[:turn])) -> None:
                tell(before + done, sum(offices))

            given = effects(it, replications=replications, seed=seed, threads=threads, progress=report)
            found = (*found, (it, given))
    return found


def _show_trials(found: wording.Found, *, as_json: bool) -> None:
    rows: list[Any] = []
    for trial, given in found:
        for turn, it in enumerate(given):
            direction, inside, (low, high) = wording.direction_of(it), wording.inside_of(it), it.interval
            if as_json:
                model = {"value": it.value, "error": it.error, "low": low, "high": high}
                about = {"trial": trial.name, "study": trial.about.study, "model": model}
                judged = {"direction": direction or None, "distance": it.distance, "inside": it.inside}
                figure = it.figure.model_dump(mode="json")
                rows.append({**about, "figure": figure, "replications": it.replications, **judged})
                continue
            words = (Text(word, COLOURS.get(word, "")) for word in (direction, inside))
            cells = (it.figure.claim, wording.said_of(it.figure), wording.given_of(it), *words)
            rows.append(("" if turn else trial.name, *cells))
    if as_json:
        print_json(rows)
        return
    heads = ("", "found", "said (accepted)", "the model gives", "direction", "size")
    print_table(rows, heads, title="Virtual trials")
    terminal().print(f"{wording.summary(found)} {INTERVAL}")
