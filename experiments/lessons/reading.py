"""Reading: a lesson by its number or by the path of a file, or everything that is wrong with it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.lessons.lesson import Lesson
from tillit.experiments.lessons.placeholders import Asked, all_asked, asked, bare_numbers
from tillit.experiments.lessons.tables import (
    OF_A_YEAR,
    POINTS,
    SUMS,
    About,
    Compared,
    Notes,
    Phrase,
    Roles,
    Series,
    Source,
    Step,
)
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import LANGUAGES
from tillit.experiments.trials.reading import plain, read_trial
from tillit.experiments.worlds.given_events import given_event
from tillit.model.scenarios import ScenarioError, read_scenario
from tillit.model.scenarios.dates import YEAR
from tillit.model.scenarios.errors import checked, each_checked, nearest, screen, shown, unknown
from tillit.model.scenarios.reading import decode, parse, read_bytes

FILES = Path(__file__).parent / "files"
"""The lessons that come with the program."""
TABLES = ("lesson", "compared", "series", "source", "phrase", "trials", "step", "roles", "notes")
MOST = 60
"""Tables of one kind in a file."""
Named = TypeVar("Named", Compared, Series, Source, Phrase)


def lesson_files() -> dict[str, Path]:
    """Return the files that come with the program by the lesson's number."""
    return {path.stem.partition("-")[0]: path for path in sorted(FILES.glob("*.toml"))}


def all_lessons() -> tuple[Lesson, ...]:
    """Return the lessons that come with the program, in order."""
    return tuple(read_lesson(path) for path in lesson_files().values())


def read_lesson(name_or_path: str | Path) -> Lesson:
    """Read a lesson.

    Parameters
    ----------
    name_or_path
        Number of a lesson that comes with the program, or path of a TOML file.

    Raises
    ------
    ScenarioError
        If there is no such lesson or file, or anything in it is wrong; all of it is named.
    """
    files = lesson_files()
    text = str(name_or_path)
    if isinstance(name_or_path, str) and not text.endswith(".toml"):
        if text not in files:
            message = (
                f"there is no lesson {shown(text)}; known: {', '.join(files)} (a file's name ends in .toml)"
            )
            raise ScenarioError(message)
        name_or_path = files[text]
    path = Path(name_or_path)
    return parse_lesson(decode(read_bytes(path), path.name), path.name)


def parse_lesson(text: str, title: str) -> Lesson:
    """Read a lesson from the text of a file; `title` is what messages call it.

    Raises
    ------
    ScenarioError
        If anything in it is wrong.
    """
    try:
        data = parse(text, title)
    except RecursionError:
        message = f"{title} cannot be read: its tables are nested too deeply"
        raise ScenarioError(message) from None
    problems = [unknown(title, name, TABLES) for name in data if name not in TABLES]
    about = checked(About, data.get("lesson", {}), "[lesson]", problems)
    notes = checked(Notes, data.get("notes", {}), "[notes]", problems)
    roles = checked(Roles, data["roles"], "[roles]", problems) if "roles" in data else None
    compared = _by_name(Compared, data, "compared", problems)
    series = _by_name(Series, data, "series", problems)
    sources = _by_name(Source, data, "source", problems)
    phrases = _by_name(Phrase, data, "phrase", problems)
    steps = tuple(each_checked(Step, data, "step", MOST, problems))
    trials = tuple(map(str, data.get("trials", ())))
    if about is None or notes is None or problems:
        raise ScenarioError(screen(f"{title} cannot be read:", problems))
    lesson = Lesson(about, compared, series, sources, phrases, trials, steps, roles, notes)
    problems = [*_worlds(lesson), *_series(lesson)] or [*_steps(lesson), *_words(lesson)]
    if problems:
        raise ScenarioError(screen(f"{title} cannot be read:", problems))
    return lesson


def _by_name(table: type[Named], data: dict[str, Any], kind: str, problems: list[str]) -> dict[str, Named]:
    """Return the tables of a kind by their names; note names that two of them have."""
    found: dict[str, Named] = {}
    for it in each_checked(table, data, kind, MOST, problems):
        if it.name in found:
            problems.append(f"two {kind} tables are called {it.name!r}")
        found[it.name] = it
    return found


def _worlds(lesson: Lesson) -> Iterator[str]:
    """Yield what is wrong with the towns, events, mechanisms and trials that are asked for."""
    for it in lesson.compared.values():
        try:
            start = read_scenario(it.town).town.start
            if it.against is not None:
                read_scenario(it.against)
            for said in it.events or ():
                given_event(said, start)
        except (ScenarioError, RefusedError) as error:
            yield f"compared {it.name!r}: {error}"
        yield from (
            f"compared {it.name!r}: off = {name!r}: {nearest(name, Mechanisms._fields)}"
            for name in it.off
            if name not in Mechanisms._fields
        )
    for name in {*lesson.trials, *(it.trial for it in lesson.sources.values() if it.trial)}:
        try:
            figures = len(read_trial(name).figures)
        except ScenarioError as error:
            yield f"trial {name!r}: {error}"
            continue
        for source in lesson.sources.values():
            if source.trial == name and source.figure > figures:
                yield f"source {source.name!r}: trial {name} has {figures} figures, not {source.figure}"


