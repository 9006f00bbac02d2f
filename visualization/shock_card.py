"""Shock card: reorganise one of the units now."""

# ruff: noqa: N802 - Solara's components are named like classes

import solara
from mesa.visualization.utils import update_counter

from tillit.visualization.seen_units import units_of
from tillit.visualization.watched_town import UNITS, WatchedTown


@solara.component
def ShockCard(town: WatchedTown) -> None:
    """Let the visitor reorganise now, and in a town with several units, say which."""
    update_counter.get()
    unit, set_unit = solara.use_state(UNITS[0])
    units = units_of(town)
    several = len(units) > 1

    def reorganise() -> None:
        town.reorganise(unit if several else None)
        update_counter.value += 1

    with town.lock:
        waits, running, month = town.awaits_reorganisation, town.running, town.steps
    if waits:
        note = f"A reorganisation begins in month {month + 1}. Press Step or play."
    else:
        clients = " or ".join(seen.many for seen in units)
        note = f"Six of ten {clients} and partner contacts change hands, and hours are lost for four months."
    with solara.Row(gap="16px", style="align-items: center; flex-wrap: wrap;"):
        solara.Button("Reorganise now", on_click=reorganise, color="primary", disabled=waits or not running)
        if several:
            with solara.Div(style="width: 9rem;"):
                solara.Select("Unit to reorganise", list(UNITS), value=unit, on_value=set_unit)
        solara.Text(note, classes=["text-body-1"])
