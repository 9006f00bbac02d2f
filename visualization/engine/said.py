"""Said: the sentence, and what events are called in a few words."""

from typing import Any

import numpy as np

from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.visualization.engine.shown import MILLION
from tillit.visualization.engine.summary import ENOUGH, Pairs
from tillit.visualization.engine.worlds import Asked
from tillit.visualization.page_words import Words, words

NOT_SIZES = {"kind", "month", "source", "grade", "every", "times"}
"""Fields of an event that do not travel in an address; repetitions stand one by one."""


def sentences(asked: Asked, pairs: Pairs, language: str, planned: int) -> list[str]:
    """Return what came out, in sentences."""
    own = words(language)
    if len(pairs) < ENOUGH:
        return [own.gettext("Working … {done} of {all} towns.", done=len(pairs), all=planned)]
    net = float(np.median(pairs.saved("municipal_cost")[:, -1])) * MILLION
    return [f"Net **{net:.0f}** million"]


def said_event(event: Event, own: Words) -> dict[str, Any]:
    """Return an event as the browser keeps it: sizes that are not as usual, and a few words for its chip."""
    usual = {name: field.default for name, field in type(event).model_fields.items()}
    sizes = {
        name: value
        for name, value in event.model_dump(mode="json", exclude_none=True).items()
        if name not in NOT_SIZES and value != usual.get(name, ...)
    }
    return {"kind": event.kind, "month": event.month, "sizes": sizes, "text": _chip(event, own)}


def _chip(event: Event, own: Words) -> str:
    label = own.label(event.labels)
    if isinstance(event, Posts) and event.change is not None:
        return f"{event.change:+d} {own.gettext('posts')}".replace("-", "\N{MINUS SIGN}")
    return label
