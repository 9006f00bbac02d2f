"""Reading: a file of targets, or everything that is wrong with it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tillit.experiments.calibration.free_parameters import Space, space_of
from tillit.experiments.calibration.left_out import LeftOut, read_left_out
from tillit.experiments.calibration.measures import MEASURES
from tillit.experiments.calibration.targets import HERE, Free, OfTrials, Search, Sheet, Target
from tillit.experiments.calibration.trial_targets import TrialTarget, read_trial_targets
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import ScenarioError, read_scenario
from tillit.model.scenarios.errors import checked, cut, nearest, screen, unknown
from tillit.model.scenarios.reading import decode, parse, read_bytes

TABLES = ("target", "trials", "search", "free", "left_out")
MOST_TARGETS = 200
MOST_FREE = 60
BEHAVIOUR = "behaviour"
"""Name of the file that comes with the program."""


@dataclass(frozen=True)
class TargetFile:
    """All that a file of targets says."""

    sheet: Sheet
    targets: tuple[Target, ...]
    space: Space
    left_out: tuple[LeftOut, ...]
    search: Search
    text: str
    """All that is in the file."""

    @property
    def levels(self) -> tuple[Target, ...]:
        """The targets that are no trial's."""
        return tuple(it for it in self.targets if not isinstance(it, TrialTarget))


def read_targets(name_or_path: str | Path) -> TargetFile:
    """Read a file of targets.

    Parameters
    ----------
    name_or_path
        ``behaviour``, which comes with the program, or the path of a TOML file.

    Raises
    ------
    RefusedError
        If there is no such file, or anything in it is wrong; all of it is named.
    """
    path = find(name_or_path)
    try:
        return parse_targets(decode(read_bytes(path), path.name), path.name)
    except ScenarioError as error:
        raise RefusedError(str(error)) from None


def find(name_or_path: str | Path) -> Path:
    """Return the file that is meant."""
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(".toml") or "/" in text or "\\" in text:
        return Path(text)
    names = sorted(path.stem for path in HERE.glob("*.toml"))
    if text not in names:
        near = nearest(text, names)
        message = f"there are no targets {cut(repr(text), 60)}; {near} (a file's name ends in .toml)"
        raise RefusedError(message)
    return HERE / f"{text}.toml"


def parse_targets(text: str, title: str) -> TargetFile:
    """Read the text of a file of targets; `title` is what messages call it.

    Raises
    ------
    RefusedError
        If anything in it is wrong; all of it is named.
    """
    try:
        data = parse(text, title)
    except ScenarioError as error:
        raise RefusedError(str(error)) from None
    known = (*TABLES, *Sheet.model_fields)
    problems = [unknown(title, name, known) for name in data if name not in known]
    sheet = checked(Sheet, {key: data[key] for key in Sheet.model_fields if key in data}, title, problems)
    free = checked(Free, data.get("free", {}), "[free]", problems)
    space = space_of(free, problems) if free else Space(())
    if len(space) > MOST_FREE:
        problems.append(f"[free]: {len(space)} parameters are free; {MOST_FREE} can be told apart at most")
    left_out = tuple(dict.fromkeys((*read_left_out(data.get("left_out", {}), problems), *left_out_of_all())))
    search = checked(Search, data.get("search", {}), "[search]", problems)
    targets = _targets(data, left_out, problems)
    if problems or sheet is None or free is None or search is None:
        raise RefusedError(screen(f"{title} cannot be calibrated on:", problems))
    return TargetFile(sheet, targets, space, left_out, search, text)


@cache
def left_out_of_all() -> tuple[LeftOut, ...]:
    """Return what the file that comes with the program leaves out: no other file may fit it either."""
    text = (HERE / f"{BEHAVIOUR}.toml").read_text(encoding="utf-8")
    return read_left_out(parse(text, f"{BEHAVIOUR}.toml")["left_out"], [])


def _targets(data: dict[str, Any], left_out: tuple[LeftOut, ...], problems: list[str]) -> tuple[Target, ...]:
    """Return the targets; note what is wrong with them, alone and together."""
    asked = checked(OfTrials, data.get("trials", {}), "[trials]", problems)
    of_trials = read_trial_targets(asked, problems) if asked else ()
    problems += [f"trial {it.trial}: {problem}" for it in of_trials for problem in _claimed(it, left_out)]
    targets: list[Target] = list(of_trials)
    tables = data.get("target", [])
    if not isinstance(tables, list) or not 1 <= len(tables) + len(targets) <= MOST_TARGETS:
        problems.append(f"targets must be tables [[target]], or [trials]: 1 to {MOST_TARGETS} of them")
        return ()
    for turn, raw in enumerate(tables, 1):
        name = raw.get("name", "") if isinstance(raw, dict) else ""
        where = f"target {turn}" + (f" ({cut(str(name), 40)})" if name else "")
        target = checked(Target, raw, where, problems)
        if target is None:
            continue
        problems += [f"{where}: {problem}" for problem in _wrong_with(target, left_out)]
        if target.name in {it.name for it in targets}:
            problems.append(f"{where}: another target has the same name")
        targets.append(target)
    return tuple(targets)


def _wrong_with(target: Target, left_out: tuple[LeftOut, ...]) -> list[str]:
    """Return what is wrong with one target that its own values do not show."""
    problems = []
    measure = MEASURES.get(target.measure)
    if measure is None:
        near = nearest(target.measure, MEASURES)
        problems.append(f"there is no measure {target.measure!r}; {near}")
    else:
        unit = "%" if target.compared == "percent" or target.against is not None else measure.unit
        if target.unit != unit:
            problems.append(f"unit = {target.unit!r}: {target.measure} is measured in {unit!r}")
    try:
        town = read_scenario(target.town)
        problems += _claimed(target, left_out, town.name)
        if target.acts and not town.events:
            problems.append(f"acts = true, but nothing is done in {target.town}")
        worlds = town.before().variant(target.changes)
        worlds.variant(target.treatment)
    except ScenarioError as error:
        problems.append(" ".join(str(error).split()))
    return problems


def _claimed(target: Target, left_out: tuple[LeftOut, ...], *towns: str) -> list[str]:
    """Return why a target must not be fitted, if an account's claim that is left out stands behind it."""
    texts = (*towns, target.name, target.label, target.source)
    return [
        f"is what account {it.account} claims ({it.claim}), which is left out of every fit and only predicted"
        for it in left_out
        if any(it.speaks_of(text) for text in texts)
    ][:1]
