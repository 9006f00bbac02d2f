"""Claimed: what an account says in short, and how likely that is, in the reader's language."""

from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import number

LEADS = ("at most", "at least")
"""How a bound begins."""
DIRECTIONS = ("falls", "rises", "unchanged")
"""What is said without a figure."""


def said_in(said: str, when: str, words: Words) -> str:
    """Return what was said with its year, as `tillit.experiments.claims.telling` has it in English.

    `when` is its year and how it was measured, after a comma; it may be empty.
    """
    lead = next((it for it in LEADS if said.startswith(it)), "")
    figure, _, unit = said.removeprefix(lead).strip().partition(" ")
    if figure in DIRECTIONS:
        figure = words.gettext(figure)
    else:
        figure = figure.replace(".", number(0.5, words, decimals=1)[1])
    parts = (words.gettext(lead) if lead else "", figure, words.gettext(unit) if unit else "")
    told = " ".join(filter(None, parts))
    return f"{told} ({_when(when, words)})" if when else told


def _when(when: str, words: Words) -> str:
    """Return a year, or two, and how it was measured."""
    parts = when.split(", ")
    told = [] if parts[0][:1].isalpha() else [parts.pop(0)]
    since, _, until = told[0].partition(" to ") if told else ("", "", "")
    if until:
        told = [words.gettext("{since} to {until}", since=since, until=until)]
    return ", ".join([*told, *(words.pgettext("measured", it) for it in parts)])


def how_likely(times: int, words: Words) -> str:
    """Return how much more likely something is; a negative number is a part, and 0 what cannot be told."""
    if not times:
        return words.gettext("cannot tell")
    many = number(abs(times), words)
    if times > 0:
        return words.gettext("{many} times as likely", many=many)
    return words.gettext("1/{many} as likely", many=many)