def _series(lesson: Lesson) -> Iterator[str]:
    """Yield series, and roles, of worlds that there are not."""
    for it in lesson.series.values():
        if it.of not in lesson.compared:
            yield f"series {it.name!r}: of = {it.of!r}: {nearest(it.of, lesson.compared)}"
        elif lesson.compared[it.of].months % POINTS:
            yield f"compared {it.of!r}: months must be a multiple of {POINTS}: so many points are drawn"
    if lesson.roles and lesson.roles.of not in lesson.compared:
        yield f"[roles]: of = {lesson.roles.of!r}: {nearest(lesson.roles.of, lesson.compared)}"


def _steps(lesson: Lesson) -> Iterator[str]:
    """Yield what steps and sources name that there is not, and a lesson that begins otherwise."""
    if not lesson.steps or lesson.steps[0].kind != "read" or lesson.steps[0].ask is None:
        yield "the first [[step]] must be one to read, and must `ask`: who is not in this picture?"
    for turn, step in enumerate(lesson.steps, 1):
        for kind, name, known in (
            ("series", step.series, lesson.series),
            ("unlocks", step.unlocks, Mechanisms._fields),
            *(("source", name, lesson.sources) for name in step.sources),
        ):
            if name is not None and name not in known:
                yield f"[[step]] {turn}: {kind} = {name!r}: {nearest(name, known)}"
    asks = [(f"source {it.name!r}: beside", it.beside) for it in lesson.sources.values()]
    for one in lesson.phrases.values():
        asks += [(f"phrase {one.name!r}: of", one.of), (f"phrase {one.name!r}: than", one.than)]
    for where, said in asks:
        it = said and (asked("model", said) or (Asked("source", said) if where.endswith("than") else None))
        why = _wrong(lesson, it or None) if said else ""
        if why:
            yield f"{where} = {said!r}: {why}"


def _words(lesson: Lesson) -> Iterator[str]:
    """Yield what is wrong in texts: bare numbers, placeholders for nothing, languages that ask otherwise."""
    for where, said in lesson.texts():
        each = {language: list(all_asked(said[language])) for language in LANGUAGES}
        for language in LANGUAGES:
            yield from (
                f"{where} {language}: {bare!r} stands there by itself; ask the model or a source for it: "
                "{model: net@36} or {source: posts}"
                for bare in bare_numbers(said[language], language)
            )
            for written, it in each[language]:
                why = _wrong(lesson, it)
                if it is not None and it.kind == "say" and where.startswith("phrases "):
                    why = "a phrase cannot stand in a phrase"
                if why:
                    yield f"{where} {language}: {written}: {why}"
            if where.startswith(("[lesson] title", "[lesson] question")):
                yield from (
                    f"{where} {language}: {written}: a heading is shown before anything is run; ask a source"
                    for written, it in each[language]
                    if it is not None and it.kind != "source"
                )
        asks = {language: {it for _, it in found} for language, found in each.items()}
        if len({frozenset(it) for it in asks.values()}) > 1:
            yield f"{where}: its languages ask for different numbers"


def _wrong(lesson: Lesson, it: Asked | None) -> str:
    """Return why nothing can be given for a placeholder; nothing if it can."""
    if it is None:
        return (
            "must be a series and a month, as in net@36, net@36.low or net@36.share, or a trial, as in X6.1"
        )
    kinds: dict[str, Iterable[str]] = {
        "series": lesson.series,
        "source": lesson.sources,
        "say": lesson.phrases,
    }
    known = [*kinds[it.kind]] if it.kind in kinds else [*map(plain, lesson.trials)]
    if it.name not in known:
        return nearest(it.name, known) if known else f"the lesson has no {it.kind}"
    if it.kind == "series":
        series = lesson.series[it.name]
        months = lesson.compared[series.of].months
        first = YEAR if series.shown in OF_A_YEAR else 1
        if it.end == "told" and (series.shown not in SUMS or series.scale != "millions"):
            return "only what is saved or gained, in millions, can be told"
        if not first <= it.turn <= months:
            return f"month {it.turn}: the series has months {first} to {months}"
    if it.kind == "trial" and not 1 <= it.turn <= len(read_trial(it.name).figures):
        return f"figure {it.turn}: the trial has {len(read_trial(it.name).figures)}"
    return ""
