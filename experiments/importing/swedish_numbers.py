"""Swedish numbers: decimal comma, spaces between thousands, and marks for what is not there."""

import re

from tillit.experiments.importing.figures import FINAL, MISSING, WITHHELD
from tillit.experiments.refused import RefusedError

NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,12})?")
GROUPED = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:,[0-9]+)?")
SPACES = str.maketrans("", "", " \u00a0\u202f")
NOTHING = {
    "": MISSING,
    "-": MISSING,
    "\u2013": MISSING,
    "..": WITHHELD,
    ".": MISSING,
    "\u2026": WITHHELD,
    "x": WITHHELD,
}
"""What stands where no value is: ``..`` and ``X`` are kept secret, since few people are behind them."""
LONGEST = 40


def number(text: str, where: str) -> tuple[float | None, str]:
    """Return a value and its status.

    Parameters
    ----------
    text
        What stands in the file, as in ``1 234,5`` or ``..``.
    where
        What messages call its place.

    Raises
    ------
    RefusedError
        If it is neither a number nor a mark for none.
    """
    shown = text.strip()
    if shown.casefold() in NOTHING:
        return None, NOTHING[shown.casefold()]
    if len(shown) <= LONGEST and (NUMBER.fullmatch(shown) or GROUPED.fullmatch(shown)):
        return float(shown.translate(SPACES).replace(",", ".")), FINAL
    message = (
        f"{where}: {shown[:LONGEST]!r} is not a number such as 1 234 or 12,5 (or .. for what is withheld)"
    )
    raise RefusedError(message)
