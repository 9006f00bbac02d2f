"""Report: what a fit says, as tidy tables, in words, and in files."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tillit.experiments.calibration.calibrating import Fit
from tillit.experiments.calibration.history_matching import CANDIDATES, PLAUSIBLE, Aim, columns, usable
from tillit.experiments.calibration.targets import LeftOut
from tillit.experiments.comparison.statistics import QUANTILES
from tillit.experiments.describing.markdown import bullets, table
from tillit.experiments.worlds.durable import write_durably

MET = 2.0
"""Standard deviations within which a target counts as met."""
UNKNOWN = 0.8
"""Share of the range's width from which the data tell next to nothing."""
TIED = 0.5
"""Rank correlation from which two parameters are told apart badly."""
LEAST_KEPT = 10
"""Vectors that are kept of every explanation, plausible or not."""
WITHIN = QUANTILES[-1] - QUANTILES[0]
NAMES = {
    "prior05": "prior 5 %",
    "prior95": "prior 95 %",
    "q05": "posterior 5 %",
    "q95": "posterior 95 %",
    "median": "posterior median",
    "width": "posterior over prior width",
}
"""What the Markdown report calls columns of `parameter_table`."""


def fit_table(fit: Fit) -> pd.DataFrame:
    """Return one row for each target: what was said, and what the model gives.

    `low` and `high` hold 90 % of the posterior's draws, each run in the model itself.
    """
    noise = np.median(columns(usable(fit.every), "noise"), axis=0)
    low, median, high = np.quantile(columns(usable(fit.sample), "target"), QUANTILES, axis=0)
    said = pd.DataFrame([it.model_dump(mode="json") for it in fit.targets])
    said = said.rename(columns={"name": "target", "figure": "said"})
    distance = np.abs(median - fit.aim.figures) / np.sqrt(fit.aim.tolerances**2 + noise)
    found = said[["target", "label", "unit", "said", "tolerance"]].assign(
        now=columns(fit.default, "target")[0],
        best=columns(fit.every, "target")[fit.best],
        median=median,
        low=low,
        high=high,
        implausibility=distance,
        met=distance < MET,
    )
    return found.join(said[["source", "grade"]])


def parameter_table(fit: Fit) -> pd.DataFrame:
    """Return prior against posterior, one row for each free parameter: its range, and what is left of it.

    Beforehand every value of the range is equally likely, or every ratio of one that is logarithmic.
    `width` is the posterior's 90 % interval over the prior's; `identified` tells whether the data narrow it.
    """
    space = fit.space
    q05, median, q95 = np.quantile(fit.draws, QUANTILES, axis=0)
    least, _, most = np.quantile(space.cube(fit.draws), QUANTILES, axis=0)
    prior05, prior95 = space.values(np.repeat([[QUANTILES[0]], [QUANTILES[-1]]], len(space), axis=1))
    declared = pd.DataFrame(space.parameters)[["name", "unit", "low", "high"]]
    return declared.rename(columns={"name": "parameter"}).assign(
        now=space.defaults()[0],
        best=fit.every[space.names].to_numpy()[fit.best],
        prior05=prior05,
        prior95=prior95,
        median=median,
        q05=q05,
        q95=q95,
        width=(most - least) / WITHIN,
        identified=lambda it: it["width"] < UNKNOWN,
    )


def tied_pairs(fit: Fit) -> pd.DataFrame:
    """Return the pairs of parameters of which the data know a combination better than either."""
    names = np.array(fit.space.names)
    ranks = pd.DataFrame(fit.draws).corr(method="spearman").fillna(0.0).to_numpy()
    one, other = np.triu_indices(len(names), 1)
    pairs = pd.DataFrame({"parameter": names[one], "with": names[other], "correlation": ranks[one, other]})
    tied = pairs[pairs["correlation"].abs() >= TIED]
    return tied.sort_values("correlation", key=lambda it: -it.abs(), kind="stable", ignore_index=True)


def kept_of(drawn: pd.DataFrame, every: pd.DataFrame, aim: Aim, enough: int = LEAST_KEPT) -> pd.DataFrame:
    """Return the drawn vectors that are plausible; the nearest of all that were run if they are not enough.

    Each has its values, ``target.NAME`` for each target, and its largest `implausibility`. An explanation
    that the targets rule out has a set as well, to be compared: the values with which it comes nearest.
    """
    kept = drawn[drawn["implausibility"] < PLAUSIBLE]
    if len(kept) < enough:
        found = usable(every)
        squares = (((columns(found, "target") - aim.figures) / aim.tolerances) ** 2).sum(axis=1)
        kept = found.iloc[np.argsort(squares, kind="stable")[:LEAST_KEPT]]
    return kept.drop(columns=kept.filter(like="noise.").columns).reset_index(drop=True)


