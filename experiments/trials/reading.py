"""Reading: a trial by its name or by the path of a file, or everything that is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tillit.experiments.trials.outcomes import OUTCOMES, is_level
from tillit.experiments.trials.tables import About, ArmTable, Cohort, Figure, Treated
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.building import build
from tillit.model.scenarios.errors import checked, cut, each_checked, nearest, screen, shown, unknown
from tillit.model.scenarios.reading import decode, parse, read_bytes
from tillit.model.scenarios.timeline import one_event, read_events

FILES = Path(__file__).parent / "files"
"""The trials that come with the program."""
TABLES = ("trial", "office", "treated", "arm", "cohort", "figure")
MOST = 50
"""Arms, cohorts or figures of one trial."""
START = "2000-01"
"""The office's first month, where the file gives none: events say months, not dates."""


@dataclass(frozen=True)
class Arm:
    """One way in which the office may work from the trial's first month on, with what is done in it."""

    name: str
    scenario: Scenario


@dataclass(frozen=True)
class Trial:
    """A trial as its file tells it."""

    about: About
    office: Scenario
    """The office before anything is done."""
    arms: tuple[Arm, ...]
    """Two or more; in each of them the same people come, with the same luck."""
    treated: Treated
    cohorts: tuple[Cohort, ...]
    figures: tuple[Figure, ...]

    @property
    def name(self) -> str:
        """What one types."""
        return self.about.name

    @property
    def months(self) -> int:
        """Months that the trial lasts."""
        return max([self.about.follow, *(cohort.months for cohort in self.cohorts)])

    def cohort_of(self, figure: Figure) -> Cohort | None:
        """Return whom a figure is about; nobody if it is about the office."""
        if not OUTCOMES[figure.outcome].of_people:
            return None
        return next((it for it in self.cohorts if it.name == figure.cohort), self.cohorts[0])

    def sides_of(self, figure: Figure) -> tuple[int, int]:
        """Return the numbers of the arm that a figure is held against, and of the treated one."""
        names = [arm.name for arm in self.arms]
        against = 0 if figure.against is None else names.index(figure.against)
        treated = None if figure.arm is None else names.index(figure.arm)
        if is_level(figure.outcome, figure.change):
            return treated or 0, treated or 0
        return against, len(names) - 1 if treated is None else treated

    def followed(self, figure: Figure) -> int:
        """Return for how many months those are followed whom a figure is about."""
        cohort = self.cohort_of(figure)
        return self.about.follow if cohort is None else cohort.follow

    def window_of(self, figure: Figure) -> tuple[int, int]:
        """Return the months of a figure, from the first to before the last, counted from 0."""
        return figure.first - 1, figure.last or self.followed(figure)


def trial_files() -> dict[str, Path]:
    """Return the files that come with the program by the trial's name, X1 before X2 before X10."""
    paths = {path.stem.partition("-")[0]: path for path in FILES.glob("*.toml")}
    return {plain(code): paths[code] for code in sorted(paths)}


def plain(code: str) -> str:
    """Return a name without leading zeros: the file of X5 begins with X05."""
    return re.sub(r"(?<=[A-Za-z])0+(?=\d)", "", code).upper()


def all_trials() -> tuple[Trial, ...]:
    """Return the trials that come with the program, in order."""
    return tuple(read_trial(path) for path in trial_files().values())


def read_trial(name_or_path: str | Path) -> Trial:
    """Read a trial that comes with the program, such as X5, or a TOML file.

    ScenarioError if there is no such trial or file, or anything in it is wrong; all of it is named.
    """
    path = find(name_or_path)
    return parse_trial(decode(read_bytes(path), path.name), path.name)


def find(name_or_path: str | Path) -> Path:
    """Return the file that is meant; ScenarioError as `read_trial`."""
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(".toml") or re.search(r"[/\\]", text):
        return Path(text)
    files = trial_files()
    if plain(text) in files:
        return files[plain(text)]
    hint = nearest(plain(text), files)
    raise ScenarioError(f"there is no trial {cut(repr(text), 60)}; {hint} (a file's name ends in .toml)")


def parse_trial(text: str, title: str) -> Trial:
    """Read a trial from the text of a file that messages call `title`; ScenarioError as `read_trial`."""
    try:
        data = parse(text, title)
        trial, problems = _build(data, [unknown(title, name, TABLES) for name in data if name not in TABLES])
    except RecursionError:
        raise ScenarioError(f"{title} cannot be read: its tables are nested too deeply") from None
    if trial is None or problems:
        raise ScenarioError(screen(f"{title} cannot be read:", problems))
    return trial


