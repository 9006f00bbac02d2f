"""Reading: a lesson by its number or by the path of a file, or everything that is wrong with it.

Its texts have placeholders. ``{model: net@36}`` is the median of a series in a month, ``.low`` and ``.high``
the ends between which nine towns in ten lie, ``.size`` the median without its sign, ``.many`` and ``.much``
the sign in words: more or fewer, more or less, ``.told`` what was saved, or paid, ``.share`` in how many per
cent of the towns it is above nothing, ``.even`` from which month on half of the towns stay above nothing;
``{model: X6.1}`` is what the model gives for the first figure of a trial, ``{source: posts}`` a number of a
source, and ``{say: paid}`` a phrase that what comes out chooses.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

from tillit.experiments.comparison.outcomes import MEASURED
from tillit.experiments.lessons import tables
from tillit.experiments.lessons.tables import OF_A_YEAR, ROLES, SUMS, Said, Series
from tillit.experiments.telling import LANGUAGES, words
from tillit.experiments.telling.numbers import unit_in_words
from tillit.experiments.trials.reading import read_trial
from tillit.model.events import Size
from tillit.model.scenarios import ScenarioError, read_scenario
from tillit.model.scenarios.dates import YEAR
from tillit.model.scenarios.errors import checked, nearest, screen, shown
from tillit.model.scenarios.reading import decode, parse, read_bytes
from tillit.model.scenarios.schema import Name
from tillit.model.scenarios.table import Table

FILES = Path(__file__).parent / "files"  # the lessons that come with the program
CITED = tomllib.loads((FILES.parent / "accounts.toml").read_text(encoding="utf-8"))  # accounts by name
PLACEHOLDER = re.compile(r"\{\s*(model|source|say)\s*:\s*([^{}]*?)\s*\}")
FORMS = {  # what can be asked of the model
    "series": re.compile(r"([a-z][\w-]*)@([1-9]\d{0,2})(?:\.(low|high|size|share|even|many|much|told))?"),
    "trial": re.compile(r"([A-Z][A-Za-z0-9-]*)\.([1-9]\d?)(?:\.(low|high|size))?"),
}
NUMBER_WORDS = {  # numbers in letters are numbers too; "one" is an article as well
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio femtio hundra tusen",
    "da": "to tre fire fem seks syv otte ni ti elleve tolv tyve tredive halvtreds hundrede tusind",
    "en": "two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred thousand",
}


class Lesson(Table):
    """A lesson as its file tells it; ``[series.net]`` begins the table of a series that is called net."""

    number: Annotated[int, Size("number", 1, 999, "the lessons stand in this order")]
    title: Said
    question: Said  # what the class shall be able to answer
    goals: tuple[Said, ...] = ()  # what one can do afterwards
    compared: dict[Name, tables.Compared] = Field(default={})
    series: dict[Name, tables.Series] = Field(default={})
    source: dict[Name, tables.Source] = Field(default={})
    phrase: dict[Name, tables.Phrase] = Field(default={})
    trials: tuple[tables.Trial, ...] = ()  # that are run, such as X6
    step: tuple[tables.Step, ...] = ()
    roles: tables.Roles | None = None
    notes: tables.Notes

    @cached_property
    def seen(self) -> dict[str, Series]:
        """What each role sees first of the town as it was; events of a year, for a month has few."""
        if self.roles is None:
            return {}
        found, currency = {}, read_scenario(self.compared[self.roles.of].town).town.currency
        for role in ROLES:
            it, label = MEASURED[getattr(self.roles, role)], {}
            yearly = it.adds and not it.unit.startswith("SEK")
            for spoken in map(words, LANGUAGES):
                unit = unit_in_words(it.unit, currency, spoken)
                parts = spoken.label(it.labels), spoken.gettext("in twelve months") if yearly else unit
                label[spoken.language] = ", ".join(filter(None, parts))
            about = {"of": self.roles.of, "indicator": it.name, "label": label}
            shown = {"shown": "year_was" if yearly else "was", "decimals": 1, "axis": (0.0, 0.001)}
            found[f"role-{role}"] = Series.model_validate(about | shown)
        return found


class Asked(NamedTuple):
    """What is asked for: a ``series``, ``trial``, ``source`` or ``say``; ``model`` is none of them."""

    kind: str
    name: str
    turn: int = 0  # the month of a series, or the number of a trial's figure
    end: str = ""  # ``low``, ``high`` and so on, or nothing for the middle


def asked(kind: str, what: str) -> Asked:
    """Return what is asked for; what something is more ``than`` is the model's, or else a source's."""
    for name, form in FORMS.items() if kind in {"model", "than"} else ():
        if found := form.fullmatch(what):
            return Asked(name, found[1], int(found[2]), found[3] or "")
    return Asked("source" if kind == "than" else kind, what)


def all_asked(text: str) -> list[tuple[str, Asked]]:
    """Return each placeholder of a text as it is written, and what it asks for."""
    return [(found[0], asked(*found.groups())) for found in PLACEHOLDER.finditer(text)]


def bare_numbers(text: str, language: str) -> list[str]:
    """Return the numbers of a text, in digits or letters, that are no placeholders, and loose brackets."""
    letters = NUMBER_WORDS[language].replace(" ", "|")
    return re.findall(rf"[{{}}]|\d[\d.,:]*|\b(?:{letters})\b", PLACEHOLDER.sub(" ", text), re.IGNORECASE)


def texts(it: object, where: str = "") -> Iterator[tuple[str, Said]]:
    """Yield every text of a lesson, or of a part of one, with where it stands, but for who is cited."""
    if type(it) is Said:
        yield where.strip(), it
    elif isinstance(it, Table | dict | tuple):
        for name, one in enumerate(it, 1) if isinstance(it, tuple) else dict(it).items():
            if name != "about":  # who is cited: its numbers are years and pages
                yield from texts(one, f"{where} {name}")


def lesson_files() -> dict[str, Path]:
    """Return the files that come with the program by the lesson's number."""
    return {path.stem.partition("-")[0]: path for path in sorted(FILES.glob("*.toml"))}


