"""Trialling: what `tillit trials` does, and how it shows what came out."""

import json
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from tillit.experiments.cli.plain_errors import STOPPED, say
from tillit.experiments.cli.progress import compile_first
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.trials.effects import Effect
from tillit.experiments.trials.page import renewed
from tillit.experiments.trials.reading import all_trials, read_trial
from tillit.experiments.trials.running import effects
from tillit.experiments.trials.trial import Trial
from tillit.experiments.trials.wording import (
    Found,
    act_of,
    direction_of,
    given_of,
    inside_of,
    said_of,
    summary,
    when,
    whom,
)
from tillit.experiments.worlds.durable import write_durably

COLOURS = {"right": "green", "unclear": "yellow", "wrong": "red", "inside": "green", "outside": "yellow"}
INTERVAL = (
    "The model gives: the effect with the 90 % interval that chance leaves. Size: inside what is accepted?"
)


@dataclass(frozen=True)
class Wanted:
    """How trials are to be run."""

    replications: int | None
    seed: int
    threads: int | None


def report_all(wanted: Wanted, into: Iterable[Path], *, as_json: bool) -> None:
    """Run the program's own trials, and show or write what came out."""
    pages = {path: path.read_text("utf-8") for path in into}
    for text in pages.values():
        renewed(text, ())  # says what is wrong with the page before anything is run
    found = find_out(all_trials(), wanted, quiet=as_json)
    for path, text in pages.items():
        write_page(path, renewed(text, found))
    show(found, as_json=as_json)


def write_page(path: Path, text: str) -> None:
    """Write a page whole, or not at all."""
    write_durably(path, lambda draft: draft.write_text(text, "utf-8"))


def report_some(names: Iterable[str], wanted: Wanted, *, as_json: bool) -> None:
    """Run some trials, and show what came out."""
    show(find_out([read_trial(name) for name in names], wanted, quiet=as_json), as_json=as_json)


def find_out(trials: Iterable[Trial], wanted: Wanted, *, quiet: bool) -> Found:
    """Run trials one after the other; exit if Ctrl-C stops it."""
    trials = tuple(trials)
    compile_first(quiet=quiet)
    try:
        with _bar(trials, wanted, quiet=quiet) as report:
            return tuple((trial, _ran(trial, wanted, report)) for trial in trials)
    except KeyboardInterrupt:
        say("stopped; nothing is shown")
        raise typer.Exit(STOPPED) from None


def show(found: Found, *, as_json: bool) -> None:
    """Print what came out."""
    if as_json:
        rows = [_as_json(trial, effect) for trial, given in found for effect in given]
        typer.echo(json.dumps(rows, ensure_ascii=False, allow_nan=False, indent=2))
        return
    console = terminal()
    print_table(console, _table(found))
    console.print(f"{summary(found)} {INTERVAL}")


def tell(name: str, wanted: Wanted) -> None:
    """Tell one trial in a page."""
    trial = read_trial(name)
    ((_, given),) = find_out([trial], wanted, quiet=False)
    console = terminal()
    about = trial.about
    console.print(Text.assemble((f"{about.name}  {about.title}", "bold")))
    console.print(f"{about.study}; {about.place}; {about.design}\n")
    console.print(f"{about.changed} For whom: {about.whom}.\n")
    console.print(f"The office: {_office(trial)}")
    if trial.treated.cases or trial.treated.staff:
        drawn = ((trial.treated.cases, "the cases"), (trial.treated.staff, "the caseworkers"))
        parts = [f"{share:.0%} of {whom}" for share, whom in drawn if share]
        console.print(f"Drawn by lot: {' and '.join(parts)}, the same in every arm")
    for arm in trial.arms:
        acts = [act_of(it) for it in arm.scenario.events if it.kind != "lot"]
        console.print(f"  · {arm.name}: {'; '.join(acts) or 'nothing is changed'}")
    console.print()
    for effect in given:
        _tell_figure(console, trial, effect)
    console.print(f"\nNot expressed: {' '.join(about.lacks.split())}")


