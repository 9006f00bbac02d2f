"""Values: how each part of an address is read, and why one cannot be."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import NoReturn

from tillit.visualization.address.places import OWN

NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")


class Refused(ValueError):  # noqa: N818 - it is a part of an address that is refused, no error of the program
    """Why a part cannot be used: a text of the catalogue, and what stands in its fields."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.values = values


def refuse(text: str, **values: object) -> NoReturn:
    """Refuse a part.

    Raises
    ------
    Refused
        Always.
    """
    raise Refused(text, **values)


def only(*allowed: str) -> Callable[[str], str]:
    """Return a reader of one of some words."""

    def read(value: str) -> str:
        if value in allowed:
            return value
        if value.startswith(OWN):
            refuse("was opened from a file that the server no longer has; open the file again")
        near = get_close_matches(value, allowed, n=1, cutoff=0.6)
        if near:
            refuse("did you mean {near}?", near=near[0])
        refuse("must be one of: {allowed}", allowed=", ".join(allowed))

    return read


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers in a range."""

    def read(value: str) -> int:
        if not re.fullmatch(r"-?\d{1,15}", value) or not low <= int(value) <= high:
            refuse("must be a whole number from {low} to {high}", low=low, high=high)
        return int(value)

    return read


def version(value: str) -> str:
    """Return a version of the program."""
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4}){1,3}\w{0,12}", value):
        refuse("must be a version such as 0.1.0")
    return value


def millions(value: str) -> float | None:
    """Return an amount in millions."""
    if not re.fullmatch(r"-?\d{1,7}(\.\d{1,3})?", value):
        refuse("must be millions, such as 86 or -2.5")
    return float(value)


def pair(value: str) -> str:
    """Return two names with a comma between."""
    if value.count(",") != 1:
        refuse("must name two charts with a comma between")
    return value


def size(text: str) -> object:
    """Return what an event's size says: a number, a truth value or a word."""
    if NUMBER.fullmatch(text):
        number = float(text)
        return int(number) if number == int(number) and "." not in text and "e" not in text else number
    return {"true": True, "false": False}.get(text, text)
