"""Page: the parts of README.md and docs/validation.md that are made from the record.

A part stands between ``<!-- name -->`` and ``<!-- /name -->``; `renew` writes
all of them again, and a test compares them with the record.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from tillit.experiments.calibration.models import MODELS, NULL_MODELS, PLAUSIBLE, THEORY, Model, frame_of
from tillit.experiments.calibration.report import WITHIN, rounded
from tillit.experiments.calibration.targets import Target, read_targets
from tillit.experiments.claims.continuity import gradient, in_short, switch_table
from tillit.experiments.claims.record import Record
from tillit.experiments.claims.telling import (
    UNKNOWN,
    factor_in,
    given_for,
    in_words,
    share,
    speaks,
    surprise_of,
    times_of,
    together,
    with_error,
)
from tillit.experiments.claims.weighing import Factor
from tillit.experiments.comparison.statistics import QUANTILES
from tillit.experiments.describing.markdown import bullets, renewed, table
from tillit.experiments.telling.catalogue import SOURCE, Words, words
from tillit.experiments.telling.names import said_in
from tillit.model.events import Sort

NOT_YET = "not yet"
LEGEND = """
A month in parentheses ends the twelve months that are meant; without one, they end the ten years. Unless
it says otherwise, a claim is held against the town's own past: the twelve months before the first act.
The model predicts: median (50 %; 90 % of the worlds), over chance and over plausible values of
behaviour. Surprising: less than 5 % of the worlds lie beyond what was said, or what was said is so in
less than 5 % of them. Could tell: how often such an account would be three times as likely under the
theory as if nothing had been done, if the theory were exactly true. On the right, how likely it is that
somebody says so if the theory is true, against how likely it is under a simpler explanation; "cannot
tell" is a result. What is said of ties themselves is no evidence against explanations without them, and
in no sum."""
WHOLE = """
How much more likely the account is under the theory than under each simpler explanation, in words, and
as log10 with its standard error: all claims of a town together in each world, towns independent of each
other."""
TARGET = ("figure", "said, with one standard deviation")
ALIKE = "no more and no less likely, as far as one can tell, than under {label}"
ENGLISH = words(SOURCE)
"""Pages are in English; a command says parts of them in other languages, too."""
OF_TIES = [it for it in NULL_MODELS if it.ties != "lasting" and not it.off]
"""Explanations that leave out what lies behind ties, and nothing else."""


def claims(record: Record) -> str:
    """Return the table of all claims."""
    head = ["town", "claim", "said", "the model predicts", "how surprising", "could tell"]
    head += [f"than under: {null.label}" for null in NULL_MODELS]
    rows = [
        [
            town["title"],
            f"{row['claim']} ({row['source']}, {row['grade']})",
            said_in(row, ENGLISH),
            given_for(row, ENGLISH),
            surprise_of(row, ENGLISH),
            share(row["attainable"], ENGLISH),
            *(in_words(factor_in(row, null.name), ENGLISH) for null in NULL_MODELS),
        ]
        for town in record["towns"].values()
        for row in town["claims"]
    ]
    return "\n\n".join([table(head, rows), " ".join(LEGEND.split()), how(record)])


def weighed(record: Record) -> str:
    """Return the table of the accounts as wholes."""
    found = _weighed(record, NULL_MODELS, "**all that are predicted**", "could tell")
    return "\n\n".join([found, " ".join(WHOLE.split()), how(record)])


def _weighed(record: Record, nulls: Sequence[Model], all_: str, *further: str) -> str:
    towns = list(record["towns"].values())
    lines = [(it["title"], share(it["attainable"], ENGLISH), [it]) for it in towns] + [(all_, "", towns)]
    rows = [
        [
            title,
            *(attainable for _ in further),
            *(cell(together(those, null.name)) for null in nulls),
        ]
        for title, attainable, those in lines
    ]
    return table(["account", *further, *(null.label for null in nulls)], rows)


def cell(factor: Factor | None) -> str:
    """Return a factor in words and figures."""
    return f"{in_words(factor, ENGLISH)} ({with_error(factor, ENGLISH)})" if factor else UNKNOWN


def how(record: Record, spoken: Words = ENGLISH) -> str:
    """Return how the worlds were run, and what is not as it should be yet."""
    found = record["how"]
    if found is None:
        return NOT_YET
    text = spoken.gettext(
        "{vectors} plausible vectors, {lucks} worlds of each, seed {seed}, {lead} calm months before the "
        "first act.",
        **found,
    )
    if labels := [spoken.gettext(it.label) for it in NULL_MODELS if it.name in found["not_fitted"]]:
        unfitted = spoken.gettext(
            "**Not fitted for themselves, but run with the theory's vectors: {labels}**; until they are, "
            "each may do worse here than it could.",
            labels=", ".join(labels),
        )
        text = f"{text} {unfitted}"
    return text


def summary(record: Record, spoken: Words = ENGLISH) -> str:
    """Return what the accounts say together, in a few lines."""
    towns = list(record["towns"].values())
    if not towns:
        return NOT_YET
    rows = [row for town in towns for row in town["claims"] if not row["about_ties"]]
    odd = sum(surprise_of(row, ENGLISH).startswith("surprising") for row in rows)
    counted = spoken.ngettext(
        "**{accounts} account predicted**, {claims} claims: {odd} surprising, {even} not; one by one, "
        "{fore} of them speak for the theory against some simpler explanation, {against} against it.",
        "**{accounts} accounts predicted**, {claims} claims: {odd} surprising, {even} not; one by one, "
        "{fore} of them speak for the theory against some simpler explanation, {against} against it.",
        len(towns),
        accounts=len(towns),
        claims=len(rows),
        odd=odd,
        even=len(rows) - odd,
        fore=sum(speaks(row, 1.0) for row in rows),
        against=sum(speaks(row, -1.0) for row in rows),
    )
    factors = {it.label: factor for it in NULL_MODELS if (factor := together(towns, it.name))}
    labels = {label: f"*{spoken.gettext(label)}*" for label in factors}
    told = [
        spoken.gettext("{likely} as under {label}", likely=in_words(factor, spoken), label=labels[label])
        for label, factor in factors.items()
        if times_of(factor)
    ]
    if alike := [labels[label] for label, factor in factors.items() if not times_of(factor)]:
        told.append(spoken.gettext(ALIKE, label=", ".join(alike)))
    whole = spoken.gettext("Under the theory what these say is {told}.", told="; ".join(told))
    return bullets((counted, whole, how(record, spoken)))


def of_ties(record: Record) -> str:
    """Return what all accounts together say of ties, in a sentence."""
    towns, told = list(record["towns"].values()), []
    for null in OF_TIES:
        factor = together(towns, null.name)
        if factor is None:
            told.append(f"{NOT_YET} weighed against *{null.label}*")
        elif times_of(factor):
            told.append(f"{in_words(factor, ENGLISH)} as with *{null.label}* ({with_error(factor, ENGLISH)})")
        else:
            told.append(f"{ALIKE.format(label=f'*{null.label}*')} ({with_error(factor, ENGLISH)})")
    if not towns:
        return NOT_YET
    rows = [row for town in towns for row in town["claims"] if not row["about_ties"]]
    fore, against = (sum(speaks(row, sign, OF_TIES) for row in rows) for sign in (1.0, -1.0))
    return (
        f"What {len(towns)} accounts say is, if ties have a history, {'; '.join(told)}. One by one, "
        f"{fore} of their {len(rows)} claims speak for a history of ties, {against} against it."
    )


def models(_: Record) -> str:
    """Return what each model is."""
    rows = [
        [
            it.label,
            it.says,
            it.ties,
            ", ".join([*it.off, *(f"{name} = 0" for name in it.nothing)]) or "nothing",
            "all" if it.keeps == set(Sort) else ", ".join(sort for sort in Sort if sort in it.keeps),
        ]
        for it in MODELS
    ]
    return table(["model", "what it says", "ties", "switched off", "events that happen"], rows)


def calibrated(_: Record) -> str:
    """Return what behaviour is calibrated on, as its file has it."""
    rows = [[*_said_of(it), it.source, str(it.grade)] for it in read_targets("behaviour").targets]
    return table([*TARGET, "source", "grade"], rows)


def fit(_: Record, path: Path = PLAUSIBLE) -> str:
    """Return each target beside what the theory's plausible vectors give for it."""
    vectors = frame_of(path, THEORY.name)
    targets = read_targets("behaviour").targets
    rows = [[*_said_of(it), _spread(vectors[f"target.{it.name}"])] for it in targets]
    return table([*TARGET, f"{len(vectors):,} vectors: median and 90 % of them"], rows)


