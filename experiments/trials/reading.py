"""Reading: a trial by its name or by the path of a file, or everything that is wrong with it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tillit.experiments.trials.outcomes import OUTCOMES
from tillit.experiments.trials.tables import About, Arm, ArmTable, Cohort, Figure, Treated, Trial
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.building import build
from tillit.model.scenarios.errors import checked, cut, each_checked, nearest, screen, shown, unknown
from tillit.model.scenarios.reading import decode, parse, read_bytes
from tillit.model.scenarios.timeline import one_event, read_events

FILES = Path(__file__).parent / "files"  # the trials that come with the program
TABLES = ("trial", "office", "treated", "arm", "cohort", "figure")
MOST = 50  # arms, cohorts or figures of one trial
START = "2000-01"  # the office's first month, where the file gives none: events say months, not dates


def trial_files() -> dict[str, Path]:
    """Return the files that come with the program by the trial's name, X1 before X2 before X10."""
    return {plain(path.stem.partition("-")[0]): path for path in sorted(FILES.glob("*.toml"))}


def plain(code: str) -> str:
    """Return a name without leading zeros: the file of X5 begins with X05."""
    return re.sub(r"(?<=[A-Za-z])0+(?=\d)", "", code).upper()


def all_trials() -> tuple[Trial, ...]:
    """Return the trials that come with the program, in order."""
    return tuple(map(read_trial, trial_files().values()))


def read_trial(name_or_path: str | Path) -> Trial:
    """Read a trial that comes with the program, such as X5, or a TOML file.

    ScenarioError if there is no such trial or file, or anything in it is wrong; all of it is named.
    """
    path = find(name_or_path)
    return parse_trial(decode(read_bytes(path), path.name), path.name)


def find(name_or_path: str | Path) -> Path:
    """Return the file that is meant; ScenarioError as `read_trial`."""
    text, files = str(name_or_path), trial_files()
    if isinstance(name_or_path, Path) or text.endswith(".toml") or re.search(r"[/\\]", text):
        return Path(text)
    if plain(text) in files:
        return files[plain(text)]
    hint = nearest(plain(text), files)
    raise ScenarioError(f"there is no trial {cut(repr(text), 60)}; {hint} (a file's name ends in .toml)")


def parse_trial(text: str, title: str) -> Trial:
    """Read a trial from the text of a file that messages call `title`; ScenarioError as `read_trial`."""
    data = parse(text, title)
    problems = [unknown(title, name, TABLES) for name in data if name not in TABLES]
    try:
        trial = _build(data, problems)
    except RecursionError:
        raise ScenarioError(f"{title} cannot be read: its tables are nested too deeply") from None
    if trial is None or problems:
        raise ScenarioError(screen(f"{title} cannot be read:", problems))
    return trial


def _build(data: dict[str, Any], problems: list[str]) -> Trial | None:
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
        return None
    trial = Trial(about, office, tuple(_arms(office, tables, treated, problems)), treated, cohorts, figures)
    problems += [] if problems else _inconsistent(trial)
    return trial


def _arms(office: Scenario, tables: list[ArmTable], treated: Treated, problems: list[str]) -> Iterator[Arm]:
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
    arms, cohorts = [it.name for it in trial.arms], [it.name for it in trial.cohorts]
    for kind, those in (("arm", arms), ("cohort", cohorts)):
        yield from (f"two {kind}s are called {it!r}" for it in sorted(set(those)) if those.count(it) > 1)
    if any(it.treated for it in trial.cohorts) and trial.treated == Treated():
        yield "a cohort is of those who are treated only; say in [treated] how large a share that is"
    for turn, figure in enumerate(trial.figures, 1):
        wrong = [
            f"{name} = {shown(value)}: {nearest(value, those)}"
            for name, those in {"arm": arms, "against": arms, "cohort": cohorts}.items()
            if (value := getattr(figure, name)) is not None and value not in those
        ]
        if OUTCOMES[figure.outcome].of_people and not cohorts:
            wrong.append(f"outcome {figure.outcome!r} is of people: say in [[cohort]] whom to follow")
        if not wrong:
            first, last = trial.window_of(figure)
            many = (trial.cohort_of(figure) or trial.about).follow
            if not first < last <= many:
                wrong.append(f"months {first + 1} to {last}: only {many} months are followed")
        yield from (f"[[figure]] {turn}: {it}" for it in wrong)
