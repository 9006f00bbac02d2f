"""Reading: a trial by its name or by the path of a file, or everything that is wrong with it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tillit.experiments.trials.outcomes import OUTCOMES, is_level
from tillit.experiments.trials.tables import About, ArmTable, Cohort, Figure, Treated
from tillit.experiments.trials.trial import Arm, Trial
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
    """Return the file that is meant."""
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(".toml") or re.search(r"[/\\]", text):
        return Path(text)
    files = trial_files()
    if plain(text) in files:
        return files[plain(text)]
    hint = nearest(plain(text), files)
    raise ScenarioError(f"there is no trial {cut(repr(text), 60)}; {hint} (a file's name ends in .toml)")


def parse_trial(text: str, title: str) -> Trial:
    """Read a trial from the text of a file.

    `title` is what messages call it. ScenarioError as `read_trial`.
    """
    try:
        return _build(parse(text, title), title)
    except RecursionError:
        raise ScenarioError(f"{title} cannot be read: its tables are nested too deeply") from None


def _build(data: dict[str, Any], title: str) -> Trial:
    problems = [unknown(title, name, TABLES) for name in data if name not in TABLES]
    about = checked(About, data.get("trial", {}), "[trial]", problems)
    treated = checked(Treated, data.get("treated", {}), "[treated]", problems)
    tables = list(each_checked(ArmTable, data, "arm", MOST, problems))
    cohorts = tuple(each_checked(Cohort, data, "cohort", MOST, problems))
    figures = tuple(each_checked(Figure, data, "figure", MOST, problems))
    office = _office(data.get("office", {}), about, problems)
    if len(tables) < 2:  # noqa: PLR2004 - nothing to compare
        problems.append("[[arm]]: two or more are needed: as before, and with what was changed")
    if not figures:
        problems.append("[[figure]]: at least one is needed: what the study found")
    if about is None or treated is None or office is None or problems:
        raise ScenarioError(screen(f"{title} cannot be read:", problems))
    arms = tuple(_arms(office, tables, treated, problems))
    trial = Trial(about, office, arms, treated, cohorts, figures)
    if not problems:
        problems += _inconsistent(trial)
    if problems:
        raise ScenarioError(screen(f"{title} cannot be read:", problems))
    return trial


def _office(tables: object, about: About | None, problems: list[str]) -> Scenario | None:
    """Return the office: an ordinary scenario, which need not say what it is called."""
    if not isinstance(tables, dict) or not isinstance(tables.get("town"), dict):
        problems.append("[office.town] is missing; an office is an ordinary scenario, its tables in [office]")
        return None
    title = about.title if about else "trial"
    town = {"name": "office", "title": title, "start": START, **tables["town"]}
    try:
        return build({**tables, "town": town}, "[office]")
    except ScenarioError as error:
        problems += str(error).splitlines()
        return None


def _arms(office: Scenario, tables: list[ArmTable], treated: Treated, problems: list[str]) -> Iterator[Arm]:
    """Yield each arm, with the same lot in all of them."""
    share = {"cases": treated.cases, "staff": treated.staff}
    lot = one_event({"kind": "lot", "month": 1, **share}) if any(share.values()) else ()
    for table in tables:
        here: list[str] = []
        events = read_events([dict(it) for it in table.event], office.town.start, [], here)
        problems += [f"arm {table.name!r}: {it}" for it in here]
        try:
            yield Arm(table.name, office.with_events((*lot, *events)))
        except ScenarioError as error:
            problems += [f"arm {table.name!r}: {it.strip()}" for it in str(error).splitlines()]


def _inconsistent(trial: Trial) -> list[str]:
    problems = []
    for kind, names in (
        ("arm", [it.name for it in trial.arms]),
        ("cohort", [it.name for it in trial.cohorts]),
    ):
        problems += [f"two {kind}s are called {it!r}" for it in sorted(set(names)) if names.count(it) > 1]
    if any(it.treated for it in trial.cohorts) and trial.treated == Treated():
        problems.append(
            "a cohort is of those who are treated only; say in [treated] how large a share that is"
        )
    for turn, figure in enumerate(trial.figures, 1):
        problems += [f"[[figure]] {turn}: {it}" for it in _wrong_in(figure, trial)]
    return problems


def _wrong_in(figure: Figure, trial: Trial) -> list[str]:
    if figure.outcome not in OUTCOMES:
        return [f"outcome = {shown(figure.outcome)}: {nearest(figure.outcome, OUTCOMES)}"]
    outcome = OUTCOMES[figure.outcome]
    problems = []
    arms, cohorts = [it.name for it in trial.arms], [it.name for it in trial.cohorts]
    for name, value, known in (
        ("arm", figure.arm, arms),
        ("against", figure.against, arms),
        ("cohort", figure.cohort, cohorts),
    ):
        if value is not None and value not in known:
            problems.append(f"{name} = {shown(value)}: {nearest(value, known)}")
    if outcome.of_people is None and figure.cohort is not None:
        problems.append(f"outcome {figure.outcome!r} is of the whole office: leave `cohort` out")
    if outcome.of_people is not None and not cohorts:
        problems.append(f"outcome {figure.outcome!r} is of people: say in [[cohort]] whom to follow")
    if outcome.between is not None and figure.change != "level":
        problems.append(f'outcome {figure.outcome!r} is a figure of two arms already: change must be "level"')
    if is_level(figure.outcome, figure.change) and (figure.direction != "unchanged" or figure.against):
        problems.append(
            'change = "level" says what one arm was like: direction must be "unchanged", without `against`'
        )
    if not problems:
        first, last = trial.window_of(figure)
        cohort = trial.cohort_of(figure)
        followed = trial.about.follow if cohort is None else cohort.follow
        if not first < last <= followed:
            problems.append(f"months {first + 1} to {last}: only {followed} months are followed")
    return problems
