"""Page: the parts of README.md and docs/validation.md that are generated from the record.

A part stands between ``<!-- name -->`` and ``<!-- /name -->``; `renew` writes
all of them again, and a test compares them with the record.
"""

from collections.abc import Callable, Iterator
from typing import Any

from tillit.experiments.calibration.reading import read_targets
from tillit.experiments.claimed import YEARS
from tillit.experiments.validation import plausible_page
from tillit.experiments.validation.continuity import MOST, drop
from tillit.experiments.validation.markdown import table
from tillit.experiments.validation.null_models import NULL_MODELS
from tillit.experiments.validation.record import Record
from tillit.experiments.validation.wording import (
    NOT_YET,
    from_assumptions,
    given,
    given_for,
    is_signed,
    said_of,
    under_null,
    verdict_of,
)
from tillit.experiments.verdicts import MET
from tillit.model.events import Sort

LEGEND = (
    f"{YEARS} The model gives: median and 90 % of the pairs of worlds, which differ by chance alone. "
    "Assumptions: the same over plausible values of behaviour, each vector's median. On the right, whether a "
    "null model, which leaves something out, meets the claim as well: **a claim that a null model meets too "
    "is no evidence for the theory.** The verdict is about the model as it is, and only about chance."
)


def recorded_rows(record: Record) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each town with each of its claims."""
    for town in record["towns"].values():
        for row in town["claims"]:
            yield town, row


def summary(record: Record) -> str:
    """Return how many claims are met, and by what, in a sentence."""
    rows = [row for _, row in recorded_rows(record)]
    met = [row for row in rows if row["verdict"] == MET]
    asked = [row for row in met if simpler(row)]
    alone = [row for row in asked if all(it["verdict"] != MET for it in simpler(row))]
    said = f"{len(met)} of {len(rows)} claims are met"
    if not asked:
        return f"{said}."
    return f"{said}; {len(alone)} of these by none of the null models in which ties change nothing."


def simpler(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the null models give that leave out continuity."""
    found = row["null_models"]
    return [found[it.name] for it in NULL_MODELS if "continuity" in it.off and it.name in found]


def validation(record: Record) -> str:
    """Return the table of all claims."""
    head = ["town", "claim", "said", "the model gives", "assumptions", "verdict"]
    rows = [
        [
            town["title"],
            f"{row['claim']} ({row['source']}, {row['grade']}{fitted_to(name)})",
            said_of(row),
            given_for(row),
            from_assumptions(row),
            verdict_of(row),
            *(under_null(row, null.name) for null in NULL_MODELS),
        ]
        for name, town in record["towns"].items()
        for row in town["claims"]
    ]
    head += [null.label for null in NULL_MODELS]
    return f"{table(head, rows)}\n\n{summary(record)} {LEGEND}"


def fitted_to(name: str) -> str:
    """Say that behaviour was fitted to something of a town, so that its claims are no mere predictions."""
    fitted = {target.town for target in read_targets("behaviour").targets}
    return "; a town that behaviour is fitted to" if name in fitted else ""


def null_models(_: Record) -> str:
    """Return what each null model is."""
    rows = [
        [
            null.label,
            null.says,
            ", ".join([*null.off, *(f"{name} = 0" for name in null.nothing)]),
            "all" if null.keeps == set(Sort) else ", ".join(sort for sort in Sort if sort in null.keeps),
        ]
        for null in NULL_MODELS
    ]
    return table(["null model", "what it says", "switched off", "events that still happen"], rows)


def null_figures(record: Record) -> str:
    """Return what each null model gives for each claim."""
    rows = [
        [
            town["title"],
            row["claim"],
            *(figures_under(row, null.name) for null in NULL_MODELS),
        ]
        for town, row in recorded_rows(record)
    ]
    return table(["town", "claim", *(null.label for null in NULL_MODELS)], rows)


def figures_under(row: dict[str, Any], name: str) -> str:
    """Return what one null model gives for one recorded claim."""
    found = row["null_models"].get(name)
    return NOT_YET if found is None else given(found["unit"], found, signed=is_signed(row))


def gradient(record: Record) -> str:
    """Return exits by number of caseworkers, with the effect of ties and without."""
    found = record["gradient"]
    if found is None:
        return NOT_YET
    labels = {
        "milwaukee": f"left within {found['months']} months, by caseworkers until then",
        "landmark": f"of those still there after {found['landmark']} months, left by month "
        f"{found['months']}, by caseworkers in the first {found['landmark']}",
    }
    rows = []
    for count, label in labels.items():
        for side in ("on", "off"):
            shares = found[side][count]
            cells = [share_of(shares, many) for many in range(1, MOST + 1)]
            rows.append([label, f"ties {side}", *cells, points(drop(shares))])
    many = [*map(str, range(1, MOST)), f"{MOST} or more"]
    return f"{table(['', '', *many, 'one less two'], rows)}\n\n{remains(found)}"


def share_of(shares: dict[str, Any], many: int) -> str:
    """Return the share that left of the households with so many caseworkers."""
    share = shares[f"{many}"]
    number = f"{shares[f'{many}_households']:,} households"
    return number if share is None else f"{100.0 * share:.1f} % of {number}"


def points(value: float) -> str:
    """Return a difference of shares."""
    return f"{100.0 * value:+.1f} points"


def remains(found: dict[str, Any]) -> str:
    """Return how much of the gradient is there without the effect of ties, in words."""
    on, off = (drop(found[side]["milwaukee"]) for side in ("on", "off"))
    later = {side: points(drop(found[side]["landmark"])) for side in ("on", "off")}
    return (
        f"With the effect of ties off, {points(off)} of {points(on)} remain: so much of the gradient that "
        f"one would read off such a table is an artefact of longer stays. From a landmark on it is "
        f"{later['on']} with ties on and {later['off']} with ties off."
    )


def calibrated(_: Record) -> str:
    """Return what behaviour is calibrated on, as its file has it."""
    targets = read_targets("behaviour").targets
    rows = [
        [it.label, f"{it.figure:g} ± {it.tolerance:g} {it.unit}", it.source, str(it.grade)] for it in targets
    ]
    return table(["figure", "said, with one standard deviation", "source", "grade"], rows)


PARTS: dict[str, Callable[[Record], str]] = {
    "validation": validation,
    "null models": null_models,
    "null figures": null_figures,
    "gradient": gradient,
    "calibrated": calibrated,
    "fit": lambda _: plausible_page.fit(),
    "left open": lambda _: plausible_page.left_open(),
}
"""The generated parts by name."""


def renew(text: str, record: Record) -> str:
    """Return a page with all its generated parts written again."""
    for name, write in PARTS.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, found, rest = text.partition(begin)
        _, closed, behind = rest.partition(end)
        if found and closed:
            text = f"{before}{begin}\n{write(record)}\n\n{end}{behind}"
    return text
