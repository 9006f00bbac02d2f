"""Report: what a calibration found, in words, tables and files."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from tillit.experiments.calibration.calibrating import Fit
from tillit.experiments.calibration.findings import (
    LEAST_KEPT,
    MET,
    TIED,
    UNKNOWN,
    fit_table,
    parameter_table,
    plausible_vectors,
    tied_pairs,
)
from tillit.experiments.calibration.history_matching import CANDIDATES
from tillit.experiments.calibration.left_out import LeftOut
from tillit.experiments.worlds.durable import write_durably

LARGE = 1_000.0
"""Figures from here on are shown as whole numbers."""


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
    vectors = vectors if model is None else vectors.assign(model=model)
    write_durably(folder / "vectors.parquet", vectors.to_parquet)


def verdicts(fit: Fit) -> list[str]:
    """Return what one should know before using the fit, one sentence each."""
    table = fit_table(fit)
    said = [
        f"{int(table['met'].sum())} of {len(table)} targets are met (within {MET:g} standard deviations)."
    ]
    failed = int((~fit.every.usable).sum())
    if failed:
        said.append(f"{failed} of {len(fit.every.vectors)} vectors could not be run or measured.")
    shares = " -> ".join(_share(it) for it in fit.left)
    said.append(f"Not ruled out after each wave: {shares}.")
    number = round(fit.plausible * len(fit.sample.vectors))
    said.append(f"{number} of {len(fit.sample.vectors)} draws are plausible when the model itself is run.")
    if number < LEAST_KEPT:
        said.append(
            "That is too few to rely on: run more waves or vectors, or some targets contradict each other. "
            f"The {LEAST_KEPT} nearest of all that was run are kept instead, plausible or not."
        )
    parameters = parameter_table(fit)
    narrowed = parameters.loc[parameters["identified"]].sort_values("width")["parameter"].tolist()
    if narrowed:
        said.append(f"The data narrow {len(narrowed)} of {len(parameters)} values: {', '.join(narrowed)}.")
    open_ = parameters.loc[~parameters["identified"], "parameter"].tolist()
    if open_:
        said.append(
            f"The data do not tell: {', '.join(open_)} (over {100 * UNKNOWN:g} % of the range is left)."
        )
    return said


def _share(share: float) -> str:
    """Return a share of the cube; one that is too small to be counted says so."""
    return f"{100.0 * share:.3g} %" if share > 0.0 else f"less than {100.0 / CANDIDATES:.2g} %"


def left_out_words(left_out: tuple[LeftOut, ...]) -> list[str]:
    """Return the claims that were not fitted, one line each."""
    return [f"account {it.account}, {', '.join(it.towns)}: {it.claim}" for it in left_out]


def _markdown(fit: Fit, title: str, left_out: tuple[LeftOut, ...]) -> str:
    """Return the report as Markdown."""
    parts = [f"# {title}", "\n".join(f"- {it}" for it in verdicts(fit))]
    columns = ["label", "unit", "said", "tolerance", "now", "best", "median", "low", "high", "implausibility"]
    table = fit_table(fit)
    met = ["met" if it else "**not met**" for it in table["met"]]
    shown = table[columns].assign(met=met, source=table["source"])
    parts += [
        "## Targets",
        _pipes(shown),
        "## Prior against posterior",
        _pipes(_parameters(fit)),
    ]
    pairs = tied_pairs(fit)
    if len(pairs):
        parts += [f"## Told apart badly (rank correlation of {TIED:g} or more)", _pipes(pairs)]
    if left_out:
        parts += ["## Not fitted, only predicted", "\n".join(f"- {it}" for it in left_out_words(left_out))]
    return "\n\n".join(parts) + "\n"


def _parameters(fit: Fit) -> pd.DataFrame:
    """Return the parameters as the report shows them, those first that the data narrow most."""
    table = parameter_table(fit)
    words = {
        "prior05": "prior 5 %",
        "prior95": "prior 95 %",
        "q05": "posterior 5 %",
        "q95": "posterior 95 %",
        "median": "posterior median",
        "width": "posterior over prior width",
    }
    told = ["narrowed" if it else "open" for it in table["identified"]]
    shown = table.assign(data=told).sort_values("width", kind="stable")
    columns = ["parameter", "unit", "now", "best", *words, "data"]
    return shown[columns].rename(columns=words)


def _pipes(frame: pd.DataFrame) -> str:
    """Return a table as Markdown."""
    lines = [frame.columns.tolist(), ["---"] * len(frame.columns)]
    lines += [[_cell(value) for value in row] for row in frame.itertuples(index=False)]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _cell(value: object) -> str:
    """Return a value as a table shows it."""
    return rounded(value) if isinstance(value, float) else str(value).replace("|", "/")


def rounded(value: float) -> str:
    """Return a figure as a table shows it: four digits, and never an exponent for what is large."""
    return f"{value:,.0f}" if abs(value) >= LARGE else f"{value:.4g}"


def as_plain(fit: Fit, title: str, left_out: tuple[LeftOut, ...]) -> dict[str, Any]:
    """Return the report in plain values, as JSON has them; null for what is unknown."""
    return {
        "title": title,
        "seed": fit.effort.seed,
        "vectors": len(fit.every.vectors),
        "verdicts": verdicts(fit),
        "left_after_each_wave": list(fit.left),
        "plausible": fit.plausible,
        "targets": _plain(fit_table(fit)),
        "parameters": _plain(parameter_table(fit)),
        "pairs": _plain(tied_pairs(fit)),
        "left_out": [it.model_dump(mode="json") for it in left_out],
    }


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, with null for what is not a number."""
    rows: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", double_precision=15))
    return rows


def _best_toml(fit: Fit, title: str) -> str:
    """Return the best vector as a table for a scenario file."""
    lines = [f"# The vector nearest to the targets: {title}", "", "[parameters]"]
    named = fit.space.named(fit.every.vectors[fit.best])
    whole = {it.name for it in fit.space.parameters if it.whole}
    lines += [f'"{name}" = {int(value) if name in whole else repr(value)}' for name, value in named.items()]
    return "\n".join(lines) + "\n"
