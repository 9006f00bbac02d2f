"""Commands: run a town, compare, run again, and list what there is."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app


@app.command()
def accounts(*, as_json: opt.AsJson = False, lang: opt.Lang = None) -> None:
    """List the towns that come with the program, and what each did."""
    from tillit.experiments.cli.listing import list_accounts  # noqa: PLC0415 - lazy: takes seconds

    list_accounts(opt.spoken(lang), as_json=as_json)


@app.command()
def run(  # noqa: PLR0913 - one argument an option
    town: Annotated[
        str,
        typer.Argument(
            help="A town of 'tillit accounts', 'tvillingar' for the two twins, or a .toml file.",
            metavar="NAME|FILE",
        ),
    ],
    *,
    pairs: opt.Pairs = 100,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    out: opt.Out = None,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
    history: opt.History = False,
    generator: opt.Luck = opt.Generator.SQUARES,
    lang: opt.Lang = None,
    assumptions: opt.Assumptions = opt.DEFAULT_ASSUMPTIONS,
    full: opt.Full = False,
) -> None:
    """Run a town as it acted beside the same town as it was.

    Both begin with the same people and share their luck, so what differs between them was caused by
    what the town did. Says first what changes, how sure that is and for whom it pays, then shows a
    table of means with the interval of nine pairs in ten. Writes results.xlsx, tables (CSV and Parquet),
    a chart, and a manifest that reproduces them.
    """
    plan = opt.plan_of(pairs, months, seed, threads, generator, history=history)
    from tillit.experiments.cli.running import run_and_report  # noqa: PLC0415 - the same
    from tillit.experiments.worlds.world import worlds_of  # noqa: PLC0415 - lazy: takes seconds

    run_and_report(
        worlds_of(town), plan, opt.Output(out, as_json, quiet, opt.spoken(lang), assumptions, full)
    )


@app.command()
def compare(  # noqa: PLR0913 - one argument an option
    a: Annotated[str, typer.Argument(help="World A: a town or a .toml file.", metavar="A")],
    b: Annotated[str | None, typer.Argument(help="World B; the same as A if left out.", metavar="B")] = None,
    *,
    changes: opt.Changes = None,
    events: opt.Events = None,
    rates: opt.Rates = None,
    pairs: opt.Pairs = 100,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    out: opt.Out = None,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
    history: opt.History = False,
    generator: opt.Luck = opt.Generator.SQUARES,
    lang: opt.Lang = None,
    assumptions: opt.Assumptions = opt.DEFAULT_ASSUMPTIONS,
    full: opt.Full = False,
) -> None:
    """Run any two towns beside each other, or one town and a variant of it.

    tillit compare hassleholm --set staff.posts=+3 asks what three posts more would have done.
    tillit compare hassleholm --event reorganisation:month=13,share=0.6 asks what a reorganisation
    would have done. tillit compare standard my-town.toml compares two towns as they acted; amounts of
    the second are converted to the money of the first, and the rate is said.
    """
    plan = opt.plan_of(pairs, months, seed, threads, generator, history=history, rates=rates)
    from tillit.experiments.cli.running import chosen, run_and_report  # noqa: PLC0415 - lazy: takes seconds

    run_and_report(
        chosen(a, b, changes or [], events or []),
        plan,
        opt.Output(out, as_json, quiet, opt.spoken(lang), assumptions, full),
    )


@app.command()
def rerun(
    manifest: Annotated[
        Path, typer.Argument(help="A manifest.json, or a folder of results.", metavar="MANIFEST|FOLDER")
    ],
    *,
    threads: opt.Threads = None,
    out: opt.Out = None,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
    lang: opt.Lang = None,
) -> None:
    """Run again what a manifest describes, and say whether the numbers are the same.

    Exit status 0 if every number is identical, 1 if not. The NAME of its folder ends in -again.
    """
    from tillit.experiments.cli.running import run_again  # noqa: PLC0415 - lazy: takes seconds

    run_again(manifest, threads, opt.Output(out, as_json, quiet, opt.spoken(lang)))


@app.command()
def events(
    kind: Annotated[
        str | None, typer.Argument(help="Only this event, such as reorganisation.", metavar="KIND")
    ] = None,
    *,
    as_json: opt.AsJson = False,
    lang: opt.Lang = None,
) -> None:
    """List what can happen to a town, with the sizes that it has and where they come from.

    tillit compare hassleholm --event reorganisation:month=13,share=0.6 lets one happen.
    """
    from tillit.experiments.cli.events_listing import list_events  # noqa: PLC0415 - lazy: takes seconds

    list_events(kind, opt.spoken(lang), as_json=as_json)


@app.command()
def parameters(
    group: Annotated[
        str | None, typer.Argument(help="Only this group, such as bonds or stress.", metavar="GROUP")
    ] = None,
    *,
    as_json: opt.AsJson = False,
) -> None:
    """List every assumption about behaviour: value, unit, range, source and grade.

    Grades: A register, B study, C statement, D derived from these, E assumed.
    """
    from tillit.experiments.cli.listing import list_parameters  # noqa: PLC0415 - lazy: takes seconds

    list_parameters(group, as_json=as_json)
