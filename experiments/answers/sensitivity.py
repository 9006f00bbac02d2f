"""Sensitivity: which factors a sweep's output depends on, by whichever method its sample allows."""

import pandas as pd

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import draw_bars, number
from tillit.experiments.answers.indices import elementary_effects, morris, regional, sobol
from tillit.experiments.answers.sampled import Quantity, Sampled
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError

METHODS = {
    "sobol": ("saltelli", "total", "Share of variance, total"),
    "morris": ("morris", "mu_star", "Mean size of the change"),
    "regional": ("", "ks", "Distance, much to little"),
}
"""Sampler that each method needs, if any; the index that counts most, and what it is."""
BESIDE = {"total": "first", "mu_star": "mu", "ks": ""}
"""What is drawn beside it."""
LOOSE = 0.1
"""Half width of a total index's interval above which more points are advised."""
FEW = 8
"""Trajectories below which an interval means little."""
SURE = 0.05
"""Probability, over all factors, of naming one that has nothing to do with it."""


def sensitivity(sweep: Sweep, quantity: Quantity | None = None, *, method: str | None = None) -> Answer:
    """Return which factors a quantity depends on (the usual one, if left out).

    `method` is ``sobol`` (needs a ``saltelli`` sample), ``morris`` (a ``morris`` one) or ``regional`` (takes
    any); if left out, the one that fits the sample. RefusedError if runs are missing or a figure is not a
    number, if nothing varies, or if the sample does not fit the method.
    """
    sampler = sweep.design.sampler
    if method is None:
        method = next((name for name, (kind, *_) in METHODS.items() if kind == sampler.kind), "regional")
    if method not in METHODS:
        raise RefusedError(f"there is no method {method!r}; methods: {', '.join(METHODS)}")
    if (kind := METHODS[method][0]) not in ("", sampler.kind):
        raise RefusedError(
            f"{method} needs points of the sampler {kind!r}, and this sweep's are of {sampler.kind!r}: "
            f"set kind = {kind!r} under [sampler] and run it in a new folder, or ask by 'regional', "
            "which takes any points"
        )
    return answered((quantity or Quantity(sweep)).sampled(), method)


def answered(sampled: Sampled, method: str) -> Answer:
    """Return the indices of a sample by one method; RefusedError if it does not fit."""
    _, index, what = METHODS[method]
    if sampled.alike:
        frame = pd.DataFrame({"index": index, "factor": sampled.names, "value": 0.0, "low": 0.0, "high": 0.0})
        nothing = f"{sampled.label} is the same in every point: there is nothing to explain."
        return Answer(frame, nothing, lambda: draw_bars(frame, index, nothing, ""))
    if method == "sobol":
        frame = sobol(sampled)
        said = _said_of_shares(sampled, frame)
    elif method == "morris":
        effects = elementary_effects(sampled)
        frame, few = morris(sampled.names, effects), len(effects) < FEW
        most = frame[frame["index"] == index].nlargest(3, "value", keep="first")["factor"]
        said = f"{', '.join(most)} change {sampled.label} most; {sampled.luck()}"
        said += f"; {len(effects)} trajectories are few: use {FEW} or more" if few else ""
    else:
        frame, at = regional(sampled)
        sure = frame[frame["p"] * len(frame) < SURE].nlargest(3, "value", keep="first").to_dict("records")
        named = ", ".join(f"{it['factor']} ({it['more']} values go with more)" for it in sure)
        where = f"whether {sampled.label} is above or below {number(at)} {sampled.unit}".rstrip()
        said = f"What tells most {where}: {named}" if named else f"No factor clearly tells {where}"
        said += f"; {sampled.luck()}"
    title, unit = f"{what}: {sampled.label}", sampled.unit if method == "morris" else ""
    return Answer(frame, f"{said}.", lambda: draw_bars(frame, index, title, unit, mark=BESIDE[index]))


def _said_of_shares(sampled: Sampled, frame: pd.DataFrame) -> str:
    tables = {index: rows.set_index("factor") for index, rows in frame.groupby("index")}
    total, first = tables["total"], tables["first"]["value"]
    top = str(total["value"].idxmax())
    alone, whole = (100.0 * float(it[top]) for it in (first, total["value"]))
    loose = (total["high"] - total["value"]).max() > LOOSE
    return (
        f"{top} matters most for {sampled.label}: it explains {alone:.0f} % of the variance alone, and "
        f"{whole:.0f} % with its interplay; {100.0 * max(0.0, 1.0 - first.sum()):.0f} % of all variance is "
        f"interplay of factors; {sampled.luck()}"
        f"{'; the intervals are wide: use a larger sample' if loose else ''}"
    )
