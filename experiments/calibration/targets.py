"""Targets: a file of what was measured, how well, and what may be moved; or everything wrong with it."""

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator

from tillit.agents.foundation.parameters import Grade
from tillit.experiments import trials
from tillit.experiments.calibration.history_matching import Space
from tillit.experiments.calibration.measures import MEASURES
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor, declared
from tillit.experiments.trials.reading import find as find_trial
from tillit.model.assumptions import BEHAVIOUR as ASSUMED
from tillit.model.scenarios import ScenarioError, read_scenario
from tillit.model.scenarios.errors import checked, cut, nearest, screen, unknown
from tillit.model.scenarios.reading import decode, parse, read_bytes
from tillit.model.scenarios.schema import Line, Name
from tillit.model.scenarios.table import Table

TABLES = ("target", "trials", "search", "free")
MOST_TARGETS, MOST_FREE = 200, 60
BEHAVIOUR = "behaviour"  # name of the file that comes with the program
CLAIMED = "claims are made of the town ([[expect]]): left out of every fit, and only predicted"
WIDE = 2.0 * 1.645
"""Standard deviations between the ends of what a trial accepts, read as 90 % of a normal distribution."""


def _whole(low: int, high: int, what: str = "") -> Any:  # noqa: ANN401 - an annotation
    return Field(ge=low, le=high, description=f"a whole number {what}from {low} to {high:,}")


OneOrMore = BeforeValidator(lambda it: [it] if type(it) in {int, float, str} else it)
Caseload = Annotated[float, Field(ge=1.0, le=1000.0, description="from 1 to 1,000 households a post")]
Months = Annotated[int, _whole(13, 240, "of months ")]
Replications = Annotated[int, _whole(2, 1_000)]


class Target(Table):
    """One figure that was measured."""

    name: Name
    label: Line
    measure: Annotated[str, Field(max_length=80)]  # what is measured in the model: a measure, or an indicator
    figure: float
    tolerance: Annotated[float, Field(gt=0.0, description="more than 0: a standard deviation")]
    """One standard deviation: error of the figure, and of taking the model's measure for it."""
    unit: Line
    source: Line
    grade: Grade
    town: Annotated[str, Field(max_length=500)] = "standard"
    """Where it is measured, before anything is done there."""
    caseload: Annotated[tuple[Caseload, ...], OneOrMore, Field(max_length=20)] = ()
    """Households for each post (or children, where there is a child unit only), in towns that have always
    had so many; their mean counts. Empty: as it is."""
    against: Caseload | None = None
    """Cases for each post in towns with which those of `caseload` are compared, in percent."""
    months: Months | None = None
    last: Annotated[int, _whole(1, 240, "of months ")] | None = None
    """How many of the last months count; else all after the first year."""

    @model_validator(mode="after")
    def _has_what_is_compared(self) -> Self:
        if self.against is not None and not self.caseload:
            raise ValueError("against is for towns of another caseload: give `caseload`")
        return self


class TrialTarget(Target):
    """A figure of a study: of a trial by its name or file, the figure of that number, from 0."""

    trial: str
    turn: int
    replications: int


class Free(Table):
    """What may be moved: names in ``tillit parameters``, ``*`` for anything; some in narrower `ranges`.

    In `log` stand those of which equal ratios are equally likely, as suits a rate known to an order only.
    """

    parameters: Annotated[tuple[str, ...], Field(min_length=1)]
    ranges: dict[str, tuple[float, float]] = Field(default_factory=dict)
    log: tuple[str, ...] = ()


class OfTrials(Table):
    """Which virtual trials are among the targets, ``"all"`` for all that come with the program.

    With each vector each has so many offices, and `more` where chance is larger, by name.
    """

    names: Annotated[tuple[str, ...], OneOrMore] = ()
    replications: Replications = 12
    more: dict[str, Replications] = Field(default_factory=dict)


class Effort(Table):
    """How much to run: waves, vectors in each (ten a parameter if left out), draws of the posterior."""

    waves: Annotated[int, _whole(1, 10)] = 3
    vectors: Annotated[int, _whole(10, 100_000)] | None = None
    sample: Annotated[int, _whole(10, 10_000)] = 200


class Sheet(Table):
    """The file's own values, outside its tables: its title, and how much of each town is run."""

    title: Line
    replicates: Annotated[int, _whole(2, 100)] = 6
    """Runs of each town with each vector; with one there is no telling chance from difference."""
    months: Months = 60


class TargetFile(NamedTuple):
    """All that a file of targets says, and its texts, with those of its trials."""

    sheet: Sheet
    targets: tuple[Target, ...]
    space: Space
    effort: Effort
    texts: tuple[str, ...]


def find(name_or_path: str | Path) -> Path:
    """Return the file that is meant; RefusedError if a name is not ``behaviour``."""
    if name_or_path == BEHAVIOUR:
        return Path(__file__).parent / "targets" / f"{BEHAVIOUR}.toml"
    if not isinstance(name_or_path, Path) and not name_or_path.endswith(".toml"):
        near = f"{nearest(name_or_path, [BEHAVIOUR])} (a file's name ends in .toml)"
        raise RefusedError(f"there are no targets {cut(repr(name_or_path), 60)}; {near}")
    return Path(name_or_path)


def read_targets(name_or_path: str | Path) -> TargetFile:
    """Read ``behaviour``, which comes with the program, or the TOML file at a path.

    RefusedError if there is no such file, or anything in it is wrong; all of it is named.
    """
    path = find(name_or_path)
    try:
        return parse_targets(decode(read_bytes(path), path.name), path.name)
    except ScenarioError as error:
        raise RefusedError(str(error)) from None


