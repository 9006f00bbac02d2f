"""Picture: how well the targets are met, and how much of each range is left."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tillit.experiments.calibration.calibrating import Fit
from tillit.experiments.calibration.findings import MET, fit_table, parameter_table

MODEL, NOW, SAID = "#0b6e8a", "#7a7a7a", "#d9e6ea"
LINE = 0.28
"""Inches for each row."""
FAR = 8.0
"""Tolerances from the target at which a mark stops, with an arrow's shape."""


def draw(fit: Fit) -> Figure:
    """Return the figure: targets to the left, parameters to the right."""
    rows = max(len(fit.targets), len(fit.space), 6)
    figure = Figure(figsize=(12.0, 1.6 + LINE * rows), layout="constrained")
    left, right = figure.subplots(1, 2)
    draw_targets(left, fit)
    draw_parameters(right, fit)
    return figure


def draw_targets(axes: Axes, fit: Fit) -> None:
    """Draw each target's distance from the model, in tolerances."""
    table = fit_table(fit)
    at = np.arange(len(table))[::-1]

    def scaled(column: str) -> np.ndarray:
        return ((table[column] - table["said"]) / table["tolerance"]).clip(-FAR, FAR).to_numpy()

    axes.axvspan(-MET, MET, color=SAID, label="met", linewidth=0.0)
    axes.hlines(at, scaled("low"), scaled("high"), color=MODEL, linewidth=2.5, label="90 % interval")
    axes.plot(scaled("median"), at, "o", color=MODEL, label="median")
    axes.plot(scaled("now"), at, "x", color=NOW, label="values in force now")
    axes.set_yticks(at, table["label"])
    axes.set_xlim(-FAR - 0.3, FAR + 0.3)
    axes.set_xlabel("model less target, in tolerances")
    finish(axes, "Targets")


def draw_parameters(axes: Axes, fit: Fit) -> None:
    """Draw what is left of each range, as a share of it."""
    table = parameter_table(fit)
    at = np.arange(len(table))[::-1]

    def scaled(column: str) -> np.ndarray:
        return ((table[column] - table["low"]) / (table["high"] - table["low"])).to_numpy()

    axes.barh(at, 1.0, height=0.7, color=SAID, label="range")
    axes.hlines(at, scaled("q05"), scaled("q95"), color=MODEL, linewidth=2.5, label="90 % of draws")
    axes.plot(scaled("median"), at, "o", color=MODEL, label="median")
    axes.plot(scaled("best"), at, "|", color="black", markersize=9, label="best vector")
    axes.plot(scaled("now"), at, "x", color=NOW, label="value in force now")
    axes.set_yticks(at, table["parameter"])
    axes.set_xticks([0.0, 1.0], ["lowest", "highest"])
    finish(axes, "Parameters")


def finish(axes: Axes, title: str) -> None:
    """Give an axes its title, its legend, and no frame."""
    axes.set_title(title, loc="left", fontsize=11)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="upper left", bbox_to_anchor=(-0.4, -0.06), ncols=3, frameon=False, fontsize=8)
