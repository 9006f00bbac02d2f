"""Reading: a file of targets, or everything that is wrong with it."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tillit.experiments import trials
from tillit.experiments.calibration.measures import MEASURES
from tillit.experiments.calibration.targets import (
    Effort,
    Free,
    LeftOut,
    OfTrials,
    Sheet,
    Space,
    Target,
    TrialTarget,
    space_of,
)
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
    effort: Effort
    simpler: Effort
    """Effort for explanations other than the theory."""
    texts: tuple[str, ...]
    """What is in the file, and in those of its trials."""


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
    """Return the file that is meant; RefusedError if a name is not ``behaviour``."""
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
    free = checked(Free, data.get("free", {}), "[free]", problems)
    space = space_of(free, problems) if free else Space(())
    if len(space) > MOST_FREE:
        problems.append(f"[free]: {len(space)} parameters are free; {MOST_FREE} can be told apart at most")
    left_out = tuple(dict.fromkeys((*_left_out(data.get("left_out", {}), problems), *left_out_of_all())))
    search, simpler = data.get("search", {}), {}
    if isinstance(search, Mapping) and isinstance(search.get("simpler"), Mapping):
        simpler = search["simpler"]
        search = {name: value for name, value in search.items() if name != "simpler"}
    effort = checked(Effort, search, "[search]", problems)
    less = checked(Effort, {**search, **simpler}, "[search.simpler]", problems) if effort else None
    texts = [text]
    asked = checked(OfTrials, data.get("trials", {}), "[trials]", problems)
    targets: list[Target] = list(_of_trials(asked, problems, texts)) if asked else []
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
    if problems or sheet is None or effort is None or less is None:
        raise RefusedError(screen(f"{title} cannot be calibrated on:", problems))
    return TargetFile(sheet, tuple(targets), space, effort, less, tuple(texts))


@cache
def left_out_of_all() -> tuple[LeftOut, ...]:
    """Return what the file that comes with the program leaves out: no other file may fit it either."""
    return _left_out(parse(find(BEHAVIOUR).read_text(encoding="utf-8"), BEHAVIOUR)["left_out"], [])


def account_of(town: str, left_out: tuple[LeftOut, ...] = ()) -> str:
    """Return why a town must not be fitted to, if an account's claim about it is left out of every fit."""
    for it in left_out or left_out_of_all():
        if town in it.towns:
            return f"is a town of account {it.account} ({it.claim}): left out of every fit and only predicted"
    return ""


def _left_out(said: object, problems: list[str]) -> tuple[LeftOut, ...]:
    if not isinstance(said, Mapping):
        problems.append("left_out must hold tables such as [left_out.hassleholm]")
        return ()
    read = (checked(LeftOut, raw, f"[left_out.{name}]", problems) for name, raw in said.items())
    return tuple(it for it in read if it is not None)


def _of_trials(asked: OfTrials, problems: list[str], texts: list[str]) -> Iterator[TrialTarget]:
    """Yield each trial's first figure that counts and says how far; note what is wrong, and the files."""
    files = trials.trial_files()
    names = tuple(dict.fromkeys(it for name in asked.names for it in (files if name == "all" else (name,))))
    problems += [f"[trials] more: {name} is not among the trials" for name in asked.more if name not in names]
    for name in names:
        try:
            trial = trials.read_trial(name)
        except ScenarioError as error:
            problems.append("[trials]: " + " ".join(str(error).split()))
            continue
        ends = ((turn, it, it.accepted) for turn, it in enumerate(trial.figures) if it.counts)
        found = next(((turn, it, accepted) for turn, it, accepted in ends if accepted), None)
        if found is None:
            if name in asked.names:
                problems.append(
                    f"[trials]: no figure of {name} counts and says how far; take it out of `names`"
                )
            continue
        turn, figure, (low, value, high) = found
        texts.append(find_trial(name).read_text(encoding="utf-8"))
        yield TrialTarget(
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


def _wrong_with(target: Target, others: list[Target], left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    """Yield what is wrong with one target that its own values do not show."""
    measure = MEASURES.get(target.measure)
    unit = "%" if target.against is not None else measure and measure.unit
    if measure is None:
        yield f"there is no measure {target.measure!r}; {nearest(target.measure, MEASURES)}"
    elif target.unit != unit:
        yield f"unit = {target.unit!r}: {target.measure} is measured in {unit!r}"
    try:
        if account := account_of(read_scenario(target.town).name, left_out):
            yield account
    except ScenarioError as error:
        yield " ".join(str(error).split())
    if target.name in {it.name for it in others}:
        yield "another target has the same name"
