"""Swedish numbers: decimal comma, thousands parted by spaces or points, and marks for what is not there."""

import math
import re

from tillit.experiments.importing.figures import FINAL, MISSING, WITHHELD
from tillit.experiments.refused import RefusedError

ALIKE = str.maketrans("\u00a0\u2007\u2009\u202f\u2019\u2212", "    '-")
"""Spaces that don't break or are thin, the curved apostrophe, and the minus of printers."""
NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,12})?")
GROUPED = re.compile(
    r"-?[1-9][0-9]{0,2}(?P<mark>[ .,'])[0-9]{3}(?:(?P=mark)[0-9]{3})*"
    r"(?P<decimals>(?!(?P=mark))[.,][0-9]{1,12})?"
)
EITHER = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""May be thousands as well as thousandths."""
NOTHING = {
    **dict.fromkeys(("", "-", "--", "\u2013", "\u2014", "."), MISSING),
    **dict.fromkeys(("..", "...", "\u2026", "x"), WITHHELD),
}
"""What stands where no value is: ``..`` and ``X`` are kept secret, since few people are behind them."""
LONGEST = 40


def number(text: str, where: str, *, whole: bool = False, most: float = math.inf) -> tuple[float | None, str]:
    """Return a value, as in ``1 234,5``, ``1.234`` or ``..``, and its status.

    `where` is what messages call its place. What is `whole` counts something, so that ``1.234`` is more than
    a thousand; other figures have decimals if a thousand is more than `most`. RefusedError if it is neither
    a number nor a mark for none, or may be two numbers.
    """
    shown = text.strip()
    if shown.casefold() in NOTHING:
        return None, NOTHING[shown.casefold()]
    plainly = shown.translate(ALIKE)
    if len(plainly) > LONGEST or not (NUMBER.fullmatch(plainly) or GROUPED.fullmatch(plainly)):
        raise RefusedError(
            f"{where}: {shown[:LONGEST]!r} is not a number such as 1 234 or 12,5 (or .. for what is withheld)"
        )
    thousands = _in_thousands(plainly)
    if thousands is None or (EITHER.fullmatch(plainly) and not whole and abs(thousands) > most):
        return float(plainly.replace(",", ".")), FINAL
    if EITHER.fullmatch(plainly) and not whole:
        raise RefusedError(
            f"{where}: {shown!r} may be {thousands:.0f} or {plainly.replace(',', '.')}0: write one of these"
        )
    return thousands, FINAL


def _in_thousands(text: str) -> float | None:
    """Return the number whose thousands are parted; None if none are."""
    found = GROUPED.fullmatch(text)
    if found is None:
        return None
    decimals = found["decimals"] or ""
    return float(text.removesuffix(decimals).replace(found["mark"], "") + decimals.replace(",", "."))
