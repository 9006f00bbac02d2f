"""Page: the browser page, served by Solara in a process of its own; and which version this is."""

import importlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.provenance import program_version, revision, versions
from tillit.model.scenarios import town_names


def page(
    host: Annotated[str | None, opt.option("Address; 0.0.0.0 lets others on the network in.")] = None,
    port: Annotated[int, opt.option("Port to serve the page at.", min=1, max=65_535)] = 8765,
    town: Annotated[str, opt.option("Town to open with; tillit accounts lists them.")] = "",
    browser: Annotated[bool, opt.flag("Open a browser.", "--browser/--no-browser")] = True,
    taught: Annotated[bool, opt.flag("Let a class guess in its own browsers, by a code.", "--class")] = False,
    export: Annotated[Path | None, opt.option("Write it into a new folder, to open without Python.")] = None,
) -> None:
    """Open a town in the browser: move a slider, live the office month by month, see why. Ctrl-C ends it."""
    if importlib.util.find_spec("solara") is None:
        raise RefusedError(
            "the page needs Solara: install tillit[app], or start with `uv run --extra app tillit app`"
        )
    if town and town not in town_names():
        raise RefusedError(f"there is no town {town!r}; there are {', '.join(town_names())}")
    if export is not None:
        if export.is_file():
            raise RefusedError(f"{export} is a file; name a new folder, as in --export my-page")
        # By its name, as what is served: the terminal knows only rooms below it.
        exporting = importlib.import_module("tillit.visualization.alone.exporting")
        exporting.export_all(export, town, lambda name: typer.echo(f"{name} …", err=True))
        typer.echo(f"Open {export / 'index.html'} in a browser.")
        return
    words = command(host, port, browser=browser, town=town, taught=taught)
    host = words[3]
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:  # something may answer there already, or the address may not be this machine's
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise RefusedError(
            f"the page cannot be at {host}:{port}: {why}; choose another one with --port"
        ) from None
    told = f"The page is at http://{host}:{port} (Ctrl-C ends it)."
    class_told = "The class is open until Ctrl-C; how students come in is said in a moment."
    typer.echo(class_told if taught else told, err=True)
    # Whoever ends this program ends the server too, by Ctrl-C or by SIGTERM.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = subprocess.Popen(words)  # noqa: S603 - our own words
    try:
        status = server.wait()
    except KeyboardInterrupt:
        server.kill()
        server.wait()
        status = 0
    raise typer.Exit(status)


def version() -> None:
    """Say which version this is, and what it runs on."""
    for name, value in ({"tillit": program_version(), "revision": revision() or "none"} | versions()).items():
        typer.echo(f"{name:10} {value}")


def command(host: str | None, port: int, *, browser: bool, town: str = "", taught: bool = False) -> list[str]:
    """Return the command that serves the page; at its usual address only a class lets the network in."""
    host = host or ("0.0.0.0" if taught else "127.0.0.1")  # noqa: S104 - a class comes in from the network
    words = [sys.executable, "-m", "tillit.visualization.serving", host, str(port)]
    words += ["--class"] if taught else []
    return [*words, *(["--browser"] if browser else []), *(["--town", town] if town else [])]
