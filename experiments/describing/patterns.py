"""Patterns: what the model is judged by, from the targets' file and the towns' own claims."""

from tillit.experiments.calibration.left_out import LeftOut
from tillit.experiments.calibration.reading import read_targets
from tillit.experiments.claimed import said_when, when
from tillit.experiments.describing.markdown import number, table
from tillit.model.scenarios import read_scenario, town_names
from tillit.model.scenarios.claim import Claim


def targets() -> str:
    """Return the national figures that behaviour is calibrated on."""
    heads = ("pattern", "figure>", "±>", "unit", "source", "grade")
    rows = (
        (it.label, number(it.figure), number(it.tolerance), it.unit, it.source, it.grade.value)
        for it in read_targets("national").targets
    )
    return table(heads, rows)


def claims() -> str:
    """Return what the accounts say came out, and which of it is never fitted."""
    kept = read_targets("national").left_out
    rows = []
    for name in town_names():
        scenario = read_scenario(name)
        fitted = "no" if _is_left_out(name, kept) else "allowed"
        rows += [
            (scenario.title, it.claim, f"`{it.indicator}`", said(it), it.unit, fitted)
            for it in scenario.expect
        ]
    return table(("town", "claim", "indicator", "said", "unit", "fitted"), rows)


def said(claim: Claim) -> str:
    """Return the size or the direction of a claim, and its year."""
    size = claim.direction or "" if claim.figure is None else f"{claim.reading} {number(claim.figure)}"
    return said_when(size, when(claim))


def _is_left_out(town: str, kept: tuple[LeftOut, ...]) -> bool:
    """Tell whether the claims about a town are only predicted."""
    return any(town in it.towns for it in kept)
