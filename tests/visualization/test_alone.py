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
from tillit.model.assumptions import assume
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario, town_names
from tillit.model.simulation import run_world, settled
from tillit.model.town.seeds import key_of
from tillit.visualization.address.reading import read
from tillit.visualization.address.state import State
from tillit.visualization.alone import exporting
from tillit.visualization.alone.assuming import assumed
from tillit.visualization.charts import ROW
from tillit.visualization.engine.explore import told
from tillit.visualization.engine.summary import Pairs
from tillit.visualization.engine.worlds import Asked
from tillit.visualization.office.frames import frames, unit_of
from tillit.visualization.office.lives import lives
from tillit.visualization.page_words import assumptions
from tillit.visualization.why import bridge, tipping

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
    const here = { town, usual: tillitAlone.usual, acted: [], most: 120, assumptions: [] };
    const events = tillit_alone_reading.read(query, here, words).state.events;
    const asked = { events: events.map((it) => tillit_alone_reading.full(it, town)), months: 120, of: 100 };
    return tillit_alone_sentences.sentences(pairs, asked, town, words);
}"""
"""Says what comes out of figures that nobody lived."""
LIVED = """async ([name, parameters, off]) => {
    await new Promise((done) => Object.assign(document.head.appendChild(document.createElement("script")),
        { src: `data/town-${name}.js`, onload: done }));
    const open = async (text) => new Uint8Array(await new Response(new Blob([Uint8Array.from(atob(text),
        (it) => it.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
    const { World, ACTS } = new Function(`let onmessage; ${tillitAlone.worker}; return { World, ACTS }`)();
    const town = { ...tillitAlone.files[`town-${name}`] };
    town.memory = await open(town.memory);
    const kernel = new WebAssembly.Module(await open(tillitAlone.kernel));
    const world = new World(kernel, town, ACTS, tillitAlone.assumed);
    if (parameters) {
        world.assume(parameters, off);
        const keys = tillitAlone.assumed.keys.slice(0, town.assumed.replicates);
        world.usual = tillit_alone.usualOf(keys.map((it) => world.balance(it)), town);
    }
    const events = town.said.en.acted.map((it) => tillit_alone_reading.full(it, town.said.en));
    const letters = ({ buffer }) => Array.from(new Uint8Array(buffer), (it) => String.fromCharCode(it));
    const { counts, ledger } = world.run(tillitAlone.keys[0], 120, events);
    return [counts, ledger].map((it) => btoa(letters(it).join("")));
}"""
"""Lives a decade of a town as it acted, and returns the bytes of what was written down."""


ASK = """([kind, more]) => new Promise((done) => {
    const plain = (it) => ArrayBuffer.isView(it) ? Array.from(it) : Array.isArray(it) ? it.map(plain)
        : it !== Object(it) ? it
        : Object.fromEntries(Object.entries(it).map(([name, value]) => [name, plain(value)]));
    tillit.store.$once(kind, (it) => done(plain(it)));
    tillit.store.other(kind, more);
})"""
"""Asks what a view asks, and returns the answer."""


def quick_lesson(state: State, question: dict[str, Any], _: object) -> dict[str, Any]:
    """Return a lesson of few pairs."""
    found = answers(read_lesson(str(question["by"])), runs=12)
    return {"lesson": Rendering(found, words(state.language)).lesson()}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page into a folder, with all towns and a lesson."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM} to open the page in")
    folder = tmp_path_factory.mktemp("alone") / "page"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exporting, "lesson", quick_lesson)
        patch.setattr(bridge, "PAIRS", 1)
        patch.setattr(tipping, "PAIRS", 1)
        patch.setattr(tipping, "DENSITIES", (1.0, 1.5))
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


@pytest.mark.parametrize("name", town_names())
def test_the_browser_lives_the_same_decade_to_the_last_bit(alone: Page, folder: Path, name: str) -> None:
    visited(alone, folder, "v=1&t=village&h=12&l=en&e=")
    assert in_browser(alone, name) == in_python(read_scenario(name))


def in_browser(page: Page, name: str, changed: dict[str, float] | None = None, *off: str) -> list[bytes]:
    """Return the bytes of a town's counts and ledger, as the browser lives it."""
    return [b64decode(it) for it in page.evaluate(LIVED, [name, changed, off])]


def in_python(scenario: Scenario) -> list[bytes]:
    """Return the same, as the program lives it."""
    origin, key = Origin.of(scenario), key_of(1, 0)
    run = run_world(origin, scenario, settled(origin, key), key, months=120)
    return [run.counts.tobytes(), run.ledger.tobytes()]


@pytest.mark.parametrize(
    ("name", "changed", "off"),
    [
        ("village", {"households.near": 0.3, "returning.ending": 0.01}, ()),
        ("village", {"hours.statutory": 0.6}, ("continuity", "reach")),
        ("herning", {"norms.hours": 2.0, "child_prices.foster": 30_000.0, "hours.statutory": 0.6}, ()),
    ],
)
def test_under_other_assumptions_it_is_the_same_as_well(
    alone: Page, folder: Path, name: str, changed: dict[str, float], off: tuple[str, ...]
) -> None:
    visited(alone, folder, "v=1&t=village&h=12&l=en&e=")
    changes = {f"parameters.{it}": value for it, value in changed.items()}
    changes |= {f"mechanisms.{it}": False for it in off}
    scenario = read_scenario(name).variant(changes)
    assert in_browser(alone, name, changed, *off) == in_python(scenario)


def test_numbers_lie_where_the_kernel_reads_them() -> None:
    known = assumed()
    assert [it for group in assume() for it in group] == known["usual"]
    assert known["children"]["crises.base"] == ["*", ["here", "norms.crisis"], ["usual", "crises.base"]]


@pytest.mark.parametrize(
    "query",
    [
        "v=1&t=village&h=24&e=reorganisation:month=7,share=1&u=assistance&l=en",
        "v=1&t=herning&h=24&e=posts:month=3,change=4&u=children&l=en",
    ],
)
@pytest.mark.parametrize("world", ["was", "now"])
def test_the_office_is_the_served_page_s(alone: Page, folder: Path, query: str, world: str) -> None:
    visited(alone, folder, query)
    asked = Asked(read(query))
    unit = unit_of(asked.before, read(query).unit)
    shown = alone.evaluate(ASK, ["office", {"world": world}])
    served = frames(asked, unit, 0, changed=world == "now")
    assert shown.keys() - {"kind", "seq"} == served.keys()
    np.testing.assert_allclose(shown["figures"], served["figures"], rtol=1e-6)
    for name in served.keys() - {"figures"}:
        np.testing.assert_array_equal(shown[name], served[name], err_msg=name)


def test_one_life_is_the_served_page_s(alone: Page, folder: Path) -> None:
    query = "v=1&t=village&h=36&e=reorganisation:month=7,share=1&l=en"
    visited(alone, folder, query)
    shown = alone.evaluate(ASK, ["lives", {}])
    served = lives(Asked(read(query)), "assistance", 0, -1)
    assert [shown[it] for it in ("unit", "person", "offered")] == [
        served[it] for it in ("unit", "person", "offered")
    ]
    assert shown["everybody"] == served["everybody"].tolist()
    for world in ("was", "now"):
        for column, values in served[world].items():
            np.testing.assert_allclose(shown[world][column], values, rtol=1e-6, err_msg=column)


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
        "e=setting:rule=turnover,value=0.575,month=3&e=setting:rule=demands,value=0.6,month=9",
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
    alone.get_by_role("button", name="Visa vad modellen ger").press("Enter")
    expect(alone.locator(".guess .town")).to_have_count(12)


def test_what_a_link_asks_that_only_the_program_can_is_named(alone: Page, folder: Path) -> None:
    visited(alone, folder, "v=1&t=village&h=12&l=en&p=bonds.rapport:9&k=7&e=posts:month=13,change=99999")
    named = alone.locator(".notes")
    expect(named).to_contain_text("p=bonds.rapport:9")
    expect(named).to_contain_text("k=7")
    expect(named).to_contain_text("e=posts:month=13,change=99999")


def test_a_town_that_outgrows_the_page_is_named_in_the_visitor_s_language(alone: Page, folder: Path) -> None:
    alone.goto(f"{folder.as_uri()}/index.html?v=1&t=village&h=12&l=sv&e=")
    alone.wait_for_function("() => window.tillit && tillit.store.answer", timeout=PATIENCE)
    alone.evaluate("""() => tillit.store.change((it) => it.events.push(
        { kind: "newly_arrived", month: 2, sizes: { households: 10000, months: 1 }, text: null }))""")
    expect(alone.get_by_role("alert")).to_contain_text("Det kommer fler människor", timeout=PATIENCE)


@pytest.mark.parametrize(
    "last", ["&e=posts:month=7,change=-2", "&e=caseload_norm:month=2&e=posts:month=3,change=-9"]
)
def test_an_office_without_posts_is_refused_as_by_the_program(alone: Page, folder: Path, last: str) -> None:
    query = f"v=1&t=village&h=12&l=en&e=posts:month=5,change=-2{last}"
    visited(alone, folder, query)
    state, problems = alone.evaluate("() => [tillit.store.answer.state, tillit.store.answer.problems]")
    served = read(query)
    assert [it["kind"] for it in state["events"]] == [it.kind for it in served.events]
    assert [it["part"] for it in problems] == [it.part for it in served.problems]


RAPPORT = assumptions("en")["bonds.rapport"]


def test_why_and_assumptions_are_walked_by_keyboard(alone: Page, folder: Path) -> None:
    visited(alone, folder, "v=1&t=hassleholm&l=en&view=why")
    alone.get_by_role("button", name="By mechanism").press("Enter")
    expect(alone.locator(".bridge tr")).not_to_have_count(0)
    alone.get_by_role("button", name="Draw the map").press("Enter")
    expect(alone.locator("table.map")).to_be_visible()
    expect(alone.locator("section", has_text="What the account says")).to_be_visible()
    alone.get_by_role("link", name="Assumptions").press("Enter")
    field = alone.get_by_role("spinbutton", name=RAPPORT)
    field.fill("0.2")
    field.press("Tab")
    expect(alone.locator(".changes")).to_contain_text(f"{RAPPORT}: 0.2")
    alone.wait_for_function(
        "() => !tillit.store.asking && tillit.store.answer.state.parameters['bonds.rapport'] === 0.2",
        timeout=PATIENCE,
    )
    expect(alone.locator("table.list tr").nth(1)).to_contain_text("bonds.rapport")


@pytest.mark.parametrize("view", ["explore", "office", "why", "assumptions"])
def test_nothing_keeps_anybody_out(alone: Page, folder: Path, view: str) -> None:
    visited(alone, folder, f"v=1&t=village&h=12&l=en&e=posts:month=5,change=1&view={view}")
    found = Axe().run(alone, options={"preload": False}).response["violations"]
    assert [it["id"] for it in found if it["impact"] in {"serious", "critical"}] == []


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="is not empty"):
        exporting.export(tmp_path, towns=["village"], lessons=[], tell=lambda _: None)


def test_an_export_that_was_stopped_has_nothing_to_open(tmp_path: Path) -> None:
    def stop(what: str) -> None:
        if what == "village":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exporting.export(tmp_path / "page", towns=["village"], lessons=[], tell=stop)
    assert (tmp_path / "page" / "page.js").exists()
    assert not (tmp_path / "page" / "index.html").exists()
