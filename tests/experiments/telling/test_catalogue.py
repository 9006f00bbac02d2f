"""Catalogue: every language has every text, with the same fields, and no text stands outside."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir

from tillit.experiments.answers.sensitivity import METHODS as SENSITIVITIES
from tillit.experiments.answers.wording import CELLS, COLUMNS
from tillit.experiments.calibration.models import MODELS
from tillit.experiments.calibration.report import FIT
from tillit.experiments.calibration.targets import BEHAVIOUR, TrialTarget, read_targets
from tillit.experiments.claims.telling import MEASURED, WORDS
from tillit.experiments.explanation import explanation as told
from tillit.experiments.explanation import games
from tillit.experiments.lessons.rendering import MORE
from tillit.experiments.refused import RefusedError
from tillit.experiments.reporting.report import UNSURE
from tillit.experiments.sensitivity.sensitivity import EFFECTS, ORDER
from tillit.experiments.telling import LANGUAGES, language, names, numbers, words
from tillit.experiments.telling.catalogue import SOURCE, catalogue
from tillit.experiments.telling.names import BOUNDS
from tillit.experiments.telling.rows import VERDICTS
from tillit.experiments.telling.sentences import CHANGED, FOLLOWED, MOVED, OWN, TOGETHER, TOO
from tillit.experiments.tipping.tipping_map import AFTER, STARTS
from tillit.experiments.trials.outcomes import OUTCOMES
from tillit.experiments.trials.reading import all_trials
from tillit.experiments.trials.tables import Trial
from tillit.experiments.trials.wording import TEXT
from tillit.experiments.worlds.world import TWINS, sizes
from tillit.model.assumptions import DECLARED
from tillit.model.events import EVENTS, Size
from tillit.model.events.setting import RULES
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import read_scenario, town_names
from tillit.model.scenarios.schema import Obstacles

ROOT = Path(__file__).parents[3]
SPEAKING = ("experiments/telling", "experiments/reporting", "experiments/answers")
"""Folders whose words are read by people in three languages."""
SPEAKING_FILES = (
    "experiments/calibration/calibrating.py",
    "experiments/calibration/own_town.py",
    "experiments/calibration/report.py",
    "experiments/cli/evidence.py",
    "experiments/cli/imports.py",
    "experiments/cli/explain.py",
    "experiments/cli/listing.py",
    "experiments/cli/nation.py",
    "experiments/cli/run.py",
    "experiments/cli/studies.py",
    "experiments/cli/sweep.py",
    "experiments/cli/sweep_answers.py",
    "experiments/cli/terminal.py",
    "experiments/cli/trials.py",
    "experiments/tipping/tipping_map.py",
)
TRANSLATED = [it for it in LANGUAGES if it != SOURCE]
METHODS = [("**.py", "python"), ("**.jinja", "jinja2.ext:babel_extract")]
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def called() -> set[tuple[str | None, str]]:
    """Return the texts that code asks for, each with its context."""
    found = extract_from_dir(ROOT / "experiments", METHODS, keywords=KEYWORDS)
    texts = set()
    for _, _, message, _, context in found:
        texts.add((context, message if isinstance(message, str) else message[0]))
    return texts


def named() -> Iterator[tuple[str | None, str]]:
    """Yield the texts that are asked for by what they belong to."""
    tables = {
        "payer": [*names.PARTIES.values(), names.PUBLIC],
        "payment": names.ENTRIES.values(),
        "destination": names.DESTINATIONS.values(),
        "mechanism": names.MECHANISMS.values(),
        "obstacle": names.OBSTACLES.values(),
        "fact": names.FACTS.values(),
        "verdict": VERDICTS.values(),
        "unit": numbers.UNITS.values(),
        "column": [name.replace("_", " ") for name in COLUMNS],
        "index": [
            name.replace("_", " ") for names in CELLS.values() for name in (*names, "at_low", "at_high")
        ],
    }
    for context, texts in tables.items():
        yield from ((context, text) for text in texts)
    yield from ((None, it) for it in (games.ALONE, games.ALONE_IN_TWO, games.PLACES))
    yield from ((None, it) for it in (games.DONE, games.NOT_DONE))
    yield from ((None, it) for it in (told.EVERY, told.ORDERS, told.SHAPLEY, told.UNCLEAR))
    yield from ((f"how {end}", it) for end, both in MORE.items() for it in both)
    yield from (
        (None, text) for name, rule in RULES.items() for text in (name.replace("_", " "), rule.size.unit)
    )
    assert set(names.SET) == set(RULES)
    yield from ((None, title) for *_, title in SENSITIVITIES.values())
    whole = (OWN, TOO, MOVED, TOGETHER, FOLLOWED, CHANGED, names.SET)
    yield from ((None, it) for table in whole for it in table.values())
    yield from (("surprise", it) for it in WORDS)
    twins = [label for labels in TWINS.values() for label in labels.values()]
    yield from ((None, it) for it in ("as it was", "as it acted", *twins))
    yield from ((None, it) for it in ("times", "falls", "rises", "unchanged", *BOUNDS, *numbers.SPELT))
    yield from ((None, it.label) for it in MODELS)
    yield from ((FIT, it) for it in ("label", "unit", "said", "tolerance", "median", "low", "high", "source"))
    yield from (
        (FIT, it) for it in ("implausibility", "met", "parameter", "q05", "q95", "width", "identified")
    )
    fitted = read_targets(BEHAVIOUR)
    yield None, fitted.sheet.title
    for target in fitted.targets:
        if not isinstance(target, TrialTarget):
            yield from ((None, target.label), ("source", target.source))
            yield from ((None, it) for it in (target.unit,) if it != "%")
    yield from (("measured", it) for it in MEASURED.values() if it)
    for name, it in DECLARED.items():
        yield from (("assumption", name), (None, it.par.unit), ("source", it.par.source))
    yield from (("turning", it) for it in ORDER)
    yield from ((None, it) for it in (*STARTS.values(), *AFTER))
    yield from ((None, it) for it in EFFECTS.values())
    for town in map(read_scenario, town_names()):
        yield from (("country", town.town.country), ("account", " ".join(town.town.account.split())))
        for fact in town.facts:
            yield from ((None, fact.unit), ("source", fact.source))
        for event in town.events:
            yield from (("size", name) for name, _, _ in sizes(event))
            yield from ((None, size.unit) for _, _, size in sizes(event) if size)
        yield from ((None, claim.claim) for claim in town.expect)
        if town.title not in PROPER_NAMES:
            yield None, town.title
    yield None, UNSURE
    yield from ((None, it.words) for it in OUTCOMES.values())
    yield from (
        (TEXT, it) for it in (*Obstacles.model_fields, "right", "unclear", "wrong", "inside", "outside")
    )
    for trial in all_trials():
        yield from ((TEXT, text) for text in said_in(trial))
        yield from ((None, it.unit) for it in trial.figures if it.unit not in {"%", "ratio", "share"})
        events = [event for arm in trial.arms for event in arm.scenario.events]
        yield from (("size", name) for event in events for name, _, _ in sizes(event))


def said_in(trial: Trial) -> Iterator[str]:
    """Yield what a trial's file says."""
    texts = [text for name, text in trial.about if isinstance(text, str) and name != "name"]
    texts += [it.name for it in trial.arms] + [it.title for it in trial.cohorts]
    texts += [text for it in trial.figures for text in (it.claim, it.source, it.interval) if text]
    yield from (" ".join(text.split()) for text in texts)


