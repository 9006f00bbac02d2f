"""Page: the browser page, served by Solara in a process of its own."""

import importlib.util
import signal
import subprocess
import sys

import typer

from tillit.experiments.refused import RefusedError

PAGE = "tillit.visualization.serving"
PATIENCE = 5.0
"""Seconds in which the server may say goodbye to browsers that are still there."""


def command(host: str, port: int, *, browser: bool, town: str = "") -> list[str]:
    """Return the command that serves the page."""
    words = [sys.executable, "-m", PAGE, host, str(port)]
    return [*words, *(["--browser"] if browser else []), *(["--town", town] if town else [])]


def serve(host: str, port: int, *, browser: bool, town: str = "") -> None:
    """Serve the page until Ctrl-C or SIGTERM.

    Raises
    ------
    RefusedError
        If Solara is not installed, or there is no such town.
    """
    if importlib.util.find_spec("solara") is None:
        message = "the page needs Solara: install tillit[app], or start with `uv run --extra app tillit app`"
        raise RefusedError(message)
    if town:
        from tillit.model.scenarios import town_names  # noqa: PLC0415 - lazy: takes seconds

        if town not in town_names():
            message = f"there is no town {town!r}; there are {', '.join(town_names())}"
            raise RefusedError(message)
    typer.echo(f"The page is at http://{host}:{port} (Ctrl-C ends it).", err=True)
    # Whoever ends this program ends the server too, by Ctrl-C or by SIGTERM.
    earlier = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        status = wait_for(subprocess.Popen(command(host, port, browser=browser, town=town)))  # noqa: S603 - our own words
    finally:
        signal.signal(signal.SIGTERM, earlier)
    raise typer.Exit(status)


def wait_for(server: "subprocess.Popen[bytes]") -> int:
    """Wait until a server ends, or end it when this program is told to; return its exit status."""
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        return 0
