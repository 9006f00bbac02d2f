"""Page: the parts of README.md and docs/ that are made from the record; a test compares them with it."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import numpy as np

from tillit.experiments.calibration.models import MODELS, NULL_MODELS, PLAUSIBLE, THEORY, frame_of
from tillit.experiments.calibration.report import WITHIN
from tillit.experiments.calibration.targets import read_targets
from tillit.experiments.claims import telling
from tillit.experiments.claims.continuity import gradient, in_short, switch_table
from tillit.experiments.claims.record import Record
from tillit.experiments.claims.telling import factor_in, in_words, speaks, times_of, together
from tillit.experiments.comparison.statistics import QUANTILES
from tillit.experiments.describing.markdown import bullets, renewed, table
from tillit.experiments.telling.catalogue import ENGLISH, Words
from tillit.experiments.telling.names import said_in
from tillit.experiments.telling.numbers import four_digits
from tillit.model.events import Sort

ALIKE = "no more and no less likely, as far as one can tell, than under {label}"
OF_TIES = [it for it in NULL_MODELS if it.ties != "lasting" and not it.off]
"""Explanations that leave out what lies behind ties, and nothing else."""


def claims(record: Record) -> str:
    """Return the table of all claims."""
    head, rows = ["town", "claim", "said", "the model predicts", "how surprising", "could tell"], []
    for title, row in ((it["title"], row) for it in record["towns"].values() for row in it["claims"]):
        told = (tell(row, ENGLISH) for tell in (said_in, telling.given_for, telling.surprise_of))
        factors = (in_words(factor_in(row, null.name), ENGLISH) for null in NULL_MODELS)
        claim = f"{row['claim']} ({row['source']}, {row['grade']})"
        rows.append([title, claim, *told, telling.share(row["attainable"], ENGLISH), *factors])
    return table([*head, *(f"than under: {null.label}" for null in NULL_MODELS)], rows)


def weighed(record: Record) -> str:
    """Return the table of the accounts as wholes."""
    towns, rows = list(record["towns"].values()), []
    for those, name in (*(([it], it["title"]) for it in towns), (towns, "**all that are predicted**")):
        factors = (together(those, it.name) for it in NULL_MODELS)
        tell = telling.with_error
        told = (f"{in_words(it, ENGLISH)} ({tell(it, ENGLISH)})" if it else "-" for it in factors)
        rows.append([name, telling.share(those[0]["attainable"], ENGLISH) if len(those) == 1 else "", *told])
    return table(["account", "could tell", *(null.label for null in NULL_MODELS)], rows)


def how(record: Record, spoken: Words = ENGLISH) -> str:
    """Return how the worlds were run, and what is not as it should be yet."""
    found = record["how"]
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
    rows = [row for town in towns for row in town["claims"] if not row["about_ties"]]
    odd = sum(telling.surprise_of(row, ENGLISH).startswith("surprising") for row in rows)
    fore, against = (sum(speaks(row, sign) for row in rows) for sign in (1.0, -1.0))
    many = {"claims": len(rows), "odd": odd, "even": len(rows) - odd, "fore": fore, "against": against}
    counted = spoken.ngettext(
        "**{accounts} account predicted**, {claims} claims: {odd} surprising, {even} not; one by one, "
        "{fore} of them speak for the theory against some simpler explanation, {against} against it.",
        "**{accounts} accounts predicted**, {claims} claims: {odd} surprising, {even} not; one by one, "
        "{fore} of them speak for the theory against some simpler explanation, {against} against it.",
        len(towns),
        accounts=len(towns),
        **many,
    )
    told, alike = [], []
    for null in NULL_MODELS:
        if factor := together(towns, null.name):
            label, likely = f"*{spoken.gettext(null.label)}*", in_words(factor, spoken)
            if times_of(factor):
                told.append(spoken.gettext("{likely} as under {label}", likely=likely, label=label))
            else:
                alike.append(label)
    if alike:
        told.append(spoken.gettext(ALIKE, label=", ".join(alike)))
    whole = spoken.gettext("Under the theory what these say is {told}.", told="; ".join(told))
    return bullets((counted, whole, how(record, spoken)))


def of_ties(record: Record) -> str:
    """Return what all accounts together say of ties, in a sentence."""
    towns, told = list(record["towns"].values()), []
    for null in OF_TIES:
        if factor := together(towns, null.name):
            label, likely = f"*{null.label}*", in_words(factor, ENGLISH)
            likely = f"{likely} as with {label}" if times_of(factor) else ALIKE.format(label=label)
            told.append(f"{likely} ({telling.with_error(factor, ENGLISH)})")
    rows = [row for town in towns for row in town["claims"] if not row["about_ties"]]
    fore, against = (sum(speaks(row, sign, OF_TIES) for row in rows) for sign in (1.0, -1.0))
    return (
        f"What {len(towns)} accounts say is, if ties have a history, {'; '.join(told)}. One by one, "
        f"{fore} of their {len(rows)} claims speak for a history of ties, {against} against it."
    )


def models(_: Record) -> str:
    """Return what each model is."""
    rows = []
    for it in MODELS:
        off = ", ".join([*it.off, *(f"{name} = 0" for name in it.nothing)]) or "nothing"
        kept = "all" if it.keeps == set(Sort) else ", ".join(sort for sort in Sort if sort in it.keeps)
        rows.append([it.label, it.says, it.ties, off, kept])
    return table(["model", "what it says", "ties", "switched off", "events that happen"], rows)


def calibrated(_: Record, path: Path = PLAUSIBLE) -> str:
    """Return what behaviour is calibrated on, beside what the theory's plausible vectors give for it."""
    vectors, rows = frame_of(path, THEORY.name), []
    for it in read_targets("behaviour").targets:
        said, given = f"{it.figure:g} ± {it.tolerance:g} {it.unit}", _spread(vectors[f"target.{it.name}"])
        rows.append([it.label, said, given, it.source, str(it.grade)])
    given = f"{len(vectors):,} vectors: median and 90 % of them"
    return table(["figure", "said, with one standard deviation", given, "source", "grade"], rows)


