"""Report: what a fit says, as tidy tables, in words, and in files."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tillit.experiments.calibration.calibrating import Fit
from tillit.experiments.calibration.history_matching import CANDIDATES, PLAUSIBLE, Aim, columns, usable
from tillit.experiments.calibration.targets import TrialTarget
from tillit.experiments.comparison.statistics import QUANTILES
from tillit.experiments.describing.markdown import bullets, table
from tillit.experiments.telling.catalogue import SOURCE, Words
from tillit.experiments.telling.names import assumption
from tillit.experiments.telling.numbers import four_digits, percent, plain
from tillit.experiments.trials.wording import TEXT
from tillit.experiments.worlds.files import write_durably

MET = 2.0  # standard deviations within which a target counts as met
UNKNOWN = 0.8  # share of the range's width from which the data tell next to nothing
FIT = "fit"  # context of the headings of a fit's tables
LEAST_KEPT = 10  # vectors that are kept of every explanation, plausible or not
WITHIN = QUANTILES[-1] - QUANTILES[0]


def fit_table(fit: Fit) -> pd.DataFrame:
    """Return one row for each target: what was said, and what the model gives.

    `low` and `high` hold 90 % of the posterior's draws, each run in the model itself.
    """
    noise = np.median(columns(usable(fit.every), "noise"), axis=0)
    low, median, high = np.quantile(columns(usable(fit.sample), "target"), QUANTILES, axis=0)
    distance = fit.of.aim.distance(median, noise)
    found = {"median": median, "low": low, "high": high, "implausibility": distance, "met": distance < MET}
    said = pd.DataFrame([it.model_dump(mode="json") for it in fit.of.targets]).assign(**found)
    said = said.rename(columns={"name": "target", "figure": "said"})
    return said[["target", "label", "unit", "said", "tolerance", *found, "source"]]


def parameter_table(fit: Fit) -> pd.DataFrame:
    """Return prior against posterior, one row for each free parameter: its range, and what is left of it.

    Beforehand every value of the range is equally likely, or every ratio of one that is logarithmic.
    `width` is the posterior's 90 % interval over the prior's; `identified` tells whether the data narrow it.
    """
    space = fit.of.space
    q05, median, q95 = np.quantile(fit.draws, QUANTILES, axis=0)
    least, _, most = np.quantile(space.cube(fit.draws), QUANTILES, axis=0)
    width = (most - least) / WITHIN
    declared = pd.DataFrame(space.parameters)[["name", "unit", "low", "high"]]
    found = {"median": median, "q05": q05, "q95": q95, "width": width, "identified": width < UNKNOWN}
    return declared.rename(columns={"name": "parameter"}).assign(**found)


def kept_of(drawn: pd.DataFrame, every: pd.DataFrame, aim: Aim, enough: int = LEAST_KEPT) -> pd.DataFrame:
    """Return the drawn vectors that are plausible; the nearest of all that were run if they are not enough.

    An explanation that the targets rule out needs a set as well, to be compared: the values with which it
    comes nearest.
    """
    kept = drawn[drawn["implausibility"] < PLAUSIBLE]
    if len(kept) < enough:
        found = usable(every)
        squares = (((columns(found, "target") - aim.figures) / aim.tolerances) ** 2).sum(axis=1)
        kept = found.iloc[np.argsort(squares, kind="stable")[:LEAST_KEPT]]
    return kept.drop(columns=kept.filter(like="noise.").columns).reset_index(drop=True)


def write_report(folder: Path, fit: Fit, title: str, model: str) -> dict[str, Any]:
    """Write every file of the report of a fit of `model` into its folder, and return it in plain values."""
    values = [f'"{it.name}" = {it.value(fit.best[it.name])!r}\n' for it in fit.of.space.parameters]
    heading = fit.of.spoken.gettext("The vector nearest to the targets: {title}", title=title)
    best = f"# {heading}\n\n[parameters]\n" + "".join(values)
    for name, text in {"report.md": told_report(fit, title), "best.toml": best}.items():
        write_durably(folder / name, partial(Path.write_text, data=text, encoding="utf-8"))
    vectors = kept_of(fit.sample, fit.every, fit.of.aim).assign(model=model)
    write_durably(folder / "vectors.parquet", vectors.to_parquet)
    about = {"vectors": len(fit.every), "verdicts": list(verdicts(fit)), "left_after_each_wave": fit.left}
    frames = {"targets": fit_table(fit), "parameters": parameter_table(fit)}
    return {"title": title, **about} | {name: it.to_dict("records") for name, it in frames.items()}


def told_report(fit: Fit, title: str) -> str:
    """Return the report as a reader of the fit's language has it, in Markdown."""
    spoken, gettext = fit.of.spoken, fit.of.spoken.gettext
    targets, parameters = told_targets(fit).drop(columns="target"), parameter_table(fit)
    targets["met"] = targets["met"].map({True: gettext("met"), False: f"**{gettext('not met')}**"})
    parameters["parameter"] = parameters["parameter"].map(partial(named, spoken=spoken))
    parameters["unit"] = parameters["unit"].map(gettext)
    known = {True: gettext("narrowed"), False: gettext("open")}
    parameters["identified"] = parameters["identified"].map(known)
    ranges = gettext("Prior (low, high) against posterior")
    parts = [f"# {title}", bullets(verdicts(fit))]
    for heading, frame in (gettext("Targets"), targets), (ranges, parameters.sort_values("width")):
        cells = frame.map(lambda it: four_digits(it, spoken) if isinstance(it, float) else str(it))
        heads = [spoken.pgettext(FIT, str(it)) for it in cells]
        parts += [f"## {heading}", table(heads, cells.to_numpy().tolist())]
    return "\n\n".join(parts) + "\n"


