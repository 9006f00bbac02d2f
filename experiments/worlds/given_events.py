"""Given events: what shall happen, in one word of a command: ``reorganisation:month=13,share=0.6``."""

from tillit.experiments.refused import RefusedError
from tillit.model.events import Event
from tillit.model.scenarios.dates import month_of
from tillit.model.scenarios.timeline import one_event

WANTED = "KIND:NAME=VALUE,…, as in reorganisation:month=13,share=0.6 or posts:date=2013-03,change=3"


def given_event(said: str, start: str) -> tuple[Event, ...]:
    """Return one event, each repetition on its own.

    `said` is its kind, a colon, and its fields as ``name=value``, parted by commas; an event of somebody's
    own is named by its address: ``module:Class:month=13``. `start` is the first month of the town, for a
    date. RefusedError if it is not written like that, ScenarioError if there is no such event, or a size is
    out of range.
    """
    kind, _, fields = said.rpartition(":")
    parted = [field.partition("=") for field in fields.split(",")]
    if not kind or not all(name.strip() and sign and value.strip() for name, sign, value in parted):
        raise RefusedError(f"--event {said}: must be {WANTED}; tillit events lists them")
    table: dict[str, object] = {name.strip(): _value(value.strip()) for name, _, value in parted}
    date = table.pop("date", None)
    if isinstance(date, str):
        table["month"] = month_of(date, start) if len(date.split("-")) == 2 else date  # noqa: PLR2004
    return one_event({"source": "given by hand", **table, "kind": kind})


def _value(said: str) -> object:
    if said.casefold() in {"true", "false"}:
        return said.casefold() == "true"
    for kind in (int, float):
        try:
            return kind(said.removeprefix("+"))
        except ValueError:
            continue
    return said
