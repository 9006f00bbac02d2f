"""What all tests share: how long they last."""

import os

import pytest

# Each process that a test starts would else compile the source of all libraries for itself.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with behaviours, which need no compiled model, and with browsers, which last longest."""
    browsers = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda it: (not it.nodeid.startswith("tests/agents/"), it.path not in browsers))
