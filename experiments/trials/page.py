"""Page: the parts of pages in docs/ that `tillit trials --into` writes.

A part stands between ``<!-- name -->`` and ``<!-- /name -->``; a page has one of them, or more.
"""

from collections.abc import Callable
from functools import partial

from tillit.experiments.describing import markdown
from tillit.experiments.trials.wording import Found, direction_of, given_of, inside_of, said_of, summary

HEAD = ("", "study", "what was found", "said (accepted)", "the model gives (90 %)", "direction", "size")
TIES = ("X14", "X16", "X17")
"""Trials of whether the same caseworker stays."""
PERSONS = ("X6", "X12")
"""Trials of what the one caseworker is worth whom one has."""


def _as_table(found: Found) -> str:
    return f"{_rows_of(found)}\n\n{summary(found)}"


def of_ties(found: Found) -> str:
    """Return what came of the trials that are about ties and persons, and in how many it is right."""
    chosen = tuple(it for it in found if it[0].name in (*TIES, *PERSONS))
    firsts = {trial.name: direction_of(effects[0]) for trial, effects in chosen}
    right = sum(firsts.get(name) == "right" for name in TIES)
    told = ", ".join(TIES)
    return (
        f"{_rows_of(chosen)}\n\nOf the three that are about the tie itself ({told}) the direction of the "
        f"first figure is right in {right}."
    )


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
    return markdown.table(HEAD, rows)


PARTS: dict[str, Callable[[Found], str]] = {"trials": _as_table, "trials of ties": of_ties}
"""The generated parts by name."""


def renewed(text: str, found: Found) -> str:
    """Return a page with its tables written again; RefusedError if it has no place for any."""
    return markdown.renewed(text, {name: partial(write, found) for name, write in PARTS.items()})
