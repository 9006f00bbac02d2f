"""Reading: a file of targets, or everything that is wrong with it."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tillit.experiments import trials
from tillit.experiments.calibration import targets as tables
from tillit.experiments.calibration.measures import MEASURES
from tillit.experiments.calibration.targets import LeftOut, Search, Sheet, Space, Target, TrialTarget
from tillit.experiments.refused import RefusedError
from tillit.experiments.trials.reading import find as find_trial
from tillit.model.scenarios import ScenarioError, read_scenario
from tillit.model.scenarios.errors import checked, cut, nearest, screen, unknown
from tillit.model.scenarios.reading import decode, parse, read_bytes

TABLES = ("target", "trials", "search", "free", "left_out")
MOST_TARGETS, MOST_FREE = 200, 60
BEHAVIOUR = "behaviour"
"""Name of the file that comes with the program."""
WIDE = 2.0 * 1.645
"""Standard deviations between the ends of what a trial accepts, read as 90 % of a normal distribution."""


class TargetFile(NamedTuple):
    """All that a file of targets says."""

    sheet: Sheet
    targets: tuple[Target, ...]
    space: Space
    left_out: tuple[LeftOut, ...]
    search: Search
    text: str

    def trial_texts(self) -> list[str]:
        """Return what is in the files of the trials that are among the targets."""
        names = dict.fromkeys(it.trial for it in self.targets if isinstance(it, TrialTarget))
        return [find_trial(name).read_text(encoding="utf-8") for name in names]


def read_targets(name_or_path: str | Path) -> TargetFile:
    """Read ``behaviour``, which comes with the program, or the TOML file at a path.

    RefusedError if there is no such file, or anything in it is wrong; all of it is named.
    """
    path = find(name_or_path)
    try:
        text = decode(read_bytes(path), path.name)
    except ScenarioError as error:
        raise RefusedError(str(error)) from None
    return parse_targets(text, path.name)


def find(name_or_path: str | Path) -> Path:
    """Return the file that is meant."""
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(".toml") or "/" in text or "\\" in text:
        return Path(text)
    if text != BEHAVIOUR:
        near = nearest(text, [BEHAVIOUR])
        raise RefusedError(
            f"there are no targets {cut(repr(text), 60)}; {near} (a file's name ends in .toml)"
        )
    return Path(__file__).parent / "targets" / f"{BEHAVIOUR}.toml"


def parse_targets(text: str, title: str) -> TargetFile:
    """Read the text of a file of targets, which messages call `title`; RefusedError as in `read_targets`."""
    try:
        data = parse(text, title)
    except ScenarioError as error:
        raise RefusedError(str(error)) from None
    known = (*TABLES, *Sheet.model_fields)
    problems = [unknown(title, name, known) for name in data if name not in known]
    sheet = checked(Sheet, {key: data[key] for key in Sheet.model_fields if key in data}, title, problems)
    free = checked(tables.Free, data.get("free", {}), "[free]", problems)
    space = tables.space_of(free, problems) if free else Space(())
    if len(space) > MOST_FREE:
        problems.append(f"[free]: {len(space)} parameters are free; {MOST_FREE} can be told apart at most")
    left_out = tuple(dict.fromkeys((*_left_out(data.get("left_out", {}), problems), *left_out_of_all())))
    search = checked(Search, data.get("search", {}), "[search]", problems)
    asked = checked(tables.OfTrials, data.get("trials", {}), "[trials]", problems)
    targets: list[Target] = list(_of_trials(asked, left_out, problems)) if asked else []
    said = data.get("target", [])
    if isinstance(said, list) and 1 <= len(said) + len(targets) <= MOST_TARGETS:
        for turn, raw in enumerate(said, 1):
            name = raw.get("name", "") if isinstance(raw, dict) else ""
            where = f"target {turn}" + (f" ({cut(str(name), 40)})" if name else "")
            if target := checked(Target, raw, where, problems):
                problems += [f"{where}: {problem}" for problem in _wrong_with(target, targets, left_out)]
                targets.append(target)
    else:
        problems.append(f"targets must be tables [[target]], or [trials]: 1 to {MOST_TARGETS} of them")
    if problems or sheet is None or search is None:
        raise RefusedError(screen(f"{title} cannot be calibrated on:", problems))
    return TargetFile(sheet, tuple(targets), space, left_out, search, text)


@cache
def left_out_of_all() -> tuple[LeftOut, ...]:
    """Return what the file that comes with the program leaves out: no other file may fit it either."""
    return _left_out(parse(find(BEHAVIOUR).read_text(encoding="utf-8"), BEHAVIOUR)["left_out"], [])


def _left_out(said: object, problems: list[str]) -> tuple[LeftOut, ...]:
    if not isinstance(said, Mapping):
        problems.append("left_out must hold tables such as [left_out.hassleholm]")
        return ()
    read = (checked(LeftOut, raw, f"[left_out.{name}]", problems) for name, raw in said.items())
    return tuple(it for it in read if it is not None)


def _of_trials(
    asked: tables.OfTrials, left_out: tuple[LeftOut, ...], problems: list[str]
) -> Iterator[TrialTarget]:
    """Yield the targets that are trials' figures; note what is wrong with them."""
    files = tuple(trials.trial_files())
    names = tuple(dict.fromkeys(it for name in asked.names for it in (files if name == "all" else (name,))))
    problems += [f"[trials] more: {name} is not among the trials" for name in asked.more if name not in names]
    for name in names:
        try:
            trial = trials.read_trial(name)
        except ScenarioError as error:
            problems.append("[trials]: " + " ".join(str(error).split()))
            continue
        found = [(turn, it) for turn, it in enumerate(trial.figures) if it.counts and it.accepted]
        if not found and name in asked.names:
            problems.append(f"[trials]: no figure of {name} counts and says how far; take it out of `names`")
        for turn, figure in found[: None if asked.every_figure else 1]:
            value, low, high = (float(it) for it in (figure.value, figure.low, figure.high) if it is not None)
            target = TrialTarget(
                name=trial.name.lower() + (f"-{turn + 1}" if turn else ""),
                label=f"{trial.name} {figure.claim}"[:200],
                measure=figure.outcome,
                figure=value,
                tolerance=(high - low) / WIDE,
                unit=figure.unit,
                source=figure.source,
                grade=figure.grade,
                trial=name,
                turn=turn,
                replications=asked.more.get(name, asked.replications),
            )
            problems += [f"trial {name}: {problem}" for problem in _claimed(target, left_out)]
            yield target


