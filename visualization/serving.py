"""Serving: start the page's server, without asking the internet for anything."""

from contextlib import suppress
from pathlib import Path

APP = Path(__file__).with_name("mesa_app.py")
"""The page."""


def serve(host: str = "localhost", port: int = 8765, *, open_browser: bool = True) -> None:
    """Serve the page until it is stopped.

    Parameters
    ----------
    host, port
        Where the page is found; others reach it only if `host` says so.
    open_browser
        Whether to show it at once.
    """
    import click  # noqa: PLC0415 - lazy: comes with Solara
    from solara.__main__ import cli  # noqa: PLC0415 - lazy: takes seconds

    opened = "--open" if open_browser else "--no-open"
    given = ["run", str(APP), "--host", host, "--port", str(port), opened]
    with suppress(click.Abort):  # how the interrupt key ends it
        cli([*given, "--production", "--no-check-version"], standalone_mode=False)