def _tell_figure(console: Console, trial: Trial, effect: Effect) -> None:
    """Print one figure with all that belongs to it."""
    figure = effect.figure
    console.print(Text.assemble((figure.claim, "bold")))
    accepted = f"; accepted: {figure.interval}" if figure.interval else ""
    console.print(f"  said      {said_of(figure)} ({figure.source}, {figure.grade.value}{accepted})")
    words = [word for word in (direction_of(effect), inside_of(effect)) if word]
    console.print(f"  model     {given_of(effect)}: {', '.join(words)}")
    console.print(f"  measured  {when(figure, trial)}; {whom(trial.cohort_of(figure))}")
    if not math.isnan(effect.before):
        against, treated = trial.sides_of(figure)
        arms = (
            f"{trial.arms[against].name} {effect.before:.4g}, {trial.arms[treated].name} {effect.after:.4g}"
        )
        console.print(f"  levels    {arms}")


def _office(trial: Trial) -> str:
    """Return what office it is."""
    office, parts = trial.office, []
    if office.posts:
        mix = office.town.obstacles.model_dump()
        shares = ", ".join(f"{name} {share:.0%}" for name, share in mix.items() if share)
        parts.append(f"{office.town.households:,} households ({shares}), {office.caseload:.0f} for each post")
    if office.children:
        each = office.children.cases / office.children.first_posts
        parts.append(f"{office.children.cases:,} child cases, {each:.0f} for each post")
    return "; ".join(parts)


def _ran(trial: Trial, wanted: Wanted, report: "Report") -> tuple[Effect, ...]:
    return effects(
        trial,
        replications=wanted.replications,
        seed=wanted.seed,
        threads=wanted.threads,
        progress=lambda done: report(trial, done),
    )


class Report:
    """How far the trials are, over all of them."""

    def __init__(self, bar: Progress, trials: tuple[Trial, ...], wanted: Wanted) -> None:
        self._bar = bar
        many = [wanted.replications or trial.about.replications for trial in trials]
        self._before = {id(trial): sum(many[:turn]) for turn, trial in enumerate(trials)}
        self._task = bar.add_task("Offices", total=sum(many))

    def __call__(self, trial: Trial, done: int) -> None:
        """Say that so many offices of a trial are done."""
        self._bar.update(self._task, completed=self._before[id(trial)] + done, description=trial.name)


@contextmanager
def _bar(trials: tuple[Trial, ...], wanted: Wanted, *, quiet: bool) -> Iterator[Report]:
    """Show a bar of the offices that are run, on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        yield Report(bar, trials, wanted)


def _table(found: Found) -> Table:
    """Return the table of all figures."""
    table = Table(box=SIMPLE_HEAD, title="Virtual trials", title_justify="left")
    for name in ("", "found", "said (accepted)", "the model gives", "direction", "size"):
        table.add_column(name, no_wrap=name in ("", "direction", "size"))
    for trial, given in found:
        for turn, effect in enumerate(given):
            inside = inside_of(effect)
            table.add_row(
                trial.name if turn == 0 else "",
                effect.figure.claim,
                said_of(effect.figure),
                given_of(effect),
                Text(direction_of(effect), COLOURS.get(direction_of(effect), "")),
                Text(inside, COLOURS.get(inside, "")),
            )
    return table


def _as_json(trial: Trial, effect: Effect) -> dict[str, Any]:
    """Return one figure in plain values; what is no number is null."""
    low, high = effect.interval
    numbers = {"value": effect.value, "error": effect.error, "low": low, "high": high}
    return {
        "trial": trial.name,
        "study": trial.about.study,
        "figure": effect.figure.model_dump(mode="json"),
        "model": {name: it if math.isfinite(it) else None for name, it in numbers.items()},
        "replications": effect.replications,
        "direction": direction_of(effect) or None,
        "distance": effect.distance if math.isfinite(effect.distance) else None,
        "inside": effect.inside,
    }
