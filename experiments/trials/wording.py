"""Wording: what a trial's figures and effects say, as one reads them.

What a trial's file says in English stands in the catalogue, in context `TEXT`; a file of somebody's own
is told as it is written.
"""

import math

from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import number, percent, plain
from tillit.experiments.trials.effects import Effect
from tillit.experiments.trials.outcomes import OUTCOMES
from tillit.experiments.trials.tables import Figure, Trial
from tillit.experiments.worlds.world import sizes
from tillit.model.events import Event

Found = tuple[tuple[Trial, tuple[Effect, ...]], ...]  # what came of each trial

TEXT = "trial"


def told(text: str, spoken: Words) -> str:
    """Return what a trial's file says, or a judgement of a figure; as it is if no catalogue has it."""
    line = " ".join(text.split())
    return line and spoken.pgettext(TEXT, line)


def said_of(figure: Figure, spoken: Words) -> str:
    """Return what a study found, with what is accepted."""
    if figure.accepted is None:
        return spoken.gettext(figure.direction)
    low, value, high = figure.accepted
    return _with_ends(figure, (value, low, high), spoken)


def given_of(effect: Effect, spoken: Words) -> str:
    """Return what the model gives, with the interval that chance leaves."""
    if math.isinf(effect.value):
        return spoken.gettext("never")
    if math.isnan(effect.value):
        return "-"
    ends = () if math.isnan(effect.error) else effect.interval
    return _with_ends(effect.figure, (effect.value, *ends), spoken)


def _with_ends(figure: Figure, values: tuple[float, ...], spoken: Words) -> str:
    level, share = figure.change == "level", figure.unit == "share"
    unit = "points" if share and not level else {"ratio": "times", "share": "%"}.get(figure.unit, figure.unit)
    middle, *around = (
        number(it, spoken, decimals=decimals_of(figure, it), signed=not level)
        for it in (100.0 * it if share else it for it in values)
    )
    return f"{middle} {spoken.gettext(unit)}{f' ({around[0]} … {around[1]})' if around else ''}"


def decimals_of(figure: Figure, value: float) -> int:
    """Return with how many decimals a figure is told."""
    return 2 if figure.unit == "ratio" or abs(value) < 1.0 else int(abs(value) < 10.0)  # noqa: PLR2004


def judged(effect: Effect) -> tuple[str, str]:
    """Return whether the direction is right, and whether the size is accepted; nothing of what has none."""
    return effect.direction, {True: "inside", False: "outside", None: ""}[effect.inside]


def summary(found: Found, spoken: Words) -> str:
    """Return in how many trials the first figure is right, and how far."""
    firsts = [effects[0] for _, effects in found if effects[0].figure.counts]
    far = [it.inside for it in firsts if it.inside is not None]
    right, unclear = (sum(it.direction == word for it in firsts) for word in ("right", "unclear"))
    many = {"right": right, "all": len(firsts), "unclear": unclear, "inside": sum(far), "far": len(far)}
    return spoken.gettext(
        "First figure of each trial that counts: direction right in {right} of {all}, unclear in {unclear}; "
        "inside what is accepted in {inside} of {far} that say how far.",
        **many,
    )


def measured(figure: Figure, trial: Trial, spoken: Words) -> str:
    """Return what a figure is of, in which months, and among whom."""
    gettext, (first, last), cohort = spoken.gettext, trial.window_of(figure), trial.cohort_of(figure)
    what, months = gettext(OUTCOMES[figure.outcome].words), gettext("month {last}", last=last)
    if first + 1 < last:
        months = gettext("months {first} to {last}", first=first + 1, last=last)
    if cohort is None:
        when = gettext("{what}, {months} of the trial", what=what, months=months)
        return f"{when}; {gettext('the whole office')}"
    when = gettext("{what}, {months} since one is followed", what=what, months=months)
    who = told(cohort.title, spoken)
    return f"{when}; {gettext('{who}; each for {months} months', who=who, months=cohort.follow)}"


def act_of(event: Event, spoken: Words) -> str:
    """Return what is done, with all sizes that are not as usual."""
    fields, pgettext, changed = type(event).model_fields, spoken.pgettext, []
    for name, value, _ in sizes(event):
        if value != fields[name].default:
            many = isinstance(value, int | float)
            size = plain(float(value), spoken) if many else pgettext("size", str(value))
            name_told = pgettext("size", name)
            changed.append(name_told if isinstance(value, bool) else f"{name_told} {size}")
    return spoken.gettext(
        "{act} from month {month}: {sizes}",
        act=spoken.label(event.labels),
        month=event.month,
        sizes=", ".join(changed) or spoken.gettext("as usual"),
    )


def office_of(trial: Trial, spoken: Words) -> str:
    """Return how large the office is, and who comes to it."""
    office, children, parts, gettext = trial.office, trial.office.children, [], spoken.gettext
    if office.posts:
        mix = office.town.obstacles.model_dump()
        shares = ", ".join(f"{told(it, spoken)} {percent(part, spoken)}" for it, part in mix.items() if part)
        size = {"number": number(office.town.households, spoken), "load": number(office.caseload, spoken)}
        parts.append(gettext("{number} households ({shares}), {load} for each post", shares=shares, **size))
    if children:
        cases, load = number(children.cases, spoken), number(children.cases / children.first_posts, spoken)
        parts.append(gettext("{number} child cases, {load} for each post", number=cases, load=load))
    return "; ".join(parts)
