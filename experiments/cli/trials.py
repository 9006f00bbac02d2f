"""Trials: what studies changed in an office and found, beside what the model gives."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from tillit.experiments.cli import LAYOUT, terminal
from tillit.experiments.cli import options as opt
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import percent
from tillit.experiments.trials import wording
from tillit.experiments.trials.effects import Effect, effects
from tillit.experiments.trials.reading import all_trials, read_trial
from tillit.experiments.trials.tables import Trial
from tillit.experiments.trials.wording import told

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
    as_json: opt.AsJson = False,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Run all trials that come with the program, and print what the studies found and the model gives."""
    if context.invoked_subcommand is not None:
        return
    _show_trials(_found(all_trials(), replications, seed, threads, spoken), spoken, as_json=as_json)


@trials.command()
def run(
    names: Annotated[list[str], opt.argument("Trials, such as X6, or .toml files.", "NAME|FILE")],
    replications: Replications = None,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    as_json: opt.AsJson = False,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Run some trials, of the program or of one's own.

    tillit trials run my-trial.toml holds the model against a study of yours; docs/trials.md says how
    a file is written.
    """
    found = _found([read_trial(it) for it in names], replications, seed, threads, spoken)
    _show_trials(found, spoken, as_json=as_json)


@trials.command()
def show(
    name: Annotated[str, opt.argument("A trial, such as X6, or a .toml file.", "NAME|FILE")],
    replications: Replications = None,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Tell one trial in a page: the study, the office, what was done to whom, and what came of it."""
    gettext, console = spoken.gettext, terminal.terminal()
    ((trial, given),) = _found([read_trial(name)], replications, seed, threads, spoken)
    study = {it: told(text, spoken) for it, text in trial.about if isinstance(text, str)}
    console.print(f"{trial.name}  {study['title']}", style="bold")
    console.print(f"{study['study']}; {study['place']}; {study['design']}\n")
    console.print(f"{study['changed']} {gettext('For whom: {whom}.', whom=study['whom'])}\n")
    console.print(gettext("The office: {office}", office=wording.office_of(trial, spoken)))
    cases, staff = (percent(it, spoken) for it in (trial.treated.cases, trial.treated.staff))
    if trial.treated.cases:
        console.print(gettext("Drawn by lot: {share} of the cases, the same in every arm", share=cases))
    if trial.treated.staff:
        console.print(gettext("Drawn by lot: {share} of the caseworkers, the same in every arm", share=staff))
    for arm in trial.arms:
        acts = "; ".join(wording.act_of(it, spoken) for it in arm.scenario.events if it.kind != "lot")
        console.print(f"  · {told(arm.name, spoken)}: {acts or gettext('nothing is changed')}")
    for effect in given:
        console.print(f"\n{told(effect.figure.claim, spoken)}", style="bold")
        figure = effect.figure
        source = f"{told(figure.source, spoken)}, {figure.grade.value}"
        if figure.interval:
            accepted = told(figure.interval, spoken)
            source = gettext("{source}; accepted: {interval}", source=source, interval=accepted)
        verdict = ", ".join(told(it, spoken) for it in wording.judged(effect) if it)
        lines = {
            gettext("said"): f"{wording.said_of(figure, spoken)} ({source})",
            gettext("model"): f"{wording.given_of(effect, spoken)}{verdict and f': {verdict}'}",
            gettext("measured"): wording.measured(figure, trial, spoken),
        }
        console.print("\n".join(f"  {label:<12}{text}" for label, text in lines.items()))
    console.print(f"\n{gettext('What the model cannot express: {lacks}', lacks=study['lacks'])}")


def _found(
    chosen: Sequence[Trial], replications: int | None, seed: int, threads: int | None, spoken: Words
) -> wording.Found:
    terminal.compile_first(spoken)
    offices, found = [replications or it.about.replications for it in chosen], []
    stopped = spoken.gettext("stopped; nothing is shown")
    with terminal.stopping(stopped), terminal.bar(spoken.gettext("Offices")) as tell:
        for turn, it in enumerate(chosen):

            def report(done: int, before: int = sum(offices[:turn])) -> None:
                tell(before + done, sum(offices))

            given = effects(it, replications=replications, seed=seed, threads=threads, progress=report)
            found.append((it, given))
    return tuple(found)


def _show_trials(found: wording.Found, spoken: Words, *, as_json: bool) -> None:
    if as_json:
        terminal.print_json([_plain(trial, it) for trial, given in found for it in given])
        return
    gettext, rows = spoken.gettext, []
    for trial, given in found:
        for turn, it in enumerate(given):
            verdicts = (told(word, spoken) for word in wording.judged(it))
            figures = (wording.said_of(it.figure, spoken), wording.given_of(it, spoken))
            # The interval below its figure, so that there is room for the words.
            below = (figure.replace(" (", "\n(") for figure in figures)
            rows.append(("" if turn else trial.name, told(it.figure.claim, spoken), *below, *verdicts))
    heads = ("", gettext("found"), gettext("said (accepted)"), gettext("the model gives"))
    judged = (gettext("direction"), gettext("size"))
    terminal.print_table(rows, (*heads, *judged), title=gettext("Virtual trials"))
    interval = gettext(
        "The model gives: the effect with the 90 % interval that chance leaves. Size: inside what is "
        "accepted?"
    )
    terminal.terminal().print(f"{wording.summary(found, spoken)} {interval}")


def _plain(trial: Trial, effect: Effect) -> dict[str, Any]:
    low, high = effect.interval
    return {
        "trial": trial.name,
        "study": trial.about.study,
        "model": {"value": effect.value, "error": effect.error, "low": low, "high": high},
        "figure": effect.figure.model_dump(mode="json"),
        "replications": effect.replications,
        "direction": effect.direction or None,
        "inside": effect.inside,
    }
