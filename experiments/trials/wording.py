"""Wording: what a trial's figures and effects say, as one reads them, and the parts of pages about them.

What a trial's file says in English stands in the catalogue, in context `TEXT`; a file of somebody's own
is told as it is written. A part of a page, which `tillit trials --into` writes in English, stands between
``<!-- name -->`` and ``<!-- /name -->``; a page has one of them, or more.
"""

import math
from collections.abc import Iterator
from functools import partial

from tillit.experiments.describing import markdown
from tillit.experiments.telling.catalogue import SOURCE, Words, words
from tillit.experiments.telling.numbers import number, percent, plain
from tillit.experiments.trials.effects import Effect
from tillit.experiments.trials.outcomes import OUTCOMES
from tillit.experiments.trials.reading import Trial
from tillit.experiments.trials.tables import Cohort, Figure
from tillit.experiments.worlds.happening import sizes
from tillit.model.events import Event

Found = tuple[tuple[Trial, tuple[Effect, ...]], ...]
"""What came of each trial."""

TEXT = "trial"
TIES = ("X14", "X16", "X17")
"""Trials of whether the same caseworker stays."""
PERSONS = ("X6", "X12")
"""Trials of what the one caseworker is worth whom one has."""


def told(text: str, spoken: Words) -> str:
    """Return what a trial's file says, or a judgement of a figure; as it is if no catalogue has it."""
    line = " ".join(text.split())
    return line and spoken.pgettext(TEXT, line)


def said_of(figure: Figure, spoken: Words) -> str:
    """Return what a study found, with what is accepted."""
    if figure.accepted is None:
        return spoken.gettext(figure.direction)
    low, value, high = figure.accepted
    return _with_ends(figure, value, (low, high), spoken)


def given_of(effect: Effect, spoken: Words) -> str:
    """Return what the model gives, with the interval that chance leaves."""
    if math.isinf(effect.value):
        return spoken.gettext("never")
    if math.isnan(effect.value):
        return "-"
    ends = () if math.isnan(effect.error) else effect.interval
    return _with_ends(effect.figure, effect.value, ends, spoken)


def _with_ends(figure: Figure, value: float, ends: tuple[float, ...], spoken: Words) -> str:
    """Return a value with its unit, and the ends of its interval."""
    level, share = figure.change == "level", figure.unit == "share"
    unit = {"ratio": "times"}.get(figure.unit, "%" if share and level else figure.unit)
    unit = spoken.gettext("points") if share and not level else spoken.gettext(unit)
    middle, *around = (
        number(it, spoken, decimals=decimals_of(figure, it), signed=not level)
        for it in (100.0 * it if share else it for it in (value, *ends))
    )
    return f"{middle} {unit}{f' ({around[0]} … {around[1]})' if around else ''}"


def decimals_of(figure: Figure, value: float) -> int:
    """Return with how many decimals a figure is told."""
    return 2 if figure.unit == "ratio" or abs(value) < 1.0 else int(abs(value) < 10.0)  # noqa: PLR2004


def direction_of(effect: Effect) -> str:
    """Return whether the direction is right; nothing for what one arm was like."""
    return "" if effect.is_level else effect.direction


def inside_of(effect: Effect) -> str:
    """Return whether the model's figure is one that is accepted."""
    return "" if effect.inside is None else ("inside" if effect.inside else "outside")


def summary(found: Found, spoken: Words) -> str:
    """Return in how many trials the first figure is right, and how far."""
    firsts = [effects[0] for _, effects in found if effects[0].figure.counts]
    far = [it.inside for it in firsts if it.inside is not None]
    right, unclear = (sum(it.direction == word for it in firsts) for word in ("right", "unclear"))
    return spoken.gettext(
        "First figure of each trial that counts: direction right in {right} of {all}, unclear in {unclear}; "
        "inside what is accepted in {inside} of {far} that say how far.",
        right=right,
        all=len(firsts),
        unclear=unclear,
        inside=sum(map(bool, far)),
        far=len(far),
    )


