"""Cards: what a visitor sees of the town beside Mesa's own controls."""

# ruff: noqa: N802 - Solara's components are named like classes

from typing import Any

import solara
import solara.lab
from mesa.visualization.utils import update_counter

from agents.client import Client
from visualization.inks import DARK, LIGHT, OTHERS, TRUST, Inks
from visualization.month_lines import Chart, called, in_words, label, lines_option
from visualization.trust_picture import trust_option
from visualization.watched_town import WatchedTown

LANGUAGES = ("sv", "da")
"""Those in which the main terms stand beside the English ones."""


def use_inks() -> Inks:
    """Return the colours of the visitor's theme."""
    return DARK if solara.lab.use_dark_effective() else LIGHT


@solara.component
def Heading(level: int, text: str) -> None:
    """Show a heading that screen readers find."""
    size = {1: "text-h4", 2: "text-h6"}[level]
    solara.v.Html(tag=f"h{level}", children=[text], class_=f"{size} mb-1")


@solara.component
def InOtherLanguages(*words: str) -> None:
    """Say the same in Swedish and Danish."""
    with solara.Row(gap="16px", classes=["text-caption"], style="background: none;"):
        for language, word in zip(LANGUAGES, words, strict=True):
            solara.v.Html(tag="span", attributes={"lang": language}, children=[word])


@solara.component
def Picture(option: dict[str, Any], words: str, style: str) -> None:
    """Draw a chart, and say in words what it shows."""
    solara.FigureEcharts(
        option, responsive=True, attributes={"role": "img", "aria-label": words, "style": style}
    )


@solara.component
def LinesCard(town: WatchedTown, chart: Chart) -> None:
    """Show one chart over the months."""
    update_counter.get()
    inks = use_inks()
    with town.lock:
        option, words = lines_option(town, chart, inks), in_words(town, chart)
    with solara.Card(margin=0):
        Heading(2, chart.title)
        InOtherLanguages(*(label(chart, language) for language in LANGUAGES))
        Picture(option, words, f"height: {240 if len(chart.lines) > 1 else 210}px; width: 100%;")


@solara.component
def TrustCard(town: WatchedTown) -> None:
    """Show who trusts whom."""
    update_counter.get()
    inks = use_inks()

    def draw() -> tuple[dict[str, Any], str]:
        with town.lock:
            households = len(town.agents_by_type[Client])
            words = (
                f"The trust graph in month {town.steps}: {households} households around their caseworkers."
            )
            return trust_option(town, inks), words

    # Only a month changes ties; a click on the way does not draw them anew.
    option, words = solara.use_memo(draw, [town, town.steps, inks])
    with solara.Card(margin=0):
        Heading(2, "Who trusts whom")
        InOtherLanguages("Vem litar på vem", "Hvem stoler på hvem")
        Key()
        Picture(option, words, "aspect-ratio: 1; width: 100%; max-width: 860px; margin: 0 auto;")


@solara.component
def Key() -> None:
    """Say what the marks of the trust graph mean."""
    steps = "".join(f'<span style="color: {color}">●</span>' for color in TRUST)
    marks = (
        f"{steps} households, darker with more trust in their caseworker; grey at the rim without one",
        f'<span style="color: {OTHERS["caseworker"]}">● caseworkers, ○ vacant posts</span>',
        f'<span style="color: {OTHERS["employer"]}">■ employers</span>',
        f'<span style="color: {OTHERS["agency"]}">◆ partner agencies</span>',
    )
    solara.HTML(tag="p", unsafe_innerHTML=" · ".join(marks), classes=["text-body-2", "mb-0"])


@solara.component
def ShockCard(town: WatchedTown) -> None:
    """Let the visitor reorganise now, and say what has happened."""
    update_counter.get()

    def reorganise() -> None:
        town.reorganise()
        update_counter.value += 1

    with town.lock:
        waits, running, month = town.awaits_reorganisation, town.running, town.steps
        happened = [event for event in town.scenario.events if event.month <= month][-3:]
    if waits:
        note = f"A reorganisation begins in month {month + 1}. Press Step or play."
    elif happened:
        note = "; ".join(f"Month {event.month}: {called(event.kind).lower()}" for event in happened)
    else:
        note = "Six of ten households and partner contacts change hands, and hours are lost for four months."
    with solara.Row(gap="16px", style="align-items: center; flex-wrap: wrap;"):
        solara.Button("Reorganise now", on_click=reorganise, color="primary", disabled=waits or not running)
        solara.Text(note, classes=["text-body-1"])