def left_open(_: Record, path: Path = PLAUSIBLE) -> str:
    """Return how much of each free parameter's range the targets leave the theory."""
    space, rows = read_targets("behaviour").space, []
    vectors = frame_of(path, THEORY.name)[space.names]
    low, _, high = np.quantile(space.cube(vectors.to_numpy(dtype=float)), QUANTILES, axis=0)
    for it, left in zip(space.parameters, (high - low) / WITHIN, strict=True):
        searched = f"{it.low:g} … {it.high:g} {it.unit}{' (log)' if it.log else ''}"
        plausible = _spread(vectors[it.name])
        rows.append([f"`{it.name}`", searched, f"{it.default:g}", plausible, f"{100.0 * left:.0f} %"])
    head = ["parameter", "searched", "in force", "plausible: median and 90 %", "of the range is left"]
    return table(head, rows)


def _spread(values: Iterable[float]) -> str:
    low, median, high = (four_digits(float(it), ENGLISH) for it in np.quantile(np.asarray(values), QUANTILES))
    return f"{median} ({low} … {high})"


PARTS: dict[str, Callable[[Record], str]] = {  # the generated parts by name
    "summary": summary,
    "weighed": weighed,
    "claims": claims,
    "models": models,
    "gradient": lambda record: gradient(record["gradient"]),
    "in short": lambda record: f"{of_ties(record)} {in_short(record['switches'])}",
    "switches": lambda record: switch_table(record["switches"]),
    "calibrated": calibrated,
    "left open": left_open,
}


def renew(text: str, record: Record) -> str:
    """Return a page with all its generated parts written again; RefusedError if it has none."""
    return renewed(text, {name: partial(write, record) for name, write in PARTS.items()})
