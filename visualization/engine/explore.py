"""Explore: an answer of the first view: the sentence, the charts and who pays."""

from importlib.metadata import version
from typing import Any

from tillit.experiments.telling import words
from tillit.experiments.telling.numbers import number
from tillit.experiments.worlds.plan import ENOUGH
from tillit.visualization.address.state import PAIRS, State
from tillit.visualization.engine.hello import hello
from tillit.visualization.engine.said import said_event
from tillit.visualization.engine.said import told as told_sentences
from tillit.visualization.engine.summary import Pairs, drawn, made_of, paid_back, payers
from tillit.visualization.engine.worlds import Asked

NAMES = {
    "municipal_cost": "The municipality",
    "regional_cost": "The region",
    "state_cost": "The state",
    "public_cost": "The public purse",
}
"""What the bars call who pays."""


def told(state: State, asked: Asked, pairs: Pairs, have: str) -> dict[str, Any]:
    """Return an answer.

    Parameters
    ----------
    state, asked, pairs
        What was asked, and what is lived of it so far.
    have
        Town and language that the browser knows already.
    """
    own = words(state.language)
    answer = {
        "kind": "explore",
        "pairs": len(pairs),
        "enough": len(pairs) >= ENOUGH,
        "sentences": told_sentences(asked, pairs, state.language, PAIRS),
        "charts": [{"name": name, **drawn(pairs, name)._asdict()} for name in state.charts],
        "payers": [it | {"label": own.gettext(NAMES[str(it["name"])])} for it in payers(pairs)],
        "paid": paid_back(pairs) if len(pairs) >= ENOUGH else 0,
        "made": [
            {"text": own.gettext(name), "value": number(-it, own, decimals=1, signed=True)}
            for name, it in (made_of(pairs).items() if len(pairs) >= ENOUGH else ())
        ],
        "state": plain(state),
        "problems": [it._asdict() for it in state.problems],
    }
    return answer | (hello(state.town, state.language) if have != f"{state.town} {state.language}" else {})


def plain(state: State) -> dict[str, Any]:
    """Return a state as the browser keeps it."""
    return {
        "model": version("tillit"),
        "town": state.town,
        "own": state.own,
        "events": [said_event(it, words(state.language)) for it in state.events],
        "parameters": dict(state.parameters),
        "off": list(state.off),
        "months": state.months,
        "seed": state.seed,
        "charts": list(state.charts),
        "view": state.view,
        "language": state.language,
        "month": state.month,
        "follow": state.follow,
        "unit": state.unit,
        "said": state.said,
        "written": state.model,
    }
