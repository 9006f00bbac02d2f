"""Follow card: one household, or one child and its family, through the months."""

# ruff: noqa: N802 - Solara's components are named like classes

import solara
from mesa.visualization.utils import update_counter

from tillit.agents.foundation.records import Rows
from tillit.visualization.cards import Heading, InOtherLanguages, Picture, use_inks
from tillit.visualization.charts import CURRENCIES
from tillit.visualization.followed_life import (
    caseworker_spells,
    eventful,
    happenings_of,
    life_of,
    lives_of,
    months_placed,
    name_of,
    paid_for,
)
from tillit.visualization.life_picture import life_option
from tillit.visualization.seen_units import ASSISTANCE, SeenUnit
from tillit.visualization.trust_card import Followed
from tillit.visualization.watched_town import WatchedTown

LEAST = 24
"""Months that the picture of a life shows at least."""

LAST = 10
"""What happened to a client is told, the last so many."""


@solara.component
def FollowCard(town: WatchedTown, seen: SeenUnit, followed: Followed) -> None:
    """Show the life of one client, whom the visitor chooses."""
    update_counter.get()
    inks = use_inks()
    with town.lock:
        lives = lives_of(town, seen)
        offered = solara.use_memo(lambda: eventful(lives, seen), [town, town.steps])
        life = None if followed.value is None else life_of(lives, followed.value)

    def begin() -> None:
        if followed.value is None and offered:
            followed.value = offered[0]

    solara.use_effect(begin, [town, bool(offered)])
    with solara.Card(margin=0):
        if seen is ASSISTANCE:
            Heading(2, "Follow a household")
            InOtherLanguages("Följ ett hushåll", "Følg en husstand")
        else:
            Heading(2, "Follow a child and its family")
            InOtherLanguages(
                "Följ ett barn och familjen: placeringar och handläggare",
                "Følg et barn og familien: anbringelser og sagsbehandlere",
            )
        if life is None or not len(life):
            solara.Text("Nobody's life is written down yet: press Step or ▶.", classes=["text-body-1"])
            return
        Choice(town, seen, followed, offered)
        said = in_words(town, seen, life)
        Picture(life_option(life, seen, max(LEAST, town.steps), inks), said, "height: 400px; width: 100%;")
        solara.Text(said, classes=["text-body-2"])
        told = [f"Month {month}: {words}" for month, words in happenings_of(life, seen)[-LAST:]]
        items = [solara.v.Html(tag="li", children=[words]) for words in told]
        solara.v.Html(tag="ul", children=items, class_="text-body-2")


@solara.component
def Choice(town: WatchedTown, seen: SeenUnit, followed: Followed, offered: list[int]) -> None:
    """Let the visitor choose whom to follow."""
    people = list(dict.fromkeys([followed.value, *offered]))
    names = {name_of(person, seen, town.months_before): person for person in people if person is not None}
    value = next(name for name, person in names.items() if person == followed.value)
    solara.Select(
        "Whom: those come first to whom most has happened; or click somebody in the picture",
        list(names),
        value=value,
        on_value=lambda name: followed.set(names[name]),
    )


def in_words(town: WatchedTown, seen: SeenUnit, life: Rows) -> str:
    """Return a life in one sentence."""
    caseworkers = max(spell.number for spell in caseworker_spells(life))
    paid = f"{paid_for(life):,.0f} {CURRENCIES.get(town.scenario.town.currency, town.scenario.town.currency)}"
    had = f"{caseworkers} caseworker{'' if caseworkers == 1 else 's'}"
    name = name_of(int(life["person"][0]), seen, town.months_before)
    if seen is ASSISTANCE:
        return f"{name}: {len(life)} months on assistance, {had}, {paid} of assistance."
    return (
        f"{name}: {len(life)} months as a case, {months_placed(life)} of them placed, {had}, {paid} of care."
    )
