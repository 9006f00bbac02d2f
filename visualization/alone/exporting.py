"""Exporting: the page as a folder that a browser opens without Python, from a memory stick or a web server.

The model comes along as WebAssembly, each town before its first month, lessons with their numbers.
"""

import gzip
import json
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tillit.agents.caseworker import TEAM
from tillit.agents.client import State as Of
from tillit.experiments.explanation import Explanation
from tillit.experiments.lessons.reading import lesson_files
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import LANGUAGES, Words, words
from tillit.model.simulation import usual_inflow
from tillit.model.town.seeds import key_of
from tillit.visualization.address.places import as_it_was, origin_of, town
from tillit.visualization.address.reading import read
from tillit.visualization.address.state import FIRST_EVENT, FIRST_TOWN, MONTHS, PAIRS, State
from tillit.visualization.alone.acts import acts
from tillit.visualization.alone.assuming import assumed, assumed_of
from tillit.visualization.alone.bundling import bundle
from tillit.visualization.alone.figures import figures, formula
from tillit.visualization.alone.image import image
from tillit.visualization.alone.kernel import kernel
from tillit.visualization.alone.speaking import said_of, spoken
from tillit.visualization.engine.explore import plain
from tillit.visualization.engine.lessons import lesson
from tillit.visualization.engine.worlds import Asked
from tillit.visualization.office.frames import FIGURES
from tillit.visualization.page_words import STATIC
from tillit.visualization.why.bridge import WAYS, explained, told
from tillit.visualization.why.tipping import tipping

STYLES = ("page.css", "lessons.css")

Tell = Callable[[str], None]
Bridges = dict[str, tuple[Asked, dict[str, Explanation]]]


def export(
    folder: Path, *, towns: Iterable[str], lessons: Iterable[str], tell: Tell, first: str = ""
) -> None:
    """Write the page into a folder.

    Parameters
    ----------
    folder
        A folder that is empty, or not there yet.
    towns
        Towns that come along.
    lessons
        Numbers of lessons that come along.
    tell
        Is called with what is written now.
    first
        The town that the page opens with; the usual one if empty.

    Raises
    ------
    RefusedError
        If there is something else in the folder.
    """
    if folder.is_dir() and any(folder.iterdir()):
        message = f"{folder} is not empty: name a new folder, so that nothing in it is lost"
        raise RefusedError(message)
    names = [*towns]
    (folder / "data").mkdir(parents=True, exist_ok=True)
    shutil.copytree(STATIC / "vendor", folder / "vendor")
    for style in STYLES:
        shutil.copy(STATIC / style, folder / style)
    tell("model")
    script, known = acts()
    _write_page(folder, script, names, first or (FIRST_TOWN if FIRST_TOWN in names else names[0]))
    for name in names:
        tell(name)
        _write(folder, f"town-{name}", _town(name, known))
    numbers = [*lessons]
    for number in numbers:
        tell(f"lesson {number}")
        said = {it: lesson(State(language=it), {"by": number}, _quiet)["lesson"] for it in LANGUAGES}
        _write(folder, f"lesson-{number}", said)
    for language in LANGUAGES:
        _write(folder, language, spoken(words(language), names, numbers))
    shutil.copy(STATIC / "alone.html", folder / "index.html")  # last: what was stopped on the way has none


def export_all(folder: Path, first: str, tell: Tell) -> None:
    """Write the page with every town and every lesson that comes with the program."""
    from tillit.model.scenarios import town_names  # noqa: PLC0415 - as the command line does

    export(folder, towns=town_names(), lessons=lesson_files(), tell=tell, first=first)


def _write_page(folder: Path, script: str, towns: list[str], first: str) -> None:
    """Write the page itself, with the model."""
    worker = "\n".join(
        (STATIC / f"{it}.js").read_text(encoding="utf-8") for it in ("alone_world", "alone_album")
    )
    usual = {name: it for name, it in plain(read("t=" + first)).items() if name != "events"}
    whole = {
        "towns": towns,
        "first": first,
        "usual": usual,
        "kernel": _packed(kernel()),
        "worker": f"const ACTS = {script};\n{worker}",
        "assumed": assumed(),
        "keys": [str(key_of(1, pair)) for pair in range(PAIRS)],
        "files": {},
    }
    page = f"window.tillitAlone = {_json(whole)};\n{bundle('alone')}\ntillit_alone.start(Vue);\n"
    (folder / "page.js").write_text(page, encoding="utf-8")


def _town(name: str, known: dict[str, Any]) -> dict[str, Any]:
    """Return what the browser's engine must know of a town, and what it is called."""
    origin = origin_of(name, (), ())
    memory, places = image(origin, MONTHS)
    inhabitants = as_it_was(name, (), ()).town.inhabitants
    bridges = _bridges(name)
    return {
        "memory": _packed(memory),
        "places": places,
        "figures": figures(inhabitants),
        "album": {
            "team": TEAM,
            "assisted": int(Of.ASSISTED),
            "placed": int(Of.PLACED),
            "figures": {unit: [formula(it, inhabitants) for it in names] for unit, names in FIGURES.items()},
        },
        "assumed": assumed_of(origin),
        "tipping": tipping(Asked(read(f"t={name}")), _quiet),
        "runIn": origin.run_in,
        "observed": origin.observed,
        "months": MONTHS,
        "philox": origin.philox,
        "usual": usual_inflow(origin).tolist(),
        "away": int(Of.AWAY),
        "said": {it: _said(name, words(it), known, bridges) for it in LANGUAGES},
    }


def _bridges(name: str) -> Bridges:
    """Return what the difference is made of, for what a town did, and for the page's first story."""
    queries = {"acted": f"t={name}"} | ({"story": f"t={name}&e={FIRST_EVENT}"} if name == FIRST_TOWN else {})
    made = {of: Asked(read(query)) for of, query in queries.items()}
    return {
        of: (asked, {by: explained(asked, by, _quiet) for by in WAYS})
        for of, asked in made.items()
        if asked.scenario.events
    }


def _said(name: str, words: Words, known: dict[str, Any], bridges: Bridges) -> dict[str, Any]:
    """Return what is said of a town in a language."""
    told_of = {
        of: {by: told(it, asked, words) for by, it in found.items()} for of, (asked, found) in bridges.items()
    }
    return said_of(town(name), words, known) | {"bridges": told_of}


def _quiet(_: int, __: int) -> None:
    """Say nothing of how far a lesson, a bridge or a map is."""


def _packed(raw: bytes) -> str:
    return b64encode(gzip.compress(raw, mtime=0)).decode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("</", "<\\/")


def _write(folder: Path, name: str, value: object) -> None:
    """Write a file of data as a script: a page that was opened from a folder may read nothing else."""
    text = f"window.tillitAlone.files[{json.dumps(name)}] = {_json(value)};\n"
    (folder / "data" / f"{name}.js").write_text(text, encoding="utf-8")
