"""Left out: what the accounts claim, kept for prediction and never fitted."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from tillit.model.scenarios.errors import checked
from tillit.model.scenarios.reading import plain_letters
from tillit.model.scenarios.schema import Line, Name
from tillit.model.scenarios.table import Table


class LeftOut(Table):
    """A claim of an account that is predicted only."""

    towns: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Towns whose outcomes it speaks of."""
    claim: Line
    """The claim in words."""
    account: Annotated[str, Field(pattern=r"^[0-9]{3}$", description="the account's three digits")]
    """Number of the account."""

    def speaks_of(self, text: str) -> bool:
        """Tell whether a text names the account or a town of it."""
        words = "|".join((*map(re.escape, self.towns), rf"accounts?\s+{self.account}"))
        return re.search(rf"\b(?:{words})\b", plain_letters(text)) is not None


def read_left_out(table: object, problems: list[str]) -> tuple[LeftOut, ...]:
    """Return the claims that a file leaves out; note what is wrong with them."""
    if not isinstance(table, Mapping):
        problems.append("left_out must hold tables such as [left_out.hassleholm]")
        return ()
    read = (checked(LeftOut, raw, f"[left_out.{name}]", problems) for name, raw in table.items())
    return tuple(it for it in read if it is not None)
