"""Page commands: open the page, and say which version this is."""

from typing import Annotated

import typer

from tillit.experiments.cli.program import app


@app.command(name="app")
def page(
    *,
    host: Annotated[
        str, typer.Option(help="Address to serve the page at; 0.0.0.0 lets others on the network in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to serve the page at.", min=1, max=65_535)] = 8765,
    town: Annotated[str, typer.Option(help="Town to open with; tillit accounts lists them.")] = "",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")] = True,
) -> None:
    """Open a town in the browser: move a slider, live the office month by month, see why. Ctrl-C ends it."""
    from tillit.experiments.cli.page import serve  # noqa: PLC0415 - lazy: needed here only

    serve(host, port, browser=browser, town=town)


@app.command()
def version() -> None:
    """Say which version this is, and what it runs on."""
    from tillit.experiments.worlds.provenance import program_version, revision, versions  # noqa: PLC0415 - lazy: looks at disk

    lines = {"tillit": program_version(), "revision": revision() or "none"} | versions()
    for name, value in lines.items():
        typer.echo(f"{name:10} {value}")
