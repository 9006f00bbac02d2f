"""Report: what a fit says, as tidy tables, in words, and in files."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tillit.experiments.calibration.calibrating import Fit
from tillit.experiments.calibration.free_parameters import Space
from tillit.experiments.calibration.history_matching import CANDIDATES, PLAUSIBLE, Aim
from tillit.experiments.calibration.stages import Evaluated
from tillit.experiments.calibration.targets import LeftOut, Target
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
LARGE = 1_000.0
"""Figures from here on are shown as whole numbers."""


def fit_table(fit: Fit) -> pd.DataFrame:
    """Return one row for each target: what was said, and what the model gives.

    `low` and `high` hold 90 % of the posterior's draws, each run in the model itself.
    """
    noise = np.median(fit.every.only(fit.every.usable).noise, axis=0)
    low, median, high = np.quantile(fit.sample.only(fit.sample.usable).mean, QUANTILES, axis=0)
    distance = np.abs(median - fit.aim.figures) / np.sqrt(fit.aim.tolerances**2 + noise)
    return pd.DataFrame(
        {
            "target": [it.name for it in fit.targets],
            "label": [it.label for it in fit.targets],
            "unit": [it.unit for it in fit.targets],
            "said": fit.aim.figures,
            "tolerance": fit.aim.tolerances,
            "now": fit.default.mean[0],
            "best": fit.every.mean[fit.best],
            "median": median,
            "low": low,
            "high": high,
            "implausibility": distance,
            "met": distance < MET,
            "source": [it.source for it in fit.targets],
            "grade": [str(it.grade) for it in fit.targets],
        }
    )


def parameter_table(fit: Fit) -> pd.DataFrame:
    """Return prior against posterior, one row for each free parameter: its range, and what is left of it.

    Beforehand every value of the range is equally likely, or every ratio of one that is logarithmic.
    `width` is the posterior's 90 % interval over the prior's; `identified` tells whether the data narrow it.
    """
    space = fit.space
    q05, median, q95 = np.quantile(fit.draws, QUANTILES, axis=0)
    least, _, most = np.quantile(space.cube(fit.draws), QUANTILES, axis=0)
    width = (most - least) / WITHIN
    before = space.values(np.repeat([[QUANTILES[0]], [QUANTILES[-1]]], len(space), axis=1))
    return pd.DataFrame(
        {
            "parameter": space.names,
            "unit": [it.unit for it in space.parameters],
            "low": [it.low for it in space.parameters],
            "high": [it.high for it in space.parameters],
            "now": space.defaults()[0],
            "best": fit.every.vectors[fit.best],
            "prior05": before[0],
            "prior95": before[1],
            "median": median,
            "q05": q05,
            "q95": q95,
            "width": width,
            "identified": width < UNKNOWN,
        }
    )


def tied_pairs(fit: Fit) -> pd.DataFrame:
    """Return the pairs of parameters of which the data know a combination better than either."""
    names = np.array(fit.space.names)
    ranks = pd.DataFrame(fit.draws).corr(method="spearman").fillna(0.0).to_numpy()
    one, other = np.triu_indices(len(names), 1)
    pairs = pd.DataFrame({"parameter": names[one], "with": names[other], "correlation": ranks[one, other]})
    tied = pairs[pairs["correlation"].abs() >= TIED]
    return tied.sort_values("correlation", key=lambda it: -it.abs(), kind="stable", ignore_index=True)


def vector_table(found: Evaluated, space: Space, targets: Sequence[Target]) -> pd.DataFrame:
    """Return what was run as a table: values, ``target.NAME`` for each target, largest `implausibility`."""
    values = pd.DataFrame(found.vectors, columns=space.names)
    figures = pd.DataFrame(found.mean, columns=[f"target.{it.name}" for it in targets])
    worst = Aim.of(tuple(targets)).run(found).max(axis=1)
    return pd.concat([values, figures], axis=1).assign(implausibility=worst)


def plausible_vectors(fit: Fit) -> pd.DataFrame:
    """Return the draws that the model itself does not rule out, as `vector_table` has them.

    Where there are too few, all that was run is looked through for the nearest; see `kept_of`.
    """
    sample, every = (vector_table(it, fit.space, fit.targets) for it in (fit.sample, fit.every))
    return kept_of(sample, every, fit.aim)


def kept_of(drawn: pd.DataFrame, every: pd.DataFrame, aim: Aim, enough: int = LEAST_KEPT) -> pd.DataFrame:
    """Return the drawn vectors that are plausible; the nearest of all that were run if they are not enough.

    An explanation that the targets rule out has a set as well, so that it can be compared: the values
    with which it comes nearest. The column `implausibility` tells that they are ruled out.
    """
    kept = drawn[drawn["implausibility"] < PLAUSIBLE]
    if len(kept) < enough:
        figures = every.filter(like="target.").to_numpy(dtype=float)
        squares = (((figures - aim.figures) / aim.tolerances) ** 2).sum(axis=1)
        usable = np.isfinite(squares) & np.isfinite(every["implausibility"].to_numpy())
        order = np.argsort(np.where(usable, squares, np.inf), kind="stable")[: min(LEAST_KEPT, usable.sum())]
        kept = every.iloc[order]
    return kept.reset_index(drop=True)


def write_report(
    folder: Path, fit: Fit, title: str, left_out: tuple[LeftOut, ...], model: str | None = None
) -> None:
    """Write every file of the report into a fit's folder; `model` is the explanation that was fitted."""
    texts = {
        "report.md": _markdown(fit, title, left_out),
        "report.json": json.dumps(as_plain(fit, title, left_out), ensure_ascii=False, indent=2),
        "best.toml": _best_toml(fit, title),
    }
    for name, text in texts.items():
        write_durably(folder / name, lambda path, text=text: path.write_text(text, encoding="utf-8"))  # type: ignore[misc]
    vectors = plausible_vectors(fit)
    write_durably(folder / "vectors.parquet", (vectors.assign(model=model) if model else vectors).to_parquet)


