"""Tables: what a lesson's file says, with what each value must be."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from tillit.experiments.comparison.outcomes import MEASURED
from tillit.experiments.lessons.accounts import accounts
from tillit.experiments.lessons.said import Citation, Said
from tillit.model.events import Size
from tillit.model.scenarios.errors import nearest
from tillit.model.scenarios.schema import Line, Name
from tillit.model.scenarios.table import Table

POINTS = 6
"""Points that are drawn, as far from each other as from the start."""
OF_A_YEAR = {"times", "year_was", "year_acted", "year_percent", "first_percent"}
"""What is shown of twelve months, and so has no value before the twelfth."""
SUMS = {"saved", "gained"}
"""What is added up since the start."""
FROM_NOTHING = SUMS | {"change"}
"""What begins at nothing."""
SIGNED = FROM_NOTHING | {"year_percent", "first_percent"}
"""What is shown with its sign."""
MINUTES = (10, 45, 90)
"""How long a lesson may take: the notes have a plan for each."""


def _measured(name: str) -> str:
    """Return the name of an indicator that there is."""
    if name not in MEASURED:
        message = nearest(name, MEASURED)
        raise ValueError(message)
    return name


Measured = Annotated[str, AfterValidator(_measured)]
"""An indicator; see `tillit describe`."""


class About(Table):
    """What the lesson is called, and what it asks."""

    number: Annotated[int, Size("number", 1, 999, "the lessons stand in this order")]
    """What one types."""
    title: Said
    """What one reads."""
    question: Said
    """What the class shall be able to answer."""
    goals: tuple[Said, ...] = ()
    """What one can do afterwards."""


class Compared(Table):
    """Two worlds that a lesson asks: a town with what is done, beside the same town without, or another."""

    name: Name
    """What series call it."""
    town: Line
    """A town of `tillit accounts`."""
    against: Line | None = None
    """The town that it stands beside; the same town before anything is done if left out."""
    events: tuple[Line, ...] | None = None
    """What is done, as --event has it; what the town's own file says if left out."""
    off: tuple[Name, ...] = ()
    """Mechanisms that are not unlocked yet: off in both worlds."""
    months: Annotated[int, Size("months", 6, 120, "ten years at most")] = 36
    """Months that are run."""
    pairs: Annotated[int, Size("pairs", 12, 1_000, "twelve are drawn as lines")] = 100
    """Pairs of worlds."""


class Series(Table):
    """A course over months, which is drawn and of which texts name points."""

    name: Name
    """What texts and steps call it."""
    of: Name
    """The two worlds."""
    indicator: Measured
    """What is counted."""
    plus: tuple[Measured, ...] = ()
    """Indicators that are added to it."""
    shown: Literal[
        "saved", "gained", "change", "was", "acted",
        "times", "year_was", "year_acted", "year_percent", "first_percent",
    ]  # fmt: skip
    """What is shown: the sum that is saved, or gained, so far, the change, either world; of twelve months
    how many times as much the other world has, the sum in either, and by how many per cent it differs from
    the other world's, or from its own first year's."""
    scale: Literal["millions", "percent", "plain"] = "plain"
    """In what it is shown."""
    decimals: Annotated[int, Size("decimals", 0, 3, "0 is whole numbers")] = 0
    """Decimals in texts."""
    label: Said
    """What it is called, with its unit."""
    axis: tuple[float, float] = (-10.0, 10.0)
    """Ends of the axis on which one guesses."""

    @model_validator(mode="after")
    def _has_an_axis(self) -> Self:
        if self.axis[0] >= self.axis[1]:
            message = "axis: the first end must be below the second"
            raise ValueError(message)
        return self


