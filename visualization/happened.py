"""Happened: what has happened to a unit so far, in three languages."""

# ruff: noqa: N802 - Solara's components are named like classes

import solara
from mesa.visualization.utils import update_counter

from tillit.model.municipality import Municipality
from tillit.visualization.month_lines import called, happened_in
from tillit.visualization.seen_units import SeenUnit
from tillit.visualization.watched_town import WatchedTown

MONTH = {"en": "Month", "sv": "Månad", "da": "Måned"}

STYLES = {"en": "", "sv": "font-size: 0.8rem;", "da": "font-size: 0.8rem;"}


@solara.component
def Happened(town: WatchedTown, seen: SeenUnit) -> None:
    """Say what has happened to the unit; the charts mark the same months."""
    update_counter.get()
    with town.lock:
        lines = {language: told(town, seen, language) for language in MONTH}
    if not lines["en"]:
        return
    with solara.Column(gap="0px", style="background: none;"):
        for language, words in lines.items():
            solara.v.Html(
                tag="span", attributes={"lang": language}, children=[words], style_=STYLES[language]
            )


def told(town: Municipality, seen: SeenUnit, language: str) -> str:
    """Return the events so far, those of one month together."""
    months = happened_in(town, seen.unit).items()
    named = ((month, ", ".join(called(kind, language).lower() for kind in kinds)) for month, kinds in months)
    return "; ".join(f"{MONTH[language]} {month}: {words}" for month, words in named)
