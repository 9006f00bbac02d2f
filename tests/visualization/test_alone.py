"""The page without Python: the same numbers and sentences, out of a folder, by the browser alone."""

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.visualization.conftest import CHROMIUM, watched
from tillit.experiments.lessons.answers import answers
from tillit.experiments.lessons.reading import read_lesson
from tillit.experiments.lessons.rendering import Rendering
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import words
from tillit.experiments.telling.facts import CHANGES, COSTS
from tillit.model.origin import Origin
from tillit.model.scenarios import read_scenario, town_names
from tillit.model.simulation import run_world, settled
from tillit.model.town.seeds import key_of
from tillit.visualization.address.reading import read
from tillit.visualization.address.state import State
from tillit.visualization.alone import exporting
from tillit.visualization.charts import ROW
from tillit.visualization.engine.explore import told
from tillit.visualization.engine.summary import Pairs
from tillit.visualization.engine.worlds import Asked

pytestmark = pytest.mark.browser

PATIENCE = 120_000
"""Milliseconds until the page must show something."""
PAIRS = 20
"""Pairs of figures that nobody lived, for sentences."""
SAID = (*COSTS.values(), *CHANGES)
ENDS = ("low", "mid", "high")
SAY = """([pairs, query, language]) => {
    const words = tillitAlone.files[language];
    const { town } = tillit.store;
    const here = { town, usual: tillitAlone.usual, acted: [], most: 120 };
    const events = tillit_alone_reading.read(query, here, words).state.events;
    const asked = { events: events.map((it) => tillit_alone_reading.full(it, town)), months: 120, of: 100 };
    return tillit_alone_sentences.sentences(pairs, asked, town, words);
}"""
"""Says what comes out of figures that nobody lived."""
LIVED = """async (name) => {
    await new Promise((done) => Object.assign(document.head.appendChild(document.createElement("script")),
        { src: `data/town-${name}.js`, onload: done }));
    const open = async (text) => new Uint8Array(await new Response(new Blob([Uint8Array.from(atob(text),
        (it) => it.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
    const { World, ACTS } = new Function(`let onmessage; ${tillitAlone.worker}; return { World, ACTS }`)();
    const town = { ...tillitAlone.files[`town-${name}`] };
    town.memory = await open(town.memory);
    const world = new World(new WebAssembly.Module(await open(tillitAlone.kernel)), town, ACTS);
    const events = town.said.en.acted.map((it) => tillit_alone_reading.full(it, town.said.en));
    const letters = ({ buffer }) => Array.from(new Uint8Array(buffer), (it) => String.fromCharCode(it));
    const { counts, ledger } = world.run(tillitAlone.keys[0], 120, events);
    return [counts, ledger].map((it) => btoa(letters(it).join("")));
}"""
"""Lives a decade of a town as it acted, and returns the bytes of what was written down."""


def quick_lesson(state: State, question: dict[str, Any], _: object) -> dict[str, Any]:
    """Return a lesson of few pairs."""
    found = answers(read_lesson(str(question["by"])), pairs=12, offices=2)
    return {"lesson": Rendering(found, words(state.language)).lesson()}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page into a folder, with all towns and a lesson."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM} to open the page in")
    folder = tmp_path_factory.mktemp("alone") / "page"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exporting, "lesson", quick_lesson)
        exporting.export(folder, towns=town_names(), lessons=["1"], tell=lambda _: None, first="village")
    return folder


@pytest.fixture
def alone(page: Page, folder: Path) -> Iterator[Page]:
    """Lend a page, and see to it that it asks for nothing but the folder's files."""
    wrong = watched(page, folder.as_uri())
    yield page
    assert wrong == []


def visited(page: Page, folder: Path, query: str) -> None:
    """Open the page, and wait for all pairs."""
    page.goto(f"{folder.as_uri()}/index.html?{query}")
    page.wait_for_function(
        "() => window.tillit && tillit.store.answer && tillit.store.answer.pairs >= 100", timeout=PATIENCE
    )


def test_the_browser_lives_the_same_decade_to_the_last_bit(alone: Page, folder: Path) -> None:
    visited(alone, folder, "v=1&t=village&h=12&l=en&e=")
    for name in town_names():
        scenario, key = read_scenario(name), key_of(1, 0)
        origin = Origin.of(scenario)
        run = run_world(origin, scenario, settled(origin, key), key, months=120)
        counts, ledger = alone.evaluate(LIVED, name)
        assert b64decode(counts) == run.counts.tobytes(), name
        assert b64decode(ledger) == run.ledger.tobytes(), name