def whom(cohort: Cohort | None, spoken: Words) -> str:
    """Return whom a figure is about."""
    if cohort is None:
        return spoken.gettext("the whole office")
    who = told(cohort.title, spoken)
    return spoken.gettext("{who}; each for {months} months", who=who, months=cohort.follow)


def when(figure: Figure, trial: Trial, spoken: Words) -> str:
    """Return in which months a figure is taken."""
    gettext, (first, last) = spoken.gettext, trial.window_of(figure)
    what = gettext(OUTCOMES[figure.outcome].words)
    one = gettext("month {last}", last=last)
    months = one if first + 1 == last else gettext("months {first} to {last}", first=first + 1, last=last)
    if trial.cohort_of(figure) is None:
        return gettext("{what}, {months} of the trial", what=what, months=months)
    return gettext("{what}, {months} since one is followed", what=what, months=months)


def act_of(event: Event, spoken: Words) -> str:
    """Return what is done, with all sizes that are not as usual."""
    usual = {name: field.default for name, field in type(event).model_fields.items()}
    changed = [
        " ".join((spoken.pgettext("size", name), *_size(value, spoken)))
        for name, value, _ in sizes(event)
        if value != usual[name]
    ]
    return spoken.gettext(
        "{act} from month {month}: {sizes}",
        act=spoken.label(event.labels),
        month=event.month,
        sizes=", ".join(changed) or spoken.gettext("as usual"),
    )


def _size(value: object, spoken: Words) -> Iterator[str]:
    """Yield how large something is; nothing for what is so, or not."""
    if not isinstance(value, bool):
        yield plain(value, spoken) if isinstance(value, int | float) else spoken.pgettext("size", str(value))


def office_of(trial: Trial, spoken: Words) -> str:
    """Return how large the office is, and who comes to it."""
    office, parts = trial.office, []
    if office.posts:
        mix = office.town.obstacles.model_dump()
        shares = (f"{told(it, spoken)} {percent(share, spoken)}" for it, share in mix.items() if share)
        households = spoken.gettext(
            "{number} households ({shares}), {load} for each post",
            number=number(office.town.households, spoken),
            shares=", ".join(shares),
            load=number(office.caseload, spoken),
        )
        parts.append(households)
    if children := office.children:
        cases, load = number(children.cases, spoken), number(children.cases / children.first_posts, spoken)
        parts.append(spoken.gettext("{number} child cases, {load} for each post", number=cases, load=load))
    return "; ".join(parts)


def _rows_of(found: Found, spoken: Words) -> str:
    rows = [
        [
            trial.name if turn == 0 else "",
            f"{trial.about.title} ({trial.about.study})" if turn == 0 else "",
            effect.figure.claim,
            f"{said_of(effect.figure, spoken)}, {effect.figure.grade.value}",
            given_of(effect, spoken),
            direction_of(effect),
            inside_of(effect),
        ]
        for trial, effects in found
        for turn, effect in enumerate(effects)
    ]
    heads = ("", "study", "what was found", "said (accepted)", "the model gives (90 %)", "direction", "size")
    return markdown.table(heads, rows)


def _of_ties(found: Found, spoken: Words) -> str:
    """Return what came of the trials that are about ties and persons, and in how many it is right."""
    chosen = tuple(it for it in found if it[0].name in (*TIES, *PERSONS))
    right = sum(trial.name in TIES and direction_of(effects[0]) == "right" for trial, effects in chosen)
    return (
        f"{_rows_of(chosen, spoken)}\n\nOf the three that are about the tie itself ({', '.join(TIES)}) the "
        f"direction of the first figure is right in {right}."
    )


def renewed(text: str, found: Found) -> str:
    """Return a page with its parts written again; RefusedError if it has no place for any."""
    english = words(SOURCE)
    return markdown.renewed(
        text,
        {
            "trials": lambda: f"{_rows_of(found, english)}\n\n{summary(found, english)}",
            "trials of ties": partial(_of_ties, found, english),
        },
    )
