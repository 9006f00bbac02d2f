"""Switches: what is lost of an effect when ties have no history, or when there are only pairs.

A town is run in pairs, as it is and with something done, and the payments of the tenth year are
compared: with everything; with each kind of tie frozen at its mean in the settled town (mechanism
`continuity`); without the graph beyond pairs, colleagues' contacts and introductions (mechanism
`reach`); and with neither. All of them begin with the same settled towns and the same luck.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from tillit.experiments.claims.living import Report
from tillit.experiments.describing.markdown import MINUS, table
from tillit.experiments.worlds.run import in_parallel
from tillit.model.books.ledger import Entry, Party
from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.events.resignation_wave import ResignationWave
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import run_world, settled, usual_inflow
from tillit.model.town.seeds import key_of

MONTHS = 120
PAIRS = 40
REORGANISED_MONTHS, EVERY = 72, 18
"""How long the town is reorganised again and again, and how often."""
CASELOAD = 45.0
"""Households for each post in the town that is reorganised."""
WHOLE = "with everything"
SWITCHES: dict[str, tuple[str, ...]] = {
    WHOLE: (),
    "ties without history": ("continuity",),
    "nobody reaches through others": ("reach",),
    "neither": ("continuity", "reach"),
}
"""Mechanisms that are off, by what tables call it."""


WORLDS = 2 * len(SWITCHES) * PAIRS * 4
"""Worlds that are run in all."""


def questions() -> dict[str, tuple[Scenario, Scenario]]:
    """Return a calm town of Hässleholm's size, and Hässleholm itself: before, and as it acted."""
    hassleholm = read_scenario("hassleholm")
    before = hassleholm.before()
    staff = before.staff.model_copy(update={"caseload": CASELOAD})
    calm = Scenario(town=before.town, staff=staff, policy=before.policy)
    months = range(1, REORGANISED_MONTHS, EVERY)
    acts: dict[str, list[Event]] = {
        "reorganised every eighteen months for six years": [Reorganisation(month=it) for it in months],
        "as often, three in ten caseworkers leave together": [ResignationWave(month=it) for it in months],
        "three more posts": [Posts(month=1, change=3)],
    }
    asked = {label: (calm, calm.with_events(events)) for label, events in acts.items()}
    return asked | {"Hässleholm as it acted": (before, hassleholm)}


def switched(report: Report, threads: int | None = None) -> dict[str, Any]:
    """Return what becomes of each question's effect, per cent of payments: median and 90 % of pairs."""
    rows = [
        {"label": label, "effects": effects_of(*both, report, threads=threads)}
        for label, both in questions().items()
    ]
    return {"pairs": PAIRS, "months": MONTHS, "rows": rows}


def effects_of(
    before: Scenario,
    acted: Scenario,
    report: Report,
    *,
    pairs: int = PAIRS,
    months: int = MONTHS,
    threads: int | None = None,
) -> dict[str, list[float]]:
    """Return the effect under each switch."""
    origin = Origin.of(before)
    usual_inflow(origin)
    paid = np.zeros((len(SWITCHES), pairs, 2))

    def live(pair: int) -> None:
        key = key_of(1, pair)
        start = settled(origin, key)
        for turn, off in enumerate(SWITCHES.values()):
            for side, scenario in enumerate((before, acted)):
                world = scenario.variant({f"mechanisms.{name}": False for name in off})
                run = run_world(Origin.of(world), world, start, key, months=months)
                paid[turn, pair, side] = run.ledger[-12:, Entry.ASSISTANCE, Party.HOUSEHOLDS].sum()
        report(2 * len(SWITCHES))

    if in_parallel(live, pairs, threads) < pairs:
        raise KeyboardInterrupt
    percent = 100.0 * (paid[..., 1] / paid[..., 0] - 1.0)
    middle = np.percentile(percent, [50.0, 5.0, 95.0], axis=1).T.round(2)
    return dict(zip(SWITCHES, middle.tolist(), strict=True))


def switch_table(found: Mapping[str, Any] | None) -> str:
    """Return each effect with everything, and what is lost of it without."""
    if found is None:
        return "not yet"
    without = list(SWITCHES)[1:]
    rows = [
        [
            row["label"],
            *(_percent(row["effects"][name]) for name in SWITCHES),
            *(lost(row, name) for name in without),
        ]
        for row in found["rows"]
    ]
    head = ["", *SWITCHES, *(f"lost: {name}" for name in without)]
    how = f"Assistance paid in the last of {found['months'] // 12} years beside the same town left alone;"
    return f"{table(head, rows)}\n\n{how} median and 90 % of {found['pairs']} pairs, values in force."


def _percent(effect: list[float]) -> str:
    median, low, high = (f"{it:+.1f}".replace("-", MINUS) for it in effect)
    return f"{median} % ({low} … {high})"


def lost(row: Mapping[str, Any], name: str) -> str:
    """Return which share of an effect is lost under a switch; unknown if chance may have made it."""
    whole, low, high = row["effects"][WHOLE]
    if low <= 0.0 <= high:
        return "cannot tell"
    share = 100.0 * (1.0 - row["effects"][name][0] / whole)
    return f"{share:.0f} %".replace("-", MINUS)


def in_short(found: Mapping[str, Any] | None) -> str:
    """Return what is lost of the first question's effect, in a sentence."""
    if found is None:
        return ""
    row = found["rows"][0]
    history, graph = (lost(row, name) for name in list(SWITCHES)[1:3])
    return (
        f"In the model a town {row['label']} pays {_percent(row['effects'][WHOLE])} in the tenth year; "
        f"of that, {history} is lost if ties have no history, and {graph} if there are only pairs."
    )