def test_a_link_shows_what_the_served_page_shows(alone: Page, folder: Path) -> None:
    query = (
        "v=1&t=village&h=36&e=posts:month=5,change=1&e=team_work:month=2,share=0.6&c=client_trust,net&l=da"
    )
    visited(alone, folder, query)
    shown = alone.evaluate("""() => {
        const { sentences, payers, paid, charts, made, state } = tillit.store.answer;
        const rows = ({ was, lines, band }) => [was, ...lines, ...band].map((it) => Array.from(it));
        return { sentences, payers, paid, made, events: state.events, charts: charts.map(rows) }; }""")
    state = read(query)
    asked = Asked(state)
    served = told(state, asked, Pairs.of([asked.pair(it) for it in range(100)]), "village da")
    assert shown["sentences"] == served["sentences"]
    assert shown["paid"] == served["paid"]
    assert shown["made"] == served["made"]
    assert shown["events"] == served["state"]["events"]
    for one, other in zip(shown["payers"], served["payers"], strict=True):
        assert [one[it] for it in ("name", "label")] == [other[it] for it in ("name", "label")]
        assert [one[it] for it in ENDS] == pytest.approx([other[it] for it in ENDS], rel=1e-9)
    for lines, chart in zip(shown["charts"], served["charts"], strict=True):
        drawn = np.vstack([chart["was"], chart["lines"], chart["band"]])
        np.testing.assert_allclose(lines, drawn, rtol=1e-6, atol=1e-5)


@pytest.mark.parametrize("language", ["sv", "da", "en"])
def test_sentences_are_the_program_s_own(alone: Page, folder: Path, language: str) -> None:
    visited(alone, folder, f"v=1&t=village&h=12&l={language}&e=")
    chance = np.random.default_rng(7)
    for query in (
        "e=posts:month=13,change=3",
        "e=posts:month=2,change=-1&e=posts:month=30,change=-2",
        "e=reorganisation:month=7&e=setting:rule=inflow,value=1.25,month=3",
        "e=reorganisation:month=7&e=reorganisation:month=40",
        "e=caseload_norm:month=4&e=setting:rule=caseload_limit,value=30,month=3",
        "e=training:month=1&e=posts:month=2,to=9&e=team_work:month=3",
    ):
        state = read(f"v=1&t=village&l={language}&{query}")
        for size in (0.0, 2e3, 9e4, 4e6, 9e8):
            # Payers gain or lose, clearly or not, and in any proportion.
            lean = size * chance.normal(size=(len(ROW), 1))
            was = 1e4 + chance.random((PAIRS, len(ROW), 120))
            now = was + lean / 120 + size / 60 * chance.normal(size=(PAIRS, len(ROW), 1))
            pairs = Pairs(was.astype(np.float32), (now if size else was).astype(np.float32))
            expected = told(state, Asked(state), pairs, f"village {language}")
            worlds = [
                [{name: side[pair, ROW[name]].tolist() for name in SAID} for side in pairs]
                for pair in range(PAIRS)
            ]
            said = alone.evaluate(
                SAY,
                [worlds, f"v=1&t=village&l={language}&{query}", language],
            )
            assert said == expected["sentences"], (query, size)


def test_a_lesson_is_walked_by_keyboard(alone: Page, folder: Path) -> None:
    alone.goto(f"{folder.as_uri()}/index.html?v=1&l=sv&view=lessons")
    lesson = alone.get_by_role("button", name="Gävle: lönar sig tre tjänster?")
    lesson.focus(timeout=PATIENCE)
    lesson.press("Enter")
    alone.get_by_role("button", name="Nästa").press("Enter", timeout=PATIENCE)
    for month in (6, 12, 18, 24, 30, 36):
        alone.get_by_role("slider", name=f"månad {month}").press("ArrowUp")
    alone.get_by_role("button", name="Visa vad som hände").press("Enter")
    expect(alone.locator(".guess .town")).to_have_count(12)


def test_what_a_link_asks_that_only_the_program_can_is_named(alone: Page, folder: Path) -> None:
    visited(alone, folder, "v=1&t=village&h=12&l=en&p=bonds.rapport:0.2&e=posts:month=13,change=99999")
    named = alone.locator(".notes")
    expect(named).to_contain_text("p=bonds.rapport:0.2")
    expect(named).to_contain_text("e=posts:month=13,change=99999")


def test_nothing_keeps_anybody_out(alone: Page, folder: Path) -> None:
    visited(alone, folder, "v=1&t=village&h=12&l=en&e=posts:month=5,change=1")
    found = Axe().run(alone, options={"preload": False}).response["violations"]
    assert [it["id"] for it in found if it["impact"] in {"serious", "critical"}] == []


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="is not empty"):
        exporting.export(tmp_path, towns=["village"], lessons=[], tell=lambda _: None)
