"""Own module: a file of a user's with an event in it, and one that is not finished."""

from pathlib import Path

MINE = '''
"""An event of my own."""

from typing import Annotated, ClassVar

from tillit import Event
from tillit.agents.office import Office
from tillit.model.events import Size, Sort


class Strike(Event):
    """Part of the staff walks out for good."""

    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {"en": "Strike"}

    part: Annotated[float, Size("share of the staff", 0.0, 1.0, "0.5 is every other")] = 0.5
    """Who walks out."""
    wild: bool = False
    """Whether nobody asked for more."""

    def happen(self, office: Office) -> None:
        """Let them walk out."""
        office.wave = self.part


class Half(Event):
    """It is not said what happens."""


NUMBER = 3
'''


def write_module(folder: Path) -> str:
    """Write the module into a folder, and return its name, which no other test uses."""
    name = f"mine_{folder.name}"
    (folder / f"{name}.py").write_text(MINE, encoding="utf-8")
    return name
