"""Network: where students find the teacher's machine, and that as a picture for their cameras."""

import io
import socket

import segno

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - to recognise them
FAR = ("10.255.255.255", 9)
"""Asked which card leads there, the system names the one on the network; nothing is sent."""


def own_address(host: str) -> str:
    """Return the address of this machine at which others on the network find it."""
    if host not in EVERYWHERE:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as card:
        try:
            card.connect(FAR)
        except OSError:  # there is no network
            return "127.0.0.1"
        address: str = card.getsockname()[0]
        return address


def teachers_address(host: str, port: int, token: str) -> str:
    """Return the address by which the teacher's browser comes in, on this machine where that can be."""
    return f"http://{'127.0.0.1' if host in EVERYWHERE else host}:{port}/teacher/{token}"


def picture(text: str) -> bytes:
    """Return a QR code as an SVG file, dark on light whatever is around it."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", scale=8, border=3, dark="black", light="white", xmldecl=False, omitsize=True
    )
    return out.getvalue()


def lettered(text: str) -> str:
    """Return a QR code in the characters of a terminal."""
    out = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(out, border=2, compact=True)
    return out.getvalue()
