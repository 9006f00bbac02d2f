"""Opening: a class at the page's address, and what whoever teaches must know of it at the terminal."""

from urllib.parse import urlencode

from solara.server import starlette as server

from tillit.experiments.telling import language, words
from tillit.visualization.classroom.doors import Doors, is_open, student_page
from tillit.visualization.classroom.gate import Gate
from tillit.visualization.classroom.network import lettered, own_address, teachers_address
from tillit.visualization.classroom.room import Room


def open_class(host: str, port: int, token: str, town: str = "") -> str:
    """Open a class, and return what is said of it at the terminal.

    Parameters
    ----------
    host, port
        Where the page is served.
    token
        Whoever has it teaches; the teacher's browser opens ``/teacher/TOKEN``.
    town
        The town with which the teacher's page opens; the usual one if empty.
    """
    room = Room()
    room.language = language()
    own = words(room.language)
    query = {"v": 1, **({"t": town} if town else {}), "view": "lessons"}
    address = f"http://{own_address(host)}:{port}"
    doors = Doors(room, token, address, f"/?{urlencode(query)}")
    server.app.router.routes[:0] = doors.routes()
    server.app.add_middleware(Gate, token=token, is_open=is_open, student=student_page)
    return "\n".join(
        [
            lettered(f"{address}/#{room.code}"),
            own.gettext("Students open {address} and type {code}.", address=address, code=room.code),
            own.gettext(
                "You alone open {address}: whoever has this address can do what a teacher can.",
                address=teachers_address(host, port, token),
            ),
        ]
    )


def has_class() -> bool:
    """Tell whether the page is served to a class."""
    return any(getattr(it, "name", "") == "class" for it in server.app.router.routes)
