"""Tables: what a lesson's file says, with what each value must be."""

from dataclasses import replace
from functools import partial
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.comparison.outcomes import MEASURED
from tillit.experiments.trials.reading import read_trial, trial_files
from tillit.experiments.trials.tables import known
from tillit.experiments.worlds.world import Source as Place
from tillit.experiments.worlds.world import World
from tillit.model.events import Size
from tillit.model.scenarios.schema import Line, Name
from tillit.model.scenarios.table import Table

POINTS = 6  # points that are drawn, as far from each other as from the start
OF_A_YEAR = {"times", "year_was", "year_acted", "year_percent", "first_percent"}  # nothing before month 12
RATIOS = {"times", "year_percent", "first_percent"}  # shown in no unit of money or share
SUMS = {"saved", "gained"}  # what is added up since the start


def _rising(axis: tuple[float, float]) -> tuple[float, float]:
    if axis[0] >= axis[1]:
        raise ValueError("the first end must be below the second")
    return axis


Text = Annotated[str, Field(min_length=1, max_length=4000, description="a text of 1 to 4,000 characters")]


class Said(Table):
    """A text in every language."""

    sv: Text
    da: Text
    en: Text

    def __getitem__(self, language: str) -> str:
        text: str = getattr(self, language)
        return " ".join(text.split()) if "\n\n" not in text.strip() else text.strip()


Measured = Annotated[str, AfterValidator(partial(known, those=MEASURED))]
Mechanism = Annotated[str, AfterValidator(partial(known, those=Mechanisms._fields))]
Trial = Annotated[str, AfterValidator(partial(known, those=trial_files()))]
Axis = Annotated[tuple[float, float], AfterValidator(_rising)]
Decimals = Annotated[int, Size("decimals", 0, 3, "0 is whole numbers")]


class Compared(Table):
    """Two worlds that a lesson asks: a town with what is done, beside the same town without, or another."""

    town: Line
    against: Line | None = None  # the town that it stands beside; the same one, before anything is done
    events: tuple[Line, ...] | None = None  # as --event has it; what the town's own file says if left out
    off: tuple[Mechanism, ...] = ()  # not unlocked yet: off in both worlds
    months: Annotated[int, Size("months", 6, 120, "ten years at most")] = 36
    pairs: Annotated[int, Size("pairs", 12, 1_000, "twelve are drawn as lines")] = 100

    def worlds(self) -> tuple[World, World]:
        """Return A, and B beside it; ScenarioError or RefusedError if there is no such town or event."""
        off = tuple((f"mechanisms.{name}", "false") for name in self.off)
        before = replace(Place.of(self.against or self.town), changes=off, before=self.against is None)
        acted = replace(Place.of(self.town), changes=off, before=self.events is not None)
        b = World.of(replace(acted, events=self.events or ()))
        return World.of(before, b.label), b

    @model_validator(mode="after")
    def _can_be_run(self) -> Self:
        if self.months % POINTS:
            raise ValueError(f"months must be a multiple of {POINTS}: so many points are drawn")
        self.worlds()
        return self


class Series(Table):
    """A course over months, which is drawn and of which texts name points.

    It shows the sum that is ``saved``, or ``gained``, so far, the ``change``, or either world as it ``was``
    or ``acted``; of twelve months how many ``times`` as much the other world has, the sum in either, and by
    how many per cent it differs from the other world's, or from its own first year's.
    """

    of: Name  # the two worlds
    indicator: Measured
    plus: tuple[Measured, ...] = ()  # added to it
    shown: Literal[
        "saved", "gained", "change", "was", "acted",
        "times", "year_was", "year_acted", "year_percent", "first_percent",
    ]  # fmt: skip
    decimals: Decimals = 0
    label: Said  # with its unit: millions of money, per cent of a share
    axis: Axis = (-10.0, 10.0)  # on which one guesses


