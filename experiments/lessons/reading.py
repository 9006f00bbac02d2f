"""Reading: a lesson by its number or by the path of a file, or everything that is wrong with it."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field

from tillit.experiments.comparison.outcomes import MEASURED
from tillit.experiments.lessons import tables
from tillit.experiments.lessons.tables import OF_A_YEAR, ROLES, SCALES, SUMS, Series, Trial
from tillit.experiments.lessons.texts import Asked, Said, all_asked, asked, bare_numbers
from tillit.experiments.telling import LANGUAGES, words
from tillit.experiments.telling.numbers import scale_of, unit_in_words
from tillit.experiments.trials.reading import read_trial
from tillit.model.scenarios import ScenarioError, read_scenario
from tillit.model.scenarios.dates import YEAR
from tillit.model.scenarios.errors import checked, nearest, screen, shown
from tillit.model.scenarios.reading import decode, parse, read_bytes
from tillit.model.scenarios.table import Table

FILES = Path(__file__).parent / "files"  # the lessons that come with the program
EXAMPLES = "{model: net@36} or {source: posts}"
Kind = TypeVar("Kind")


def _by_name(found: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a file has
    """Return tables by their names."""
    if not isinstance(found, list) or not all(isinstance(it, dict) and "name" in it for it in found):
        raise ValueError("must be tables in double brackets, each with a name")
    names = [str(it["name"]) for it in found]
    if twice := [name for name in names if names.count(name) > 1]:
        raise ValueError(f"two are called {twice[0]!r}")
    return dict(zip(names, found, strict=True))


Named = Annotated[dict[str, Kind], BeforeValidator(_by_name)]


class Lesson(Table):
    """A lesson as its file tells it; what has a name is found by it."""

    lesson: tables.About
    compared: Named[tables.Compared] = Field(default={})
    series: Named[Series] = Field(default={})
    source: Named[tables.Source] = Field(default={})
    phrase: Named[tables.Phrase] = Field(default={})
    trials: tuple[Trial, ...] = ()  # that are run, such as X6
    step: tuple[tables.Step, ...] = ()
    roles: tables.Roles | None = None
    notes: tables.Notes

    @cached_property
    def seen(self) -> dict[str, Series]:
        """What each role sees first of the town as it was; events of a year, for a month has few."""
        if self.roles is None:
            return {}
        found, scales = {}, {scale: name for name, scale in SCALES.items()}
        currency = read_scenario(self.compared[self.roles.of].town).town.currency
        for role in ROLES:
            it = MEASURED[getattr(self.roles, role)]
            yearly = it.adds and not it.unit.startswith("SEK")
            labels = {}
            for spoken in map(words, LANGUAGES):
                unit = unit_in_words(it.unit, currency, spoken)
                parts = spoken.label(it.labels), spoken.gettext("in twelve months") if yearly else unit
                labels[spoken.language] = ", ".join(filter(None, parts))
            about = {"shown": "year_was" if yearly else "was", "scale": scales[scale_of(it.unit)]}
            series = {"name": f"role-{role}", "of": self.roles.of, "indicator": it.name, "label": labels}
            found[role] = Series.model_validate({**series, **about, "decimals": 1, "axis": (0.0, 0.001)})
        return found


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


def all_lessons() -> tuple[Lesson, ...]:
    """Return the lessons that come with the program, in order."""
    return tuple(read_lesson(path) for path in lesson_files().values())


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
    try:
        lesson = checked(Lesson, parse(text, title), title, problems)
    except RecursionError:
        raise ScenarioError(f"{title} cannot be read: its tables are nested too deeply") from None
    if lesson is not None:
        asks = ((where, why) for where, it in _asks(lesson) for why in _wrong(lesson, it))
        problems = [*(f"{where}: {why}" for where, why in asks), *_words(lesson)]
    if lesson is None or problems:
        raise ScenarioError(screen(f"{title} cannot be read:", problems))
    return lesson


def _asks(lesson: Lesson) -> Iterator[tuple[str, Asked]]:
    """Yield all that is named and asked for, and where: worlds, series, sources and placeholders."""
    for series in lesson.series.values():
        yield f"series {series.name}: of = {series.of!r}", Asked("compared", series.of)
    if lesson.roles:
        yield f"roles: of = {lesson.roles.of!r}", Asked("compared", lesson.roles.of)
    for turn, step in enumerate(lesson.step, 1):
        if step.series is not None:
            yield f"step {turn}: series = {step.series!r}", Asked("series", step.series, step.month or 0)
        for name in step.sources:
            yield f"step {turn}: source = {name!r}", Asked("source", name)
    for source in lesson.source.values():
        if source.beside:
            yield f"source {source.name}: beside = {source.beside!r}", asked("model", source.beside)
    for phrase in lesson.phrase.values():
        yield f"phrase {phrase.name}: of = {phrase.of!r}", asked("model", phrase.of)
        if phrase.than:
            yield f"phrase {phrase.name}: than = {phrase.than!r}", one_beside(phrase.than)


def one_beside(than: str) -> Asked:
    """Return what a phrase compares with: what a text would ask the model, or else a source."""
    it = asked("model", than)
    return it._replace(kind="source") if it.kind == "model" else it


def _wrong(lesson: Lesson, it: Asked) -> Iterator[str]:
    """Yield why nothing can be given for what is asked, if nothing can."""
    kinds = {"say": lesson.phrase, "trial": lesson.trials, "model": ()}
    known = kinds[it.kind] if it.kind in kinds else getattr(lesson, it.kind)
    series = lesson.series.get(it.name) if it.kind == "series" and it.turn else None
    if it.kind == "model":
        yield "must be a series and a month, as in net@36, net@36.low or net@36.share, or a trial, as in X6.1"
    elif it.name not in known:
        yield nearest(it.name, known) if known else f"the lesson has no {it.kind}"
    elif it.kind == "trial" and it.turn > (figures := len(read_trial(it.name).figures)):
        yield f"figure {it.turn}: the trial has {figures}"
    elif series and it.end == "told" and (series.shown not in SUMS or series.scale != "millions"):
        yield "only what is saved or gained, in millions, can be told"
    elif series and series.of in lesson.compared:
        first, last = YEAR if series.shown in OF_A_YEAR else 1, lesson.compared[series.of].months
        if not first <= it.turn <= last:
            yield f"month {it.turn}: the series has months {first} to {last}"


def _words(lesson: Lesson) -> Iterator[str]:
    """Yield what is wrong in texts: bare numbers, placeholders for nothing, languages that ask otherwise."""
    if not lesson.step or lesson.step[0].kind != "read" or lesson.step[0].ask is None:
        yield "the first [[step]] must be one to read, and must `ask`: who is not in this picture?"
    for where, said in texts(lesson):
        for language in LANGUAGES:
            here = f"{where} {language}"
            for bare in bare_numbers(said[language], language):
                yield f"{here}: {bare!r} stands there by itself; ask the model or a source for it: {EXAMPLES}"
            for written, it in all_asked(said[language]):
                yield from (f"{here}: {written}: {why}" for why in _wrong(lesson, it))
                if it.kind == "say" and where.startswith("phrase "):
                    yield f"{here}: {written}: a phrase cannot stand in a phrase"
                if it.kind != "source" and where.startswith(("lesson title", "lesson question")):
                    yield f"{here}: {written}: a heading is shown before anything is run; ask a source"
        if len({frozenset(it for _, it in all_asked(said[language])) for language in LANGUAGES}) > 1:
            yield f"{where}: its languages ask for different numbers"
