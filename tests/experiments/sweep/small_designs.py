"""Small designs, as one writes them."""

from typing import Any

from tests.experiments.town_files import town_file

EVENT = """
[[event]]
kind = "posts"
month = 2
change = 1
"""


def town(name: str = "littletown", start: str = "2010-01", *, acts: bool = True) -> str:
    """Return the text of a town's file."""
    return town_file(name, "Littletown", start=start, more=EVENT if acts else "")


def tables(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - a file holds anything
    """Return the tables of a design without mistakes."""
    event = {"kind": "reorganisation", "month": 3, "share": 0.5}
    design: dict[str, Any] = {
        "title": "A small sweep",
        "towns": ["standard"],
        "months": 12,
        "replications": 3,
        "seed": 7,
        "outputs": ["payments", "caseload"],
        "variant": [
            {"name": "as_it_was", "before": True},
            {"name": "more", "set": {"staff.posts": "+3"}, "event": [event]},
        ],
        "factors": {
            "parameters.bonds.rapport": {},
            "parameters.meetings.promised": {"low": 2, "high": 4},
            "setting.inflow": {"values": [0.9, 1.1]},
        },
        "sampler": {"kind": "lhs", "size": 4, "seed": 1},
    }
    return {**design, **changes}
