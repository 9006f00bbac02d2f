"""Report: what a fit says, as tidy tables, in words, and in files."""

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tillit.experiments.calibration.calibrating import Fit
from tillit.experiments.calibration.history_matching import CANDIDATES, PLAUSIBLE, Aim, columns, usable
from tillit.experiments.comparison.statistics import QUANTILES
from tillit.experiments.describing.markdown import bullets, table
from tillit.experiments.worlds.files import write_durably

MET = 2.0  # standard deviations within which a target counts as met
UNKNOWN = 0.8  # share of the range's width from which the data tell next to nothing
LEAST_KEPT = 10  # vectors that are kept of every explanation, plausible or not
WITHIN = QUANTILES[-1] - QUANTILES[0]


def fit_table(fit: Fit) -> pd.DataFrame:
    """Return one row for each target: what was said, and what the model gives.

    `low` and `high` hold 90 % of the posterior's draws, each run in the model itself.
    """
    noise = np.median(columns(usable(fit.every), "noise"), axis=0)
    low, median, high = np.quantile(columns(usable(fit.sample), "target"), QUANTILES, axis=0)
    distance = fit.of.aim.distance(median, noise)
    said = pd.DataFrame([it.model_dump(mode="json") for it in fit.of.targets])
    said = said.rename(columns={"name": "target", "figure": "said"}).assign(
        median=median,
        low=low,
        high=high,
        implausibility=distance,
        met=distance < MET,
    )
    told = ["target", "label", "unit", "said", "tolerance", "median", "low", "high"]
    return said[[*told, "implausibility", "met", "source"]]


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
    """Write every file of the report into a fit's folder, and return it in plain values.

    `model` is the explanation that was fitted.
    """
    targets, parameters, said = fit_table(fit), parameter_table(fit), verdicts(fit)
    met = targets["met"].map({True: "met", False: "**not met**"})
    known = parameters["identified"].map({True: "narrowed", False: "open"})
    shown = {
        "## Targets": targets.assign(met=met).drop(columns="target"),
        "## Prior (low, high) against posterior": parameters.assign(identified=known).sort_values("width"),
    }
    parts = [f"# {title}", bullets(said)]
    for heading, frame in shown.items():
        cells = frame.map(lambda value: rounded(value) if isinstance(value, float) else str(value))
        parts += [heading, table(list(map(str, cells)), cells.to_numpy().tolist())]
    values = [f'"{it.name}" = {it.value(fit.best[it.name])!r}' for it in fit.of.space.parameters]
    heading = f"# The vector nearest to the targets: {title}\n\n[parameters]"
    texts = {"report.md": "\n\n".join(parts) + "\n", "best.toml": "\n".join([heading, *values]) + "\n"}
    for name, text in texts.items():
        write_durably(folder / name, partial(Path.write_text, data=text, encoding="utf-8"))
    vectors = kept_of(fit.sample, fit.every, fit.of.aim).assign(model=model)
    write_durably(folder / "vectors.parquet", vectors.to_parquet)
    tables = {"targets": targets.to_dict("records"), "parameters": parameters.to_dict("records")}
    about = {"vectors": len(fit.every), "verdicts": said, "left_after_each_wave": fit.left}
    return {"title": title, **about, **tables}


def verdicts(fit: Fit) -> list[str]:
    """Return what one should know before using the fit, one sentence each."""
    targets, parameters = fit_table(fit), parameter_table(fit).set_index("parameter")
    number, sample = (fit.sample["implausibility"] < PLAUSIBLE).sum(), len(fit.sample)
    smallest = f"less than {100.0 / CANDIDATES:.2g} %"
    shares = " -> ".join(f"{100.0 * it:.3g} %" if it > 0.0 else smallest for it in fit.left)
    said = [f"{targets['met'].sum()} of {len(targets)} targets are met (within {MET:g} standard deviations)."]
    said += [
        f"Not met: {label}: said {rounded(figure)} {unit}, the model gives {rounded(gives)}."
        for label, unit, figure, gives, met in targets[["label", "unit", "said", "median", "met"]].to_numpy()
        if not met
    ]
    if failed := len(fit.every) - len(usable(fit.every)):
        said.append(f"{failed} of {len(fit.every)} vectors could not be run or measured.")
    said.append(f"Not ruled out after each wave: {shares}.")
    said.append(f"{number} of {sample} draws are plausible when the model itself is run.")
    if number < LEAST_KEPT:
        said.append(
            "That is too few to rely on: run more waves or vectors, or some targets contradict each other. "
            f"The {LEAST_KEPT} nearest of all that was run are kept instead, plausible or not."
        )
    known = parameters["identified"]
    if narrowed := parameters[known].sort_values("width").index.tolist():
        said.append(f"The data narrow {len(narrowed)} of {len(parameters)} values: {', '.join(narrowed)}.")
    if open_ := parameters.index[~known].tolist():
        left = f"over {100 * UNKNOWN:g} % of the range is left"
        said.append(f"The data do not tell: {', '.join(open_)} ({left}).")
    return said


def rounded(value: float) -> str:
    """Return a figure as a table shows it: four digits, and never an exponent for what is large."""
    return f"{value:,.0f}" if abs(value) >= 1000.0 else f"{value:.4g}"  # noqa: PLR2004
