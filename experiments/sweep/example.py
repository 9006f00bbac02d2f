"""Example: a design that runs as it is, with a comment on every key."""

from pathlib import Path

EXAMPLE = Path(__file__).with_name("example.toml")


def example_text() -> str:
    """Return the design that `tillit sweep example` prints."""
    return EXAMPLE.read_text("utf-8")
