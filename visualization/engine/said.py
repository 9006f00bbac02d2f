"""Said: the sentence, and what events are called in a few words."""

from typing import Any

import numpy as np

from tillit.experiments.claims.record import missed_in
from tillit.experiments.telling import Words
from tillit.experiments.telling.facts import facts_from
from tillit.experiments.telling.numbers import MINUS, plain
from tillit.experiments.telling.sentences import sentences
from tillit.experiments.worlds.plan import ENOUGH
from tillit.experiments.worlds.world import NOT_SIZES, World
from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.visualization.charts import ROW
from tillit.visualization.engine.summary import Pairs
from tillit.visualization.engine.worlds import Asked

SENTENCES = 3
"""Sentences that stand above the charts; the others are on the command line and in the report."""


def told(asked: Asked, pairs: Pairs, language: str, planned: int) -> list[str]:
    """Return what came out, in sentences."""
    if not asked.scenario.events:
        return []
    one, other = ({name: side[:, row].astype(float) for name, row in ROW.items()} for side in pairs)
    a, b = World("", asked.before), World("", asked.scenario)
    facts = facts_from(a, b, one, other, planned=planned)
    facts = facts.also(missed=missed_in(asked.scenario, facts.changes[0].indicator, facts.months))
    same = len(pairs) >= ENOUGH and np.array_equal(pairs.was, pairs.now)
    return sentences(facts.also(without_effect=same and not facts.alike), language)[:SENTENCES]


def said_event(event: Event, words: Words) -> dict[str, Any]:
    """Return an event as the browser keeps it: sizes that are not as usual, and a few words for its chip."""
    usual = {name: field.default for name, field in type(event).model_fields.items()}
    sizes = {
        name: value
        for name, value in event.model_dump(mode="json", exclude_none=True).items()
        if name not in NOT_SIZES and value != usual.get(name, ...)
    }
    return {"kind": event.kind, "month": event.month, "sizes": sizes, "text": _chip(event, words)}


def _chip(event: Event, words: Words) -> str:
    """Return an event in the words of its label; posts with their number."""
    if isinstance(event, Posts) and event.change is not None:
        number = f"{'+' if event.change > 0 else MINUS}{plain(abs(event.change), words)}"
        return words.ngettext("{number} caseworker", "{number} caseworkers", abs(event.change), number=number)
    return words.label(event.labels)
