"""Sweep state: what is done of a sweep, what failed, and its files."""

import json
from pathlib import Path

import typer

from tillit.experiments.cli.plain_errors import FAILED
from tillit.experiments.sweep.compacting import compact
from tillit.experiments.sweep.status import Status
from tillit.experiments.sweep.store import Store


def show_status(folder: Path, *, as_json: bool) -> None:
    """Print how far a sweep is; exit with 1 unless all went well."""
    status = Status.of(Store(folder))
    if as_json:
        typer.echo(json.dumps(status.as_json(), indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(status_in_words(status)))
    if status.missing or status.failed:
        raise typer.Exit(FAILED)


def status_in_words(status: Status) -> list[str]:
    """Return the lines that say how far a sweep is."""
    lines = [
        status.title or status.folder,
        f"  done     {status.done:>12,} of {status.runs:,} runs",
        f"  missing  {status.missing:>12,}",
        f"  failed   {status.failed:>12,}",
    ]
    lines += [
        f"  at work: {it['engine']} on {it['host']}, process {it['pid']}, {it['rate']:,.1f} runs a second, "
        f"last sign of life {it['heartbeat']}"
        for it in status.launchers
    ]
    if status.missing and not status.launchers:
        lines.append(f'Nobody is at work; to go on: "tillit sweep run -o {status.folder}"')
    if status.failed:
        lines.append(f'Why runs failed: "tillit sweep failures {status.folder}"')
    return lines


def show_failures(folder: Path, *, traceback: bool, as_json: bool) -> None:
    """Print the runs that failed; exit with 1 if there are any."""
    store = Store(folder)
    failed = [failure for _, failures in store.failing() for failure in failures]
    if as_json:
        typer.echo(json.dumps([it._asdict() for it in failed], indent=2, ensure_ascii=False))
    elif not failed:
        typer.echo("No run has failed.")
    else:
        for it in failed:
            typer.echo(f"run {it.run_id}, replication {it.replication + 1}: {it.kind}: {it.message}")
            typer.echo(f"  {it.row}")
            if traceback:
                typer.echo("".join(f"    {line}\n" for line in it.traceback.splitlines()), nl=False)
    if failed:
        raise typer.Exit(FAILED)


def join_files(folder: Path, *, quiet: bool) -> None:
    """Join the files of a sweep."""
    before, after = compact(Store(folder))
    if not quiet:
        typer.echo(f"{before:,} files of runs are {after:,} now. {folder}")