def write_report(
    folder: Path, fit: Fit, title: str, left_out: tuple[LeftOut, ...], model: str | None = None
) -> None:
    """Write every file of the report into a fit's folder; `model` is the explanation that was fitted."""
    best = fit.every.iloc[fit.best]
    values = [f'"{it.name}" = {it.value(best[it.name])!r}' for it in fit.space.parameters]
    heading = f"# The vector nearest to the targets: {title}\n\n[parameters]"
    texts = {
        "report.md": _markdown(fit, title, left_out),
        "report.json": json.dumps(as_plain(fit, title, left_out), ensure_ascii=False, indent=2),
        "best.toml": "\n".join([heading, *values]) + "\n",
    }
    for name, text in texts.items():
        write_durably(folder / name, partial(Path.write_text, data=text, encoding="utf-8"))
    vectors = kept_of(fit.sample, fit.every, fit.aim)
    write_durably(folder / "vectors.parquet", (vectors.assign(model=model) if model else vectors).to_parquet)


def verdicts(fit: Fit) -> list[str]:
    """Return what one should know before using the fit, one sentence each."""
    targets, parameters = fit_table(fit), parameter_table(fit).set_index("parameter")
    number, sample = (fit.sample["implausibility"] < PLAUSIBLE).sum(), len(fit.sample)
    smallest = f"less than {100.0 / CANDIDATES:.2g} %"
    shares = " -> ".join(f"{100.0 * it:.3g} %" if it > 0.0 else smallest for it in fit.left)
    said = [f"{targets['met'].sum()} of {len(targets)} targets are met (within {MET:g} standard deviations)."]
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


def left_out_words(left_out: tuple[LeftOut, ...]) -> list[str]:
    """Return the claims that were not fitted, one line each."""
    return [f"account {it.account}, {', '.join(it.towns)}: {it.claim}" for it in left_out]


def _markdown(fit: Fit, title: str, left_out: tuple[LeftOut, ...]) -> str:
    def piped(frame: pd.DataFrame) -> str:
        shown = frame.map(lambda value: rounded(value) if isinstance(value, float) else str(value))
        return table([str(it) for it in shown], shown.to_numpy().tolist())

    targets = fit_table(fit).drop(columns=["target", "grade"])
    targets["met"] = np.where(targets["met"], "met", "**not met**")
    parameters = parameter_table(fit).sort_values("width", kind="stable")
    parameters["data"] = np.where(parameters["identified"], "narrowed", "open")
    shown = parameters[["parameter", "unit", "now", "best", *NAMES, "data"]].rename(columns=NAMES)
    parts = [f"# {title}", bullets(verdicts(fit)), "## Targets", piped(targets)]
    parts += ["## Prior against posterior", piped(shown)]
    if len(pairs := tied_pairs(fit)):
        parts += [f"## Told apart badly (rank correlation of {TIED:g} or more)", piped(pairs)]
    if left_out:
        parts += ["## Not fitted, only predicted", bullets(left_out_words(left_out))]
    return "\n\n".join(parts) + "\n"


def rounded(value: float) -> str:
    """Return a figure as a table shows it: four digits, and never an exponent for what is large."""
    return f"{value:,.0f}" if abs(value) >= 1000.0 else f"{value:.4g}"  # noqa: PLR2004


def as_plain(fit: Fit, title: str, left_out: tuple[LeftOut, ...]) -> dict[str, Any]:
    """Return the report in plain values, as JSON has them; null for what is unknown."""
    tables = {"targets": fit_table(fit), "parameters": parameter_table(fit), "pairs": tied_pairs(fit)}
    return {
        "title": title,
        "seed": fit.seed,
        "vectors": len(fit.every),
        "verdicts": verdicts(fit),
        "left_after_each_wave": list(fit.left),
        "plausible": fit.plausible,
        **{
            name: json.loads(it.to_json(orient="records", double_precision=15)) for name, it in tables.items()
        },
        "left_out": [it.model_dump(mode="json") for it in left_out],
    }