def read_lesson(name_or_path: str | Path) -> Lesson:
    """Read a lesson by the number of one that comes with the program, or by the path of a TOML file.

    ScenarioError if there is no such lesson or file, or anything in it is wrong; all of it is named.
    """
    files, text = lesson_files(), str(name_or_path)
    if isinstance(name_or_path, str) and not text.endswith(".toml") and text not in files:
        known = ", ".join(files)
        raise ScenarioError(f"there is no lesson {shown(text)}; known: {known} (a file's name ends in .toml)")
    path = files.get(text, Path(name_or_path))
    return parse_lesson(decode(read_bytes(path), path.name), path.name)


def parse_lesson(text: str, title: str) -> Lesson:
    """Read a lesson from the text of a file that messages call `title`; ScenarioError as `read_lesson`."""
    problems: list[str] = []
    lesson = checked(Lesson, parse(text, title), title, problems)
    if lesson is not None:
        problems = [*_wrong_names(lesson), *_wrong_texts(lesson)]
    if lesson is None or problems:
        raise ScenarioError(screen(f"{title} cannot be read:", problems))
    return lesson


def _wrong_names(lesson: Lesson) -> Iterator[str]:
    asks = [(f"series {name}: of", "compared", it.of) for name, it in lesson.series.items()]
    asks += [("roles: of", "compared", lesson.roles.of)] if lesson.roles else []
    for turn, step in enumerate(lesson.step, 1):
        month = f"@{step.month}" if step.series and step.month else ""
        asks.append((f"step {turn}: series", "model" if month else "series", (step.series or "") + month))
        asks += [(f"step {turn}: source", "source", name) for name in step.sources]
    for name, it in lesson.source.items():
        asks.append((f"source {name}: beside", "model", it.beside or ""))
        asks.append((f"source {name}: account", "account", it.account or ""))
    for name, phrase in lesson.phrase.items():
        asks.append((f"phrase {name}: of", "model", phrase.of))
        asks.append((f"phrase {name}: than", "than", phrase.than or ""))
    for where, kind, what in asks:
        for why in _wrong(lesson, asked(kind, what)) if what else ():
            yield f"{where} = {what!r}: {why}"


def _wrong(lesson: Lesson, it: Asked) -> Iterator[str]:
    kinds = {"say": lesson.phrase, "trial": lesson.trials, "model": (), "account": CITED}
    known = kinds[it.kind] if it.kind in kinds else getattr(lesson, it.kind)
    if it.kind == "model":
        yield "must be a series and a month, as in net@36, net@36.low or net@36.share, or a trial, as in X6.1"
    elif it.name not in known:
        yield nearest(it.name, known) if known else f"the lesson has no {it.kind}"
    elif it.kind == "trial" and it.turn > (figures := len(read_trial(it.name).figures)):
        yield f"figure {it.turn}: the trial has {figures}"
    elif it.kind == "series" and it.turn:
        series = lesson.series[it.name]
        if it.end == "told" and (series.shown not in SUMS or "SEK" not in MEASURED[series.indicator].unit):
            yield "only money that is saved or gained can be told"
        first = YEAR if series.shown in OF_A_YEAR else 1
        last = lesson.compared[series.of].months if series.of in lesson.compared else it.turn
        if not first <= it.turn <= last:
            yield f"month {it.turn}: the series has months {first} to {last}"


def _wrong_texts(lesson: Lesson) -> Iterator[str]:
    if not lesson.step or lesson.step[0].kind != "read" or lesson.step[0].ask is None:
        yield "the first [[step]] must be one to read, and must `ask`: who is not in this picture?"
    for where, said in texts(lesson):
        for language in LANGUAGES:
            here, of_it = f"{where} {language}", all_asked(said[language])
            for bare in bare_numbers(said[language], language):
                ask = "ask the model or a source for it: {model: net@36} or {source: posts}"
                yield f"{here}: {bare!r} stands there by itself; {ask}"
            for written, it in of_it:
                yield from (f"{here}: {written}: {why}" for why in _wrong(lesson, it))
                if it.kind == "say" and where.startswith("phrase "):
                    yield f"{here}: {written}: a phrase cannot stand in a phrase"
                if it.kind != "source" and where.startswith(("title", "question")):
                    yield f"{here}: {written}: a heading is shown before anything is run; ask a source"
        if len({frozenset(it for _, it in all_asked(said[language])) for language in LANGUAGES}) > 1:
            yield f"{where}: its languages ask for different numbers"