class Source(Table):
    """A number, or a finding, that stands in a source."""

    claim: Said | None = None  # what is said, where a reveal shows it
    value: float | None = None
    told: Said | None = None  # in place of a number: what it says in words, rises for one
    trial: Trial | None = None  # in place of a number: the study of this trial, X6 for one
    figure: Annotated[int, Size("figure", 1, 50, "1 is the trial's first")] = 1
    form: Literal["number", "words", "year"] = "number"
    decimals: Decimals = 0
    unit: Said | None = None  # where a reveal shows it
    beside: Line | None = None  # what the model gives for it, as a text would ask: net@36
    account: str | None = None  # who says so: one of accounts.toml
    about: Said | None = None  # who says so, if it is none of these; or that the lesson assumes it
    quote: Line = ""  # a few words of it, in its own language

    @property
    def number(self) -> float | None:
        """Its value, or the figure of its trial's study; None if it says it in words, or only a direction."""
        return read_trial(self.trial).figures[self.figure - 1].value if self.trial else self.value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if sum(it is not None for it in (self.value, self.trial, self.told)) != 1:
            raise ValueError("needs one of `value`, `told` and `trial`")
        if (self.account is None) == (self.about is None):
            raise ValueError("needs `account`, or `about`: title, publisher and date")
        if self.trial and self.figure > (many := len(read_trial(self.trial).figures)):
            raise ValueError(f"trial {self.trial} has {many} figures, not {self.figure}")
        return self


class Phrase(Table):
    """Words that are chosen by what comes out: nine towns in ten above, below, or to either side."""

    of: Line  # what comes out, as a text would ask the model: net@36
    than: Line | None = None  # beside what: another such, or a source; nothing if left out
    more: Said
    less: Said
    unclear: Said


class Step(Table):
    """A screen of the lesson."""

    kind: Literal["read", "predict", "reveal"]
    title: Said
    text: Said  # an empty line begins a paragraph
    ask: Said | None = None  # to be answered in words
    unlocks: Mechanism | None = None  # shown from here on
    form: Literal["draw", "choose", "range"] | None = None  # how one guesses
    series: Name | None = None  # what is guessed or shown; without it a reveal is a text and its sources
    month: Annotated[int, Size("month", 1, 120, "a month of the series")] | None = None  # of a range
    label: Said | None = None  # what a range is of, without a series; with its unit
    axis: Axis | None = None  # of such a range
    choice: tuple[Said, ...] = ()  # four to choose from
    sources: tuple[Name, ...] = ()  # what the account or the trial says, beside the model

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.kind == "predict") != (self.form is not None):
            raise ValueError("`form` is of a step to predict, which needs one: draw, choose or range")
        if len(self.choice) != (4 if self.form == "choose" else 0):
            raise ValueError('form = "choose" needs four tables [[step.choice]], and no other form has any')
        own = self.form == "range" and self.label and self.axis
        if self.form in {"draw", "range"} and not self.series and not own:
            raise ValueError(f"{self.form!r} needs a `series`; a range may have `label` and `axis` instead")
        if self.kind == "reveal" and self.series is None and not self.sources:
            raise ValueError("a reveal needs a `series` or `sources`")
        return self


class Roles(Table):
    """What each role sees first: an indicator of the town as it was, so that nothing is told ahead."""

    of: Name  # the two worlds
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


class Misconception(Table):
    """What is easily believed, and what to answer."""

    said: Said
    answer: Said


class Notes(Table):
    """What only the teacher sees."""

    timing: tuple[Timing, ...]  # of 10, 45 and 90 minutes
    misconception: tuple[Misconception, ...]
    debrief: Said  # what to end with
    disagreement: Said  # what to say where the model and the account disagree

    @model_validator(mode="after")
    def _has_every_length(self) -> Self:
        plans = [it.minutes for it in self.timing]
        take = [sum(part.minutes for part in it.part) for it in self.timing]
        if not plans == take == [10, 45, 90]:
            raise ValueError(f"needs [[notes.timing]] of 10, 45 and 90 minutes; those of {plans} take {take}")
        return self