PROPER_NAMES = {"Hässleholm", "Herning", "Sollentuna", "Växjö"}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_language_lacks_a_text(lang: str) -> None:
    known = {(it.context, identity(it)): it for it in catalogue(lang) if it.id}
    lacking = [it for it in (*called(), *named()) if it not in known or not all(translations(known[it]))]
    assert lacking == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_translations_have_the_fields_of_their_text(lang: str) -> None:
    for it in catalogue(lang):
        if it.id:
            most = fields(it.id if isinstance(it.id, str) else it.id[1])
            for translation in translations(it):
                assert fields(translation) <= most, it.id
            assert fields(translations(it)[-1]) >= most - {"unit", "source"}, it.id  # declared in English


@pytest.mark.parametrize("path", [*SPEAKING, *SPEAKING_FILES])
def test_words_for_readers_stand_in_the_catalogue(path: str) -> None:
    place = ROOT / path
    files = sorted(place.glob("*.py")) if place.is_dir() else [place]
    outside = [f"{file.name}: {text}" for file in files for text in texts_outside(file)]
    assert outside == []


def texts_outside(file: Path) -> Iterator[str]:
    """Yield the texts of more than one word that are neither documentation, a key, an error nor asked for."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if is_excused(node) for part in ast.walk(node)}
    hints = (getattr(node, name, None) for node in ast.walk(tree) for name in ("annotation", "returns"))
    inside |= {id(hint) for hint in hints}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            letters = "".join(it if it.isalpha() else " " for it in node.value)
            if len(letters.split()) > 1 and " " in node.value.strip() and "<" not in node.value:
                yield node.value


LAYOUT = {"plot", "annotate", "legend", "set_title", "startswith"}
HELP = {"Argument", "Option", "Typer", "argument", "count", "option", "out"}
"""Calls whose texts are for Matplotlib, for the program, or its help, which is English."""


def is_excused(node: ast.AST) -> bool:
    """Tell whether what stands in a node is no text for readers, or is asked for in the catalogue."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in {*KEYWORDS, *LAYOUT, *HELP, "labelled", "Indicator"}
    if isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        # Tables of names are asked for by what they belong to: `named` has them.
        first = target.elts[0] if isinstance(target, ast.Tuple) else target
        return isinstance(first, ast.Name) and (first.id.isupper() or first.id in {"message", "names"})
    # Documentation, and errors, which are English.
    return isinstance(node, ast.Raise) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def identity(it: Message) -> str:
    """Return the text by which a message is found."""
    return it.id if isinstance(it.id, str) else it.id[0]