def _wrong_with(target: Target, others: list[Target], left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    """Yield what is wrong with one target that its own values do not show."""
    measure = MEASURES.get(target.measure)
    unit = "%" if target.compared == "percent" or target.against is not None else measure and measure.unit
    if measure is None:
        yield f"there is no measure {target.measure!r}; {nearest(target.measure, MEASURES)}"
    elif target.unit != unit:
        yield f"unit = {target.unit!r}: {target.measure} is measured in {unit!r}"
    try:
        town = read_scenario(target.town)
        yield from _claimed(target, left_out, town.name)
        if target.acts and not town.events:
            yield f"acts = true, but nothing is done in {target.town}"
        town.before().variant(target.changes).variant(target.treatment)
    except ScenarioError as error:
        yield " ".join(str(error).split())
    if target.name in {it.name for it in others}:
        yield "another target has the same name"


def _claimed(target: Target, left_out: tuple[LeftOut, ...], *towns: str) -> list[str]:
    """Return why a target must not be fitted, if an account's claim that is left out stands behind it."""
    texts = (*towns, target.name, target.label, target.source)
    return [
        f"is what account {it.account} claims ({it.claim}), which is left out of every fit and only predicted"
        for it in left_out
        if any(it.speaks_of(text) for text in texts)
    ][:1]
