"""Trust card: who trusts whom in one unit, with what the marks mean."""

# ruff: noqa: N802 - Solara's components are named like classes

from typing import Any

import solara
from mesa.visualization.utils import update_counter

from tillit.visualization.cards import Heading, InOtherLanguages, Picture, use_inks
from tillit.visualization.inks import OTHERS, TRUST
from tillit.visualization.seen_units import ASSISTANCE, SeenUnit
from tillit.visualization.trust_picture import trust_option
from tillit.visualization.watched_town import WatchedTown

Followed = solara.Reactive[int | None]
"""Id of the client who is followed, None for nobody yet."""

TRANSLATED = {
    "sv": "Vem litar på vem. ▲ familjehem, nätverkshem · ■ institution (HVB), eget boende",
    "da": "Hvem stoler på hvem. ▲ plejefamilie, netværkspleje · ■ døgninstitution, eget værelse",
}
"""The marks of children in Swedish and Danish."""


@solara.component
def TrustCard(town: WatchedTown, seen: SeenUnit, followed: Followed) -> None:
    """Show who trusts whom in a unit; a click on a client follows it."""
    update_counter.get()
    inks = use_inks()

    def draw() -> tuple[dict[str, Any], str]:
        with town.lock:
            many = len(town.agents_by_type[seen.clients])
            words = f"The trust graph in month {town.steps}: {many} {seen.many} around their caseworkers."
            return trust_option(town, inks, seen, followed.value), words

    def follow(clicked: dict[str, Any]) -> None:
        value = clicked.get("value") or []
        if len(value) > len("xy"):
            followed.value = int(value[2])

    # Only a month changes ties; a click on the way does not draw them anew.
    option, words = solara.use_memo(draw, [town, town.steps, inks, followed.value])
    with solara.Card(margin=0):
        Heading(2, "Who trusts whom")
        if seen is ASSISTANCE:
            InOtherLanguages("Vem litar på vem", "Hvem stoler på hvem")
        else:
            InOtherLanguages(*TRANSLATED.values())
        Key(seen)
        Picture(option, words, "aspect-ratio: 1; width: 100%; max-width: 860px; margin: 0 auto;", follow)


@solara.component
def Key(seen: SeenUnit) -> None:
    """Say what the marks of the trust graph mean."""
    steps = "".join(f'<span style="color: {color}">●</span>' for color in TRUST)
    whom = "households" if seen is ASSISTANCE else "children"
    shades = f"{steps} {whom}, darker with more trust in their caseworker; grey at the rim without one"
    staff = f'<span style="color: {OTHERS["caseworker"]}">● caseworkers, ○ vacant posts</span>'
    employers = f'<span style="color: {OTHERS["employer"]}">■ employers</span>'
    agencies = f'<span style="color: {OTHERS["agency"]}">◆ partner agencies</span>'
    around = f'<span style="color: {OTHERS["agency"]}">◆ partners around the children</span>'
    where = "● at home, ▲ in a family (foster, network), ■ in an institution or a room of their own"
    marks = (shades, staff, employers, agencies) if seen is ASSISTANCE else (shades, where, staff, around)
    solara.HTML(tag="p", unsafe_innerHTML=" · ".join(marks), classes=["text-body-2", "mb-0"])
