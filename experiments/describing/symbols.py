"""Symbols: what the letters of the equations stand for, with values from the declarations.

The equations themselves are written by hand in the template. Each names the behaviours that it
puts into mathematics, and a test looks that every parameter which these read is told on the page.
"""

import importlib

from tillit.agents.foundation.parameters import Grade, field_docs
from tillit.agents.foundation.records import Field, fields
from tillit.experiments.describing.markdown import bullets, number, sentence, table
from tillit.model.assumptions import BEHAVIOUR, DECLARED

STATE = {
    "T": "tie.Tie.trust",
    "C": "case.Case.contact",
    "z": "case.Case.silence",
    "n": "case.Case.caseworkers",
    "A": "case.Case.anxiety",
    "D": "client.Client.distance",
    "h": "client.Client.health",
    "a": "client.Client.ability",
    r"\mu": "client.Client.match",
    r"\theta": "caseworker.Caseworker.talent",
    "x": "caseworker.Caseworker.training",
    "y": "caseworker.Caseworker.local",
    r"\sigma": "caseworker.Caseworker.stress",
    r"\tau": "caseworker.Caseworker.tenure",
    "r": "child.Child.risk",
    "v": "child.Child.strain",
    r"\pi": "agency.Agency.prompt",
}
"""State variables by symbol: file, record and field."""

SYMBOLS = {
    r"\rho": "bonds.rapport",
    r"\gamma": "bonds.guarded",
    r"\beta": "bonds.broken_promise",
    r"\varphi": "bonds.fading",
    "N": "meetings.promised",
    r"\kappa": "handover.kept",
    "H": "hours.month",
    "o": "hours.overhead",
    "s_0": "hours.statutory",
    "s_1": "hours.first_month",
    "q": "hours.planned",
    "u": "hours.clients",
    "u_1": "hours.partners",
    "j": "hours.along",
    "t_1": "meetings.hours",
    "d_1": "meetings.longest",
    "f": "queue.fairness",
    "c": "support.carried",
    "k": "support.half",
    r"\alpha": "support.alone",
    "b_1": "support.training",
    "b_2": "support.local",
    "p": "support.pace",
    "w": "support.own",
    r"\delta": "support.discouragement",
    "g": "partnerships.delegation",
    "y_0": "partnerships.stranger",
    "M_0": "partnerships.wary",
    r"\omega": "leaving.own_way",
    r"\nu": "leaving.steepness",
    r"\xi": "leaving.search",
    r"\varepsilon": "leaving.employers",
    r"\zeta": "leaving.far",
    r"\varsigma": "leaving.sickness",
    r"\upsilon": "leaving.unaided",
    r"\psi": "returning.work",
    r"\psi_1": "returning.durability",
    r"\chi": "crises.base",
    r"\chi_1": "crises.comfort",
    r"\chi_2": "crises.late",
    r"\chi_3": "crises.worry",
    r"\lambda": "stress.pace",
    r"\lambda_1": "stress.load",
    r"\lambda_2": "stress.most",
    r"\lambda_3": "stress.crisis",
    r"\lambda_4": "stress.unmet",
    r"\lambda_5": "stress.support",
    r"\Lambda_0": "staffing.resignation",
    r"\Lambda_1": "staffing.flight",
    r"\tau_0": "staffing.settled",
    r"\iota_0": "staffing.sickness",
    r"\iota_1": "staffing.burnout",
    r"\varrho": "risks.drift",
    r"\varrho_2": "risks.relief",
    r"\varrho_3": "risks.shock",
    r"\vartheta": "staying.breakdown",
}
"""Parameters by symbol, in the order of the equations."""


def parameter(name: str) -> str:
    """Return the value of a parameter."""
    return number(DECLARED[name].default)


def grades() -> str:
    """Return how many behavioural parameters rest on what."""
    found = [it.par.grade for it in BEHAVIOUR.values()]
    return bullets(
        f"{grade.value}, {grade.name.lower()}: {found.count(grade)} of {len(found)}" for grade in Grade
    )


def symbols() -> str:
    """Return the table of parameters in equations."""
    rows = (_parameter_row(symbol, name) for symbol, name in SYMBOLS.items())
    return table(("", "parameter", "value>", "what it is, in which unit, and its grade"), rows)


def _parameter_row(symbol: str, name: str) -> tuple[str, ...]:
    """Return one row of the table of parameters."""
    it = DECLARED[name]
    said = f"{sentence(it.doc)} *{it.par.unit}, {it.par.grade.value}*"
    return f"${symbol}$", f"`{name}`", number(it.default), said


def state() -> str:
    """Return the table of state variables in equations."""
    rows = (_state_row(symbol, name) for symbol, name in STATE.items())
    return table(("", "state variable", "what it is, in which unit"), rows)


def _state_row(symbol: str, name: str) -> tuple[str, ...]:
    """Return one row of the table of state variables."""
    module, record, field = name.split(".")
    owner = getattr(importlib.import_module(f"tillit.agents.{module}"), record)
    found: dict[str, Field] = dict(fields(owner))
    said = f"{sentence(field_docs(owner)[field])} *{found[field].unit}*"
    return f"${symbol}$", f"`{record}.{field}`", said
