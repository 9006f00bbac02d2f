"""Serving: the page's server, and before it a small one that says how far the compiler is.

The model is compiled once on a machine, which takes a minute. Whoever opens the page meanwhile
finds at the same address how far it is, and then the page.
"""

import argparse
import os
import secrets
import sys
import webbrowser
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from tillit.visualization.classroom.network import teachers_address

if TYPE_CHECKING:
    from tillit.agents.foundation.compilation import Stand

APP = "tillit.visualization.app"
TRIED = "village"
"""A small town: living a month of it compiles all that there is."""


class _Waiting(BaseHTTPRequestHandler):
    """Says how far the compiler is; the page loads itself again until the town is there."""

    said: ClassVar[str] = "…"

    def do_GET(self) -> None:
        """Answer with one line."""
        ready = self.path != "/readyz"
        page = (
            '<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="refresh" content="1">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Tillit</title></head>'
            '<body style="font:20px/1.5 system-ui,sans-serif;text-align:center;padding:20vh 8vw">'
            f"<h1>Tillit</h1><p role=status>{self.said}</p></body></html>"
        ).encode()
        self.send_response(200 if ready else 503)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Say nothing in the terminal."""


def compile_first(host: str, port: int) -> None:
    """Compile the model, where that has not been done, and say at the page's address how far it is."""
    server = ThreadingHTTPServer((host, port), _Waiting)
    Thread(target=server.serve_forever, daemon=True).start()
    # Whoever opens the address is answered before all this is loaded, which takes seconds.
    from tillit.agents.foundation.compilation import compilation  # noqa: PLC0415 - see above
    from tillit.experiments.telling import language, words  # noqa: PLC0415 - see above

    own = words(language())
    _Waiting.said = own.gettext("The model starts …")

    def tell(stand: "Stand") -> None:
        line = own.gettext(
            "First time on this machine: the model is compiled, {done} of {total} parts.",
            done=stand.done,
            total=stand.total,
        )
        if line != _Waiting.said:
            _Waiting.said = line
            print(f"\r{line}", end="", flush=True)  # noqa: T201 - whoever started it reads it

    try:
        with compilation(tell):
            from tillit.model.municipality import Municipality  # noqa: PLC0415 - what is waited for

            Municipality(scenario=TRIED, seed=1).step()
    finally:
        server.shutdown()
        server.server_close()


def serve(host: str, port: int, *, browser: bool, town: str = "", taught: bool = False) -> None:
    """Serve the page until it is stopped.

    Parameters
    ----------
    host, port
        Where the page is found; others reach it only if `host` says so.
    browser
        Whether to show it at once.
    town
        The town that the browser opens with; the usual one if empty.
    taught
        Whether a class comes in, too.
    """
    import click  # noqa: PLC0415 - lazy: comes with Solara
    from solara.__main__ import cli  # noqa: PLC0415 - lazy: takes seconds

    token = secrets.token_urlsafe(16)
    if browser:
        usual = f"http://{host}:{port}/" + (f"?v=1&t={town}" if town else "")
        opened = teachers_address(host, port, token) if taught else usual
        Thread(target=webbrowser.open, args=(opened,), daemon=True).start()
    compile_first(host, port)
    if taught:
        os.environ["SOLARA_APP"] = APP  # Solara looks for it when its server is imported
        from tillit.visualization.classroom.opening import open_class  # noqa: PLC0415 - lazy: as Solara

        print(open_class(host, port, token, town), file=sys.stderr, flush=True)  # noqa: T201 - the teacher reads it
    given = ["run", APP, "--host", host, "--port", str(port), "--no-open"]
    with suppress(click.Abort):  # how the interrupt key ends it
        cli([*given, "--production", "--no-check-version"], standalone_mode=False)


def main() -> None:
    """Serve the page as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--town", default="")
    parser.add_argument("--class", action="store_true", dest="taught")
    given = parser.parse_args()
    serve(given.host, given.port, browser=given.browser, town=given.town, taught=given.taught)


if __name__ == "__main__":
    main()