def _said_of(target: Target) -> tuple[str, str]:
    return target.label, f"{target.figure:g} ± {target.tolerance:g} {target.unit}"


def left_open(_: Record, path: Path = PLAUSIBLE) -> str:
    """Return how much of each free parameter's range the targets leave the theory."""
    space = read_targets("behaviour").space
    vectors = frame_of(path, THEORY.name)[space.names]
    low, _, high = np.quantile(space.cube(vectors.to_numpy(dtype=float)), QUANTILES, axis=0)
    rows = [
        [
            f"`{it.name}`",
            f"{it.low:g} … {it.high:g} {it.unit}{' (log)' if it.log else ''}",
            f"{it.default:g}",
            _spread(vectors[it.name]),
            f"{100.0 * left:.0f} %",
        ]
        for it, left in zip(space.parameters, (high - low) / WITHIN, strict=True)
    ]
    head = ["parameter", "searched", "in force", "plausible: median and 90 %", "of the range is left"]
    return table(head, rows)


def _spread(values: Iterable[float]) -> str:
    low, median, high = (rounded(float(it)) for it in np.quantile(np.asarray(values), QUANTILES))
    return f"{median} ({low} … {high})"


PARTS: dict[str, Callable[[Record], str]] = {
    "summary": summary,
    "weighed": weighed,
    "claims": claims,
    "models": models,
    "gradient": lambda record: gradient(record["gradient"]) if record["gradient"] else NOT_YET,
    "in short": lambda record: (
        f"{of_ties(record)} {in_short(record['switches'])}" if record["switches"] else NOT_YET
    ),
    "weighed ties": lambda record: f"{_weighed(record, OF_TIES, '**all**')}\n\n{how(record)}",
    "switches": lambda record: switch_table(record["switches"]) if record["switches"] else NOT_YET,
    "calibrated": calibrated,
    "fit": fit,
    "left open": left_open,
}
"""The generated parts by name."""


def renew(text: str, record: Record) -> str:
    """Return a page with all its generated parts written again; RefusedError if it has none."""
    return renewed(text, {name: partial(write, record) for name, write in PARTS.items()})
