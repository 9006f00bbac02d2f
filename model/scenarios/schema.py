"""Schema: the tables of a scenario file, with the range of every value."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from tillit.agents.foundation.numpy_numbers import plain_number
from tillit.model.events import Size
from tillit.model.scenarios.dates import YearMonth
from tillit.model.scenarios.table import InsteadOf, Table
from tillit.model.scenarios.unit_facts import UnitFacts

Name = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", description="small letters a-z, digits and hyphens")
]
Line = Annotated[str, Field(min_length=1, max_length=200, description="a text of 1 to 200 characters")]
Prose = Annotated[str, Field(max_length=2000, description="a text of at most 2,000 characters")]
Currency = Annotated[
    str, Field(pattern=r"^[A-Z]{3}$", description="the three letters of a currency, such as SEK, DKK or EUR")
]

MOST_EVENTS = 1000
"""Events in one scenario, each repetition counted."""
TOLERANCE = 0.001
"""How far the sum of the shares of obstacles may be from 1."""
INHABITANTS_PER_EMPLOYER = 250
"""Assumption, grade E: inhabitants for each employer who might take somebody on."""


class Obstacles(Table):
    """What stands between applicants and self-support, as shares of them."""

    unemployed: Annotated[float, Size("share", 0.0, 1.0, "46-51 % in Sweden 2011-18")]
    """Unemployed."""
    sick: Annotated[float, Size("share", 0.0, 1.0, "8-10 % in Sweden 2011-18")]
    """Sick without sickness benefit."""
    language: Annotated[float, Size("share", 0.0, 1.0, "newly arrived, or in need of the language")]
    """Newly arrived, or in need of the language."""
    social: Annotated[float, Size("share", 0.0, 1.0, "11-15 % in Sweden 2011-18")]
    """Social reasons, addiction."""
    waiting: Annotated[float, Size("share", 0.0, 1.0, "waiting for another benefit")]
    """Waiting for another benefit."""

    @model_validator(mode="after")
    def _all(self) -> Self:
        total = sum(self.shares())
        if abs(total - 1.0) > TOLERANCE:
            message = f"the shares sum to {total:.4g}; they must sum to 1 (0.001 more or less)"
            raise ValueError(message)
        return self

    def shares(self) -> tuple[float, ...]:
        """Return the shares in the order of `agents.client.Obstacle`."""
        return (self.unemployed, self.sick, self.language, self.social, self.waiting)


NOBODYS = Obstacles(unemployed=0.2, sick=0.2, language=0.2, social=0.2, waiting=0.2)
"""Shares of no households at all."""


class TownTable(Table):
    """The place."""

    name: Name
    """What one types: small letters, digits and hyphens."""
    title: Line
    """What one reads."""
    group: Prose = ""
    """Which households are meant, if not all of the town's; nothing is then divided by its inhabitants."""
    account: Prose = ""
    """What the account of the place says, and where it is silent."""
    country: Line = "Sweden"
    """Country."""
    currency: Currency = "SEK"
    """Currency of all amounts, by its code of three letters."""
    price_year: Annotated[int, Size("year", 1950, 2150, "year of the price level")] = 2020
    """Year whose prices the amounts are in."""
    price_level: Annotated[float, Size("currency/SEK of 2020", 0.001, 100_000.0, "1 for Swedish kronor")] = (
        1.0
    )
    """Units of the currency that buy what one Swedish krona bought in 2020."""
    start: YearMonth
    """First month of the comparison, as in ``2004-01``."""
    inhabitants: Annotated[int, Size("inhabitants", 500, 50_000_000, "from a small village to a country")]
    """Inhabitants."""
    households: Annotated[
        int, Size("households", 10, 2_000_000, "on assistance in one month, not in a year")
    ] = 0
    """Households on assistance in a month, at the start; left out (0) where only children are looked at."""
    refused: Annotated[
        float, Size("share", 0.0, 0.9, "of those who ask for assistance; 0 if nobody counts them")
    ] = 0.0
    """Share of those who ask that is turned away, at the start."""
    applicants: Annotated[
        float | None,
        Size("households/month", 0.1, 200_000.0, "new ones that are granted; left out if nobody counts them"),
    ] = None
    """New households a month that are granted assistance, at the start."""
    employers: Annotated[int | None, Size("employers", 1, 200_000, "one for 250 inhabitants if left out")] = (
        None
    )
    """Employers who might take somebody on."""
    couples: Annotated[
        float | None,
        Size("share", 0.0, 1.0, "the country's if left out"),
        InsteadOf("people.couples", money=False),
    ] = None
    """Share of applying households with two adults."""
    parents: Annotated[
        float | None,
        Size("share", 0.0, 0.8, "the country's if left out"),
        InsteadOf("people.parents", money=False),
    ] = None
    """Chance that such a household has a child, and of each further one."""
    homeless: Annotated[
        float | None,
        Size("share", 0.0, 0.3, "the country's if left out"),
        InsteadOf("people.homeless", money=False),
    ] = None
    """Share of them that comes without a home."""
    pension: Annotated[
        int | None,
        Size("months", 720, 840, "780 is 65 years"),
        InsteadOf("people.pension", money=False),
    ] = None
    """Age at which somebody leaves to a pension."""
    school_age: Annotated[
        int | None,
        Size("months", 60, 84, "72 is six years"),
        InsteadOf("people.school_age", money=False),
    ] = None
    """Age from which school is around a child."""
    obstacles: Obstacles = NOBODYS
    """What stands between applicants and self-support."""

    @model_validator(mode="after")
    def _not_everybody(self) -> Self:
        if self.households > self.inhabitants:
            message = f"has more households ({self.households:,}) than inhabitants ({self.inhabitants:,})"
            raise ValueError(message)
        if self.applicants is not None and self.households == 0:
            message = f"has applicants ({self.applicants:g}), but no households on assistance"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _says_what_its_money_buys(self) -> Self:
        if self.currency != "SEK" and "price_level" not in self.model_fields_set:
            message = (
                f"counts in {self.currency}, and every price that it leaves out is Swedish: add price_level, "
                f"the {self.currency} that buy what one Swedish krona bought in 2020"
            )
            raise ValueError(message)
        return self


class Staff(UnitFacts):
    """The assistance unit, as it was at the start."""


NO_STAFF = Staff.model_construct(posts=0)
"""The assistance unit of a file that is about children only."""


class Policy(Table):
    """What was already in force at the start."""

    demands: Annotated[float, Size("share", 0.0, 1.0, "0.3 is what an ordinary municipality asks")] = 0.3
    """How much activity is demanded, and controlled, in return for assistance."""
    steering: Annotated[float, Size("meetings/year", 0.0, 52.0, "six in account 002")] = 0.0
    """Meetings a year of a steering group that is shared with the partners."""
    programme: Annotated[float, Size("places", 0.0, 1_000_000.0, "0 for none")] = 0.0
    """Places in the employment programme."""


def switch(value: Any) -> bool:  # noqa: ANN401 - this is where anything is checked
    """Return whether a mechanism is on.

    Raises
    ------
    ValueError
        If the value is neither on nor off.
    """
    value = plain_number(value)
    known = {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False}
    word = str(value).lower() if isinstance(value, bool | int | str) else ""
    if word not in known:
        message = "must be true or false"
        raise ValueError(message)
    return known[word]
