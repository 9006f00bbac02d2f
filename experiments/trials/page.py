"""Page: the part of docs/trials.md that `tillit trials --into` writes."""

from tillit.experiments.describing.markdown import table
from tillit.experiments.refused import RefusedError
from tillit.experiments.trials.wording import Found, direction_of, given_of, inside_of, said_of, summary

BEGIN, END = "<!-- trials -->\n", "<!-- /trials -->"
"""What the table stands between."""
HEAD = ("", "study", "what was found", "said (accepted)", "the model gives (90 %)", "direction", "size")


def as_table(found: Found) -> str:
    """Return what came of all trials as a Markdown table, and the summary."""
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
    return f"{table(HEAD, rows)}\n\n{summary(found)}"


def renewed(text: str, found: Found) -> str:
    """Return a page with its table written again.

    Raises
    ------
    RefusedError
        If the page has no place for it.
    """
    before, opened, rest = text.partition(BEGIN)
    _, closed, behind = rest.partition(END)
    if not (opened and closed):
        message = "the page has no lines <!-- trials --> and <!-- /trials -->, between which the table stands"
        raise RefusedError(message)
    return f"{before}{BEGIN}\n{as_table(found)}\n\n{END}{behind}"