class Source(Table):
    """A number, or a finding, that stands in a source."""

    name: Name
    """What texts call it."""
    claim: Said | None = None
    """What is said, where a reveal shows it."""
    value: float | None = None
    """The number."""
    told: Said | None = None
    """In place of a number: what it says in words, rises for one."""
    trial: Line | None = None
    """In place of a number: the study of this trial, X6 for one."""
    figure: Annotated[int, Size("figure", 1, 50, "1 is the trial's first")] = 1
    """Which of its figures."""
    form: Literal["number", "words", "year"] = "number"
    """How it is written."""
    decimals: Annotated[int, Size("decimals", 0, 3, "0 is whole numbers")] = 0
    """Its decimals."""
    unit: Said | None = None
    """Its unit, where a reveal shows it."""
    beside: Line | None = None
    """What the model gives for it, as a text would ask: ``net@36``."""
    account: Line | None = None
    """Who says so: a name of accounts.toml."""
    by: Line = ""
    """Who says so, if it is none of these: title, publisher, date."""
    about: Citation | None = None
    """The same in each language; or that nobody says so, and the lesson assumes it."""
    quote: Line = ""
    """A few words of it, in its own language."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if sum(it is not None for it in (self.value, self.trial, self.told)) != 1:
            message = f"source {self.name!r} needs one of `value`, `told` and `trial`"
            raise ValueError(message)
        if sum(map(bool, (self.account, self.by, self.about))) != 1:
            message = f"source {self.name!r} needs `account`, or `by` or `about`: title, publisher and date"
            raise ValueError(message)
        if self.account is not None and self.account not in accounts():
            message = f"source {self.name!r}: account {self.account!r}: {nearest(self.account, accounts())}"
            raise ValueError(message)
        return self


class Phrase(Table):
    """Words that are chosen by what comes out: nine towns in ten above, below, or to either side."""

    name: Name
    """What texts call it: ``{say: name}``."""
    of: Line
    """What comes out, as a text would ask the model: ``net@36``."""
    than: Line | None = None
    """Beside what: another such, or a source; nothing if left out."""
    more: Said
    less: Said
    unclear: Said


class Choice(Table):
    """One of four answers."""

    text: Said


class Step(Table):
    """A screen of the lesson."""

    kind: Literal["read", "predict", "reveal"]
    """To read, to guess, or to see."""
    title: Said
    """Its heading."""
    text: Said
    """What stands on it; an empty line begins a paragraph."""
    ask: Said | None = None
    """A question to be answered in words."""
    unlocks: Name | None = None
    """The mechanism that is shown from here on."""
    form: Literal["draw", "choose", "range"] | None = None
    """How one guesses."""
    series: Name | None = None
    """What is guessed or shown; without it a reveal is a text and its sources."""
    month: Annotated[int, Size("month", 1, 120, "a month of the series")] | None = None
    """The month of a range; the last if left out."""
    label: Said | None = None
    """What a range is of, without a series; with its unit."""
    axis: tuple[float, float] | None = None
    """Ends of such a range's axis."""
    choice: tuple[Choice, ...] = ()
    """Four answers to choose from."""
    sources: tuple[Name, ...] = ()
    """What the account or the trial says, beside the model."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.kind == "predict") != (self.form is not None):
            message = "`form` is of a step to predict, which needs one: draw, choose or range"
            raise ValueError(message)
        if (len(self.choice) != 4) if self.form == "choose" else bool(self.choice):  # noqa: PLR2004 - of four
            message = 'form = "choose" needs four tables [[step.choice]], and no other form has any'
            raise ValueError(message)
        own = self.form == "range" and self.label is not None and self.axis is not None
        if self.form in {"draw", "range"} and self.series is None and not own:
            message = f"form = {self.form!r} needs a `series`; a range may have `label` and `axis` instead"
            raise ValueError(message)
        if self.kind == "reveal" and self.series is None and not self.sources:
            message = "a reveal needs a `series` or `sources`"
            raise ValueError(message)
        return self


class Roles(Table):
    """What each role sees first: an indicator of the town as it was, so that nothing is told ahead."""

    of: Name
    """The two worlds."""
    manager: Measured
    caseworker: Measured
    economist: Measured
    client: Measured
    politician: Measured


ROLES = tuple(name for name in Roles.model_fields if name != "of")


class Part(Table):
    """Some minutes of a lesson."""

    minutes: Annotated[int, Size("minutes", 1, 60, "an hour at most")]
    what: Said


class Timing(Table):
    """What is done when, if there is so much time."""

    minutes: Literal[10, 45, 90]
    part: tuple[Part, ...]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = sum(it.minutes for it in self.part)
        if total != self.minutes:
            message = f"the plan for {self.minutes} minutes takes {total}"
            raise ValueError(message)
        return self


class Misconception(Table):
    """What is easily believed, and what to answer."""

    said: Said
    answer: Said


class Notes(Table):
    """What only the teacher sees."""

    timing: tuple[Timing, ...]
    misconception: tuple[Misconception, ...]
    debrief: Said
    """What to end with."""
    disagreement: Said
    """What to say where the model and the account disagree."""

    @model_validator(mode="after")
    def _has_every_length(self) -> Self:
        if tuple(it.minutes for it in self.timing) != MINUTES:
            message = "needs three tables [[notes.timing]]: of 10, 45 and 90 minutes, in this order"
            raise ValueError(message)
        return self
