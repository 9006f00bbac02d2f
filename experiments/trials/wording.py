"""Wording: what a trial's figures and effects say, as one reads them, and the parts of pages about them.

A part of a page, which `tillit trials --into` writes, stands between ``<!-- name -->`` and
``<!-- /name -->``; a page has one of them, or more.
"""

import math
from functools import partial

from tillit.experiments.describing import markdown
from tillit.experiments.trials.effects import Effect
from tillit.experiments.trials.outcomes import OUTCOMES
from tillit.experiments.trials.reading import Trial
from tillit.experiments.trials.tables import Cohort, Figure
from tillit.model.events import Event

Found = tuple[tuple[Trial, tuple[Effect, ...]], ...]
"""What came of each trial."""

TIES = ("X14", "X16", "X17")
"""Trials of whether the same caseworker stays."""
PERSONS = ("X6", "X12")
"""Trials of what the one caseworker is worth whom one has."""


def said_of(figure: Figure) -> str:
    """Return what a study found, with what is accepted."""
    if figure.accepted is None:
        return figure.direction
    low, value, high = figure.accepted
    return _with_ends(figure, value, (low, high))


def given_of(effect: Effect) -> str:
    """Return what the model gives, with the interval that chance leaves."""
    if math.isinf(effect.value):
        return "never"
    if math.isnan(effect.value):
        return "-"
    return _with_ends(effect.figure, effect.value, () if math.isnan(effect.error) else effect.interval)


def _with_ends(figure: Figure, value: float, ends: tuple[float, ...]) -> str:
    """Return a value with its unit, and the ends of its interval."""
    sign, points = ("", " %") if figure.change == "level" else ("+", " points")
    times, unit = {"share": (100.0, points), "ratio": (1.0, " times")}.get(
        figure.unit, (1.0, f" {figure.unit}")
    )
    middle, *told = (f"{it * times:{sign}.{decimals_of(figure, it * times)}f}" for it in (value, *ends))
    return f"{middle}{unit}{f' ({told[0]} … {told[1]})' if told else ''}"


def decimals_of(figure: Figure, value: float) -> int:
    """Return with how many decimals a figure is told."""
    return 2 if figure.unit == "ratio" or abs(value) < 1.0 else int(abs(value) < 10.0)  # noqa: PLR2004


def direction_of(effect: Effect) -> str:
    """Return whether the direction is right; nothing for what one arm was like."""
    return "" if effect.is_level else effect.direction


def inside_of(effect: Effect) -> str:
    """Return whether the model's figure is one that is accepted."""
    return "" if effect.inside is None else ("inside" if effect.inside else "outside")


def summary(found: Found) -> str:
    """Return in how many trials the first figure is right, and how far."""
    firsts = [effects[0] for _, effects in found if effects[0].figure.counts]
    right, unclear = (sum(it.direction == word for it in firsts) for word in ("right", "unclear"))
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


def _rows_of(found: Found) -> str:
    rows = [
        [
            trial.name if turn == 0 else "",
            f"{trial.about.title} ({trial.about.study})" if turn == 0 else "",
            effect.figure.claim,
            f"{said_of(effect.figure)}, {effect.figure.grade.value}",
            given_of(effect),
            direction_of(effect),
            inside_of(effect),
        ]
        for trial, effects in found
        for turn, effect in enumerate(effects)
    ]
    heads = ("", "study", "what was found", "said (accepted)", "the model gives (90 %)", "direction", "size")
    return markdown.table(heads, rows)


def _of_ties(found: Found) -> str:
    """Return what came of the trials that are about ties and persons, and in how many it is right."""
    chosen = tuple(it for it in found if it[0].name in (*TIES, *PERSONS))
    right = sum(trial.name in TIES and direction_of(effects[0]) == "right" for trial, effects in chosen)
    return (
        f"{_rows_of(chosen)}\n\nOf the three that are about the tie itself ({', '.join(TIES)}) the direction "
        f"of the first figure is right in {right}."
    )


def renewed(text: str, found: Found) -> str:
    """Return a page with its parts written again; RefusedError if it has no place for any."""
    return markdown.renewed(
        text,
        {
            "trials": lambda: f"{_rows_of(found)}\n\n{summary(found)}",
            "trials of ties": partial(_of_ties, found),
        },
    )
