"""Page: the browser page, served by Solara in a process of its own."""

import importlib.util
import subprocess
import sys

import typer

from tillit.experiments.refused import RefusedError

PAGE = "tillit.visualization.mesa_app"


def command(host: str, port: int, *, browser: bool) -> list[str]:
    """Return the command that serves the page."""
    words = [sys.executable, "-m", "solara", "run", PAGE, "--host", host, "--port", str(port)]
    return [*words, "--production", "--no-check-version", "--open" if browser else "--no-open"]


def serve(host: str, port: int, *, browser: bool) -> None:
    """Serve the page until Ctrl-C.

    Raises
    ------
    RefusedError
        If Solara is not installed.
    """
    if importlib.util.find_spec("solara") is None:
        message = "the page needs Solara: install tillit[app], or start with `uv run --extra app tillit app`"
        raise RefusedError(message)
    typer.echo(f"The page is at http://{host}:{port} (Ctrl-C ends it).", err=True)
    server = subprocess.Popen(command(host, port, browser=browser))  # noqa: S603 - our own words
    try:
        status = server.wait()
    except KeyboardInterrupt:
        # The server has had the same Ctrl-C.
        server.wait()
        status = 0
    raise typer.Exit(status)