def translations(it: Message) -> list[str]:
    """Return what a message is in the language, in the singular and the plural."""
    return [it.string] if isinstance(it.string, str) else list(it.string or ())


def fields(text: str) -> set[str]:
    """Return the names in curly brackets."""
    return {part.partition("}")[0] for part in text.split("{")[1:]}


def test_events_and_indicators_have_labels_in_every_language() -> None:
    every = {it.name: it.labels for it in INDICATORS.values()} | {
        it.kind: it.labels for it in EVENTS.values()
    }
    assert {name: set(labels) for name, labels in every.items() if set(labels) != set(LANGUAGES)} == {}


@pytest.mark.parametrize("lang", ["sv", "da"])
def test_sizes_of_events_have_units_in_every_language(lang: str) -> None:
    marks = (mark for it in EVENTS.values() for field in it.model_fields.values() for mark in field.metadata)
    units = {mark.unit for mark in marks if isinstance(mark, Size) and mark.unit}
    assert len(units) > 10
    assert {unit for unit in units if words(lang).gettext(unit) == unit} == set()


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "da_DK"}, "da"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "sv_SE"}, "en"),
        ({"LC_MESSAGES": "da_DK.UTF-8", "LANG": "sv_SE"}, "da"),
    ],
)
def test_language_is_the_systems_if_it_is_spoken(
    variables: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == spoken
    assert language("SV") == "sv"


def test_language_that_is_not_spoken_is_refused_with_those_that_are() -> None:
    with pytest.raises(RefusedError, match="sv, da, en"):
        words("fr")