def _build(data: dict[str, Any], problems: list[str]) -> tuple[Trial | None, list[str]]:
    """Return the trial, if there can be one, and everything that is wrong."""
    about = checked(About, data.get("trial", {}), "[trial]", problems)
    treated = checked(Treated, data.get("treated", {}), "[treated]", problems)
    tables = list(each_checked(ArmTable, data, "arm", MOST, problems))
    cohorts = tuple(each_checked(Cohort, data, "cohort", MOST, problems))
    figures = tuple(each_checked(Figure, data, "figure", MOST, problems))
    office, given = None, data.get("office", {})
    if isinstance(given, dict) and isinstance(given.get("town"), dict):
        usual = {"name": "office", "title": about.title if about else "trial", "start": START}
        try:
            office = build({**given, "town": usual | given["town"]}, "[office]")
        except ScenarioError as error:
            problems += str(error).splitlines()
    else:
        problems.append("[office.town] is missing; an office is an ordinary scenario, its tables in [office]")
    if len(tables) < 2:  # noqa: PLR2004 - nothing to compare
        problems.append("[[arm]]: two or more are needed: as before, and with what was changed")
    if not figures:
        problems.append("[[figure]]: at least one is needed: what the study found")
    if about is None or treated is None or office is None or problems:
        return None, problems
    trial = Trial(about, office, tuple(_arms(office, tables, treated, problems)), treated, cohorts, figures)
    return trial, problems or list(_inconsistent(trial))


def _arms(office: Scenario, tables: list[ArmTable], treated: Treated, problems: list[str]) -> Iterator[Arm]:
    """Yield each arm, with the same lot in all of them."""
    share = treated.model_dump()
    lot = one_event({"kind": "lot", "month": 1, **share}) if any(share.values()) else ()
    for table in tables:
        here: list[str] = []
        events = read_events([dict(it) for it in table.event], office.town.start, [], here)
        try:
            yield Arm(table.name, office.with_events((*lot, *events)))
        except ScenarioError as error:
            here += map(str.strip, str(error).splitlines())
        problems += [f"arm {table.name!r}: {it}" for it in here]


def _inconsistent(trial: Trial) -> Iterator[str]:
    names = {"arm": [it.name for it in trial.arms], "cohort": [it.name for it in trial.cohorts]}
    for kind, those in names.items():
        yield from (f"two {kind}s are called {it!r}" for it in sorted(set(those)) if those.count(it) > 1)
    if any(it.treated for it in trial.cohorts) and trial.treated == Treated():
        yield "a cohort is of those who are treated only; say in [treated] how large a share that is"
    for turn, figure in enumerate(trial.figures, 1):
        problems = list(_wrong_in(figure, names))
        first, last = trial.window_of(figure) if not problems else (0, 0)
        if not problems and not first < last <= trial.followed(figure):
            only = f"only {trial.followed(figure)} months are followed"
            problems.append(f"months {first + 1} to {last}: {only}")
        yield from (f"[[figure]] {turn}: {it}" for it in problems)


def _wrong_in(figure: Figure, names: dict[str, list[str]]) -> Iterator[str]:
    """Yield what a figure names that there is not, or says of an outcome that it cannot be."""
    outcome = OUTCOMES.get(figure.outcome)
    if outcome is None:
        yield f"outcome = {shown(figure.outcome)}: {nearest(figure.outcome, OUTCOMES)}"
        return
    for name, kind in (("arm", "arm"), ("against", "arm"), ("cohort", "cohort")):
        value = getattr(figure, name)
        if value is not None and value not in names[kind]:
            yield f"{name} = {shown(value)}: {nearest(value, names[kind])}"
    if not outcome.of_people and figure.cohort is not None:
        yield f"outcome {figure.outcome!r} is of the whole office: leave `cohort` out"
    if outcome.of_people and not names["cohort"]:
        yield f"outcome {figure.outcome!r} is of people: say in [[cohort]] whom to follow"
    if outcome.between is not None and figure.change != "level":
        yield f'outcome {figure.outcome!r} is a figure of two arms already: change must be "level"'
    if is_level(figure.outcome, figure.change) and (figure.direction != "unchanged" or figure.against):
        yield 'change = "level" says what one arm was like: direction must be "unchanged", without `against`'
