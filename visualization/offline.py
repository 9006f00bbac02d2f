"""Offline: Solara's settings, so that the page needs no internet and tells nobody of its visitors."""

import warnings

import solara
import solara.server.settings as server

NOWHERE = "http://127.0.0.1:9/"
"""An address of this machine at which nobody answers."""


def work_offline() -> None:
    """Serve everything from this machine.

    Called at the top of the app, which Solara imports before it reports itself
    or renders a page; so ``solara run`` and ``tillit app`` behave alike. (Only
    the look for a new version, which ``solara run`` does before it reads the
    app, takes ``--no-check-version``.)
    """
    server.telemetry.mixpanel_enable = False
    # Development mode loads frames from the internet.
    server.main.mode = "production"
    server.assets.fontawesome_enabled = False
    # What the package of assets lacks would be asked for abroad, and waited for.
    solara.settings.assets.cdn = NOWHERE
    server.theme.show_banner = False
    server.theme.loader = "plain"
    server.theme.title = "Tillit"
    # Cookies are only for pages of this server's own, which is what Solara falls back to where there is
    # no https; it has no setting that asks for it.
    warnings.filterwarnings(
        "ignore", message="Cookies with samesite=none require https", category=UserWarning
    )
    # An answer is written by the thread that made it: through the event loop it waits for other threads.
    server.server.sync_ws_write = True
    # The town of somebody who closed the page would be kept for a day.
    server.kernel.cull_timeout = "10m"