def told_targets(fit: Fit) -> pd.DataFrame:
    """Return `fit_table` with labels, units and sources as the reader calls them."""
    spoken, found = fit.of.spoken, fit_table(fit)
    for at, it in enumerate(fit.of.targets):
        label, source = spoken.gettext(it.label), spoken.pgettext("source", it.source)
        if isinstance(it, TrialTarget):
            trial, _, claim = it.label.partition(" ")
            label, source = f"{trial} {spoken.pgettext(TEXT, claim)}", spoken.pgettext(TEXT, it.source)
        found.loc[at, ["label", "unit", "source"]] = [label, spoken.gettext(it.unit), source]
    return found


def verdicts(fit: Fit) -> Iterator[str]:
    """Yield what one should know before using the fit, one sentence each."""
    spoken, targets, parameters = fit.of.spoken, told_targets(fit), parameter_table(fit)
    gettext, every, met = spoken.gettext, len(fit.every), targets["met"]
    counts = {"met": met.sum(), "all": len(targets), "far": plain(MET, spoken)}
    yield gettext("{met} of {all} targets are met (within {far} standard deviations).", **counts)
    for label, unit, *both in targets[~met][["label", "unit", "said", "median"]].to_numpy():
        said, gives = (four_digits(it, spoken) for it in both)
        told = {"label": label, "unit": unit, "said": said, "gives": gives}
        yield gettext("Not met: {label}: said {said} {unit}, the model gives {gives}.", **told)
    if failed := every - len(usable(fit.every)):
        yield gettext("{failed} of {all} vectors could not be run or measured.", failed=failed, all=every)
    least = gettext("less than {share} %", share=four_digits(100.0 / CANDIDATES, spoken))
    shares = " → ".join(f"{four_digits(100.0 * it, spoken)} %" if it > 0.0 else least for it in fit.left)
    yield gettext("Not ruled out after each wave: {shares}.", shares=shares)
    plausible = int((fit.sample["implausibility"] < PLAUSIBLE).sum())
    counts = {"plausible": plausible, "sample": len(fit.sample)}
    yield gettext("{plausible} of {sample} draws are plausible when the model itself is run.", **counts)
    if plausible < LEAST_KEPT:
        yield gettext(
            "That is too few to rely on: run more waves or vectors, or some targets contradict each other. "
            "The {least} nearest of all that was run are kept instead, plausible or not.",
            least=LEAST_KEPT,
        )
    known, names = parameters["identified"], parameters["parameter"].map(partial(named, spoken=spoken))
    if narrowed := names[parameters[known].sort_values("width").index].tolist():
        numbers = {"some": len(narrowed), "all": len(parameters), "names": ", ".join(narrowed)}
        yield gettext("The data narrow {some} of {all} values: {names}.", **numbers)
    if open_ := names[~known].tolist():
        left = {"names": ", ".join(open_), "share": percent(UNKNOWN, spoken)}
        yield gettext("The data do not tell: {names} (over {share} of the range is left).", **left)


def named(name: str, spoken: Words) -> str:
    """Return what a parameter is called: in English as one types it."""
    return name if spoken.language == SOURCE else assumption(name, spoken)
