"""Trials: ``python docs/trials.py`` runs all trials and writes their tables into two pages of docs/.

``python docs/trials.py 6`` runs six replications of each, to look at.
"""

import sys
from pathlib import Path

from tillit.experiments.describing import markdown
from tillit.experiments.telling.catalogue import ENGLISH
from tillit.experiments.trials import all_trials, effects
from tillit.experiments.trials.wording import Found, given_of, judged, said_of, summary

PAGES = tuple(Path(__file__).with_name(it) for it in ("trials.md", "does-continuity-matter.md"))
TIES, PERSONS = ("X14", "X16", "X17"), ("X6", "X12")
"""Trials of whether the same caseworker stays; and of what the one caseworker is worth whom one has."""


def renewed(text: str, found: Found) -> str:
    """Return a page with its parts written again; RefusedError if it has no place for any."""
    chosen = tuple(it for it in found if it[0].name in (*TIES, *PERSONS))
    right = sum(trial.name in TIES and given[0].direction == "right" for trial, given in chosen)
    of_ties = (
        f"{_rows_of(chosen)}\n\nOf the three that are about the tie itself ({', '.join(TIES)}) the "
        f"direction of the first figure is right in {right}."
    )
    every = f"{_rows_of(found)}\n\n{summary(found, ENGLISH)}"
    return markdown.renewed(text, {"trials": lambda: every, "trials of ties": lambda: of_ties})


def _rows_of(found: Found) -> str:
    rows = []
    for trial, given in found:
        named = (trial.name, f"{trial.about.title} ({trial.about.study})")
        for it in given:
            said = f"{said_of(it.figure, ENGLISH)}, {it.figure.grade.value}"
            rows.append([*named, it.figure.claim, said, given_of(it, ENGLISH), *judged(it)])
            named = ("", "")
    heads = ("", "study", "what was found", "said (accepted)", "the model gives (90 %)", "direction", "size")
    return markdown.table(heads, rows)


if __name__ == "__main__":
    many = int(sys.argv[1]) if sys.argv[1:] else None
    ran = tuple((it, effects(it, replications=many)) for it in all_trials())
    for page in PAGES:
        page.write_text(renewed(page.read_text("utf-8"), ran), "utf-8")