def verdicts(fit: Fit) -> list[str]:
    """Return what one should know before using the fit, one sentence each."""
    targets, parameters = fit_table(fit), parameter_table(fit)
    number, sample = round(fit.plausible * len(fit.sample.vectors)), len(fit.sample.vectors)
    failed = int((~fit.every.usable).sum())
    smallest = f"less than {100.0 / CANDIDATES:.2g} %"
    shares = " -> ".join(f"{100.0 * it:.3g} %" if it > 0.0 else smallest for it in fit.left)
    said = [
        f"{int(targets['met'].sum())} of {len(targets)} targets are met (within {MET:g} standard deviations)."
    ]
    if failed:
        said.append(f"{failed} of {len(fit.every.vectors)} vectors could not be run or measured.")
    said.append(f"Not ruled out after each wave: {shares}.")
    said.append(f"{number} of {sample} draws are plausible when the model itself is run.")
    if number < LEAST_KEPT:
        said.append(
            "That is too few to rely on: run more waves or vectors, or some targets contradict each other. "
            f"The {LEAST_KEPT} nearest of all that was run are kept instead, plausible or not."
        )
    narrowed = parameters.loc[parameters["identified"]].sort_values("width")["parameter"].tolist()
    if narrowed:
        said.append(f"The data narrow {len(narrowed)} of {len(parameters)} values: {', '.join(narrowed)}.")
    if open_ := parameters.loc[~parameters["identified"], "parameter"].tolist():
        said.append(
            f"The data do not tell: {', '.join(open_)} (over {100 * UNKNOWN:g} % of the range is left)."
        )
    return said


def left_out_words(left_out: tuple[LeftOut, ...]) -> list[str]:
    """Return the claims that were not fitted, one line each."""
    return [f"account {it.account}, {', '.join(it.towns)}: {it.claim}" for it in left_out]


def _markdown(fit: Fit, title: str, left_out: tuple[LeftOut, ...]) -> str:
    """Return the report as Markdown."""
    columns = ["label", "unit", "said", "tolerance", "now", "best", "median", "low", "high", "implausibility"]
    targets = fit_table(fit)
    met = ["met" if it else "**not met**" for it in targets["met"]]
    parts = [f"# {title}", bullets(verdicts(fit)), "## Targets"]
    parts.append(_pipes(targets[columns].assign(met=met, source=targets["source"])))
    parts += ["## Prior against posterior", _pipes(_parameters(fit))]
    if len(pairs := tied_pairs(fit)):
        parts += [f"## Told apart badly (rank correlation of {TIED:g} or more)", _pipes(pairs)]
    if left_out:
        parts += ["## Not fitted, only predicted", bullets(left_out_words(left_out))]
    return "\n\n".join(parts) + "\n"


def _parameters(fit: Fit) -> pd.DataFrame:
    """Return the parameters as the report shows them, those first that the data narrow most."""
    found = parameter_table(fit).sort_values("width", kind="stable")
    words = {
        "prior05": "prior 5 %",
        "prior95": "prior 95 %",
        "q05": "posterior 5 %",
        "q95": "posterior 95 %",
        "median": "posterior median",
        "width": "posterior over prior width",
    }
    found["data"] = np.where(found["identified"], "narrowed", "open")
    return found[["parameter", "unit", "now", "best", *words, "data"]].rename(columns=words)


def _pipes(frame: pd.DataFrame) -> str:
    """Return a table as Markdown."""
    shown = frame.map(lambda value: rounded(value) if isinstance(value, float) else str(value))
    return table([str(it) for it in shown], shown.to_numpy().tolist())


def rounded(value: float) -> str:
    """Return a figure as a table shows it: four digits, and never an exponent for what is large."""
    return f"{value:,.0f}" if abs(value) >= LARGE else f"{value:.4g}"


def as_plain(fit: Fit, title: str, left_out: tuple[LeftOut, ...]) -> dict[str, Any]:
    """Return the report in plain values, as JSON has them; null for what is unknown."""
    tables = {"targets": fit_table(fit), "parameters": parameter_table(fit), "pairs": tied_pairs(fit)}
    return {
        "title": title,
        "seed": fit.seed,
        "vectors": len(fit.every.vectors),
        "verdicts": verdicts(fit),
        "left_after_each_wave": list(fit.left),
        "plausible": fit.plausible,
        **{
            name: json.loads(it.to_json(orient="records", double_precision=15)) for name, it in tables.items()
        },
        "left_out": [it.model_dump(mode="json") for it in left_out],
    }


def _best_toml(fit: Fit, title: str) -> str:
    """Return the best vector as a table for a scenario file."""
    lines = [f"# The vector nearest to the targets: {title}", "", "[parameters]"]
    pairs = zip(fit.space.parameters, fit.every.vectors[fit.best], strict=True)
    lines += [f'"{it.name}" = {it.value(value)!r}' for it, value in pairs]
    return "\n".join(lines) + "\n"