def parse_targets(text: str, title: str) -> TargetFile:
    """Read the text of a file of targets, which messages call `title`.

    ScenarioError if it is no TOML, RefusedError if anything in it is wrong.
    """
    data, known = parse(text, title), (*TABLES, *Sheet.model_fields)
    problems = [unknown(title, name, known) for name in data if name not in known]
    sheet = checked(Sheet, {key: data[key] for key in Sheet.model_fields if key in data}, title, problems)
    free = checked(Free, data.get("free", {}), "[free]", problems)
    space = space_of(free, problems) if free else Space(())
    if (free_ones := len(space.names)) > MOST_FREE:
        problems.append(f"[free]: {free_ones} parameters are free; {MOST_FREE} can be told apart at most")
    effort = checked(Effort, data.get("search", {}), "[search]", problems)
    texts = [text]
    asked = checked(OfTrials, data.get("trials", {}), "[trials]", problems)
    targets: list[Target] = list(_of_trials(asked, problems, texts)) if asked else []
    said = data.get("target", [])
    if not isinstance(said, list) or not 1 <= len(said) + len(targets) <= MOST_TARGETS:
        problems.append(f"targets must be tables [[target]], or [trials]: 1 to {MOST_TARGETS} of them")
        said = []
    for turn, raw in enumerate(said, 1):
        name = raw.get("name", "") if isinstance(raw, dict) else ""
        where = f"target {turn}" + (f" ({cut(str(name), 40)})" if name else "")
        if target := checked(Target, raw, where, problems):
            problems += [f"{where}: {problem}" for problem in _wrong_with(target, targets)]
            targets.append(target)
    if problems or sheet is None or effort is None:
        raise RefusedError(screen(f"{title} cannot be calibrated on:", problems))
    return TargetFile(sheet, tuple(targets), space, effort, tuple(texts))


def space_of(free: Free, problems: list[str]) -> Space:
    """Return the space that a file describes; note what is wrong with it."""
    chosen: dict[str, Factor] = {}
    for pattern in free.parameters:
        found = {it: declared(it, ASSUMED[it]) for it in ASSUMED if fnmatchcase(it, pattern)}
        if not found:
            near = nearest(pattern, ASSUMED)
            hint = near if near.startswith("did") else "tillit parameters lists them"
            problems.append(f"[free]: there is no parameter {pattern!r}; {hint}")
        chosen |= found
    for name in dict.fromkeys((*free.ranges, *free.log)):
        if (it := chosen.get(name)) is None:
            hint = "" if name in ASSUMED else f"; {nearest(name, ASSUMED)}"
            problems.append(f"[free]: {name} is not among the free parameters{hint}")
            continue
        low, high = free.ranges.get(name, (it.low, it.high))
        if not it.low <= low < high <= it.high:
            wrong = f"must be two ends, the lower first, within {it.allowed}"
            problems.append(f"[free.ranges]: {name} = [{low:g}, {high:g}]: {wrong}")
        elif name in free.log and (it.whole or low <= 0.0):
            wrong = "takes whole numbers only" if it.whole else f"begins at {low:g}"
            hint = "take it out of `log`, or give it a lower end above 0 in [free.ranges]"
            problems.append(f"[free] log: {name} {wrong}, and so has no ratios; {hint}")
        chosen[name] = replace(it, low=float(low), high=float(high), log=name in free.log)
    return Space(tuple(chosen.values()))


def _of_trials(asked: OfTrials, problems: list[str], texts: list[str]) -> Iterator[TrialTarget]:
    """Yield each trial's first figure that counts and says how far; note what is wrong, and the files."""
    every = trials.trial_files()
    names = tuple(dict.fromkeys(it for name in asked.names for it in (every if name == "all" else (name,))))
    problems += [f"[trials] more: {name} is not among the trials" for name in asked.more if name not in names]
    for name in names:
        try:
            trial = trials.read_trial(name)
        except ScenarioError as error:
            problems.append("[trials]: " + " ".join(str(error).split()))
            continue
        found = [(turn, it, it.accepted) for turn, it in enumerate(trial.figures) if it.counts]
        turn, figure, ends = next((it for it in found if it[2]), (0, trial.figures[0], None))
        if ends is None:
            if name in asked.names:
                lacking = f"no figure of {name} counts and says how far; take it out of `names`"
                problems.append(f"[trials]: {lacking}")
            continue
        texts.append(find_trial(name).read_text(encoding="utf-8"))
        yield TrialTarget(
            name=trial.name.lower() + (f"-{turn + 1}" if turn else ""),
            label=f"{trial.name} {figure.claim}"[:200],
            measure=figure.outcome,
            figure=ends[1],
            tolerance=(ends[2] - ends[0]) / WIDE,
            unit=figure.unit,
            source=figure.source,
            grade=figure.grade,
            trial=name,
            turn=turn,
            replications=asked.more.get(name, asked.replications),
        )


def _wrong_with(target: Target, others: list[Target]) -> Iterator[str]:
    """Yield what is wrong with one target that its own values do not show."""
    measure = MEASURES.get(target.measure)
    unit = "%" if target.against is not None else measure and measure.unit
    if measure is None:
        yield f"there is no measure {target.measure!r}; {nearest(target.measure, MEASURES)}"
    elif target.unit != unit:
        yield f"unit = {target.unit!r}: {target.measure} is measured in {unit!r}"
    try:
        if read_scenario(target.town).expect:
            yield CLAIMED
    except ScenarioError as error:
        yield " ".join(str(error).split())
    if target.name in {it.name for it in others}:
        yield "another target has the same name"
