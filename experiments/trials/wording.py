"""Wording: what a trial's figures and effects say, as one reads them."""

import math

from tillit.experiments.trials.effects import Effect
from tillit.experiments.trials.outcomes import OUTCOMES
from tillit.experiments.trials.tables import Cohort, Figure
from tillit.experiments.trials.trial import Trial
from tillit.model.events import Event

Found = tuple[tuple[Trial, tuple[Effect, ...]], ...]
"""What came of each trial."""

PERCENT = 100.0
TEN = 10.0
NEVER = "never"
UNCLEAR = "unclear"
"""Of a direction that chance may have made."""


def said_of(figure: Figure) -> str:
    """Return what a study found, with what is accepted."""
    if figure.value is None or figure.low is None or figure.high is None:
        return figure.direction
    ends = f"{_number(figure.low, figure)} … {_number(figure.high, figure)}"
    return f"{_number(figure.value, figure)}{_unit(figure)} ({ends})"


def given_of(effect: Effect) -> str:
    """Return what the model gives, with the interval that chance leaves."""
    figure = effect.figure
    if math.isinf(effect.value):
        return NEVER
    if math.isnan(effect.value):
        return "-"
    if math.isnan(effect.error):
        return f"{_number(effect.value, figure)}{_unit(figure)}"
    low, high = effect.interval
    ends = f"{_number(low, figure)} … {_number(high, figure)}"
    return f"{_number(effect.value, figure)}{_unit(figure)} ({ends})"


def direction_of(effect: Effect) -> str:
    """Return whether the direction is right; nothing for what one arm was like."""
    return "" if effect.is_level else effect.direction


def inside_of(effect: Effect) -> str:
    """Return whether the model's figure is one that is accepted."""
    return "" if effect.inside is None else ("inside" if effect.inside else "outside")


def summary(found: Found) -> str:
    """Return in how many trials the first figure is right, and how far."""
    firsts = [effects[0] for _, effects in found if effects[0].figure.counts]
    right, unclear = (sum(it.direction == word for it in firsts) for word in ("right", UNCLEAR))
    far = [it for it in firsts if it.inside is not None]
    inside = sum(bool(it.inside) for it in far)
    return (
        f"First figure of each trial that counts: direction right in {right} of {len(firsts)}"
        f"{f', unclear in {unclear}' if unclear else ''}; inside what is accepted in {inside} of "
        f"{len(far)} that say how far."
    )


def whom(cohort: Cohort | None) -> str:
    """Return whom a figure is about."""
    return "the whole office" if cohort is None else f"{cohort.title}; each for {cohort.follow} months"


def when(figure: Figure, trial: Trial) -> str:
    """Return in which months a figure is taken."""
    first, last = trial.window_of(figure)
    since = "of the trial" if trial.cohort_of(figure) is None else "since one is followed"
    months = f"month {last}" if first + 1 == last else f"months {first + 1} to {last}"
    return f"{OUTCOMES[figure.outcome].words}, {months} {since}"


def act_of(event: Event) -> str:
    """Return what is done, with all sizes that are not as usual."""
    usual = {name: field.default for name, field in type(event).model_fields.items()}
    sizes = [
        f"{name} {value:g}" if isinstance(value, int | float) else f"{name} {value}"
        for name, value in event.model_dump(exclude={"month", "source", "grade", "kind"}).items()
        if name in usual and value != usual[name]
    ]
    return f"{event.labels['en']} from month {event.month}: {', '.join(sizes) or 'as usual'}"


def _number(value: float, figure: Figure) -> str:
    if figure.unit == "share":
        value *= PERCENT
    sign = "" if figure.change == "level" else "+"
    return f"{value:{sign}.{decimals_of(figure, value)}f}"


def decimals_of(figure: Figure, value: float) -> int:
    """Return with how many decimals a figure is told."""
    return 2 if figure.unit == "ratio" or abs(value) < 1.0 else int(abs(value) < TEN)


def _unit(figure: Figure) -> str:
    share = " %" if figure.change == "level" else " points"
    return {"share": share, "ratio": " times"}.get(figure.unit, f" {figure.unit}")
