"""Distributions: between which figures an output lies, what one variant has beyond another, how sure that is.

Two rows are a pair if nothing but the variant (or the town) differs between them. Each replication has the
same luck in both, so that the difference between two runs was caused by what differs.
"""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy import stats

from tillit.experiments.answers import Answer
from tillit.experiments.answers.figures import COLOURS, caption, headline, panels
from tillit.experiments.answers.sweep import Array, Over, Sweep, one_of, usual_window, window_in_words
from tillit.experiments.answers.wording import label_of, numbers, scaled
from tillit.experiments.comparison.statistics import QUANTILES as QUANTILES_OF_PAIRS
from tillit.experiments.comparison.statistics import TOO_FEW, YEAR, percent, verdict
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import four_digits
from tillit.experiments.worlds.plan import ENOUGH

QUANTILES = {"q5": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
FEW, FEWEST, MOST_PANELS = 3, 5, 4
"""Groups that a sentence names, replications below which a spread says little, and outputs in a figure."""
ALL, POINT = "all", "point"  # what a row of the table is about: all points together, or one


def bands(sweep: Sweep, output: str) -> Answer:
    """Return quantiles of an output over all runs of each town and variant, month by month.

    The columns are town, variant, month, runs, q5, q25, q50, q75, q95. RefusedError as of `Sweep.converted`.
    """
    figures, unit, told = sweep.converted(output)
    spoken, (factor, unit) = sweep.spoken, scaled(unit, sweep.spoken)
    found: dict[str, Array] = {}
    parts, said, months = [], [], np.arange(1, sweep.months + 1)
    for (town, variant), rows in sweep.rows.groupby(["town", "variant"], sort=False):
        runs = figures[rows.index].reshape(-1, sweep.months)
        values = np.quantile(runs, list(QUANTILES.values()), axis=0)
        part = pd.DataFrame({"town": town, "variant": variant, "month": months, "runs": len(runs)})
        parts.append(part.assign(**dict(zip(QUANTILES, values, strict=True))))
        label = f"{sweep.called(str(town))}, " * (len(sweep.design.towns) > 1) + sweep.called(str(variant))
        found[label] = factor * values
        low, *_, middle, _, high = found[label][:, -1]
        told_of = numbers(spoken, middle=middle, low=low, high=high)
        said.append(f"{label} {spoken.gettext('{middle} ({low} to {high})', **told_of)}")
    what = _with_unit(label_of(output, spoken), unit)
    groups = "; ".join([*said[:FEW], "…"] if len(said) > FEW else said)
    about = {"what": what, "month": sweep.months, "groups": groups}
    note = spoken.gettext("{what}, in month {month}; median and 90 % of the runs: {groups}.", **about)
    frame = pd.concat(parts, ignore_index=True)
    return Answer(frame, note + told, lambda: _draw_bands(sweep, what, found))


def compare(
    sweep: Sweep, a: str, b: str, outputs: Sequence[str] | None = None, *, over: Over | None = None
) -> Answer:
    """Return what `b`, a variant or a town, has beyond `a`, pair by pair, at each point and over all.

    `outputs` are all if left out; `over` is ``end``, ``sum`` or a month, and if left out the sum of what
    adds up and the end of what does not. The frame has for each output first a row ``all`` (means and 90 %
    interval over all points and replications, and `flips`: the share of points whose mean difference has
    the other sign), then a row ``point`` for each point (mean and 90 % interval over the replications).
    RefusedError as of `Sweep.converted`, or if there are no such sides.
    """
    column, rows_a, rows_b = paired(sweep.rows, a, b)
    where = sweep.rows.loc[rows_a].drop(columns=column).reset_index(drop=True)
    spoken, sides = sweep.spoken, difference_in_words(sweep, a, b)
    parts, drawn, told = [], {}, ""
    for output in outputs or sweep.outputs:
        window = usual_window(sweep.output(output)) if over is None else over
        figures, unit, converted = sweep.converted(output, window, [*rows_a, *rows_b])
        one, other = figures[rows_a], figures[rows_b]
        overall, each = _spread(one.reshape(1, -1), other.reshape(1, -1)), _spread(one, other)
        usual = np.sign(overall["difference"].item())
        overall["flips"] = float((np.sign(each["difference"]) * usual < 0).mean())
        each = pd.concat([where, each], axis=1).assign(scope=POINT)
        part = pd.concat([overall.assign(scope=ALL), each]).assign(output=output, over=str(window), unit=unit)
        parts.append(part[["output", "over", "unit", "scope", *where.columns, *overall.columns]])
        factor, unit = scaled(unit, spoken)
        drawn[panel_of(sweep, output, unit, window)] = (other - one) * factor
        told = told or converted
    frame = pd.concat(parts, ignore_index=True).astype({"point": "Int64"})
    note = _said(parts[0], sides, spoken) + told
    return Answer(frame, note, lambda: _draw_pairs(sweep.design.title, sides, drawn, spoken))


def convergence(
    sweep: Sweep,
    output: str | None = None,
    *,
    between: tuple[str, str] | None = None,
    over: Over | None = None,
    within: float = 5.0,
) -> Answer:
    """Return how sure a mean over all rows is with the first 5, 6, 7 … replications, up to all of them.

    The `output` is the first if left out; `between` two variants or towns it is the paired difference, the
    second less the first. `over` is ``end``, ``sum`` or a month; if left out, the sum of what adds up.
    `within` is the half width of the 90 % interval that is good enough, in per cent of the figure. Each
    replication is one draw of luck, the same for all rows: its figures are averaged over the rows, and of the
    mean of these draws Student's t gives the interval. RefusedError as of `Sweep.converted`, or below five.
    """
    spoken, output = sweep.spoken, sweep.output(output or sweep.outputs[0])
    over = usual_window(output) if over is None else over
    if not within > 0.0:
        raise RefusedError(f"within {within}: give a percentage greater than 0, such as 5")
    sides = paired(sweep.rows, *between)[1:] if between else ()
    figures, unit, told = sweep.converted(output, over, np.concatenate(sides) if sides else None)
    what = f"{label_of(output, spoken)} ({window_in_words(over, sweep.months, spoken)})"
    if between and sides:
        figures = figures[sides[1]] - figures[sides[0]]
        what = f"{what}, {difference_in_words(sweep, *between)}"
    count = figures.shape[1]
    if count < FEWEST:
        raise RefusedError(
            f"the sweep has {count} replications; from {FEWEST} on one can say: run it with more"
        )
    frame = as_numbers_grow(figures.mean(axis=0))
    factor, unit = scaled(unit, spoken)
    last = frame.iloc[-1]
    ends = numbers(spoken, **{it: factor * last[it] for it in ("estimate", "low", "high")})
    ends |= {"what": what, "count": str(count), "estimate": _with_unit(ends["estimate"], unit, " ")}
    note = spoken.gettext(
        "{what}: with {count} replications the mean is {estimate}, 90 % interval {low} to {high}", **ends
    )
    note += _enough(count, last["percent"], within, spoken) + told
    titles = sweep.design.title, spoken.gettext("mean of {what}, by the number of replications", what=what)
    shown = frame.assign(estimate=factor * frame["estimate"], half_width=factor * frame["half_width"])
    return Answer(frame, note, lambda: _draw_convergence(titles, unit, shown, spoken))


def as_numbers_grow(draws: Array) -> pd.DataFrame:
    """Return the mean and its 90 % interval for the first so many draws: a row each from five on."""
    count = np.arange(1, len(draws) + 1)
    grown = pd.Series(draws).expanding(FEWEST)
    half = grown.std() / np.sqrt(count) * stats.t.ppf(0.95, np.maximum(count - 1, 1))
    frame = pd.DataFrame({"number": count, "estimate": grown.mean(), "half_width": half}).iloc[FEWEST - 1 :]
    ends = {"low": frame["estimate"] - frame["half_width"], "high": frame["estimate"] + frame["half_width"]}
    percent = 100.0 * frame["half_width"] / frame["estimate"].abs()
    return frame.assign(**ends, percent=percent.where(frame["half_width"] != 0.0, 0.0))


def paired(rows: pd.DataFrame, a: str, b: str) -> tuple[str, NDArray[np.int64], NDArray[np.int64]]:
    """Return what differs, ``variant`` or ``town``, and the rows of either side, which are in the same order.

    RefusedError if there are no such two variants or towns.
    """
    variants, towns = ([*dict.fromkeys(rows[it])] for it in ("variant", "town"))
    if a == b:
        there = ", ".join([*variants, *towns])
        raise RefusedError(f"{a} and {b} are the same; compare two variants or two towns: {there}")
    column, names = ("town", towns) if {a, b} & {*towns} else ("variant", variants)
    one, other = (np.flatnonzero(rows[column] == one_of(column, name, names)) for name in (a, b))
    return column, one, other


def _spread(a: Array, b: Array) -> pd.DataFrame:
    """Return a row for each row of figures: means, whose difference is that of the levels, and 90 %."""
    difference, pairs = b - a, a.shape[1]
    one, other, mean = (it.mean(axis=1) for it in (a, b, difference))
    frame = pd.DataFrame({"pairs": pairs, "a": one, "b": other})
    beside = (("difference", difference, mean), ("percent", percent(a, difference), percent(one, mean)))
    for name, figures, middle in beside:
        low, _, high = np.quantile(figures, QUANTILES_OF_PAIRS, axis=1)
        frame[[name, f"{name}_low", f"{name}_high"]] = np.column_stack((middle, low, high))
    ends = zip(frame["difference_low"], frame["difference_high"], strict=True)
    return frame.assign(verdict=[verdict(*it) if pairs >= ENOUGH else TOO_FEW for it in ends])


def difference_in_words(sweep: Sweep, a: str, b: str) -> str:
    """Return which variant, or town, is subtracted from which."""
    return sweep.spoken.gettext("{b} less {a}", a=sweep.called(a), b=sweep.called(b))


def panel_of(sweep: Sweep, output: str, unit: str, over: Over) -> str:
    """Return what a panel, or a row, shows of an output."""
    what = _with_unit(label_of(output, sweep.spoken), unit)
    return f"{what}, {window_in_words(over, sweep.months, sweep.spoken)}"


def _with_unit(said: str, unit: str, between: str = ", ") -> str:
    return f"{said}{between}{unit}" if unit else said


def _said(rows: pd.DataFrame, sides: str, spoken: Words) -> str:
    row, points = rows.iloc[0], len(rows) - 1
    factor, unit = scaled(row["unit"], spoken)
    ends = (factor * row[f"difference{end}"] for end in ("_low", "", "_high"))
    low, middle, high = (four_digits(it, spoken, signed=True) for it in ends)
    told = {"label": label_of(row["output"], spoken), "sides": sides, "low": low, "high": high}
    told |= {"middle": _with_unit(middle, unit, " ")} | numbers(spoken, pairs=row["pairs"])
    says = spoken.gettext("{label}, {sides}: {middle} (90 % of {pairs} pairs: {low} to {high})", **told)
    if row["verdict"] == TOO_FEW:
        says += spoken.gettext("; too few pairs for a verdict")
    elif points > 1:
        share = numbers(spoken, share=100.0 * row["flips"], points=points)
        says += spoken.gettext("; in {share} % of {points} points the sign is the other", **share)
    return f"{says}."


def _enough(count: int, percent: float, within: float, spoken: Words) -> str:
    """Return whether an interval is narrow enough; its width shrinks with the square root of the number."""
    if not math.isfinite(percent):
        return spoken.gettext(": around nought a width in per cent says nothing.")
    needed = max(FEWEST, math.ceil(count * (percent / within) ** 2))
    told = numbers(spoken, percent=percent, within=within, needed=needed)
    if needed <= count:
        return spoken.gettext(", ± {percent} %: enough for ± {within} %; about {needed} would be.", **told)
    return spoken.gettext(", ± {percent} %: not enough for ± {within} %, which takes about {needed}.", **told)


def _draw_bands(sweep: Sweep, what: str, found: dict[str, Array]) -> Figure:
    figure, (axes,) = panels(1)
    gettext = sweep.spoken.gettext
    years = np.arange(1, sweep.months + 1) / YEAR
    for (label, (q5, q25, q50, q75, q95)), colour in zip(found.items(), COLOURS, strict=False):
        for low, high in ((q5, q95), (q25, q75)):
            axes.fill_between(years, low, high, color=colour, alpha=0.16, linewidth=0.0)
        axes.plot(years, q50, color=colour, linewidth=1.8, label=label)
    caption(axes, gettext("{what}: median, and 50 % and 90 % of the runs", what=what), sweep.spoken)
    axes.set_xlabel(gettext("years from the start"))
    axes.set_xlim(0.0, sweep.months / YEAR)
    if all((values[0] >= 0.0).all() for values in found.values()):
        axes.set_ylim(bottom=0.0)
    figure.legend(loc="outside lower center", ncols=min(4, len(found)), frameon=False)
    shown = gettext("{runs} runs", **numbers(sweep.spoken, runs=sweep.design.runs))
    if len(found) > len(COLOURS):
        shown += gettext("; the first {shown} of {all} groups", shown=len(COLOURS), all=len(found))
    headline(figure, sweep.design.title, shown)
    return figure


def _draw_pairs(title: str, sides: str, drawn: dict[str, Array], spoken: Words) -> Figure:
    gettext = spoken.gettext
    of_points = gettext("points, from least to greatest difference, %")
    of_pairs = gettext("pairs, from least to greatest difference, %")
    figure, axes = panels(min(len(drawn), MOST_PANELS))
    for panel, (text, differences) in zip(axes, drawn.items(), strict=False):
        each, what = (differences, of_points) if len(differences) > 1 else (differences.T, of_pairs)
        low, high = np.quantile(each, (0.05, 0.95), axis=1)
        middle = each.mean(axis=1)
        order = np.argsort(middle, kind="stable")
        share = (np.arange(len(middle)) + 0.5) / len(middle) * 100.0
        spread = np.maximum([middle - low, high - middle], 0.0)[:, order]
        panel.errorbar(share, middle[order], spread, fmt="o", color=COLOURS[1], markersize=3)
        panel.axhline(0.0, color="black", linewidth=0.8)
        caption(panel, text, spoken)
        panel.set_xlabel(what)
        panel.set_xlim(0.0, 100.0)
    shown = gettext("{sides}, mean and 90 % of the replications", sides=sides)
    if len(drawn) > len(axes):
        shown += gettext("; {number} more outputs in the table", number=len(drawn) - len(axes))
    headline(figure, title, shown)
    return figure


def _draw_convergence(titles: tuple[str, str], unit: str, frame: pd.DataFrame, spoken: Words) -> Figure:
    figure, (axes,) = panels(1)
    about = frame["number"], frame["estimate"], frame["half_width"]
    axes.errorbar(*about, fmt="o-", color=COLOURS[1], markersize=3)
    caption(axes, _with_unit(spoken.gettext("mean and its 90 % interval"), unit), spoken)
    headline(figure, *titles)
    return figure
